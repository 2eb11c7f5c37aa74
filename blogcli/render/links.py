"""Addresses as pages link to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.plan import urls

if TYPE_CHECKING:
    from blogcli.config import Config


class Links:
    """How a blog's addresses are written in a page."""

    def __init__(self, config: Config) -> None:
        self._origin = urls.absolute(config, "/").removesuffix(config.base_path)
        self._base = config.base_path
        self._config = config

    def href(self, address: str) -> str:
        """The address as a link within the site."""
        return urls.href(self._config, address)

    def absolute(self, address: str) -> str:
        """The address in full."""
        return self._origin + urls.href(self._config, address)
