"""Forty people write and vote while the server falls and comes back: nothing is lost or doubled, and every screen is right."""

import asyncio
from pathlib import Path

import pytest

from tests.harness import templates
from tests.harness.servers import Server, world
from tests.load import meetings
from tests.load.crowds import SETTLED_WITHIN, Crowd

pytestmark = [pytest.mark.multiprocess, pytest.mark.timeout(600)]
GUESTS = 40
SECONDS = 10.0


@pytest.fixture
def server(tmp_path):
    """The embedded profile, to be killed and started again."""
    templates.sqlite(tmp_path / "arenan.sqlite3")
    server = Server(world(tmp_path), worker=False)
    server.start()
    yield server
    server.stop()


async def fall(server: Server, after: float) -> None:
    """Kill the server with `kill -9` after a while, and start it again."""
    await asyncio.sleep(after)
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)


async def meet(server: Server, crowd: Crowd) -> list[str]:
    """Let everybody come, write and vote, with a fall in the middle of each; return what is wrong afterwards."""
    await crowd.come(SECONDS)
    for step in (meetings.BOARD, meetings.VOTE):
        await crowd.go(step)
        await asyncio.gather(crowd.act(step, SECONDS), fall(server, SECONDS / 2))
    await asyncio.wait_for(asyncio.gather(*(phone.ready.wait() for phone in crowd.everybody)), SETTLED_WITHIN)
    await asyncio.sleep(5)  # Until it is known who is present, and what is one's own has been loaded.
    wrong, _, _ = await crowd.wrong()
    held = await asyncio.to_thread(meetings.told, f"held({crowd.steps!r})", server.env)
    await crowd.leave()
    return [*crowd.lost(held), *wrong]


def test_what_forty_people_write_while_the_server_falls_is_there_once_and_on_every_screen(
    server: Server, tmp_path: Path
):
    crowd = Crowd(server.url, meetings.told("build(1, 20)", server.env)[0], GUESTS)
    assert asyncio.run(meet(server, crowd)) == []
    counts = crowd.counts()
    assert counts["sent again"] > 0, "somebody was in the middle of sending"
    assert counts["links lost"] >= 2 * GUESTS
    assert counts["broken"] == 0
