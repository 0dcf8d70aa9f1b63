"""Makes what is built and not committed: the translations and the front end."""

from config.dev.stamps import fingerprint, is_stamped, set_stamp
from config.dev.steps import ROOT, run, step, unchanged
from config.dev.toolchain import VENV

LOCALES = [ROOT / "frontend" / "locale", ROOT / "frontend" / "locale_borrowed"]
DIST = ROOT / "frontend" / "dist"
FRONT_END_SOURCES = [
    "package.json",
    "package-lock.json",
    "frontend/src",
    "frontend/vite.config.ts",
    "frontend/tsconfig.json",
]


def translations() -> None:
    """Compile the translations. Babel does it, so that the machine needs no gettext."""
    label = "Compiling the translations"
    sources = sorted(source for folder in LOCALES for source in folder.rglob("*.po"))
    if not sources:
        return
    wanted = fingerprint(sources)
    if is_stamped("translations", wanted) and all(source.with_suffix(".mo").exists() for source in sources):
        unchanged(label)
        return
    with step(label):
        for source in sources:
            run([VENV / "bin" / "pybabel", "--quiet", "compile", "-i", source, "-o", source.with_suffix(".mo")])
        set_stamp("translations", wanted)


def front_end(environment: dict[str, str]) -> None:
    """Build the front end when its sources have changed."""
    label = "Building the front end"
    wanted = fingerprint([ROOT / source for source in FRONT_END_SOURCES])
    if is_stamped("front-end", wanted) and (DIST / "manifest.json").exists():
        unchanged(label)
        return
    with step(label):
        run(["npm", "run", "build"], environment)
        set_stamp("front-end", wanted)
