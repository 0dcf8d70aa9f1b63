"""Webhooks go to the open internet and nowhere else, however the address is written."""

import ipaddress
import socket
from typing import Any

import pytest

from api.webhooks import addresses
from api.webhooks.addresses import UnknownHost, check, is_public, look_up, parse
from api.webhooks.posting import post
from events.errors import Invalid
from tests.webhooks.conftest import Call
from tests.webhooks.receiver import Receiver
from tests.world import World

pytestmark = pytest.mark.once

NOT_HTTPS = ["http://example.se/", "ftp://example.se/", "//example.se/", "example.se", "file:///etc/passwd", ""]
PRIVATE = [
    "https://127.0.0.1/",
    "https://10.0.0.1/",
    "https://172.16.0.1/",
    "https://192.168.1.1/",
    "https://169.254.169.254/latest/meta-data/",
    "https://100.64.0.1/",
    "https://0.0.0.0/",
    "https://224.0.0.1/",
    "https://240.0.0.1/",
    "https://255.255.255.255/",
    "https://192.0.0.9/",
    "https://192.88.99.1/",
    "https://198.18.0.1/",
    "https://[::1]/",
    "https://[::]/",
    "https://[::ffff:127.0.0.1]/",
    "https://[::ffff:7f00:1]/",
    "https://[0:0:0:0:0:ffff:127.0.0.1]/",
    "https://[::127.0.0.1]/",
    "https://[64:ff9b::7f00:1]/",
    "https://[64:ff9b::10.0.0.1]/",
    "https://[64:ff9b:1::8.8.8.8]/",
    "https://[2002:7f00:1::]/",
    "https://[2001:0:7f00:1::]/",
    "https://[fe80::1]/",
    "https://[fc00::1]/",
    "https://[fec0::1]/",
    "https://[ff02::1]/",
    "https://[2001:db8::1]/",
    "https://[3fff::1]/",
    "https://[4000::1]/",
    "https://localhost/",
    "https://LOCALHOST./",
    "https://sub.localhost:8443/",
    "https://intranet/",
    "https://server.local/",
    "https://metadata.google.internal/",
]
MISWRITTEN = [
    "https://127.1/",
    "https://127.0.1/",
    "https://2130706433/",
    "https://0x7f000001/",
    "https://0x7f.0.0.1/",
    "https://0177.0.0.1/",
    "https://017700000001/",
    "https://127.0.0.1.0x1/",
    "https://1.2.3.4.5/",
    "https://8.8.8.08/",
    "https://[::1/",
    "https://[fe80::1%25eth0]/",
    "https://[not-an-address]/",
    "https://\uff11\uff12\uff17.\uff10.\uff10.\uff11/",
    "https://127\u30020\u30020\u30021/",
    "https://\u24db\u24de\u24d2\u24d0\u24db\u24d7\u24de\u24e2\u24e3/",
    "https://ex\u00e4mpel.se/",
    "https://loc%61lhost/",
    "https://exa mple.se/",
    "https://example.se\\@127.0.0.1/",
    "https://example.se/\n",
    "https://exam\tple.se/",
    "https://-example.se/",
    "https://a..se/",
    "https:///hook",
    "https://example.se/#fragment",
    "https://" + "a" * 64 + ".se/",
    "https://example.se/" + "x" * 500,
]
WITH_USERS = [
    "https://user@example.se/",
    "https://user:pass@example.se/",
    "https://127.0.0.1@example.se/",
    "https://@a.se",
]
PORTS = ["https://example.se:80/", "https://example.se:22/", "https://example.se:1023/", "https://example.se:0/"]
BAD_PORTS = ["https://example.se:65536/", "https://example.se:x/", "https://example.se:-1/"]


