"""What a template may not ask for: texts, lists and numbers so large that to make them would fill the memory.

Each check raises an OverflowError that says so, before anything is made. They find what a few signs of a template ask
for, not what a loop gathers.
"""

from __future__ import annotations

import re
from functools import wraps
from itertools import chain
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MOST = 10_000_000  # characters of a text, items of a list, digits of a number

_WIDTH_OF_PERCENT = re.compile(r"%(?:\([^)]*\))?[#0 +-]*(?:[0-9]{7,}|[0-9*]*\.[0-9]{7,})")
_WIDTH_IN_BRACES = re.compile(r"\{[^{}]*[0-9]{7,}")
_INNER_BRACES = re.compile(r"\{[^{}]*\{")
_PADDING = ("center", "ljust", "rjust", "zfill", "expandtabs")
_FILTERS = ("batch", "center", "indent", "round", "slice", "tojson")


def check_operation(operator: str, left: Any, right: Any) -> None:
    """Refuse `left * right`, `left ** right` or `left % right` where too much would come of it."""
    match operator:
        case "*":
            _check(max(_product(left, right), _product(right, left)))
        case "**" if isinstance(left, int) and isinstance(right, int):
            _check(left.bit_length() * right if abs(left) > 1 else 0)
        case "%" if isinstance(left, str):
            _check(MOST + 1 if _WIDTH_OF_PERCENT.search(left) else 0)
            _check_numbers(right if isinstance(right, tuple) and "*" in left else ())


def _product(many: Any, times: Any) -> int:
    if not isinstance(times, int):
        return 0
    if isinstance(many, int):
        return many.bit_length() + times.bit_length()
    return len(many) * times if isinstance(many, str | bytes | list | tuple) else 0


def check_call(callee: Any, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> None:
    """Refuse a call of a text's method that would make it too long."""
    callee = getattr(callee, "__wrapped__", callee)  # Jinja wraps what formats
    text = getattr(callee, "__self__", None)
    if not isinstance(text, str | bytes):
        return
    name = callee.__name__
    if name in _PADDING:
        _check_numbers((*args, *kwargs.values()))
    elif name in ("format", "format_map") and isinstance(text, str):
        _check(MOST + 1 if _WIDTH_IN_BRACES.search(text) else 0)
        if _INNER_BRACES.search(text):
            _check_numbers((*args, *kwargs.values()))


def checked_filters(filters: Mapping[str, Callable[..., Any]]) -> dict[str, Callable[..., Any]]:
    """Those of Jinja's filters that pad or divide, each so that it refuses too large a number."""
    return {name: _checked(filters[name]) for name in _FILTERS} | {"format": _checked_format(filters["format"])}


def _checked(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)  # with the marks by which Jinja knows what to hand over
    def checked(*args: Any, **kwargs: Any) -> Any:
        _check_numbers(chain(args[1:], kwargs.values()))
        return function(*args, **kwargs)

    return checked


def _checked_format(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def checked(value: Any, *args: Any, **kwargs: Any) -> Any:
        check_operation("%", str(value), args)
        return function(value, *args, **kwargs)

    return checked


def _check_numbers(values: Any) -> None:
    for value in values:
        _check(abs(value) if isinstance(value, int) else 0)


def _check(amount: int) -> None:
    if amount > MOST:
        raise OverflowError(f"asks for more than {MOST:,} characters, items or digits")
