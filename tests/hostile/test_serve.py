"""`serve` answers this machine's browser, and nobody who comes in another way or asks for nonsense."""

from __future__ import annotations

import contextlib
import os
import socket
from threading import Thread
from typing import TYPE_CHECKING

import pytest

from blogcli.preview import listen, site_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OK, GONE, BAD, MISDIRECTED = "200", "404", "400", "421"


@pytest.fixture
def port(tmp_path: Path) -> Iterator[int]:
    """The port of a site with a page, a page for what isn't there, and a file of 64 MB."""
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("<p>Ciao", "utf-8")
    (site / "404.html").write_text("<p>Non c'è", "utf-8")
    (site / "film.mp4").touch()
    os.truncate(site / "film.mp4", 64 << 20)
    with listen(0) as listening, site_server(listening, site, "/") as server:
        Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        yield listening.getsockname()[1]
        server.shutdown()


def connected(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=30)


def asked(port: int, request: str | bytes) -> str:
    """What is answered to a request, of which only the bytes say what it is."""
    answer = b""
    # One who sends on after the server has closed may be told so by a reset.
    with connected(port) as connection, contextlib.suppress(OSError):
        connection.sendall(request if isinstance(request, bytes) else request.encode())
        connection.shutdown(socket.SHUT_WR)
        while piece := connection.recv(1 << 16):
            answer += piece
    return answer.decode("utf-8", "replace")


def status(answer: str) -> str:
    if not answer.startswith("HTTP/"):  # to a request that doesn't say a version, there are no headers
        return answer.partition("Error code: ")[2][:3]
    return answer.split(" ", 2)[1]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1:{port}", OK),
        ("localhost:{port}", OK),
        ("LocalHost:{port}", OK),
        ("localhost.:{port}", OK),
        ("[::1]:{port}", OK),
        ("evil.example:{port}", MISDIRECTED),
        ("evil.example", MISDIRECTED),
        ("localhost", MISDIRECTED),
        ("localhost:1", MISDIRECTED),
        ("127.0.0.1", MISDIRECTED),
        ("[::1]", MISDIRECTED),
        ("localhost.evil.example:{port}", MISDIRECTED),
        ("evil.localhost:{port}", MISDIRECTED),
        ("127.0.0.1.nip.io:{port}", MISDIRECTED),
        ("0.0.0.0:{port}", MISDIRECTED),
        ("127.1:{port}", MISDIRECTED),
        ("localhost:{port}@evil.example", MISDIRECTED),
        ("user@localhost:{port}", MISDIRECTED),
        ("", MISDIRECTED),
    ],
)
def test_only_its_own_host_names_are_answered(host: str, expected: str, port: int) -> None:
    answer = asked(port, f"GET / HTTP/1.1\r\nHost: {host.format(port=port)}\r\n\r\n")
    assert status(answer) == expected
    assert ("Ciao" in answer) == (expected == OK)


@pytest.mark.parametrize(
    ("request_", "expected"),
    [
        ("GET / HTTP/1.1\r\n\r\n", BAD),
        ("GET / HTTP/1.1\r\nHost: localhost:{port}\r\nHost: evil.example\r\n\r\n", BAD),
        ("GET / HTTP/1.0\r\n\r\n", OK),
        ("GET http://localhost:{port}/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", OK),
        ("GET http://localhost:{port} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", OK),
        ("GET http://evil.example/ HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", MISDIRECTED),
        ("GET http://localhost:{port}/ HTTP/1.1\r\nHost: evil.example\r\n\r\n", MISDIRECTED),
        ("GET file:///etc/passwd HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n", MISDIRECTED),
        ("GET /%00 HTTP/1.0\r\n\r\n", GONE),
        ("GET /a%00b/ HTTP/1.0\r\n\r\n", GONE),
        ("GET /%zz%f HTTP/1.0\r\n\r\n", GONE),
        ("GET /%ff%fe/ HTTP/1.0\r\n\r\n", GONE),
        ("GET /%ed%a0%80 HTTP/1.0\r\n\r\n", GONE),
        ("GET /../../etc/passwd HTTP/1.0\r\n\r\n", GONE),
        ("GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.0\r\n\r\n", GONE),
        (f"GET /{'a' * 5000} HTTP/1.0\r\n\r\n", GONE),
        (f"GET {'/a' * 9000} HTTP/1.0\r\n\r\n", GONE),
        (f"GET /{'a' * 70_000} HTTP/1.0\r\n\r\n", "414"),
        (f"GET / HTTP/1.0\r\n{'A: b' * 20_000}\r\n\r\n", "431"),
        ("GET / HTTP/1.0\r\n" + "A: b\r\n" * 200 + "\r\n", "431"),
        ("GET / HTTP/9.9\r\n\r\n", "505"),
        ("GET / HTTP/x\r\n\r\n", BAD),
        ("POST / HTTP/1.0\r\n\r\n", "501"),
        ("\x00\x01 / HTTP/1.0\r\n\r\n", "501"),
        ("nonsense\r\n\r\n", BAD),
        ("\r\n\r\n", ""),
        ("", ""),
    ],
)
def test_nonsense_gets_its_answer_and_says_nothing(
    request_: str, expected: str, port: int, capfd: pytest.CaptureFixture[str]
) -> None:
    answer = asked(port, request_.replace("{port}", str(port)))
    assert status(answer) == expected or (len(request_) > 60_000 and not answer)
    assert "Ciao" in asked(port, "GET / HTTP/1.0\r\n\r\n")
    assert capfd.readouterr() == ("", "")


def test_a_head_is_answered_without_a_body_and_nothing_is_sniffed(port: int) -> None:
    answer = asked(port, "HEAD / HTTP/1.0\r\n\r\n")
    assert status(answer) == OK
    assert answer.endswith("\r\n\r\n")
    assert "X-Content-Type-Options: nosniff" in answer
    assert "Cross-Origin-Resource-Policy: same-origin" in answer


def test_a_download_that_is_cancelled_says_nothing(port: int, capfd: pytest.CaptureFixture[str]) -> None:
    for _ in range(5):
        with connected(port) as connection:
            connection.sendall(b"GET /film.mp4 HTTP/1.0\r\n\r\n")
            assert connection.recv(1000)
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")  # closing resets it
    assert "Ciao" in asked(port, "GET / HTTP/1.0\r\n\r\n")
    assert capfd.readouterr() == ("", "")


def test_connections_that_ask_nothing_make_room_and_end(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    idle = [connected(port) for _ in range(100)]
    idle[99].sendall(b"GET / HT")
    assert "Ciao" in asked(port, "GET / HTTP/1.0\r\n\r\n")
    assert all(connection.recv(1) == b"" for connection in idle[:30])  # the oldest had to go
    monkeypatch.setattr("blogcli.preview._PATIENCE", 0)
    assert all(connection.recv(1) == b"" for connection in idle[30:])  # and so has each that takes too long
    for connection in idle:
        connection.close()
