"""The documentation is held to the program: commands, options, keys, JSON, templates, and every example, run."""

from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest
import typer.main

from blogcli import errors
from blogcli.cli.app import app
from blogcli.config import all_keys, load_config
from blogcli.content import comments, frontmatter, keys, posts, values
from blogcli.drift.record import MOST_BLOCKS
from blogcli.names import CommentStatus
from blogcli.render.engine import Engine
from blogcli.settings import LANGUAGE, REQUIRED, RULES, SEVERITIES, TABLES, TOP
from tests.docs.pages import NAMES, codes, page, table
from tests.support import ITALIAN, Site, changed, comment, shell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

TREE: Any = typer.main.get_command(app)


def _leaves(group: Any, before: str = "") -> Iterator[tuple[str, Any]]:
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _leaves(command, f"{before}{name} ")
        else:
            yield f"{before}{name}", command


COMMANDS: dict[str, Any] = dict(_leaves(TREE))


def _shown(parameter: Any) -> str:
    """A parameter as the documentation writes it: `--tag TAG`, `--draft`, `POST`."""
    if parameter.param_type_name == "argument":
        return str(parameter.metavar)
    return parameter.opts[0] if parameter.is_flag else f"{parameter.opts[0]} {parameter.metavar}"


def _documented_parameters(section: str) -> set[str]:
    rows = table(section, "option", "argument", "argument or option")
    return {name for row in rows for name in codes(row[0])}


def test_every_command_has_a_section_and_no_other_has_one() -> None:
    # What begins with a small letter is a command; the page's other headings begin with a capital.
    assert {name for name in page("docs/commands.md").sections() if name[0].islower()} == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_argument_and_option_stands_in_its_command_s_table(name: str) -> None:
    found = _documented_parameters(page("docs/commands.md").sections()[name])
    parameters = COMMANDS[name].params
    negations = {option for parameter in parameters for option in parameter.secondary_opts}
    assert found == {_shown(parameter) for parameter in parameters} | negations


@pytest.mark.parametrize("name", COMMANDS)
def test_every_usage_line_is_the_command_s(name: str) -> None:
    text = page("docs/commands.md").text
    options = ["[OPTIONS]"] if any(item.param_type_name == "option" for item in COMMANDS[name].params) else []
    arguments = [item.metavar for item in COMMANDS[name].params if item.param_type_name == "argument"]
    usage = " ".join(["blogcli", name, *options, *arguments])
    assert f"## {name}\n\n```text\n{usage}\n```\n" in text


def test_the_options_before_the_command_are_documented() -> None:
    section = page("docs/commands.md").sections(3)["Options that stand before the command"]
    real = {"-C DIR" if "-C" in parameter.opts else parameter.opts[0] for parameter in TREE.params}
    assert _documented_parameters(section) == real | set(TREE.context_settings["help_option_names"])


def test_every_exit_code_is_documented() -> None:
    rows = table(page("docs/commands.md").sections(3)["Exit codes"], "code")
    real = {value for name, value in vars(errors).items() if name.startswith("EXIT_")}
    assert {int(row[0]) for row in rows} == real | {0}


def test_the_readme_lists_every_command() -> None:
    listed = {name for row in table(page("README.md").text, "command") for name in codes(row[0])}
    assert listed == set(COMMANDS)


@pytest.mark.parametrize("name", NAMES)
def test_no_page_names_a_command_or_option_that_does_not_exist(name: str) -> None:
    options = {
        option
        for command in (TREE, *COMMANDS.values())
        for item in command.params
        for option in (*item.opts, *item.secondary_opts)
    }
    written = page(name)
    pieces = [*written.spans(), *(block.text for kind in ("sh", "text") for block in written.blocks(kind))]
    text = "\n".join(pieces)
    others = {"--help", "--delete"}  # the latter is of rsync
    assert set(re.findall(r"(?<!\S)--[a-z][a-z-]*", text)) - options - others == set()
    assert set(re.findall(r"\bblogcli ((?:(?:comment|language|translation) )?[a-z]+)", text)) - set(COMMANDS) == set()


