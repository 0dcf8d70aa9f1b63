"""Public pages under load: an article and a list, made anew and kept, beside Wagtail's own demo site.

All servers run on one core and the client on the other, in the order A B B A. What counts is the server's own processor
time: answers per second of it are what a core of its own would give. Pages of the same kind weigh the same (within a
tenth, and the figures say how much). Arenan is asked in three ways: with nothing kept at all, with only the parts of a
page and what it gathers kept by the numbers of its topics, and with whole answers kept.

The demo site (github.com/wagtail/bakerydemo) has to stand ready: `BAKERYDEMO` names its checkout, set up and loaded as
its readme says (production requirements and daphne in `.venv`, `collectstatic`, the data in `bakerydemodb`). It
is served with the uWSGI configuration of its own image, and by Daphne. Without it Arenan is measured alone.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.harness.processes import ROOT, free_port, running, start, wait_until
from tests.harness.servers import Server, manage, world
from tests.load.asking import ask
from tests.load.measuring import cpu_seconds, record

UWSGI, DAPHNE = "uWSGI", "Daphne"
OURS = {"nothing kept": "0", "parts kept": "1", "answers kept": str(64 * 1024 * 1024)}
"""What `KEPT_ANSWERS` is for each way: with one byte no whole answer fits."""
THEIR_PATHS = {"article": "/blog/wild-yeast/", "list": "/blog/"}
USUAL_WEIGHT = {"article": 20_000, "list": 22_000}
"""Bytes, when the demo site is not there to be weighed."""
BUSY = 0.9
"""Share of its core from which the client itself is the limit."""


@dataclass
class Site:
    """A running server, and where its pages are."""

    name: str
    pid: int
    url: str
    paths: dict[str, str]


@dataclass
class Round:
    """One measurement."""

    page: str
    answers: int
    size: int
    seconds: float
    server_seconds: float
    client_share: float

    @property
    def per_cpu_second(self) -> float:
        return self.answers / max(self.server_seconds, 0.01)

    @property
    def is_void(self) -> bool:
        return self.client_share > BUSY

    def __str__(self) -> str:
        void = ", void: the client was busy" if self.is_void else ""
        return (
            f"{self.page:8} {self.answers / self.seconds:7.0f} a second, {self.per_cpu_second:7.0f} per server second, "
            f"{self.size} bytes, client {self.client_share:.0%}{void}"
        )


@contextmanager
def _on(core: int) -> Iterator[None]:
    # What is started here stays on the core, with all its children.
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {core})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


def _tree(pid: int) -> list[int]:
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(one for child in children for one in _tree(int(child)))]


def _cpu(pid: int) -> float:
    return sum(cpu_seconds(one) for one in _tree(pid))


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=30):
            return True
    except OSError:
        return False


# --- Contestants -----------------------------------------------------------------------------------------------------


def _demo_site(stack: ExitStack, checkout: Path, core: int, server: str) -> Site:
    port, own = free_port(), checkout / ".venv"
    env = {
        "PATH": f"{own / 'bin'}:{os.environ['PATH']}",
        "PYTHONPATH": f"{checkout}:{ROOT}",
        "DJANGO_SETTINGS_MODULE": "bakerydemo.settings.production",
        "DJANGO_SECRET_KEY": "only-for-the-bench",
        "SECURE_SSL_REDIRECT": "false",
        "DATABASE_URL": f"sqlite:///{checkout / 'bakerydemodb'}",
    }
    # As in etc/uwsgi.ini of the demo site, but for this machine alone, and ended when it is told to end.
    uwsgi = (
        "--die-on-term --master --workers 2 --threads 4 --http-keepalive=1 "
        "--wsgi-env-behaviour holy --http-auto-chunked --lazy-apps"
    )
    commands: dict[str, list[str | Path]] = {
        UWSGI: [own / "bin/uwsgi", *uwsgi.split(), "--virtualenv", own, "--wsgi-file", "bakerydemo/wsgi.py",
                "--http-socket", f"127.0.0.1:{port}"],
        DAPHNE: [own / "bin/daphne", "-v", "0", "-b", "127.0.0.1", "-p", str(port), "tests.load.demo_site:application"],
    }  # fmt: skip
    with _on(core), tempfile.TemporaryFile() as log:
        process = start(commands[server], env=env, cwd=checkout, output=log)
    stack.enter_context(running(process))
    url = f"http://127.0.0.1:{port}"
    wait_until(lambda: _answers(url + THEIR_PATHS["article"]), f"{server} of the demo site did not answer", 60)
    return Site(f"bakerydemo on {server}", process.pid, url, THEIR_PATHS)


def _ours(stack: ExitStack, env: dict[str, str], paths: dict[str, str], core: int, way: str) -> Site:
    server = Server(env | {"KEPT_ANSWERS": OURS[way]}, way.replace(" ", "-"), worker=False)
    with _on(core):
        server.start()
    stack.callback(server.stop)
    assert server.process is not None
    return Site(f"Arenan, {way}", server.process.pid, server.url, paths)


def _sites(stack: ExitStack, core: int) -> list[Site]:
    theirs = []
    checkout = Path(os.environ.get("BAKERYDEMO", ""))
    if "BAKERYDEMO" in os.environ and (checkout / ".venv").is_dir() and (checkout / "bakerydemodb").is_file():
        theirs = [_demo_site(stack, checkout.resolve(), core, server) for server in (UWSGI, DAPHNE)]
    else:
        print("The demo site of Wagtail is not here (see BAKERYDEMO in tests/load/pages.py); Arenan is measured alone.")
    weights = {page: _weight(theirs[0].url + path) for page, path in THEIR_PATHS.items()} if theirs else USUAL_WEIGHT
    folder = stack.enter_context(tempfile.TemporaryDirectory())
    env = world(Path(folder), WEIGHTS=json.dumps(weights))
    manage("migrate", "-v0", env=env)
    told = manage("shell", "-v0", "-c", "import tests.load.papers", env=env)
    paths = json.loads(told.split("READY", 1)[1].splitlines()[0])
    return [*(_ours(stack, env, paths, core, way) for way in OURS), *theirs]


def _weight(url: str) -> int:
    with urllib.request.urlopen(url, timeout=30) as answer:
        return len(answer.read())


# --- Measuring -------------------------------------------------------------------------------------------------------


def _measure(site: Site, page: str, seconds: float) -> Round:
    url = site.url + site.paths[page]
    ask(url, seconds / 4)  # Until everything that is read once has been read.
    before = _cpu(site.pid)
    asked = ask(url, seconds)
    return Round(page, asked.answers, asked.size, asked.seconds, _cpu(site.pid) - before, asked.client_share)


def _summary(rounds: dict[str, list[Round]]) -> list[str]:
    lines = []
    for page in THEIR_PATHS:
        best = max((_median(found, page) for name, found in rounds.items() if name.startswith("bakery")), default=0.0)
        for name, found in rounds.items():
            here = [one for one in found if one.page == page]
            median = _median(found, page)
            beside = f", {median / best:.1f} times the demo site at its best" if best else ""
            void = " (void: the client was busy)" if any(one.is_void for one in here) else ""
            lines.append(f"{page}, {name}: {median:.0f} answers per server second, {here[0].size} bytes{beside}{void}")
    return lines


def _median(rounds: list[Round], page: str) -> float:
    return statistics.median(one.per_cpu_second for one in rounds if one.page == page)


def main() -> int:
    """Measure, print and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=8.0)
    parser.add_argument("--rounds", type=int, default=1)
    options = parser.parse_args()
    cores = sorted(os.sched_getaffinity(0))
    rounds: dict[str, list[Round]] = {}
    with ExitStack() as stack:
        sites = _sites(stack, cores[0])
        stack.enter_context(_on(cores[-1]))
        for site in [*sites, *reversed(sites)] * options.rounds:
            for page in THEIR_PATHS:
                found = _measure(site, page, options.seconds)
                rounds.setdefault(site.name, []).append(found)
                print(f"{site.name:24} {found}", flush=True)
    summary = _summary(rounds)
    record("pages", {"cores": len(cores), "seconds": options.seconds}, rounds, summary)
    print("\n".join(summary))
    print(f"{sum(map(len, rounds.values()))} passed, 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
