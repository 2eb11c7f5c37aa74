"""What is wrong with a template that Jinja or Python gave up on, and where."""

from __future__ import annotations

import re
from typing import Any

from jinja2 import TemplateNotFound, nodes
from jinja2.parser import Parser

_LINES = re.compile(r"^debug_info = '([0-9=&]*)'$", re.MULTILINE)  # of the template, each with one of the Python code
_NESTED = ("nested", "indentation")
_LONGEST = 300  # characters of a message; a value may be in it, of any length


def message_of(error: BaseException) -> str:
    """Return what an error says, in a few words."""
    if isinstance(error, TemplateNotFound):  # Jinja's own words name the folders of this machine
        return f"there is no template '{str(error.name)[:_LONGEST]}'"
    if isinstance(error, MemoryError):
        return "takes more memory than there is"
    if isinstance(error, RecursionError):
        return "is nested too deep, or calls itself without end"
    if isinstance(error, SyntaxError) and any(word in (error.msg or "") for word in _NESTED):
        return "is nested too deep"
    text = str(error) or type(error).__name__
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}..."


def line_of(error: BaseException) -> int:
    """The line of a template at which Jinja gave up reading it or writing Python code for it."""
    line, trace = 1, error.__traceback__
    while trace:
        for value in trace.tb_frame.f_locals.values():
            line = _line_at(value) or line
        trace = trace.tb_next
    return line


def _line_at(value: Any) -> int | None:
    if isinstance(value, nodes.Node):
        return value.lineno
    return value.stream.current.lineno if isinstance(value, Parser) else None


def line_in(source: str, error: BaseException) -> int:
    """The line of a template for which Jinja wrote the line of Python code at which Python gave up."""
    lines = source.split("\n")
    where = error.lineno if isinstance(error, SyntaxError) else None
    if not where:  # then it is the one with most in it
        where = 1 + max(range(len(lines)), key=lambda number: lines[number].count("("))
    found = _LINES.search(source)
    pairs = [pair.split("=") for pair in found[1].split("&")] if found and found[1] else []
    return max((int(line) for line, written in pairs if int(written) <= where), default=1)
