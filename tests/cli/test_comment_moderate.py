"""`blogcli comment moderate` in a real terminal: keys pressed, screens read, files looked at."""

from __future__ import annotations

import os
import re
import signal
import sys
from typing import TYPE_CHECKING, Any

import pexpect
import pytest
from rich.cells import cell_len

from tests.cli.repository import ALONE, commit, git
from tests.support import NOW, Site, comment

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = "comments/una-passeggiata"
PROMPT = r"\r\n> $"


class Desk:
    """The command on a terminal, and a moderator before it."""

    def __init__(self, site: Site, *arguments: str, columns: int = 80, **environment: str) -> None:
        self.child: Any = pexpect.spawn(
            sys.executable, ["-m", "blogcli", "comment", "moderate", *arguments], cwd=str(site.root),
            encoding="utf-8", timeout=30, dimensions=(40, columns),
            env={**os.environ, "SOURCE_DATE_EPOCH": NOW, "TMPDIR": str(site.root.parent), **environment},
        )  # fmt: skip

    def screen(self) -> str:
        """What is shown when the next key is waited for."""
        self.child.expect(PROMPT)
        return str(self.child.before).replace("\r\n", "\n")

    def press(self, key: str) -> str:
        """Press a key; the next screen."""
        self.child.send(key)
        return self.screen()

    def end(self, key: str = "") -> tuple[int, str]:
        """Press a last key; the exit code, and what was printed."""
        self.child.send(key)
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus, str(self.child.before).replace("\r\n", "\n").strip("\n")


@pytest.fixture
def talk(walk: Site) -> Site:
    """A post with the approved `a`, its pending answer `b`, and the pending `c` and `d`."""
    walk.write(
        {
            f"{FOLDER}/a.md": comment("Quanto dura?", author="Ugo"),
            f"{FOLDER}/b.pending.md": comment("Un'ora, credo.", reply_to="a"),
            f"{FOLDER}/c.pending.md": comment("Vele in saldo", author="Vele", url="https://vele.example/"),
            f"{FOLDER}/d.pending.md": comment("Che vista!", author=""),
        }
    )
    return walk


@pytest.fixture
def editor(walk: Site) -> Callable[[str], dict[str, str]]:
    """Makes an editor that does as a script says with the file `$1`; the environment that names it."""

    def make(script: str) -> dict[str, str]:
        path = walk.root.parent / "editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return {"EDITOR": str(path)}

    return make


def names(site: Site) -> list[str]:
    return list(site.tree(FOLDER))


def test_from_a_reader_s_words_to_the_page(walk: Site) -> None:
    path = walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--body", "Che vista!").lines[0]
    desk = Desk(walk)
    assert "Bea, 2026-03-01 10:00" in (shown := desk.screen())
    assert "Che vista!" in shown
    assert "1 approved, 0 left." in desk.press("a")
    code, out = desk.end("q")
    assert (code, out.split("\n")) == (0, [path.replace(".pending", ""), "blogcli: 1 approved, 0 left"])
    walk.ok("render")
    assert "Che vista!" in walk.page("/2026/02/una-passeggiata/")


def test_each_key_does_one_thing_and_undo_goes_back_step_by_step(talk: Site) -> None:
    desk = Desk(talk)
    shown = desk.screen()
    assert "1 of 3: una-passeggiata" in shown
    assert "Ugo, 2026-02-12 09:00:\n  | Quanto dura?" in shown
    shown = desk.press("x")
    assert "b: rejected" in shown
    assert "https://vele.example/" in shown
    assert "(anonymous)" in desk.press("s")
    assert "2 of 3" in desk.press("u")
    assert "Un'ora, credo." in desk.press("u")
    assert "There is nothing to undo." in desk.press("u")
    assert names(talk) == ["a.md", "b.pending.md", "c.pending.md", "d.pending.md"]
    desk.press("a")
    desk.press("n")
    assert "1 approved, 1 rejected, 1 left.\n\nu undo   q quit" in desk.press("x")
    assert "Che vista!" in desk.press("u")
    code, out = desk.end("\x04")
    assert (code, out) == (0, f"{FOLDER}/b.md\nblogcli: 1 approved, 2 left")
    assert names(talk) == ["a.md", "b.md", "c.pending.md", "d.pending.md"]


def test_keys_that_mean_nothing_and_help(talk: Site) -> None:
    desk = Desk(talk)
    desk.screen()
    assert "'z' is no key here" in desk.press("z")
    assert "no key" not in desk.press("\x1b[A")
    assert "x reject: it stays in the tree" in desk.press("?")
    assert desk.end("q") == (0, "blogcli: 3 left")