def _paths(value: Any, path: str = "") -> set[str]:
    """Every place in a JSON document, as in `posts[].tags[]`."""
    if isinstance(value, dict):
        return {deep for key, item in value.items() for deep in _paths(item, f"{path}.{key}" if path else key)}
    if isinstance(value, list):
        # Where objects belong, an empty list is no key that is documented: the blog of this test must fill it.
        return {deep for item in value for deep in _paths(item, f"{path}[]")} or {f"{path}[]"}
    return {path}


JSON = {
    "list": ["list"],
    "show": ["show", "una-passeggiata"],
    "translation diff": ["translation", "diff", "una-passeggiata", "en"],
    "status": ["status"],
    "check": ["check"],
    "comment list": ["comment", "list"],
    "comment show": ["comment", "show", "c1"],
    "comment export": ["comment", "export"],
    "comment score": ["comment", "score", "c2"],
    "render": ["render", "--dry-run"],
}


def test_every_command_with_json_is_tried() -> None:
    assert {name for name, command in COMMANDS.items() if any("--json" in i.opts for i in command.params)} == set(JSON)


@pytest.mark.parametrize("name", JSON)
def test_the_keys_of_json_are_those_documented(walk: Site, name: str) -> None:
    walk.ok("translation", "done", "una-passeggiata", "en")
    first, second = ITALIAN.rpartition("---\n")[2].strip().split("\n\n")
    swapped = ITALIAN.replace(f"{first}\n\n{second}", f"{second}\n\n{first}")
    walk.write({"posts/2026/una-passeggiata/it.md": swapped})
    walk.write({"comments/una-passeggiata/c1.md": comment("Bello."), "posts/2026/una-passeggiata/mare.jpg": b"\xff"})
    if name == "translation diff":
        english = walk.read("posts/2026/una-passeggiata/en.md")
        walk.write({"posts/2026/una-passeggiata/en.md": f"{english}\nOnly here.\n"})
    if name in ("status", "check"):
        walk.write(
            {
                "comments/una-passeggiata/c2.pending.md": comment("E poi?"),
                "posts/2026/bozza/it.md": "---\ntitle: Bozza\ndate: 2026-02-20\ndraft: yes\n---\nx\n",
                "posts/2027/dopo/it.md": "---\ntitle: Dopo\ndate: 2027-01-01\ntag: x\n---\nx\n",
            }
        )
    if name == "comment score":
        walk.write({"comments/una-passeggiata/c2.pending.md": comment("https://a.example")})
    document = json.loads(walk.run(*JSON[name], "--json").out)
    assert document.pop("format") == 1
    rows = table(page("docs/commands.md").sections()[name], "key")
    assert {key for row in rows for key in codes(row[0])} == _paths(document)


@pytest.mark.parametrize(
    ("name", "arguments"), [("list", ["list"]), ("comment list", ["comment", "list"])], ids=["list", "comment list"]
)
def test_the_fields_of_records_are_those_documented(walk: Site, name: str, arguments: list[str]) -> None:
    walk.write({"comments/una-passeggiata/c1.md": comment("Bello.")})
    prose = " ".join(page("docs/commands.md").sections()[name].split())
    fields = re.findall(r"fields of a record are: ([^.]+)\.", prose)[0].split(", ")
    record = json.loads(walk.ok(*arguments, "--json").out).popitem()[1][0]
    line = walk.ok(*arguments).lines[0].split("\t")
    assert line == [str(record[field]).strip() for field in fields]


def test_the_rules_of_check_are_documented() -> None:
    rows = table(page("docs/commands.md").sections()["check"], "rule")
    assert [codes(row[0])[0] for row in rows] == list(RULES)


def test_every_key_of_blog_toml_is_documented() -> None:
    rows = table(page("docs/blog-toml.md").text, "key")
    assert [key for row in rows for key in codes(row[0])] == list(all_keys())


