"""`serve`: the rendered site over HTTP, to this machine alone, as a static host would serve it."""

from __future__ import annotations

from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO
from urllib.parse import quote, unquote, urlsplit

from blogcli.errors import BlogcliError

if TYPE_CHECKING:
    from io import BytesIO


class _Handler(SimpleHTTPRequestHandler):
    """Files below the blog's path; the site's own page for what isn't there; no dot files."""

    extensions_map = SimpleHTTPRequestHandler.extensions_map | {
        "": "application/octet-stream",
        ".html": "text/html; charset=utf-8",
        ".xml": "application/xml; charset=utf-8",
        ".css": "text/css; charset=utf-8",
        ".txt": "text/plain; charset=utf-8",
    }

    def __init__(self, *args: Any, base_path: str, **kwargs: Any) -> None:
        self.base_path = base_path
        super().__init__(*args, **kwargs)

    def send_head(self) -> BytesIO | BinaryIO | None:
        path, base = unquote(urlsplit(self.path).path), unquote(self.base_path)
        if f"{path}/" == base or (path == "/" and base != "/"):
            self.send_response(302)
            self.send_header("Location", self.base_path)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return None
        if not path.startswith(base) or "/." in path:
            self.send_error(404)
            return None
        return super().send_head()

    def translate_path(self, path: str) -> str:
        # Only here does the blog's own path go: redirects to a folder's slash need the address whole.
        below = unquote(urlsplit(path).path).removeprefix(unquote(self.base_path))
        return super().translate_path(f"/{quote(below)}")

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
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
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: a preview's requests are of no interest."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True


def site_server(folder: Path, base_path: str, port: int) -> ThreadingHTTPServer:
    """A server of the rendered site in `folder`, below `base_path`, on loopback; port 0 takes a free one."""
    try:
        return _Server(("127.0.0.1", port), partial(_Handler, directory=str(folder), base_path=base_path))
    except OSError as error:
        raise BlogcliError(f"can't listen on port {port}: {error.strerror}", hint="choose another --port") from error
