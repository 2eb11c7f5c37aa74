"""Redirects as servers take them: a line each, for just one address, whatever characters that has.

Sources stand there as each server compares them: percent-encoded or not. What a server's file can't say in a way that
is sure to be understood is left out; of pages, the redirect page is there all the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from blogcli.plan.urls import page_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.config import Config
    from blogcli.plan.pages import RedirectRules

_SAFE = "/-._~"
_SPECIAL = re.compile(r"[^A-Za-z0-9/_\-\u0080-\U0010ffff]")  # whatever may mean something to somebody
# Apache encodes a target itself, once it has taken it apart at ? and #, and put in what $1 and ${NAME} stand for.
_NOT_FOR_APACHE = re.compile(r'[?#$"\\\x00-\x1f\x7f]')
# To Caddy's path matcher a % means that the address is compared as it was sent, and the others are placeholders.
_NOT_FOR_A_PATH = re.compile(r'[*?\[\]\\{}%"\x00-\x1f\x7f]')


def redirects_file(page: RedirectRules, config: Config) -> str:
    """The file of a server, from its comment on; addresses carry the path of the blog's url."""
    base = unquote(config.base_path)
    line = _LINES[page.server]
    lines = (line(base + source.lstrip("/"), base + target.lstrip("/")) for source, target in page.rules)
    return "".join(["# Made by blogcli render.\n", *(f"{each}\n" for each in lines if each)])


def _encoded(target: str) -> str:
    page = page_of(target)
    return quote(page, safe=_SAFE) + target[len(page) :]  # a version's place on a page stays as it is


def _exactly(path: str) -> str:
    """A regular expression (PCRE, RE2) for the path and nothing else."""
    return "^" + _SPECIAL.sub(lambda match: f"\\x{ord(match[0]):02x}", path) + "$"


def _netlify(source: str, target: str) -> str:
    # With the mark, the rule comes before the redirect page at the same address.
    return f"{quote(source, safe=_SAFE)} {_encoded(target)} 301!"


def _apache(source: str, target: str) -> str:
    # `Redirect` would take along all that lies below the address.
    return "" if _NOT_FOR_APACHE.search(page_of(target)) else f'RedirectMatch 301 "{_exactly(source)}" "{target}"'


def _nginx(source: str, target: str) -> str:
    escaped = re.sub(r'["\\]', r"\\\g<0>", source).replace("\n", r"\n").replace("\r", r"\r")
    return f'location = "{escaped}" {{ return 301 "{_encoded(target)}"; }}'


def _caddy(source: str, target: str) -> str:
    if not _NOT_FOR_A_PATH.search(source):
        return f'redir "{source}" "{_encoded(target)}" 301'
    name = f"at-{source.encode().hex()}"
    return f'@{name} path_regexp "{_exactly(source)}"\nredir @{name} "{_encoded(target)}" 301'


_LINES: dict[str, Callable[[str, str], str]] = {
    "netlify": _netlify,
    "nginx": _nginx,
    "apache": _apache,
    "caddy": _caddy,
}
