"""One attempt: within its time, whatever the receiver does, and only to whom the certificate belongs to."""

import contextlib
import datetime
import socket
import ssl
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from api.webhooks import posting
from api.webhooks.posting import post
from tests.webhooks.receiver import Receiver, listen

pytestmark = pytest.mark.once


def drip(handler: BaseHTTPRequestHandler, text: bytes) -> None:
    """Send a letter at a time, each well within any timeout for reading, and never come to an end."""
    handler.wfile.write(text)
    with contextlib.suppress(OSError):
        while True:
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)


class TestAnswers:
    @pytest.mark.parametrize("status", [200, 201, 202, 204, 299])
    def test_every_2xx_is_success(self, receiver: Receiver, status: int) -> None:
        receiver.status = status

        assert (post(receiver.url, b"{}", {}).status, post(receiver.url, b"{}", {}).error) == (status, "")

    @pytest.mark.parametrize("status", [400, 401, 404, 410, 429, 500, 503])
    def test_everything_else_is_not(self, receiver: Receiver, status: int) -> None:
        receiver.status, receiver.answer = status, b"no"
        outcome = post(receiver.url, b"{}", {})

        assert (outcome.status, outcome.error, outcome.excerpt) == (status, "status", "no")

    @pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
    def test_a_redirect_is_never_followed(self, receiver: Receiver, status: int) -> None:
        receiver.status, receiver.more_headers = status, {"Location": f"{receiver.url}/elsewhere"}
        outcome = post(receiver.url, b"{}", {})

        assert (outcome.status, outcome.error) == (status, "redirect")
        assert len(receiver.heard) == 1

    def test_of_a_long_answer_only_the_beginning_is_read(self, receiver: Receiver) -> None:
        receiver.status, receiver.answer = 500, b"a" * 50_000_000
        outcome = post(receiver.url, b"{}", {})

        assert outcome.excerpt == "a" * 500

    def test_a_compressed_answer_is_not_unpacked(self, receiver: Receiver) -> None:
        receiver.status, receiver.more_headers, receiver.answer = 200, {"Content-Encoding": "gzip"}, b"not gzip"
        outcome = post(receiver.url, b"{}", {})

        assert (outcome.error, outcome.excerpt) == ("", "not gzip")
        assert receiver.heard[0].headers["Accept-Encoding"] == "identity"

    def test_what_is_not_http_is_a_failed_connection(self, receiver: Receiver) -> None:
        receiver.interrupts = lambda handler: handler.wfile.write(b"SSH-2.0-OpenSSH\r\n\r\n")

        assert post(receiver.url, b"{}", {}).error == "connection"

    def test_where_nobody_listens_no_connection_is_made(self, receiver: Receiver) -> None:
        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            outcome = post(f"http://127.0.0.1:{taken.getsockname()[1]}/", b"{}", {})

        assert (outcome.status, outcome.error) == (None, "connection")


class TestTime:
    @pytest.fixture(autouse=True)
    def impatience(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nobody waits ten seconds in a test."""
        monkeypatch.setattr(posting, "PATIENCE", 1.5)

    def test_who_does_not_answer_is_not_waited_for(self, receiver: Receiver) -> None:
        receiver.interrupts = lambda _: time.sleep(5)

        assert post(receiver.url, b"{}", {}).error == "timeout"

    def test_headers_that_trickle_are_cut_off(self, receiver: Receiver) -> None:
        receiver.interrupts = lambda handler: drip(handler, b"HTTP/1.1 200 OK\r\nX-Slow: ")

        assert post(receiver.url, b"{}", {}).error == "timeout"

    def test_a_status_counts_although_its_body_trickles(self, receiver: Receiver) -> None:
        receiver.interrupts = lambda handler: drip(handler, b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n")
        outcome = post(receiver.url, b"{}", {})

        assert (outcome.status, outcome.error) == (200, "")

    def test_a_handshake_that_never_comes_is_not_waited_for(self, receiver: Receiver) -> None:
        with socket.create_server(("127.0.0.1", 0)) as silent:
            outcome = post(f"https://127.0.0.1:{silent.getsockname()[1]}/", b"{}", {})

        assert outcome.error == "timeout"


def certificate(folder: Path, name: str) -> Path:
    """Make a certificate of one's own for a name, with its key in the same file."""
    key = ec.generate_private_key(ec.SECP256R1())
    whose = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(whose)
        .issuer_name(whose)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = folder / f"{name}.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    file.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    return file


class TestCertificate:
    @pytest.fixture
    def secure(self, tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
        """A receiver with a certificate for `localhost`, which this machine trusts."""
        settings.WEBHOOKS_ALLOW_PRIVATE = True
        file = certificate(tmp_path, "localhost")
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(file)
        found = listen(context)
        yield found
        found.server.shutdown()
        found.server.server_close()

    def test_the_named_host_is_trusted_although_the_connection_goes_to_a_number(self, secure: Receiver) -> None:
        outcome = post(f"https://localhost:{secure.port}/hook", b"{}", {})

        assert (outcome.status, outcome.error) == (204, "")
        assert secure.heard[0].headers["Host"] == f"localhost:{secure.port}"

    def test_a_certificate_for_another_name_is_not(self, secure: Receiver) -> None:
        outcome = post(f"https://127.0.0.1:{secure.port}/hook", b"{}", {})

        assert (outcome.status, outcome.error) == (None, "certificate")
        assert secure.heard == []

    def test_one_that_nobody_vouches_for_is_not(self, secure: Receiver, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv("SSL_CERT_FILE")

        assert post(f"https://localhost:{secure.port}/hook", b"{}", {}).error == "certificate"
        assert secure.heard == []
