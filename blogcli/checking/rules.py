"""The table of rules, and the verb that goes through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.checking.addresses import addresses
from blogcli.checking.links import links
from blogcli.checking.look import Finding, Look
from blogcli.checking.structure import structure
from blogcli.checking.translations import drift, untranslated
from blogcli.errors import UsageError
from blogcli.survey import place_of, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import datetime

    from blogcli.config import Config
    from blogcli.errors import BlogcliError

    Rule = Callable[[Look], Iterator[Finding]]


def problems(look: Look) -> Iterator[Finding]:
    """What stops `render`, and what it warns of."""
    return _reported("problems", look, (*look.found.problems, *look.found.warnings))


def comments(look: Look) -> Iterator[Finding]:
    """What keeps `render` from showing comments."""
    return _reported("comments", look, look.found.faults)


def _reported(rule: str, look: Look, errors: Iterable[BlogcliError]) -> Iterator[Finding]:
    for error in errors:
        yield Finding(rule, error.message, place_of(error, look.config.root), error.line, error.hint)


# Every rule by its name, in the order they are gone through. docs/commands.md describes each.
RULES: dict[str, Rule] = {
    "problems": problems,
    "comments": comments,
    "drift": drift,
    "untranslated": untranslated,
    "structure": structure,
    "addresses": addresses,
    "links": links,
}


def check_blog(config: Config, now: datetime, only: Sequence[str] = (), skip: Sequence[str] = ()) -> list[Finding]:
    """What the rules find in a blog, those named in `only` or else all, without those in `skip`; by file and line.

    UsageError for a name that is no rule's, and where none is left.
    """
    for option, names in (("--rule", only), ("--skip", skip)):
        for name in names:
            _check_name(option, name)
    wanted = [name for name in RULES if (not only or name in only) and name not in skip]
    if not wanted:
        raise UsageError("no rule is left to check by", hint=f"the rules are {', '.join(RULES)}")
    look = Look(config, survey(config, now))
    found: dict[tuple[object, ...], Finding] = {}
    for finding in (each for name in wanted for each in RULES[name](look)):
        # What several rules find, the first of them says.
        found.setdefault((finding.path, finding.line, finding.message), finding)
    return sorted(found.values(), key=lambda finding: (finding.path or "", finding.line or 0))


def _check_name(option: str, name: str) -> None:
    if name in RULES:
        return
    import difflib

    near = difflib.get_close_matches(name, RULES, 1)
    hint = f"did you mean '{near[0]}'?" if near else f"the rules are {', '.join(RULES)}"
    raise UsageError(f"{option}: there is no rule '{name}'", hint=hint)
