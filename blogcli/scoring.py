"""What comments score as spam, with all that is known: what is blocked, and which texts stand in the tree elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from blogcli.content.blocked import read_blocked
from blogcli.gathering import UNSAID, gather
from blogcli.homes import Homes
from blogcli.names import CommentStatus
from blogcli.selection import Selection
from blogcli.spam.score import Score, Twins, score, twin_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from blogcli.config import Config
    from blogcli.content.paths import CommentRef
    from blogcli.errors import BlogcliError
    from blogcli.model import Comment


class Scorer:
    """Scores the comments of a blog; `comments` are all there are, in which texts are looked for."""

    def __init__(self, config: Config, comments: Iterable[Comment]) -> None:
        self._languages = config.tags
        self._own_name = config.author
        self._blocked = read_blocked(config.root)[0]
        self._twins: dict[str, dict[tuple[str, str], bool]] = {}
        for comment in comments:
            self.learn(comment)

    def learn(self, comment: Comment) -> None:
        """Take note of a comment's text and of whether it is spam, in place of what was known of it."""
        if key := twin_key(comment.text):
            self._twins.setdefault(key, {})[comment.post, comment.id] = comment.status is CommentStatus.SPAM

    def score_of(self, comment: Comment) -> Score:
        """What a comment scores; it may be one of those that texts are looked for in."""
        said = () if comment.language == UNSAID else (comment.language,)
        known = self._twins.get(twin_key(comment.text), {})
        others = [is_spam for name, is_spam in known.items() if name != (comment.post, comment.id)]
        return score(
            comment.text,
            author=comment.author,
            url=comment.url,
            languages=(*self._languages, *said),
            own_name="" if comment.by_author else self._own_name,
            blocked=self._blocked,
            twins=Twins(len(others), sum(others)),
        )


def score_comments(
    config: Config, refs: Sequence[CommentRef] | None
) -> tuple[list[dict[str, Any]], list[BlogcliError]]:
    """A record for each comment, or for each that waits, the highest score first, then by date; and the faults."""
    found, faults = gather(config, None, Selection())
    comments = [each.comment for each in found]
    scorer = Scorer(config, comments)
    wanted = None if refs is None else {(ref.post, ref.id) for ref in refs}
    homes = Homes(config.root)
    records = [
        _record(config, comment, homes.called(comment.post), scorer.score_of(comment))
        for comment in comments
        if not comment.removed and _is_wanted(comment, wanted)
    ]
    return sorted(records, key=lambda record: -record["score"]), [fault for fault in faults if _hides(fault, refs)]


def _is_wanted(comment: Comment, wanted: set[tuple[str, str]] | None) -> bool:
    if wanted is None:
        return comment.status is CommentStatus.PENDING
    return (comment.post, comment.id) in wanted


def _hides(fault: BlogcliError, refs: Sequence[CommentRef] | None) -> bool:
    """Whether a fault is one of a comment that was to be scored."""
    if refs is None:
        return fault.path is not None and fault.path.name.endswith(f".{CommentStatus.PENDING.value}.md")
    return any(fault.path in ref.files for ref in refs)


def _record(config: Config, comment: Comment, post: str, found: Score) -> dict[str, Any]:
    return {
        "id": comment.id,
        "status": comment.status.value,
        "post": post,
        "author": comment.author or None,
        "path": comment.path,
        "score": found.points,
        "spam": found.points >= config.spam_score,
        "reasons": [{"points": reason.points, "reason": reason.text} for reason in found.reasons],
    }