@pytest.mark.parametrize("url", [*NOT_HTTPS, *PRIVATE, *MISWRITTEN, *WITH_USERS, *PORTS, *BAD_PORTS])
def test_an_address_that_webhooks_may_not_have_is_refused_with_a_reason(url: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(url)

    assert len(str(refused.value.fields["url"][0])) > 20


@pytest.mark.parametrize(
    ("url", "host", "port", "path"),
    [
        ("https://example.se", "example.se", 443, "/"),
        ("https://Example.SE./a/b?c=d", "example.se", 443, "/a/b?c=d"),
        ("https://example.se:443/", "example.se", 443, "/"),
        ("https://example.se:8443/?x", "example.se", 8443, "/?x"),
        ("https://xn--hllefors-0za.se/", "xn--hllefors-0za.se", 443, "/"),
        ("https://93.184.215.14/", "93.184.215.14", 443, "/"),
        ("https://[2606:4700::1111]/", "2606:4700::1111", 443, "/"),
        ("https://[64:ff9b::8.8.8.8]/", "64:ff9b::808:808", 443, "/"),
    ],
)
def test_an_ordinary_address_is_taken_apart(url: str, host: str, port: int, path: str) -> None:
    target = parse(url)

    assert (target.host, target.port, target.path) == (host, port, path)


@pytest.mark.parametrize("address", ["8.8.8.8", "193.10.5.6", "2a00:1450::1", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_a_machine_on_the_open_internet_is_public(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


def leads_to(monkeypatch: pytest.MonkeyPatch, *found: str) -> None:
    """Let the name server answer so."""

    def answer(host: str, port: int, **_: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (one, port)) for one in found]

    monkeypatch.setattr(addresses.socket, "getaddrinfo", answer)


class TestNames:
    @pytest.mark.parametrize("private", ["127.0.0.1", "10.1.2.3", "::1", "::ffff:10.0.0.1", "fe80::1%eth0", "rubbish"])
    def test_one_private_address_among_public_ones_is_enough_to_refuse(
        self, monkeypatch: pytest.MonkeyPatch, private: str
    ) -> None:
        leads_to(monkeypatch, "93.184.215.14", private)

        with pytest.raises(Invalid):
            look_up(parse("https://example.se/"))

    def test_all_addresses_are_given_once(self, monkeypatch: pytest.MonkeyPatch) -> None:
        leads_to(monkeypatch, "93.184.215.14", "2606:4700::1111", "93.184.215.14")

        assert look_up(parse("https://example.se/")) == ["93.184.215.14", "2606:4700::1111"]

    def test_a_name_that_leads_nowhere_is_refused(self) -> None:
        with pytest.raises(UnknownHost):
            check("https://finns-inte.invalid/")


class TestSending:
    def test_a_private_address_is_refused_at_the_moment_of_sending_too(self, receiver: Receiver, settings: Any) -> None:
        settings.WEBHOOKS_ALLOW_PRIVATE = False
        url = receiver.url.replace("http:", "https:")

        assert post(url, b"{}", {}).error == "address"
        assert receiver.heard == []

    def test_a_name_that_leads_to_a_private_address_now_is_not_sent_to(
        self, receiver: Receiver, settings: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        settings.WEBHOOKS_ALLOW_PRIVATE = False
        leads_to(monkeypatch, "127.0.0.1")

        assert post(f"https://example.se:{receiver.port}/", b"{}", {}).error == "address"
        assert receiver.heard == []

    def test_the_connection_goes_to_what_was_looked_at_and_not_to_the_name(
        self, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A second look-up would fail: the name server is asked once, and its answer is where the message goes."""
        asked: list[str] = []
        real = socket.getaddrinfo

        def once(host: str, port: int, *rest: Any, **more: Any) -> Any:
            asked.append(host)
            return real("127.0.0.1" if host == "example.se" else host, port, *rest, **more)

        monkeypatch.setattr(addresses.socket, "getaddrinfo", once)

        assert post(f"http://example.se:{receiver.port}/x", b"{}", {}).status == 204
        assert asked[0] == "example.se"
        assert set(asked[1:]) <= {"127.0.0.1"}
        assert receiver.heard[0].headers["Host"] == f"example.se:{receiver.port}"

    def test_an_unknown_name_is_said_to_be_one(self) -> None:
        assert post("https://finns-inte.invalid/", b"{}", {}).error == "unknown_host"


@pytest.mark.django_db
class TestSubscribing:
    @pytest.mark.parametrize(
        "url",
        ["http://[::ffff:127.0.0.1]/", "http://127.1/", "https://2130706433/", "https://localhost/", "https://a@b.se"],
    )
    def test_the_api_refuses_with_a_clear_message(self, world: World, call: Call, url: str) -> None:
        body = {"url": url, "description": "Diariet", "streams": [world.open_room.stream]}
        answer = call(world.officer).post("webhooks", body)

        assert answer.status_code == 422
        assert answer.json()["errors"]["url"]

    def test_a_name_that_leads_inside_is_refused(
        self, world: World, call: Call, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        leads_to(monkeypatch, "10.0.0.1")
        body = {"url": "https://example.se/", "description": "Diariet", "streams": [world.open_room.stream]}

        assert call(world.officer).post("webhooks", body).status_code == 422

    def test_the_development_setting_lets_this_machine_through(
        self, world: World, call: Call, receiver: Receiver
    ) -> None:
        body = {"url": receiver.url, "description": "Diariet", "streams": [world.open_room.stream]}

        assert call(world.officer).post("webhooks", body).status_code == 201
