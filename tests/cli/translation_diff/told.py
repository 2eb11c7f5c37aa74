"""What `translation diff` says, and of which texts."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.support import Site

ITALIAN = """\
---
title: Una passeggiata
date: 2026-02-10
---
Il sentiero sale piano tra i castagni.

Poi, dopo il bosco, si vede il mare.

## La discesa

Si scende per [la mulattiera](https://a.example).
"""
ENGLISH = (
    "The path climbs slowly.\n\nThen, past the wood, the sea.\n\n## Down\n\nBy [the mule track](https://a.example).\n"
)

DIFF = ("translation", "diff", "una-passeggiata", "en")


def document(site: Site) -> dict[str, Any]:
    found = json.loads(site.ok(*DIFF, "--json").out)
    assert found.pop("format") == 1
    return dict(found["diff"])


def told(site: Site) -> list[tuple[str, str | None, str | None, str | None]]:
    return [(item["change"], item["then"], item["now"], item["mine"]) for item in document(site)["blocks"]]


def shown(line: str) -> str:
    """A line without its colours."""
    return re.sub(r"\x1b\[[\d;]*m", "", line)


def columns(line: str) -> list[str]:
    """The two texts in a line."""
    return [text.rstrip() for text in re.split(" ?\u2502 ?", shown(line))]
