"""`blogcli language add`: the lines of blog.toml that another language takes, shown or written, and nothing else."""

from __future__ import annotations

import sys

import pexpect
import pytest
from hypothesis import given
from hypothesis import strategies as st

from blogcli.config import parse_config
from blogcli.languages import with_language
from blogcli.names import LanguageTag
from tests.plan.samples import config
from tests.support import BLOG_TOML, Site

DE = LanguageTag("de")
TABLE = '\n[language.de]\npath = "de"\ntitle = "Quaderno"\n'


def test_the_lines_are_shown_and_what_is_missing_is_said(walk: Site) -> None:
    before = walk.tree()
    shown = walk.ok("language", "add", "DE")
    assert shown.out == 'languages = ["it", "en", "de"]\n' + TABLE
    assert "the one post there is doesn't have a version in 'de' yet: blogcli translate POST de begins one" in shown.err
    assert walk.tree() == before


@pytest.mark.parametrize("tag", ["zh", "zh-TW", "zh-CN", "zh-HK", "de-AT", "pt", "en-GB"])
def test_a_language_whose_pages_speak_it_lacks_no_words(blog: Site, tag: str) -> None:
    assert "words" not in blog.ok("language", "add", tag).err
    blog.ok("language", "add", tag, "--write")
    blog.ok("render")
    assert '<bdi lang="en">' not in blog.page(f"/{tag.lower()}/")


def test_there_is_nothing_to_commit_where_nothing_is_written(blog: Site) -> None:
    result = blog.run("language", "add", "de", "--commit")
    assert (result.code, result.out) == (2, "")
    assert "--commit goes with --write" in result.err


def test_a_language_without_words_of_its_own_is_told_of(blog: Site) -> None:
    assert "blogcli's own words aren't translated to 'sw' yet" in blog.ok("language", "add", "sw").err
    assert blog.ok("language", "add", "en-GB").err == ""


def test_written_they_stand_behind_the_other_languages(walk: Site) -> None:
    assert walk.ok("language", "add", "de", "--write").lines == ["blog.toml"]
    listed = BLOG_TOML.replace('["it", "en"]', '["it", "en", "de"]')
    assert walk.read("blog.toml") == listed.replace('path = "en"\n', 'path = "en"\n' + TABLE)
    walk.ok("translate", "una-passeggiata", "de", "--title", "Ein Spaziergang", "--body", "Der Weg.")
    walk.ok("render")
    assert "Der Weg." in walk.page("/de/2026/02/ein-spaziergang/")


BASE = 'format = 1\ntitle = "Q"\nurl = "https://blog.example/"\n'
FEED = '[feed]\ntagging_entity = "blog.example,2026"\n'
NEW = '[language.de]\npath = "de"\ntitle = "Q"\n'