def test_the_defaults_of_blog_toml_are_those_documented() -> None:
    documented = {codes(row[0])[0]: row[2] for row in table(page("docs/blog-toml.md").text, "key")}
    specs = {**TOP, **{f"{name}.{key}": spec for name, keys in TABLES.items() for key, spec in keys.items()}}
    for key, (_, default) in specs.items():
        if default is REQUIRED:
            assert documented[key] == "required"
        elif default is not None:
            assert documented[key] == f"`{json.dumps(default)}`"


def test_the_example_blog_toml_is_right_and_holds_every_key(tmp_path: Path) -> None:
    (example,) = page("docs/blog-toml.md").blocks("toml")
    (tmp_path / "blog.toml").write_text(example.text, "utf-8")
    config = load_config(tmp_path)
    data = tomllib.loads(example.text)
    languages, tags = data.pop("language"), data.pop("tags")
    found = {f"{name}.{key}" if isinstance(item, dict) else name for name, item in data.items() for key in _keys(item)}
    found |= {f"language.TAG.{key}" for item in languages.values() for key in item}
    found |= {f"tags.KEY.TAG.{key}" for tag in tags.values() for item in tag.values() for key in item}
    assert found == set(all_keys())
    assert set(LANGUAGE) == set(languages[config.tags[1]])


def _keys(item: object) -> list[str]:
    return list(item) if isinstance(item, dict) else [""]


@pytest.mark.parametrize(
    ("section", "known"), [("The keys of a post", keys.KEYS), ("The keys of a comment", comments.KEYS)]
)
def test_every_key_of_front_matter_is_documented(section: str, known: Mapping[str, object]) -> None:
    rows = table(page("docs/file-formats.md").sections()[section], "key")
    assert [key for row in rows for key in codes(row[0])] == list(known)


def test_what_a_translation_inherits_is_documented() -> None:
    prose = " ".join(page("docs/file-formats.md").sections()["The keys of a post"].split())
    inherited = re.findall(r"takes these from the original where it says nothing itself: (.*?)\.", prose)[0]
    own = re.findall(r"It never inherits (.*?)\.", prose)[0]
    assert tuple(codes(inherited)) == posts.INHERITED
    assert set(codes(own)) == set(keys.KEYS) - set(posts.INHERITED) - {"translated_from"}


def test_the_statuses_are_documented() -> None:
    rows = table(page("docs/file-formats.md").sections(3)["Status"], "name")
    assert {row[1].partition(":")[0] for row in rows} == {status.value for status in CommentStatus}


def test_the_examples_of_files_are_right(blog: Site) -> None:
    post, remark = page("docs/file-formats.md").blocks("markdown")
    blog.write({"posts/una/it.md": post.text, "posts/una/harbour.jpg": b"\xff", "comments/una/x.md": remark.text})
    assert len(blog.ok("render").err.splitlines()) == 1
    page_made = blog.page("/2026/02/la-traversata/")
    assert "Che coraggio!" in page_made
    assert "https://matteo.example/" in page_made
    assert page_made.count("harbour.jpg") == 3


def test_the_example_of_a_record_is_what_translate_writes(blog: Site) -> None:
    post, _ = page("docs/file-formats.md").blocks("markdown")
    example = page("docs/file-formats.md").blocks("text")[1].text
    blog.write({"posts/una/it.md": post.text})
    body = "We left at dawn, the wind behind us.\n"
    path = blog.ok("translate", "una", "en", "--title", "The crossing", "--body", body).lines[0]
    written = blog.read(path)
    assert example == written[written.index("translated_from:") : written.index("---\n", 4)]


@pytest.mark.parametrize(
    "words",
    [
        f"more than {frontmatter.MAX_BYTES // 1024} KiB",
        f"more than {MOST_BLOCKS:,} blocks",
        f"nested deeper than {frontmatter.MAX_DEPTH}",
        f"at most {comments.MAX_TEXT // 1024} KiB",
        f"at most {comments.MAX_AUTHOR} characters",
        f"at most {values.MAX_URL} characters",
    ],
)
def test_the_limits_are_those_documented(words: str) -> None:
    assert words in " ".join(page("docs/file-formats.md").prose.split())


