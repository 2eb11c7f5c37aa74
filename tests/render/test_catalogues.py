"""The catalogues: every language has every word of the interface, in every number the language knows."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from babel import Locale
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from hypothesis import given
from hypothesis import strategies as st

from blogcli.render.catalogue import CATALOGUES, find_catalogue, read_catalogue
from blogcli.render.theme import BUILT_IN
from tests.support import REPOSITORY, comment

if TYPE_CHECKING:
    from pathlib import Path

    from babel.messages.catalog import Catalog, Message

    from tests.support import Site

KEYWORDS: dict[str, Any] = {"_": None, "ngettext": (1, 2)}
CATALOGUE_FILES = sorted(CATALOGUES.iterdir())
FOR_EACH = pytest.mark.parametrize("path", CATALOGUE_FILES, ids=lambda path: path.stem)
NUMBERS = range(201)


@cache
def messages() -> dict[str, str]:
    """Every message of the built-in templates and of the code behind them, and its plural where it has one."""
    options = {"**.html": {"encoding": "utf-8"}, "**.xml": {"encoding": "utf-8"}}
    methods = [(pattern, "jinja2.ext:babel_extract") for pattern in options]
    found = extract_from_dir(
        str(BUILT_IN / "templates"), method_map=methods, options_map=options, keywords=KEYWORDS, strip_comment_tags=True
    )
    said = extract_from_dir(str(BUILT_IN), method_map=[("*.py", "python")], keywords={"words": None, "plural": (1, 2)})
    extracted = [message for _, _, message, _, _ in (*found, *said)]
    return dict((message, "") if isinstance(message, str) else (message[0], message[1]) for message in extracted)


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"%\((\w+)\)s", text))


def texts(message: Message) -> list[str]:
    """What is said for a message, in each of its forms."""
    return [message.string] if isinstance(message.string, str) else [*map(str, message.string or ())]


def numbers_of_forms(catalogue: Catalog) -> list[list[int]]:
    """The numbers, up to 200, that each form of the plural is for, as the CLDR has it; forms in the CLDR's order."""
    categories: dict[str, list[int]] = {}
    rule = Locale.parse(str(catalogue.locale)).plural_form
    for number in NUMBERS:
        categories.setdefault(rule(number), []).append(number)
    order = ["zero", "one", "two", "few", "many", "other"]
    return [categories[category] for category in order if category in categories]


def faults(catalogue: Catalog) -> list[str]:
    """All that is wrong with what a catalogue says, a line each."""
    forms = numbers_of_forms(catalogue)
    found = [f"no longer said: {message}" for message in catalogue.obsolete]
    said = {(message.id if isinstance(message.id, str) else message.id[0]): message for message in catalogue}
    found += [f"missing: {text}" for text in sorted(set(messages()) - set(said))]
    found += [f"unknown: {text}" for text in sorted(set(said) - set(messages()) - {""})]
    for text, message in said.items():
        if not text:
            continue
        plural = not isinstance(message.id, str)
        if plural != bool(messages().get(text)):
            found.append(f"plural or not: {text}")
        if len(texts(message)) != (len(forms) if plural else 1):
            found.append(f"forms of the plural: {text}")
            continue
        if message.fuzzy:
            found.append(f"fuzzy: {text}")
        wanted = placeholders(messages().get(text) or text)
        for form, string in enumerate(texts(message)):
            # "Two comments" says its number in words, as Arabic and Hebrew do, where it is the only one of its form.
            spare = {"number"} if plural and len(forms[form]) == 1 and len(forms) > 2 else set()
            if not wanted - spare <= placeholders(string) <= wanted:
                found.append(f"placeholders: {string}")
            if not string.strip() or string != string.strip():
                found.append(f"nothing said, or space around: {text}")
            if re.search(r"%(?!\(\w+\)s)", string):
                found.append(f"a stray %: {string}")
            if re.search("[\"'`<>&]|[.]{3}", string):
                found.append(f"marks of a typewriter: {string}")
    return found


def test_the_templates_are_read_for_their_messages() -> None:
    found = messages()
    assert found["%(number)s comment"] == "%(number)s comments"
    assert {"Archive", "%(author)s said", "This page has moved", "Anonymous"} <= set(found)


def test_the_catalogues_are_those_of_the_manual() -> None:
    manual = (REPOSITORY / "docs" / "languages.md").read_text("utf-8")
    listed = re.findall(r"^\| `([\w-]+)` \|", manual, re.MULTILINE)
    assert listed == sorted(["en", *(path.name.removesuffix(".po") for path in CATALOGUE_FILES)])


@FOR_EACH
def test_a_catalogue_has_every_message_whole_and_no_other(path: Path) -> None:
    with path.open("rb") as file:
        assert faults(read_po(file, abort_invalid=True)) == []


