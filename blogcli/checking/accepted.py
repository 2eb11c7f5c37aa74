"""Findings that a version's front matter accepts: `check: {structure: "one picture more"}`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from blogcli.checking.look import Finding, Text
from blogcli.settings import Severity

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from blogcli.checking.look import Look
    from blogcli.model import Version


def divided(look: Look, findings: Iterable[Finding], rules: Collection[str]) -> tuple[list[Finding], int]:
    """The findings that no version accepts, and how many are accepted.

    Among the first there is one for each rule, of these, that a version accepts without having such a finding. Drafts
    are still being worked on: of these none.
    """
    versions = {version.path: version for post in look.found.blog.posts for version in post.versions}
    left: list[Finding] = []
    used: set[tuple[str | None, str]] = set()
    accepted = 0
    for finding in findings:
        version = versions.get(finding.path or "")
        if version and finding.rule in version.accepted:
            used.add((finding.path, finding.rule))
            accepted += 1
        else:
            left.append(finding)
    left += (
        finding
        for version in versions.values()
        if version.accepted and not version.draft
        for finding in _in_vain(look, version, [rule for rule in rules if (version.path, rule) not in used])
    )
    return left, accepted


def _in_vain(look: Look, version: Version, unused: Iterable[str]) -> Iterator[Finding]:
    for rule in unused:
        if rule in version.accepted:
            line = Text(version, look.config.root / version.path).line_of("check")
            message = f"accepts what '{rule}' finds, and it finds nothing any more"
            hint = f"take '{rule}' out of its key 'check'"
            yield Finding(rule, message, version.path, line, hint, version.post, str(version.language), Severity.ADVICE)
