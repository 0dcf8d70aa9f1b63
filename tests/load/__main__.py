"""`make bench`: how many deliveries a second of server time buys, beside the chat of the Channels tutorial.

Both contestants run on Daphne on one core, with the same readers and the same number of messages, in the order A B B A.
What counts is the server's own processor time, so that a slow client does not flatter or blame anybody; what the
client saw is given beside it. Ours writes every message to the database first, all in one burst, and the hub sends many
of them in one frame; the tutorial's chat is sent one message every 5 ms, as it loses more when sent faster, and
keeps nothing. So the figure says what a burst costs the server, not how the two compare message by message.
"""

import argparse
import statistics

from tests.load import contestants
from tests.load.measuring import record


def main() -> int:
    """Run the rounds, print a table and keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readers", type=int, default=100)
    parser.add_argument("--messages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args()
    rows: dict[str, list[contestants.Figures]] = {}
    names = list(contestants.ALL)
    for _round in range(options.rounds):
        for name in [*names, *reversed(names)]:
            figures = contestants.ALL[name](options.readers, options.messages)
            rows.setdefault(name, []).append(figures)
            print(f"{name:24} {figures}", flush=True)
    summary = _summary(rows)
    record("fan-out", {"readers": options.readers, "messages": options.messages}, rows, summary)
    print("\n".join(summary))
    print(f"{sum(map(len, rows.values()))} passed, 0 failed")
    return 0


def _summary(rows: dict[str, list[contestants.Figures]]) -> list[str]:
    base = statistics.median(one.per_cpu_second for one in rows[contestants.TUTORIAL])
    lines = []
    for name, figures in rows.items():
        ratios = sorted(one.per_cpu_second / base for one in figures)
        lines.append(
            f"{name}: {statistics.median(one.per_cpu_second for one in figures):.0f} deliveries per server second, "
            f"{statistics.median(ratios):.1f} times the tutorial ({ratios[0]:.1f}–{ratios[-1]:.1f}), "
            f"{min(one.share for one in figures):.0%} delivered"
        )
    return lines


if __name__ == "__main__":
    raise SystemExit(main())