def test_ctrl_c_leaves_with_130_and_what_was_decided_stays(talk: Site) -> None:
    desk = Desk(talk)
    desk.screen()
    desk.press("a")
    code, out = desk.end("\x03")
    assert (code, out.replace("^C", "")) == (130, f"{FOLDER}/b.md\nblogcli: 1 approved, 2 left")
    assert names(talk)[1] == "b.md"


@pytest.mark.parametrize("how", ["\x03", "q", "TERM", "HUP"])
def test_the_terminal_is_left_as_it_was(talk: Site, how: str) -> None:
    script = f"stty -a > before; {sys.executable} -m blogcli comment moderate; stty -a > after"
    child = pexpect.spawn("sh", ["-c", f"trap : INT; {script}"], cwd=str(talk.root), encoding="utf-8", timeout=30)
    child.expect(PROMPT)
    if len(how) > 1:
        pid = pexpect.run(f"pgrep -P {child.pid}", encoding="utf-8")
        os.kill(int(pid), signal.Signals[f"SIG{how}"])
    else:
        child.send(how)
    child.expect(pexpect.EOF)
    assert talk.read("after") == talk.read("before")


def test_a_resize_draws_the_comment_anew_to_its_width(talk: Site) -> None:
    talk.write({f"{FOLDER}/b.pending.md": comment("日本語のとても長いテキスト。" * 9, reply_to="a")})
    desk = Desk(talk, columns=100)
    desk.screen()
    desk.child.setwinsize(30, 40)
    shown = desk.screen()
    assert max(cell_len(line) for line in shown.split("\n")) <= 40
    assert "".join(shown.split()).count("日本語のとても長いテキスト。") == 9
    assert desk.end("q")[0] == 0


def test_what_a_reader_wrote_can_t_fool_the_terminal(talk: Site) -> None:
    hostile = "\x1b[2J\x1b]0;x\x07 \u202egnp.exe\u2066 \x9b31m"
    for name in "ab":
        talk.write({f"{FOLDER}/{name}.pending.md": comment(hostile, author='"A\\e[31m\\u202e"', reply_to="a")})
    talk.write({f"{FOLDER}/c.pending.md": f"---\ndate: mai{hostile}\n---\n{hostile}"})
    desk = Desk(talk)
    for shown in (desk.screen(), desk.press("n"), desk.press("n")):
        assert re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown) == []
        assert "gnp.exe" in shown
    desk.end("q")


def test_a_faulty_comment_is_shown_as_what_it_is(talk: Site) -> None:
    talk.write({f"{FOLDER}/b.pending.md": comment("Un'ora.", date="ieri")})
    desk = Desk(talk)
    shown = desk.screen()
    assert "b.pending.md can't be shown on the site:\n  line 3: date 'ieri' is not an ISO 8601 date" in shown
    assert "Un'ora." in shown
    assert "b: approved, and left out until it is mended" in desk.press("a")
    code, out = desk.end("q")
    assert code == 4
    assert f"blogcli: left out: {FOLDER}/b.md:3: date 'ieri'" in out


def test_what_others_did_meanwhile_is_said_and_stays(talk: Site) -> None:
    desk = Desk(talk)
    desk.screen()
    talk.write({f"{FOLDER}/b.pending.md": comment("Due ore!", reply_to="a")})
    shown = desk.press("a")
    assert "It was changed meanwhile: look at it again." in shown
    assert "Due ore!" in shown
    (talk.root / FOLDER / "b.pending.md").rename(talk.root / FOLDER / "b.spam.md")
    (talk.root / FOLDER / "c.pending.md").unlink()
    shown = desk.press("a")
    assert "una-passeggiata/b is spam by now: somebody else saw to it." in shown
    assert "una-passeggiata/c is gone: somebody else saw to it." in shown
    desk.press("a")
    assert desk.end("q") == (0, f"{FOLDER}/d.md\nblogcli: 1 approved, 0 left")
    assert names(talk) == ["a.md", "b.spam.md", "d.md"]


def test_what_comes_in_meanwhile_is_taken_up_at_the_end(talk: Site) -> None:
    desk = Desk(talk, "--author", "Bea")
    assert "1 of 1" in desk.screen()
    for name in ("e", "f"):
        talk.write({f"{FOLDER}/{name}.pending.md": comment("Eccomi")})
    shown = desk.press("n")
    assert "2 more came in." in shown
    assert "2 of 3" in shown
    assert desk.end("q") == (0, "blogcli: 3 left")


