"""`python -m config.dev run` opens the site; `setup` installs what tests and checks need."""

import argparse
import sys
import time

from config.dev import artefacts, opening, toolchain
from config.dev.steps import Failure


def set_up(*, dev: bool) -> dict[str, str]:
    """Install packages and compile translations; return the environment that has Node."""
    toolchain.python_packages(dev=dev)
    environment = toolchain.node_environment()
    toolchain.front_end_packages(environment)
    artefacts.translations()
    return environment


def open_site() -> int:
    """Do everything from a bare clone to a site that answers, then stay until it ends."""
    started = time.monotonic()
    number = opening.port()
    opening.require_free(number)
    print("Setting up Arenan. The first time takes a few minutes, later ones a few seconds.", flush=True)
    artefacts.front_end(set_up(dev=False))
    people = opening.prepare()
    print(f"  Ready to serve after {time.monotonic() - started:.0f} seconds.")
    return opening.serve(number, people)


def main() -> int:
    """Run the command that was asked for and turn what goes wrong into a plain message."""
    parser = argparse.ArgumentParser(prog="config.dev", description=__doc__)
    parser.add_argument("command", choices=["run", "setup"])
    try:
        if parser.parse_args().command == "run":
            return open_site()
        set_up(dev=True)
        return 0
    except Failure as failure:
        print(f"\n{failure}", file=sys.stderr)
        return 1
    except (KeyboardInterrupt, opening.Stopped):
        print("\nStopped.")
        return 0


if __name__ == "__main__":
    sys.exit(main())
