"""The signing key of an installation that was given none."""

import secrets
from pathlib import Path


def local_secret(path: Path) -> str:
    """Return the key kept in `path`, making it on the first call; readable by its owner only."""
    try:
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    return path.read_text()
