"""The law of incremental rendering: whatever was done to a blog since, the site is what a render from nothing makes."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.support import BLOG_TOML, ENGLISH, ITALIAN, NOW, TOGETHER, Result, Site, comment

if TYPE_CHECKING:
    from collections.abc import Callable

MANIFEST = ".blogcli-manifest.json"
MADE = (".blogcli", "public", "elsewhere")  # what renders make
HOUR = 3600

# With a feed of each post's comments, all feeds being short.
TALKATIVE = BLOG_TOML.replace("[feed]\n", "[feed]\npost_comments = true\nentries = 2\n")

# Templates that say all there is to say, and quickly.
SHOWN = (
    "{{ version.title }}|{{ version.slug }}|{{ version.date }}|{{ version.published }}|{{ version.updated }}"
    "|{{ version.author }}|{{ version.summary }}|{{ version.series }}|{{ version.extra }}|{{ version.draft }}"
    "|{{ version.tags }}|{{ entry.comments }}|{{ entry.leads }}|{{ entry.files | sort }}|{{ href(entry.address) }}"
)
TINY = {
    "post.html": "{{ menu }}{{ alternates }}{{ notice }}{{ json_ld }}{{ page.older }}{{ page.newer }}{{ style }}"
    "{{ page.answers }}{{ page.responses }}{{ page.conversation }}{{ comment_feed }}"
    "{{ noindex }}{{ picture }}{{ heading }}{{ parts }}"
    + SHOWN
    + "{{ body }}{{ description }}{% for c in comments %}{{ c.comment }}{{ c.html }}{{ c.orphan }}{% endfor %}",
    "section.html": "{{ part }}{{ first }}{{ byline }}{{ notice }}{{ picture }}" + SHOWN + "{{ body }}",
    "card.html": "{% set version = entry.version %}" + SHOWN + "{{ summary }}{{ more }}{{ entry.tags }}",
    "list.html": "{{ menu }}{{ page.number }}{{ page.older }}{{ page.newer }}{{ cards }}",
    "tag.html": "{{ menu }}{{ page.tag }}{{ page.number }}{{ cards }}{{ description }}{{ alternates }}{{ languages }}",
    "tags.html": "{{ menu }}{{ tags }}",
    "archive.html": "{{ menu }}{% for year, entries in years %}{{ year }}{{ entries[0].title }}{% endfor %}",
    "404.html": "{{ menu.site_title }}{% include 'part.md' ignore missing %}",
    "redirect.html": "{{ absolute(page.target) }}",
}

BODIES = [
    "Il sentiero sale piano.\n\nPoi si vede il mare.\n",
    "Il sentiero sale forte.\n\nPoi si vede il lago.\n",
    "Prima.\n\n<!--more-->\n\nDopo, con [la carta](carta.svg) e ![un disegno](foto/disegno.svg).\n",
    "## Alto\n\nDi nuovo [sopra](#alto).[^1]\n\n[^1]: Nota.\n",
    "Un altro: [qui](../altro/), [sopra](#alto), [fuori](https://example.com/).\n",
    "Vedi [uno](post:uno#due), [tre](../../tre/it.md) e [questo](it.md).\n\n## Uno\n\n### Due {#due}\n\n## Uno\n",
    "Vedi [tre](post:tre), [due](../due/#uno) e ![x](../../2026/uno/carta.svg).\n\n## Eins\n\n## Zwei {#zwei}\n",
    "",
]
KEYS = {
    "title": ["Uno", "Due", "Tre: il ritorno", ""],
    "slug": ["uno", "due", "tre", "tags"],
    "date": [
        "2026-02-10",
        "2026-02-20T08:00:00+01:00",
        "2025-12-31",
        "2026-03-01T11:00:00+01:00",
        "2026-03-02",
        "ieri",
    ],
    "published": ["2026-02-21", "2026-03-01T10:30:00+01:00"],
    "updated": ["2026-02-25", "2026-02-26"],
    "tags": ["[monti]", "[Monti, mare]", "[mare]", "[Sea, mare, C++]", "[C]", "[]"],
    "draft": ["true", "false"],
    "summary": ["In breve.", "In lungo."],
    "image": ["carta.svg", "foto/disegno.svg", "/comune.svg"],
    "author": ["Ada", "Ugo"],
    "series": ["Passi"],
    "comments": ["closed", "off", "open"],
    "aliases": ["[/vecchio/]", "[/uno.html]"],
    "trusted": ["false"],
    "page": ["true"],
    "layout": ["together", "apart", "beside"],
    "former_ids": ["[uno]", "[nessuno, due]"],
    "in_response_to": ["uno", "due", "Tre", "nessuno"],
    "mood": ["lieto", "triste"],
    "tilte": ["Un refuso"],
}
POSTS = ["posts/2026/uno", "posts/2026/due", "posts/2025/uno", "posts/tre", "posts/2025/quattro"]
BESIDE = ["carta.svg", "foto/disegno.svg", "carta.svg.bak", ".nascosto"]
TALKS = ["comments/uno", "comments/due", "comments/tre", "comments/nessuno"]
STATUSES = ["", ".pending", ".rejected", ".spam", ".weird"]
TEMPLATES = {
    "card.html": [TINY["card.html"], "<p>{{ entry.version.title }}</p>", "{% for %}"],
    "post.html": [TINY["post.html"], "<p>{{ version.title }}{{ body }}</p>", "{{ nothing }}"],
    "404.html": ["{% include '_part.html' %}", "404"],
    "_part.html": ["a part", "another"],
    "part.md": ["a text", "another"],
    "style.css": ["p {}", "h1 {}"],
    "font.woff2": ["0", "1"],
    "lista.html": ["no template of the theme"],
}
STATIC = ["comune.svg", "favicon.svg", "robots.txt", "tags/index.html", "uno", "theme/style.css"]
CONFIG = {
    "title": ['"Quaderno"', '"Taccuino"', '""'],
    "author": ['"Ada Bianchi"', '"Ugo"', '""'],
    "description": ['"Di passi"', '""'],
    "url": ['"https://blog.example/"', '"https://me.example/blog/"'],
    "layout": ['"together"', '"apart"'],
    "timezone": ['"Europe/Rome"', '"Asia/Tokyo"'],
    "languages": ['["it", "en"]', '["en", "it"]', '["it"]'],
}
SHOW_UNTRANSLATED = "\n[translations]\nshow_untranslated = true\n"
TABLES = [
    "",
    "\n[lists]\nsize = 1\n",
    "\n[lists]\nsize = 2\n",
    '\n[permalinks]\npost = "/{year}/{slug}/"\n',
    '\n[permalinks]\npost = "/{slug}/"\n[lists]\nsize = 1\n',
    SHOW_UNTRANSLATED,
    "\n[comments]\nclose_after_days = 10\n",
    '\n[render]\nredirects = ["apache", "nginx"]\n',
    "\n[translations]\nnotice = false\n[lists]\nsize = 1\n",
]
# The fifth is wrong: two tags have one name.
TAGS = [
    '[tags.mare.it]\nname = "Mare"\n[tags.mare.en]\nname = "Sea"\ndescription = "Salt."\n',
    '[tags.mare.it]\nname = "Acqua"\nslug = "monti"\n',
    '[tags."C++".it]\nslug = "c"\n[tags.monti.it]\nname = "Monti alti"\n',
    '[tags."C++".en]\nslug = "c"\n[tags.sea.en]\nname = "Mare"\n',
    '[tags.mare.it]\nname = "Monti"\n[tags.monti.it]\n',
    "",
]
TEXTS = ["Bello!", "Brutto, *davvero*.", ""]


def change(make: Callable[..., None]) -> Callable[..., None]:
    """A rule that changes something; other changes may follow before the next render, and faults be mended first."""

    @functools.wraps(make)
    def changed(self: IncrementalRenders, data: st.DataObject, later: bool, mended: bool) -> None:
        if self.faulty and mended:
            self.put(self.good)
            self.faulty = False
        with contextlib.suppress(NothingThereError):
            make(self, data.draw)
        self.due = not later

    del changed.__wrapped__
    mostly = st.sampled_from([True, True, True, False])
    return rule(data=st.data(), later=st.sampled_from([False, False, True]), mended=mostly)(changed)


class NothingThereError(Exception):
    """There is nothing of the kind to change."""


def one_of(draw: Callable[..., Any], items: Any) -> Any:
    if not items:
        raise NothingThereError
    return draw(st.sampled_from(items))


class IncrementalRenders(RuleBasedStateMachine):
    """A blog that is changed and rendered in turn; each render is compared with one of a copy without any past."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="blogcli-"))
        self.site = Site(self.folder / "blog")
        self.now = int(NOW)
        self.due = self.faulty = False
        self.good: dict[str, bytes] = {}
        self.branch: dict[str, bytes] = {}

    def teardown(self) -> None:
        try:
            if self.good:  # it began
                self.renders_like_a_first_one()
        finally:
            shutil.rmtree(self.folder)

    # What there is

    def sources(self) -> dict[str, bytes]:
        return {path: data for path, data in self.site.tree().items() if path.split("/")[0] not in MADE}

    def found(self, pattern: str) -> list[str]:
        paths = (path.relative_to(self.site.root).as_posix() for path in self.site.root.glob(pattern))
        return sorted(path for path in paths if path.split("/")[0] not in MADE)

    def versions(self) -> list[str]:
        return self.found("posts/**/*.md")

    def comments(self) -> list[str]:
        return self.found("comments/*/*.md")

    def posts(self) -> list[str]:
        return sorted({path.rpartition("/")[0] for path in self.versions()})

    def put(self, tree: dict[str, bytes]) -> None:
        """Check the sources out: what is there and the same stays as it is, as with git."""
        now = self.sources()
        for path in now.keys() - tree.keys():
            (self.site.root / path).unlink()
        for top in self.site.root.iterdir():
            if top.name not in MADE and top.is_dir():
                for folder in sorted((each for each in top.rglob("*") if each.is_dir()), reverse=True):
                    if not any(folder.iterdir()):
                        folder.rmdir()
        self.site.write({path: data for path, data in tree.items() if now.get(path) != data})

    # What is done to it

    @initialize(
        tiny=st.sampled_from([True, True, False]),
        toml=st.sampled_from([BLOG_TOML, TOGETHER, TALKATIVE, TALKATIVE]),
        table=st.sampled_from(["", SHOW_UNTRANSLATED]),
    )
    def start(self, tiny: bool, toml: str, table: str) -> None:
        self.site.write(
            {
                "blog.toml": toml + table,
                "posts/2026/uno/it.md": ITALIAN.replace("una-passeggiata", "uno"),
                "posts/tre/en.md": ENGLISH.replace("a-walk", "third").partition("translated_from")[0]
                + "date: 2026-01-05\ntags: [Sea]\n---\nOnce.\n",
                "comments/uno/a.md": comment("Bello!"),
                "comments/uno/b.pending.md": comment("Anche per me.", reply_to="a"),
                **({f"templates/{name}": text for name, text in TINY.items()} if tiny else {}),
            }
        )
        self.site.ok("translate", "posts/2026/uno", "en", "--title", "A walk", "--body", "The path climbs slowly.")
        self.good = self.branch = self.sources()
        self.due = True

    @change
    def edit_a_text(self, draw: Callable[..., Any]) -> None:
        path = one_of(draw, self.versions())
        head = self.site.read(path).rpartition("---\n")[0]
        self.site.write({path: f"{head}---\n{one_of(draw, BODIES)}"})

    @change
    def edit_a_key(self, draw: Callable[..., Any]) -> None:
        path, key = one_of(draw, self.versions()), one_of(draw, list(KEYS))
        value = one_of(draw, [*KEYS[key], None])
        text = re.sub(rf"(?m)^{key}:.*\n", "", self.site.read(path))
        self.site.write({path: text if value is None else text.replace("---\n", f"---\n{key}: {value}\n", 1)})

    @change
    def add_a_version(self, draw: Callable[..., Any]) -> None:
        folder, language = one_of(draw, POSTS), one_of(draw, ["it", "en", "de", "_it"])
        title, key = one_of(draw, ["Nuovo", "Altro"]), one_of(draw, ["date: 2026-01-20", "draft: true"])
        if not (self.site.root / f"{folder}/{language}.md").exists():
            self.site.write({f"{folder}/{language}.md": f"---\ntitle: {title}\n{key}\n---\n{one_of(draw, BODIES)}"})

    @change
    def translate(self, draw: Callable[..., Any]) -> None:
        """A version with a true record of the one it was made from, or as far as that can be had."""
        folder, language = one_of(draw, self.posts()), one_of(draw, ["it", "en"])
        (self.site.root / f"{folder}/{language}.md").unlink(missing_ok=True)
        body = one_of(draw, [each for each in BODIES if each])
        self.site.run("translate", folder, language, "--title", one_of(draw, ["Made", "Remade"]), "--body", body)

    @change
    def let_a_translation_fall_behind(self, draw: Callable[..., Any]) -> None:
        made = [path for path in self.versions() if "    blob: " in self.site.read(path)]
        original = one_of(draw, [path for path in self.versions() if path not in made and self.beside(path, made)])
        self.site.write({original: self.site.read(original) + one_of(draw, ["\nE poi.\n", "\nE basta.\n"])})

    def beside(self, path: str, others: list[str]) -> bool:
        return any(Path(path).parent == Path(other).parent for other in others)

    @change
    def remove_a_version(self, draw: Callable[..., Any]) -> None:
        (self.site.root / one_of(draw, self.versions())).unlink()

    @change
    def remove_a_post(self, draw: Callable[..., Any]) -> None:
        shutil.rmtree(self.site.root / one_of(draw, self.posts()))
        if draw(st.booleans()):
            shutil.rmtree(self.site.root / ".blogcli", ignore_errors=True)

    @change
    def move_a_post(self, draw: Callable[..., Any]) -> None:
        source, target = one_of(draw, self.posts()), one_of(draw, POSTS)
        if (self.site.root / target).exists():
            return
        (self.site.root / target).parent.mkdir(parents=True, exist_ok=True)
        (self.site.root / source).rename(self.site.root / target)
        if draw(st.booleans()):
            path = self.found(f"{target}/*.md")[0]
            line = f"---\nformer_ids: [{Path(source).name}]\n"
            text = re.sub(r"(?m)^former_ids:.*\n", "", self.site.read(path))
            self.site.write({path: text.replace("---\n", line, 1)})

    @change
    def change_a_file_beside_a_post(self, draw: Callable[..., Any]) -> None:
        self.put_or_remove(f"{one_of(draw, self.posts())}/{one_of(draw, BESIDE)}", one_of(draw, ["1", "2", None]))

    @change
    def change_a_static_file(self, draw: Callable[..., Any]) -> None:
        name = one_of(draw, STATIC)
        if name == "uno" or not (self.site.root / "static/uno").exists():
            self.put_or_remove(f"static/{name}", one_of(draw, ["1", "2", None]))

    @change
    def change_a_template(self, draw: Callable[..., Any]) -> None:
        name = one_of(draw, list(TEMPLATES))
        self.put_or_remove(f"templates/{name}", one_of(draw, [*TEMPLATES[name], None]))

    def put_or_remove(self, path: str, text: str | None) -> None:
        if text is None:
            (self.site.root / path).unlink(missing_ok=True)
        else:
            self.site.write({path: text})

    @change
    def write_a_comment(self, draw: Callable[..., Any]) -> None:
        name, status = one_of(draw, ["a", "b", "c", "d"]), one_of(draw, STATUSES)
        date = one_of(draw, ["2026-02-12", "2026-02-13T09:00:00+01:00", "ieri"])
        reply_to, language = one_of(draw, ["", "a", "b", "z"]), one_of(draw, ["", "it", "en"])
        text = comment(one_of(draw, TEXTS), date=date, reply_to=reply_to, language=language)
        self.site.write({f"{one_of(draw, TALKS)}/{name}{status}.md": text})

    @change
    def moderate_a_comment(self, draw: Callable[..., Any]) -> None:
        path = self.site.root / one_of(draw, self.comments())
        path.rename(path.parent / f"{path.name.split('.')[0]}{one_of(draw, STATUSES)}.md")

    @change
    def remove_a_comment(self, draw: Callable[..., Any]) -> None:
        path = one_of(draw, self.comments())
        if draw(st.booleans()):
            (self.site.root / path).unlink()
        else:
            self.site.write({path: "---\ndate: 2026-02-12\nremoved: 2026-02-28\n---\n"})

    @change
    def configure(self, draw: Callable[..., Any]) -> None:
        text = self.site.read("blog.toml")
        key = one_of(draw, list(CONFIG))
        line = f"{key} = {one_of(draw, CONFIG[key])}\n"
        text = re.sub(rf"(?m)^{key} = .*\n", "", text).replace("format = 1\n", f"format = 1\n{line}")
        if "[language.en]" in text and key == "languages":
            text = text.replace('[language.en]\npath = "en"\n', "") if line == 'languages = ["it"]\n' else text
        elif key == "languages" and "en" in line:
            text += '[language.en]\npath = "en"\n'
        self.site.write({"blog.toml": text})

    @change
    def configure_a_table(self, draw: Callable[..., Any]) -> None:
        text = re.sub(
            r"(?m)^\n?\[(lists|permalinks|translations|comments|render)\]\n.*\n", "", self.site.read("blog.toml")
        )
        self.site.write({"blog.toml": text + one_of(draw, TABLES)})

    @change
    def configure_tags(self, draw: Callable[..., Any]) -> None:
        text = re.sub(r"(?ms)^\[tags\..*?(?=^\[(?!tags\.)|\Z)", "", self.site.read("blog.toml"))
        self.site.write({"blog.toml": f"{text.rstrip()}\n{one_of(draw, TAGS)}"})

    @change
    def let_time_pass(self, draw: Callable[..., Any]) -> None:
        self.now = int(NOW) + HOUR * one_of(draw, [-24 * 30, -1, 0, 1, 2, 24])

    @change
    def lose_what_renders_made(self, draw: Callable[..., Any]) -> None:
        for folder in one_of(draw, [[".blogcli"], ["public"], [".blogcli", "public"], ["elsewhere"]]):
            shutil.rmtree(self.site.root / folder, ignore_errors=True)

    @change
    def meddle_with_a_page(self, draw: Callable[..., Any]) -> None:
        output = self.site.root / "public"
        pages = [path for path in self.site.tree("public") if path != MANIFEST] if output.exists() else []
        page = output / one_of(draw, pages)
        match one_of(draw, ["edit", "same size", "remove", "touch", "link"]):
            case "edit":
                page.write_text("mine")
            case "same size":
                rewrite(page)
            case "remove":
                page.unlink()
            case "touch":
                os.utime(page)
            case "link":
                page.rename(self.folder / "kept")
                page.symlink_to(self.folder / "kept")

    @change
    def touch_a_file(self, draw: Callable[..., Any]) -> None:
        os.utime(self.site.root / one_of(draw, sorted(self.sources())))

    @change
    def change_a_file_and_hide_it(self, draw: Callable[..., Any]) -> None:
        """The same size, and the time it had before."""
        rewrite(self.site.root / one_of(draw, sorted(self.sources())))

    @change
    def copy_a_file_over_itself(self, draw: Callable[..., Any]) -> None:
        path = self.site.root / one_of(draw, sorted(self.sources()))
        shutil.copy2(path, path.with_name("~copy"))
        path.with_name("~copy").replace(path)

    @change
    def check_out_the_other_branch(self, draw: Callable[..., Any]) -> None:
        here = self.sources()
        self.put(self.branch)
        self.branch = here

    @change
    def take_what_there_is_for_the_other_branch(self, draw: Callable[..., Any]) -> None:
        self.branch = self.sources()

    @precondition(lambda self: not self.faulty)
    @change
    def render_otherwise(self, draw: Callable[..., Any]) -> None:
        self.compare(
            *one_of(
                draw,
                [
                    ("--drafts",),
                    ("--output", "elsewhere"),
                    ("--drafts", "--output", "elsewhere"),
                    ("--base-url", "https://prova.example/"),
                    ("--clean",),
                    ("--output", "elsewhere", "--now", "2026-03-05"),
                ],
            )
        )

    # What always holds

    @invariant()
    def renders_like_a_first_one(self) -> None:
        if self.due:
            self.due = False
            self.compare()

    def render(self, site: Site, *arguments: str) -> Result:
        return site.run("render", *arguments, env={"SOURCE_DATE_EPOCH": str(self.now)})

    def compare(self, *arguments: str) -> None:
        at = "elsewhere" if "elsewhere" in arguments else ".blogcli/preview" if "--drafts" in arguments else "public"
        output = self.site.root / at
        before = stamps(output)
        planned = self.render(self.site, *arguments, "--dry-run", "--json")
        assert stamps(output) == before
        done = self.render(self.site, *arguments)
        with tempfile.TemporaryDirectory(dir=self.folder) as folder:
            first = Site(Path(folder) / "copy")
            shutil.copytree(self.site.root, first.root, symlinks=True, ignore=made)
            right = self.render(first, *arguments)
            assert (done.code, said(done)) == (right.code, said(right))
            assert planned.code == done.code
            if done.code not in (0, 4):
                assert done.code in (1, 2), done
                assert stamps(output) == before
                assert not (first.root / at).exists()
                self.faulty = True
                return
            assert self.site.tree(at) == first.tree(at)
        self.faulty = False
        self.good = self.sources()
        names = [path.relative_to(output).as_posix() for path in output.rglob("*") if not path.is_dir()]
        assert sorted(names) == sorted([MANIFEST, *json.loads((output / MANIFEST).read_text())["files"]])
        assert changes(json.loads(planned.out), at) == changed(before, stamps(output))
        later = [each for each in arguments if each != "--clean"]
        before = stamps(output)
        again = self.render(self.site, *later)
        assert (again.code, said(again)) == (done.code, said(done))
        assert re.search(r": wrote 0, unchanged \d+, removed 0 in ", again.err), again
        assert stamps(output) == before