TAGS = '[tags.mare.it]\nname = "Mare"\n[tags]\n"C++" = {it = {slug = "cpp"}}\n'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(
            f"{BASE}languages = ['it', 'en']\n{FEED}{TAGS}",
            f"{BASE}languages = ['it', 'en', 'de']\n{FEED}{TAGS}\n{NEW}",
            id="named tags",
        ),
        pytest.param(
            f"{BASE}languages = [\n  'it', # la prima\n  'en' # l'altra\n] # tutte\n{FEED}",
            f"{BASE}languages = [\n  'it', # la prima\n  'en', # l'altra\n  'de'\n] # tutte\n{FEED}\n{NEW}",
            id="one a line",
        ),
        pytest.param(
            f'{BASE}languages = [\n\t"it",\n\t"en",\n\t# "fr",\n]\n{FEED}',
            f'{BASE}languages = [\n\t"it",\n\t"en",\n\t"de",\n\t# "fr",\n]\n{FEED}\n{NEW}',
            id="with a comma behind the last",
        ),
        pytest.param(
            f'{BASE}"languages"=["it",]# una\n{FEED}'.removesuffix("\n"),
            f'{BASE}"languages"=["it", "de",]# una\n{FEED}\n{NEW}'.removesuffix("\n"),
            id="no line break at the end",
        ),
        pytest.param(
            f'{BASE}languages = ["it"]\n[language.it]\npath = ""\n# description = "?"\n\n# il feed\n{FEED}',
            f'{BASE}languages = ["it", "de"]\n[language.it]\npath = ""\n# description = "?"\n'
            f"\n{NEW}\n# il feed\n{FEED}",
            id="between comments",
        ),
        pytest.param(
            f'{BASE}languages = ["it"]\n[language.it]\npath = ""\n# il feed\n{FEED}',
            f'{BASE}languages = ["it", "de"]\n[language.it]\npath = ""\n\n{NEW}\n# il feed\n{FEED}',
            id="a comment of the next table",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_every_other_byte_stays(blog: Site, before: str, after: str, newline: str) -> None:
    blog.write({"blog.toml": before.replace("\n", newline)})
    blog.ok("language", "add", "de", "--write")
    assert blog.read("blog.toml") == after.replace("\n", newline)


def test_what_can_t_be_edited_safely_is_left_and_the_lines_are_still_shown(blog: Site) -> None:
    blog.write({"blog.toml": f'{BASE}languages = ["it"]\nlanguage = {{it = {{path = ""}}}}\n{FEED}'})
    told = blog.fails("language", "add", "de", "--write")
    assert "blog.toml: is written in a way that blogcli can't edit safely\n  hint: without --write" in told
    assert blog.ok("language", "add", "de").lines[0] == 'languages = ["it", "de"]'


@pytest.mark.parametrize(
    ("tag", "code", "message"),
    [
        ("EN", 1, "blog.toml: 'en' is among the languages already"),
        ("d", 2, "language 'd' is not a language tag"),
        ("fr", 1, "blog.toml: 'fr' is the path of 'en' already\n  hint: add 'fr' by hand, with another path"),
    ],
)
def test_what_makes_no_sense_is_refused(blog: Site, tag: str, code: int, message: str) -> None:
    if tag == "fr":
        blog.write({"blog.toml": BLOG_TOML.replace('path = "en"', 'path = "fr"')})
    assert message in blog.fails("language", "add", tag, "--write", code=code)


SPACE = st.sampled_from(["", " ", "\t"])
NOISE = st.sampled_from(["", "\n", "# [language.de]\n", '# languages = ["x"]\n', " \t\n"])
TEXT = st.sampled_from(['"Q"', '"""\nlanguages = ["it"]\n[language.it]\n"""', "'''a\n\n[feed]\n'''", '"a # [b]\\" ]"'])
TITLED = st.tuples(st.just("title"), TEXT)


@st.composite
def tomls(draw: st.DrawFn) -> str:
    """A blog.toml written in one of many ways."""
    quote = draw(st.sampled_from("\"'"))
    gap = st.sampled_from(["", " ", "\n", ' # una ] "nota"\n', "\n  ", "\r\n"])
    tags = ["it", "en", "pt-BR"][: draw(st.integers(1, 3))]
    items = ",".join(f"{draw(gap)}{quote}{tag}{quote}{draw(gap)}" for tag in tags)
    comma = draw(st.sampled_from(["", ","]))
    key = draw(st.sampled_from(["languages", '"languages"']))
    top = [
        f"{key}{draw(SPACE)}={draw(SPACE)}[{items}{comma}{draw(gap)}]",
        "format = 1",
        'url = "https://b.example/"',
        f"title = {draw(TEXT)}",
        f"description = {draw(TEXT)}",
    ]
    tables = [
        f"[ language . {tag} ]\ntitle = {draw(TEXT)}" for tag in draw(st.lists(st.sampled_from(tags), unique=True))
    ]
    tables.append(FEED.rstrip())
    if draw(st.booleans()):
        top, tables = [*top, 'language.it.path = "a"'], tables[-1:]
    lines = [*draw(st.permutations(top)), *draw(st.permutations(tables))]
    text = "".join(f"{draw(NOISE)}{line}{draw(SPACE)}\n" for line in lines) + draw(NOISE)
    return text.removesuffix("\n") if draw(st.booleans()) else text


@given(tomls())
def test_however_it_is_written_it_differs_by_the_language_alone(text: str) -> None:
    root = config().root
    before = parse_config(root, text)
    after = with_language(before, text, DE)
    if after is None:  # a dotted key of a language's leaves no room for a table in every version of TOML
        assert "language.it.path" in text
        return
    now = parse_config(root, after)
    assert (now.languages[:-1], now.languages[-1].tag) == (before.languages, DE)
    left = iter(after)
    assert all(char in left for char in text)  # nothing went, and the order is as it was
    assert len(after) - len(text) < 80 + len(before.title) * 6


@pytest.mark.parametrize(
    ("tag", "meant"),
    [
        ("jp", "'jp' is no language but the country Japan: did you mean 'ja' (Japanese)?"),
        ("JP", "'ja' (Japanese)"),
        ("jp-JP", "'ja-JP'"),
        ("cn", "'zh' (Chinese)"),
        ("cz", "'cs' (Czech)"),
        ("dk", "'da' (Danish)"),
        ("gr", "'el' (Greek)"),
        ("ua", "'uk' (Ukrainian)"),
        ("at", "'de' (German)"),
        ("gb", "'en' (English)"),
        ("rs", "'sr' (Serbian)"),
        ("hk", "'zh-Hant' (Chinese (Traditional))"),
        ("jpn", "'ja' (Japanese)"),
        ("iw", "'he' (Hebrew)"),
        ("sp", "'es' (Spanish)"),
        ("japanese", "'ja' (Japanese)"),
        ("pt_BR", "'pt-BR' (Portuguese (Brazil))"),
        ("de-UK", "'de-GB' (German (United Kingdom))"),
    ],
)
def test_a_tag_that_is_no_language_s_names_the_one_that_may_be_meant(blog: Site, tag: str, meant: str) -> None:
    before = blog.tree()
    said = blog.fails("language", "add", tag, "--write", code=2)
    assert meant in said and "blogcli language add" in said and "--anyway" in said
    assert blog.tree() == before


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("se", "'se' is Northern Sami; Swedish is 'sv'"),
        ("kr", "'kr' is Kanuri; Korean is 'ko'"),
        ("br", "'br' is Breton; Portuguese is 'pt'"),
        ("tw", "'tw' is Twi; Chinese (Traditional) is 'zh-Hant'"),
    ],
)
def test_a_language_whose_tag_is_another_country_s_is_added_with_advice(blog: Site, tag: str, said: str) -> None:
    result = blog.ok("language", "add", tag, "--write")
    assert said in result.err
    assert f'"{tag}"' in blog.read("blog.toml")


