"""The table of rules, and the verb that goes through it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from blogcli.checking.accepted import divided
from blogcli.checking.addresses import addresses
from blogcli.checking.comments import comments, of_a_comment
from blogcli.checking.emphasis import emphasis
from blogcli.checking.html import html
from blogcli.checking.links import links
from blogcli.checking.look import Finding, Look, pairs_of
from blogcli.checking.markdown import markdown
from blogcli.checking.parallel import in_parts
from blogcli.checking.structure import structure
from blogcli.checking.translations import drift, untranslated
from blogcli.errors import UsageError
from blogcli.settings import RULES, SEVERITIES, Severity, unknown_rule
from blogcli.survey import place_of, survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from blogcli.checking.look import Pair, Texts
    from blogcli.config import Config
    from blogcli.errors import BlogcliError
    from blogcli.model import Post

    BlogRules = Mapping[str, Callable[[Look], Iterator[Finding]]]
    PostRules = Mapping[str, Callable[[Look], Callable[[Post, Texts], Iterator[Finding]]]]
    PairRules = Mapping[str, Callable[[Pair], Iterator[Finding]]]


def problems(look: Look) -> Iterator[Finding]:
    """What stops `render`."""
    return _told("problems", look, look.found.problems)


def warnings(look: Look) -> Iterator[Finding]:
    """What `render` warns of, but for comments, of which the rule `comments` tells."""
    return _told("warnings", look, (error for error in look.found.warnings if not of_a_comment(error, look)))


def _told(rule: str, look: Look, errors: Iterable[BlogcliError]) -> Iterator[Finding]:
    for error in errors:
        yield Finding(rule, error.message, place_of(error, look.config.root), error.line, error.hint)


# Every rule by its name, in the order they are gone through. docs/commands.md describes each. Some look at the blog as
# a whole, others at one post after the other, so that of no text more is kept than its post is looked at.
OF_THE_BLOG: BlogRules = {"problems": problems, "warnings": warnings, "comments": comments, "addresses": addresses}
OF_A_POST: PostRules = {"links": links, "html": html, "markdown": markdown, "emphasis": emphasis}
OF_A_PAIR: PairRules = {"drift": drift, "untranslated": untranslated, "structure": structure}


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found, by file and line, and how much more is accepted where it stands."""

    findings: list[Finding]
    accepted: int

    def count(self, severity: Severity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity == severity for finding in self.findings)


def check_blog(
    config: Config, now: datetime, only: Sequence[str] = (), skip: Sequence[str] = (), jobs: int = 1
) -> Checked:
    """What the rules find in a blog, those named in `only`, or else all but those that blog.toml names; none in `skip`.

    As many processes as `jobs` look at posts. UsageError for a name that is no rule's, and where none is left.
    """
    for option, names in (("--rule", only), ("--skip", skip)):
        for name in names:
            if name not in RULES:
                raise UsageError(f"{option}: there is no rule '{name}'", hint=unknown_rule(name))
    chosen = only or set(RULES).difference(config.skipped_rules)
    wanted = [name for name in RULES if name in chosen and name not in skip]
    if not wanted:
        raise UsageError("no rule is left to check by", hint=f"the rules are {', '.join(RULES)}")
    look = Look(config, survey(config, now), now)
    named: dict[tuple[object, ...], Finding] = {}
    for finding in _findings(look, set(wanted), jobs):
        # What several rules find, the first of them says.
        named.setdefault((finding.path, finding.line, finding.message), finding)
    found, accepted = divided(look, named.values(), wanted)
    ordered = sorted(found, key=lambda finding: (finding.path or "", finding.line or 0))
    return Checked([replace(each, severity=each.severity or SEVERITIES[each.rule]) for each in ordered], accepted)


def _findings(look: Look, wanted: set[str], jobs: int) -> Iterator[Finding]:
    for name in OF_THE_BLOG:
        if name in wanted:
            yield from OF_THE_BLOG[name](look)
    post_rules = [OF_A_POST[name](look) for name in OF_A_POST if name in wanted]
    pair_rules = [OF_A_PAIR[name] for name in OF_A_PAIR if name in wanted]
    if not (post_rules or pair_rules):
        return
    posts = look.found.blog.posts

    def of_posts(places: range) -> list[Finding]:
        found: list[Finding] = []
        for place in places:
            post = posts[place]
            texts = look.texts(post)
            found += (finding for rule in post_rules for finding in rule(post, texts))
            found += (finding for pair in pairs_of(post, texts) for rule in pair_rules for finding in rule(pair))
        return found

    yield from in_parts(len(posts), jobs, of_posts)