def test_where_nothing_waits_it_says_so(walk: Site) -> None:
    assert pexpect.run(
        f"{sys.executable} -m blogcli comment moderate", cwd=str(walk.root), encoding="utf-8", withexitstatus=True
    ) == ("\r\nblogcli: no comment waits\r\n", 0)


def test_an_edit_and_a_reply_go_through_the_editor(talk: Site, editor: Any) -> None:
    answer = '{ echo Grazie.; cat "$1"; } > "$1.new"; cp "$1.new" shown; mv "$1.new" "$1"'
    desk = Desk(talk, **editor(f'if grep -q ">8" "$1"; then {answer}; else sed -i s/ora/oretta/ "$1"; fi'))
    desk.screen()
    shown = desk.press("e")
    assert "Saved." in shown
    assert "Un'oretta, credo." in shown
    assert "Your answer is recorded" in desk.press("r")
    desk.press("a")
    code, out = desk.end("q")
    path, answer, summary = out.split("\n")
    assert (code, path, summary) == (0, f"{FOLDER}/b.md", "blogcli: 1 approved, 2 left")
    assert "by: author\n" in talk.read(answer)
    assert "reply_to: b\n" in talk.read(answer)
    assert talk.read(answer).endswith("\n---\nGrazie.\n")
    assert "\n# > Un'oretta, credo.\n" in talk.read("shown")


def test_what_speaks_for_spam_is_said_and_follows_what_is_decided(walk: Site) -> None:
    offer = comment("The best sails in town, cheap: http://sails.example", author="Vele.com")
    walk.write(
        {
            "comments/blocked.txt": "host: sails.example\n",
            f"{FOLDER}/a.pending.md": comment("Che vista!"),
            f"{FOLDER}/b.pending.md": offer,
            f"{FOLDER}/c.pending.md": offer,
        }
    )
    desk = Desk(walk)
    assert "Spam score" not in desk.screen()
    shown = " ".join(desk.press("n").split())
    assert "Spam score 19: a link; the name 'Vele.com' is an address; the host 'sails.example' is blocked;" in shown
    assert "; the same text stands elsewhere once " in shown
    shown = " ".join(desk.press("s").split())
    assert "Spam score 25: " in shown
    assert "; the same text is marked as spam once " in shown
    shown = " ".join(desk.press("u").split())
    assert "Spam score 19: " in shown
    desk.end("q")


def test_what_can_t_be_saved_is_kept_and_the_comment_stays_in_hand(talk: Site, editor: Any) -> None:
    before = talk.tree(FOLDER)
    desk = Desk(talk, **editor('sed -i "s/^date.*/date: ieri/" "$1"'))
    desk.screen()
    desk.child.send("e")
    desk.child.expect("nothing was saved; what you wrote is in .*/blogcli-")
    desk.child.expect("date 'ieri' is not an ISO 8601 date")
    desk.child.expect("Press a key to go on.")
    assert "Un'ora, credo." in desk.press(" ")
    assert desk.end("q") == (0, "blogcli: 3 left")
    assert talk.tree(FOLDER) == before


def test_what_was_decided_is_one_commit_of_that_alone(talk: Site) -> None:
    commit(talk.root)
    talk.write({"blog.toml": talk.read("blog.toml") + "\n# mine\n"})
    desk = Desk(talk, "--commit", columns=80, **ALONE)
    desk.screen()
    desk.press("a")
    desk.press("s")
    desk.press("u")
    desk.press("x")
    assert desk.end("\x03")[0] == 130
    assert git(talk.root, "log", "-1", "--format=%s").strip() == "Moderate comments: 1 approved, 1 rejected, 1 left"
    changed = git(talk.root, "show", "--name-status", "--format=", "HEAD").split("\n")
    assert [line.partition("\t")[2] for line in changed if line] == [
        f"{FOLDER}/b.pending.md\t{FOLDER}/b.md",
        f"{FOLDER}/c.pending.md\t{FOLDER}/c.rejected.md",
    ]
    assert git(talk.root, "status", "--porcelain").split() == ["M", "blog.toml"]


def test_a_comment_is_said_to_be_on_the_post_by_the_id_it_has_now(talk: Site) -> None:
    talk.ok("rename", "una-passeggiata", "--id", "gita")
    desk = Desk(talk)
    assert "1 of 3: gita\n" in desk.screen()
    desk.end("q")