def test_what_a_template_may_read_is_documented(walk: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    alt = "---\ntitle: Alt\ndate: 2026-01-02\nlayout: together\naliases: [/vecchio/]\n---\nTesto.\n"
    walk.write({"posts/alt/it.md": alt, "posts/alt/en.md": "---\ntitle: Old\ntranslated_from: it\n---\nText.\n"})
    read: dict[str, set[str]] = {}
    render = Engine.render

    def recording(engine: Engine, template: str, context: Mapping[str, object]) -> str:
        read[template] = set(context)
        return render(engine, template, context)

    monkeypatch.setattr(Engine, "render", recording)
    walk.ok("render")
    walk.write({"blog.toml": changed(walk.read("blog.toml"), 'path = ""', 'path = "it"')})
    walk.ok("render")
    section = page("docs/file-formats.md").sections()["`templates/`"]
    common = set(codes(re.findall(r"\*\*common names\*\*:(.*?)\.\n", section, re.DOTALL)[0]))
    frame = common | set(codes(re.findall(r"\*\*frame's names\*\*(.*?)\.\n", section, re.DOTALL)[0]))
    documented = {
        codes(name)[0]: set(codes(names))
        | (frame if "the frame's" in names else set())
        | (common if "the common ones" in names else set())
        for name, names in table(section, "template")
    }
    assert documented == read


@pytest.mark.parametrize("name", [name for name in NAMES if page(name).blocks("sh")])
def test_the_shell_examples_run_in_order(name: str, tmp_path: Path) -> None:
    marked = [f"echo '{name}:{block.line}' >&2\n{block.text}" for block in page(name).blocks("sh")]
    done = shell("\n".join(marked), tmp_path)
    assert done.returncode == 0, done.stderr


def test_what_the_guide_shows_of_a_diff_is_what_it_prints(tmp_path: Path) -> None:
    guide = page("docs/two-languages.md")
    done = shell("\n".join(block.text for block in guide.blocks("sh")), tmp_path)
    (shown,) = guide.blocks("text")
    assert f"\n{shown.text}" in done.stdout


def test_every_page_that_shows_commands_at_work_is_run() -> None:
    # A fence of a kind nobody looks at would be an example nobody runs.
    kinds = {kind for name in NAMES for kind in re.findall(r"^```(\w+)$", page(name).text, re.MULTILINE)}
    assert kinds == {"sh", "console", "text", "toml", "markdown", "json"}


def test_the_readme_s_script_makes_the_blog_it_promises(tmp_path: Path) -> None:
    (script,) = page("README.md").blocks("sh")
    assert len(script.text.splitlines()) == 10
    assert script.text.startswith("set -eu\n")
    done = shell(script.text, tmp_path, TZ="Europe/Rome")  # init takes the machine's zone
    assert done.returncode == 0, done.stderr
    site = Site(tmp_path / "diary")
    original = site.page("/2026/03/the-crossing/")
    for words in ("2 comments", "Matteo said", "Quanto è durata?", "Undici ore, Matteo.", "/it/2026/03/la-traversata/"):
        assert words in original
    assert "2 commenti" in site.page("/it/2026/03/la-traversata/")


@pytest.mark.parametrize(
    "command",
    [
        "python3 -m venv .venv && .venv/bin/pip install . && .venv/bin/blogcli render",
        "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest",
    ],
)
def test_the_readme_s_first_two_commands_stand_alone(command: str) -> None:
    assert [block.text for block in page("README.md").blocks("console")].count(f"{command}\n") == 1


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_somewhere(name: str) -> None:
    here = page(name)
    for link in here.links():
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https", link
            continue
        target = (here.path.parent / parts.path).resolve() if parts.path else here.path
        assert target.is_file(), link
        if parts.fragment:
            assert parts.fragment in page(str(target)).anchors(), link


def test_the_severities_of_check_s_rules_are_documented() -> None:
    rows = table(page("docs/commands.md").sections()["check"], "severity")
    documented = {rule: row[0].strip("`") for row in rows for rule in codes(row[2])}
    assert documented == {rule: severity.value for rule, severity in SEVERITIES.items()}