def made(folder: str, names: list[str]) -> set[str]:
    return {name for name in names if name in MADE}


def rewrite(path: Path) -> None:
    """Change a file, so that neither its size nor its time of modification tells."""
    before = path.stat()
    data = path.read_bytes()
    path.write_bytes(data.swapcase() if data.swapcase() != data else b"#" * len(data))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def stamps(folder: Path) -> dict[str, tuple[int, ...]]:
    """Every file below, with what would show that it was written."""
    found = {path.relative_to(folder).as_posix(): path.lstat() for path in folder.rglob("*")}
    return {
        path: (each.st_ino, each.st_mtime_ns, each.st_ctime_ns, each.st_size)
        for path, each in found.items()
        if not (folder / path).is_dir()
    }


def said(result: Result) -> list[str]:
    """The faults and warnings, without the line of numbers and what was there before and is gone."""
    told = re.sub(r".* gone, and nothing answers (it|them): .*\n  hint: .*\n", "", result.err)
    return [line for line in told.splitlines() if not re.search(r": wrote \d+, unchanged ", line)]


def changes(report: dict[str, Any], at: str) -> set[tuple[str, str]]:
    return {(each["action"], each["path"].removeprefix(f"{at}/")) for each in report["changes"]}


def changed(before: dict[str, tuple[int, ...]], after: dict[str, tuple[int, ...]]) -> set[tuple[str, str]]:
    written = {("write", path) for path, stamp in after.items() if path != MANIFEST and before.get(path) != stamp}
    return written | {("remove", path) for path in before.keys() - after.keys()}


def law(examples: int, steps: int) -> settings:
    return settings(
        deadline=None,
        max_examples=examples,
        stateful_step_count=steps,
        suppress_health_check=list(HealthCheck),
    )


def test_a_render_is_like_the_first_whatever_was_done_before() -> None:
    run_state_machine_as_test(IncrementalRenders, settings=law(5, 8))


@pytest.mark.slow
def test_a_render_is_like_the_first_after_many_changes() -> None:
    run_state_machine_as_test(IncrementalRenders, settings=law(50, 30))