@FOR_EACH
def test_a_catalogue_s_header_names_its_language_and_the_plurals_of_the_cldr(path: Path) -> None:
    with path.open("rb") as file:
        catalogue = read_po(file, abort_invalid=True)
    header = dict(catalogue.mime_headers)
    assert str(catalogue.locale).replace("_", "-") == path.stem
    assert header["Content-Type"] == "text/plain; charset=utf-8"
    assert not catalogue.fuzzy
    forms = numbers_of_forms(catalogue)
    rule = re.search(r'^"(Plural-Forms: nplurals=(\d); plural=.*;)\\n"$', path.read_text("utf-8"), re.MULTILINE)
    assert rule and int(rule[2]) == catalogue.num_plurals == len(forms)
    # A catalogue by this rule that says which form it takes.
    saying = "".join(f'msgstr[{form}] "{form}"\n' for form in range(len(forms)))
    asked = read_catalogue(f'msgid ""\nmsgstr "{rule[1]}"\n\nmsgid "one"\nmsgid_plural "many"\n{saying}')
    said = {number: int(asked.plural("one", "many", number)) for number in NUMBERS}
    assert said == {number: form for form, numbers in enumerate(forms) for number in numbers}


@FOR_EACH
def test_a_catalogue_is_read_as_babel_reads_it(path: Path) -> None:
    mine = find_catalogue([path.stem])
    assert mine
    with path.open("rb") as file:
        theirs = read_po(file)
    forms = numbers_of_forms(theirs)
    for message in theirs:
        if not isinstance(message.id, str):
            said = [mine.plural(message.id[0], message.id[1], numbers[0]) for numbers in forms]
            assert said == texts(message)
        elif message.id:
            assert mine.message(message.id) == message.string


BROKEN = {
    'msgid "Archive"\n': 'msgid "Archives"\n',
    'msgstr "Archivio"': 'msgstr ""',
    "%(author)s ha detto": "L'autore ha detto",
    "%(number)s commenti": "commenti",
    "%(number)s commento": "un commento",
    "Fatto con %(name)s": "Fatto con %(nome)s",
    "Vai al testo": "Vai al 100%",
    'msgid "Tags"': '#, fuzzy\nmsgid "Tags"',
    'msgid "Feed"\nmsgstr "Feed"': '#~ msgid "Old"\n#~ msgstr "Vecchio"\n\nmsgid "Feed"\nmsgstr "Feed"',
    'msgid_plural "%(number)s posts"\n': "",
    "A questo indirizzo non c’è": "A questo indirizzo non c'è",
}


@pytest.mark.parametrize(("good", "bad"), BROKEN.items())
def test_a_fault_made_on_purpose_is_found(good: str, bad: str, tmp_path: Path) -> None:
    text = (CATALOGUES / "it.po").read_text("utf-8")
    assert text.count(good) == 1
    (tmp_path / "it.po").write_text(text.replace(good, bad), "utf-8")
    with (tmp_path / "it.po").open("rb") as file:
        assert faults(read_po(file)) != []


TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from('\n\t"\\'), min_size=1, max_size=30)


@given(TEXT, TEXT, st.booleans())
def test_any_text_comes_back_from_a_catalogue(text: str, said: str, folded: bool) -> None:
    def quoted(text: str) -> str:
        for plain, escape in (("\\", r"\\"), ('"', r"\""), ("\n", r"\n"), ("\t", r"\t")):
            text = text.replace(plain, escape)
        return f'""\n"{text}"' if folded else f'"{text}"'

    # Lines end where the format says so, with whatever else some call the end of a line within them.
    read = read_catalogue(f'msgid ""\nmsgstr ""\n\n# "a"\nmsgid {quoted(text)}\nmsgstr {quoted(said)}\n')
    assert read.message(text) == said


def test_no_english_word_stands_unmarked_in_the_page_of_a_language_without_a_catalogue(walk: Site) -> None:
    walk.write({"blog.toml": walk.read("blog.toml").replace('"it", "en"', '"it", "en", "sv"')})
    walk.write(
        {"posts/2026/una-passeggiata/sv.md": "---\ntitle: En vandring\ntranslated_from: it\n---\nStigen stiger.\n"}
    )
    walk.write({"posts/sedan/sv.md": "---\ntitle: Sedan\ndate: 2026-02-20\nupdated: 2026-02-21\n---\nHem.\n"})
    walk.write({"comments/una-passeggiata/a.md": comment("Hej!", language="de", author="")})
    walk.write({"comments/una-passeggiata/b.md": comment("Ja.", by="author", reply_to="a", author="")})
    walk.ok("render")
    english = re.compile(r"\b(" + "|".join(_fixed_words()) + r")\b")
    pages = [walk.page(f"/sv/{place}") for place in ("", "archive/", "tags/", "404.html", "2026/02/una-passeggiata/")]
    for page in pages:
        body = page[page.index("<body>") :]
        assert body.count('<bdi lang="en">') > 3
        unmarked = re.sub(r'<bdi lang="en">(<bdi.*?</bdi>|.)*?</bdi>', "", body, flags=re.DOTALL)
        assert english.findall(re.sub(r"<[^>]*>", " ", unmarked)) == []


def _fixed_words() -> set[str]:
    """What every message says whatever is filled in."""
    parts = {part.strip(" .;:") for text in messages() for part in re.split(r"%\(\w+\)s", text)}
    return {re.escape(part) for part in parts if len(part) > 2}