@pytest.mark.parametrize("tag", ["sv", "ca", "be", "uk", "pt-BR", "zh-Hant", "DE", "nb", "egl"])
def test_nothing_is_asked_of_a_language_by_its_own_tag(blog: Site, tag: str) -> None:
    assert " is '" not in blog.ok("language", "add", tag).err


def test_a_tag_may_be_taken_as_it_is(blog: Site) -> None:
    result = blog.ok("language", "add", "jp", "--write", "--anyway")
    assert '[language.jp]\npath = "jp"\n' in blog.read("blog.toml")
    assert "the CLDR doesn't know 'jp'" in result.err


@pytest.mark.parametrize(("answer", "code", "added"), [("y", 0, '"ja"'), ("n", 1, None)])
def test_it_asks_on_a_terminal(blog: Site, answer: str, code: int, added: str | None) -> None:
    before = blog.read("blog.toml")
    child = pexpect.spawn(
        sys.executable, ["-m", "blogcli", "language", "add", "jp", "--write"], cwd=str(blog.root),
        encoding="utf-8", timeout=30,
    )  # fmt: skip
    child.expect("'jp' is no language but the country Japan. Add 'ja' \\(Japanese\\) instead\\?")
    child.sendline(answer)
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == code
    after = blog.read("blog.toml")
    assert added in after if added else after == before


def test_a_blog_doesn_t_start_with_a_country_for_a_language(empty: Site) -> None:
    said = empty.fails("init", "--language", "it", "--language", "jp", code=2)
    assert "--language: 'jp' is no language" in said and "did you mean 'ja' (Japanese)?" in said
    empty.ok("init", "--language", "it", "--language", "se", "--language", "zh-TW")
