"""Tables without bars at their edges, as guests may write them: mistune's, with an end to what it tries in vain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mistune.plugins.table import NP_TABLE_PATTERN, parse_nptable

if TYPE_CHECKING:
    from mistune.block_parser import BlockParser
    from mistune.core import BlockState

# Rows are read to the first that doesn't fit, which undoes the table; and then again from the next row on. So many
# characters of them are read for nothing, and no more in a text.
_MOST_WASTED = 64 * 1024
_ROWS = re.compile(r"(?:[^\n|]*\|[^\n]*(?:\n|\Z))*")
_WASTED = "wasted on tables"


def end_vain_tables(block: BlockParser) -> None:
    """Let a parser that knows tables give up on those that are none; what it leaves is a paragraph."""
    block.register("nptable", NP_TABLE_PATTERN, _table)


def _table(block: BlockParser, match: re.Match[str], state: BlockState) -> int | None:
    wasted = state.env.get(_WASTED, 0)
    if wasted > _MOST_WASTED:
        return None
    end = parse_nptable(block, match, state)
    if end is None and (rows := _ROWS.match(state.src, match.end())):
        state.env[_WASTED] = wasted + len(rows[0])
    return end
