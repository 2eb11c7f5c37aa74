"""A moderator at the terminal: each comment is shown, a key is read, and what it asks for is done at once."""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from blogcli.cli import blog, console, desk
from blogcli.cli.keyboard import END
from blogcli.content.paths import comment_status
from blogcli.errors import BlogcliError
from blogcli.gathering import candidates, gather
from blogcli.homes import Homes
from blogcli.looking import look, name_of
from blogcli.moderation import decide, faults_of
from blogcli.names import CommentStatus
from blogcli.scoring import Scorer
from blogcli.selection import Selection
from blogcli.triage import DECISIONS, KEYS, Action, Queue

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from blogcli.cli.commits import Keep
    from blogcli.cli.keyboard import Keyboard
    from blogcli.config import Config
    from blogcli.content.paths import CommentRef, PostRef
    from blogcli.looking import Seen
    from blogcli.spam.score import Score

_CLEAR = "\x1b[H\x1b[2J"


class Session:
    """What is left to decide, what was done, and what there is to say about it."""

    def __init__(self, config: Config, post: PostRef | None, wanted: Selection, keyboard: Keyboard) -> None:
        self.config = config
        self.post = post
        self.wanted = wanted if wanted.statuses else replace(wanted, statuses=frozenset({CommentStatus.PENDING}))
        self.keyboard = keyboard
        self.queue = Queue()
        self.changed: dict[str, Path] = {}
        self.edited: set[str] = set()
        self.touched: set[Path] = set()
        self.written: list[Path] = []
        self.unread: list[BlogcliError] = []
        self.note = ""
        self._scorer: Scorer | None = None
        self._homes = Homes(config.root)

    def run(self) -> None:
        """Until the moderator has had enough; where nothing is left, the last decisions can still be taken back."""
        while (seen := self._next()) or self.queue.steps:
            self.keyboard.forget()
            self._draw(seen)
            key = self.keyboard.key()
            action = Action.QUIT if key == END else KEYS.get(key.lower())
            if action is Action.QUIT or (seen is None and key and action is not Action.UNDO):
                return
            if action is not None:
                self.note = self._do(action, seen)
            elif key:
                self.note = f"{console.visible(key)!r} is no key here: ? shows what is"

    def close(self, keep: Keep) -> None:
        """Commit what changed, and print its paths, and how much that was."""
        summary = self.queue.summary() if self.queue.known else "no comment waits"
        try:
            keep([*self.changed.values(), *self.written], f"Moderate comments: {summary}", more=self.touched)
        finally:
            console.warn(summary)

    def faults(self) -> list[BlogcliError]:
        """What keeps comments from being shown that were approved, and others from being chosen."""
        approved = [path for path in self.changed.values() if comment_status(path.name) is CommentStatus.APPROVED]
        return [*self.unread, *faults_of(self.config, [path for path in approved if path.exists()])]

    def _next(self) -> Seen | None:
        """The comment in hand as it is now, past those that have gone or were decided on elsewhere."""
        while True:
            if self.queue.current is None and not self._more():
                return None
            assert self.queue.current is not None
            seen = look(self.config, self.queue.current)
            if seen is not None and self.wanted.of_status(seen.status):
                return seen
            what = f"is {seen.status.value} by now" if seen else "is gone"
            self._say(f"{self.queue.current} {what}: somebody else saw to it.")
            self.queue = self.queue.dropped()

    def _more(self) -> bool:
        """Take in what came since; whether there was anything."""
        before = self.queue.known
        self.queue = self.queue.joined(map(name_of, self._meant()))
        more = len(self.queue.waiting)
        if before and more:
            self._say(f"{more} more came in.")
        return bool(more)

    def _meant(self) -> list[CommentRef]:
        if self.wanted == replace(type(self.wanted)(), statuses=self.wanted.statuses):
            return candidates(self.config, self.post, self.wanted)  # a faulty one is shown, too
        found, self.unread = gather(self.config, self.post, self.wanted)
        return [each.ref for each in found]

    def _say(self, text: str) -> None:
        self.note = f"{self.note}\n{text}".strip("\n")

    def _draw(self, seen: Seen | None) -> None:
        width = self.keyboard.width()
        known = len(self.queue.known)
        lines = []
        if seen:
            place = f"{known - len(self.queue.waiting) + 1} of {known}: {self._homes.called(seen.ref.post)}"
            lines = [*desk.lines_of(seen, place, width, self._score(seen)), ""]
        if self.note:
            lines += [*desk.wrapped(self.note, width), ""]
        if seen is None:
            lines += [f"{self.queue.summary()}.", ""]
        lines += desk.keys_of(width, ended=seen is None)
        clear = "\n" if os.environ.get("TERM", "dumb") == "dumb" else _CLEAR
        self.keyboard.write(clear + "\n".join(lines) + "\n> ")
        self.note = ""

    def _score(self, seen: Seen) -> Score | None:
        """What speaks for a comment's being spam; for that, all comments are read, once."""
        if seen.comment is None or seen.comment.removed:
            return None
        if self._scorer is None:
            known = gather(self.config, None, Selection())[0]
            self._scorer = Scorer(self.config, [each.comment for each in known])
        self._scorer.learn(seen.comment)
        return self._scorer.score_of(seen.comment)

    def _do(self, action: Action, seen: Seen | None) -> str:
        """Do what a key asks for; what there is to say about it."""
        if action is Action.UNDO or seen is None:
            return self._undo()
        if action is Action.HELP:
            return desk.HELP
        now = look(self.config, name_of(seen.ref))
        if now is None or not now.same(seen):
            return "It was changed meanwhile: look at it again."
        try:
            if status := DECISIONS.get(action):
                return self._decide(seen, status)
            if action is Action.EDIT:
                return self._edit(seen)
            if action is Action.REPLY:
                return self._reply(seen)
        except BlogcliError as error:
            return f"{error.message}. {error.hint or ''}".strip()
        self.queue = self.queue.passed(None, seen.status)
        return ""

    def _decide(self, seen: Seen, status: CommentStatus) -> str:
        name = name_of(seen.ref)
        (self.changed[name],) = decide(self.config.root, [seen.ref], status)
        self.touched |= {*seen.ref.files, self.changed[name]}
        self.queue = self.queue.passed(status, seen.status)
        if self._scorer and seen.comment:  # those with the same text that are still to come shall tell
            self._scorer.learn(replace(seen.comment, status=status))
        left_out = status is CommentStatus.APPROVED and seen.comment is None
        return f"{seen.ref.id}: {status.value}" + (", and left out until it is mended" if left_out else "")

    def _undo(self) -> str:
        if not self.queue.steps:
            return "There is nothing to undo."
        step = self.queue.steps[-1]
        self.queue = self.queue.back()
        if step.status is None:
            return ""
        seen = look(self.config, step.name)
        if seen is None or seen.status is not step.status:
            return f"{step.name} was decided on elsewhere meanwhile: that stays."
        try:
            (path,) = decide(self.config.root, [seen.ref], step.was)
        except BlogcliError as error:
            return f"It stays as it is: {error.message}"
        del self.changed[step.name]
        if step.name in self.edited:
            self.changed[step.name] = path
        return f"{seen.ref.id}: {step.was.value} again"

    def _edit(self, seen: Seen) -> str:
        from blogcli.cli.amending import edit_by_hand

        name = name_of(seen.ref)
        with self._aside():
            self.changed[name] = edit_by_hand(self.config, seen.ref)
            self.edited.add(name)
            self.touched.add(self.changed[name])
            return "Saved."
        return ""

    def _reply(self, seen: Seen) -> str:
        from blogcli.cli.drafting import in_editor
        from blogcli.commenting import author_of, reply

        author_of(self.config)
        with self._aside(), in_editor("", below=desk.answered(seen)) as text:
            if not text.strip():
                return "Nothing written, nothing recorded."
            recorded = reply(self.config, seen.ref, text, None, blog.now(self.config), blog.cwd())
            self.written.append(recorded.path)
            note = "Your answer is recorded; it stands below the comment once that is approved."
            if recorded.seems:
                note += f" It is recorded as '{recorded.language}', but looks like '{recorded.seems}'."
            return note
        return ""

    @contextmanager
    def _aside(self) -> Iterator[None]:
        """The terminal for an editor; what goes wrong is said there, and stays to be read until a key is pressed."""
        try:
            with self.keyboard.aside():
                yield
        except BlogcliError as error:
            console.report(error)
            self.keyboard.write("Press a key to go on.")
            self.keyboard.key()
