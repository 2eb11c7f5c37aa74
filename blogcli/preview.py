"""`serve`: the rendered site over HTTP, to this machine alone, as a static host would serve it."""

from __future__ import annotations

import os
import socket
import time
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from blogcli.errors import BlogcliError
from blogcli.names import too_long

if TYPE_CHECKING:
    from collections.abc import Callable
    from io import BytesIO

_PATIENCE = 10  # seconds in which a request has to come, and the next piece of an answer has to be taken
_MOST_WAITING = 64  # connections that have asked for nothing yet
_NAMES = ("127.0.0.1", "localhost", "[::1]")  # by which this machine calls itself, and no other is called


class _Handler(SimpleHTTPRequestHandler):
    """Files below the blog's path; the site's own page for what isn't there; no dot files."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }

    timeout = _PATIENCE
    server: _Server

    def __init__(self, *args: Any, base_path: str, **kwargs: Any) -> None:
        self.base_path = base_path
        super().__init__(*args, **kwargs)

    def parse_request(self) -> bool:
        """Whether there is a request to answer: one to this server by its own name.

        Else a page on another host could read the blog by giving that host's name this machine's address (RFC 9110,
        section 7.4).
        """
        if not super().parse_request():
            return False
        self.server.waiting.pop(self.connection, None)
        hosts = self.headers.get_all("Host", []) if self.headers else []
        if len(hosts) > 1 or (not hosts and self.request_version == "HTTP/1.1"):
            self.send_error(400, "One Host is needed")
            return False
        if not self.path.startswith("/"):  # the address in full, as to a proxy (RFC 9112, section 3.2.2)
            scheme, _, rest = self.path.partition("://")
            authority, _, path = rest.partition("/")
            hosts.append(authority if scheme.lower() == "http" else "")
            self.path = f"/{path.lstrip('/')}"
        if not all(map(self.server.is_called, hosts)):
            self.send_error(421, "Not a host of this server")
            return False
        return True

    def send_head(self) -> BytesIO | BinaryIO | None:
        path, base = unquote(urlsplit(self.path).path), unquote(self.base_path)
        if f"{path}/" == base or (path == "/" and base != "/"):
            self.send_response(302)
            self.send_header("Location", self.base_path)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if (
            not path.startswith(base)
            or "/." in path
            or "\0" in path
            or too_long(path)
            or self._leads_elsewhere(Path(self.translate_path(self.path)))
        ):
            self.send_error(404)
            return None
        return super().send_head()

    def _leads_elsewhere(self, place: Path) -> bool:
        """Whether a file, or what is shown of a folder, is reached through a link; the site itself has none."""
        folder = Path(self.directory)
        around = [each for each in place.parents if folder in each.parents]
        try:
            return any(each.is_symlink() for each in (*around, place, place / "index.html", place / "index.htm"))
        except OSError:  # no name that a file can have
            return True

    def translate_path(self, path: str) -> str:
        # Only here does the blog's own path go: redirects to a folder's slash need the address whole.
        below = unquote(urlsplit(path).path).removeprefix(unquote(self.base_path))
        return super().translate_path(f"/{quote(below)}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file() or page.is_symlink():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def list_directory(self, path: Any) -> None:
        self.send_error(404)

    def end_headers(self) -> None:
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a preview's requests are of no interest."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, listening: socket.socket, handler: Callable[..., BaseHTTPRequestHandler]) -> None:
        super().__init__(listening.getsockname(), handler, bind_and_activate=False)
        self.socket.close()  # the one it made; ours listens already
        self.socket = listening
        self.waiting: dict[Any, float] = {}  # connections without a request yet, each with when it came

    def is_called(self, host: str) -> bool:
        """Whether a Host names this server, with its port."""
        name, _, port = host.strip().lower().rpartition(":")
        if host.endswith("]") or not name:
            name, port = host.strip().lower(), "80"
        return name.removesuffix(".") in _NAMES and port == str(self.server_address[1])

    def process_request(self, request: Any, client_address: Any) -> None:
        """Answer in a thread of its own. The connections that wait longest make room for others."""
        self.waiting[request] = time.monotonic()
        for oldest in list(self.waiting)[:-_MOST_WAITING]:
            self._drop(oldest)
        super().process_request(request, client_address)

    def service_actions(self) -> None:
        """Twice a second: end the connections that take too long to ask, however often they send a sign."""
        for connection, since in list(self.waiting.items()):
            if time.monotonic() - since > _PATIENCE:
                self._drop(connection)

    def _drop(self, connection: Any) -> None:
        self.waiting.pop(connection, None)
        with suppress(OSError):
            connection.shutdown(socket.SHUT_RDWR)

    def shutdown_request(self, request: Any) -> None:
        """Close a connection."""
        self.waiting.pop(request, None)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: whoever asked has gone away, as one who cancels a download does, or gets no answer."""


def listen(port: int) -> socket.socket:
    """A socket on loopback, taken before there is anything to serve; port 0 takes a free one."""
    try:
        return socket.create_server(("127.0.0.1", port))
    except OSError as error:
        hint = "choose another --port; --port 0 takes a free one"
        raise BlogcliError(f"can't listen on port {port}: {os.strerror(error.errno or 0)}", hint=hint) from error


def site_server(listening: socket.socket, folder: Path, base_path: str) -> ThreadingHTTPServer:
    """A server of the rendered site in `folder`, below `base_path`."""
    return _Server(listening, partial(_Handler, directory=str(folder), base_path=base_path))
