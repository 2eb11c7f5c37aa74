"""What edits after the day of the record make of a translation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest

from blogcli.drift.beside import compare
from blogcli.drift.compare import Judgement, State, judge, untranslated
from blogcli.drift.record import KEYS, MOST_BLOCKS, Record
from blogcli.drift.scheme import fingerprint

if TYPE_CHECKING:
    from collections.abc import Callable

    from blogcli.drift.scheme import Fingerprint


@dataclass(frozen=True)
class Version:
    """A version of a post; `rest` stands for all its front matter that isn't digested."""

    title: str
    body: str
    summary: str = ""
    rest: str = "date: 2026-01-01"

    def data(self) -> bytes:
        return f"---\ntitle: {self.title}\n{self.rest}\n---\n{self.body}".encode()

    def now(self) -> Fingerprint:
        return fingerprint(self.title, self.summary, self.body)

    def edited(self, old: str, new: str) -> Version:
        assert old in self.body
        return replace(self, body=self.body.replace(old, new))


IT = Version(
    "Il pozzo",
    'Il pozzo era "antico" e profondo. Nessuno ricordava chi l\'avesse scavato.\n'
    "\n"
    "L'estate il secchio tornava su mezzo vuoto, e si aspettava la pioggia.\n"
    "\n"
    "## La pioggia\n"
    "\n"
    "Arrivò di notte, con un [temporale](https://meteo.example/ieri) da oriente. Al mattino cantavano le rane.\n"
    "\n"
    "```sh\nmisura --pozzo\n```\n"
    "\n"
    "Poi venne l'acquedotto, e del pozzo restò il nome della piazza. ![](pozzo.jpg)\n",
)
EN = Version(
    "The well",
    "The well was old and deep. Nobody remembered who had dug it.\n"
    "\n"
    "In summer the bucket came back half empty, and one waited for rain.\n"
    "\n"
    "## The rain\n"
    "\n"
    "It came by night, with a [storm](https://meteo.example/ieri) from the east. In the morning the frogs sang.\n"
    "\n"
    "```sh\nmisura --pozzo\n```\n"
    "\n"
    "Then came the mains, and of the well the square kept the name. ![](pozzo.jpg)\n",
)


def done(source: Version, mine: Version, language: str = "it") -> Record:
    record = Record.of(language, "2026-03-01", source.data(), source.now(), mine.now())
    read = Record.read(record.written())
    assert read == record
    return read


def moved(version: Version, first: str, second: str) -> Version:
    """Two of its paragraphs, told by how they begin, in each other's places."""
    blocks = version.body.split("\n\n")
    a, b = (next(n for n, block in enumerate(blocks) if block.startswith(start)) for start in (first, second))
    blocks[a], blocks[b] = blocks[b], blocks[a]
    return replace(version, body="\n\n".join(blocks))


LEVEL = Judgement(State.CURRENT)
SPLIT = ("Nessuno ricordava", "\n\nNessuno ricordava")
SPLIT_EN = ("Nobody remembered", "\n\nNobody remembered")
Edit = tuple[str, str]


def behind(*blocks: int, only: tuple[str, ...] = (), removed: tuple[int, ...] = ()) -> Judgement:
    return Judgement(State.BEHIND, blocks, only, removed)


# The blocks of the original: 0 title, 1 well, 2 summer, 3 heading, 4 storm, 5 code, 6 mains.
SEQUENCES: dict[str, tuple[Callable[[Version], Version], Callable[[Version], Version], Judgement]] = {}


def sequence(
    name: str,
    expected: Judgement,
    *edits: Edit,
    mine: tuple[Edit, ...] = (),
    it: Callable[[Version], Version] = lambda version: version,
    en: Callable[[Version], Version] = lambda version: version,
) -> None:
    def applied(then: Callable[[Version], Version], edits: tuple[Edit, ...]) -> Callable[[Version], Version]:
        def edit(version: Version) -> Version:
            for old, new in edits:
                version = version.edited(old, new)
            return then(version)

        return edit

    SEQUENCES[name] = applied(it, edits), applied(en, mine), expected


sequence("nothing", LEVEL)
sequence("one word", behind(1), ("antico", "nuovo"))
sequence("one word, reverted", LEVEL, ("antico", "nuovo"), ("nuovo", "antico"))
sequence("letter case", behind(6), ("acquedotto", "Acquedotto"))
sequence("rewrapped", LEVEL, ("e profondo", "e\nprofondo"), (", e si", ",\n  e si"))
sequence("CRLF", LEVEL, ("\n", "\r\n"))
sequence("blanks at the ends of lines", LEVEL, (".\n", ".  \n"))
sequence("curly quotes and a dash", LEVEL, ('"antico"', "“antico”"), ("L'estate", "L’estate"))
sequence("emphasis", LEVEL, ("profondo", "**profondo**"), ("secchio tornava", "_secchio_ *tornava*"))
sequence("tags and date", LEVEL, it=lambda it: replace(it, rest="date: 2026-02-02\ntags: [acqua]"))
sequence("link added", Judgement(State.CURRENT, only=("links",)), ("rane", "[rane](/rane/)"))
sequence("link led elsewhere", Judgement(State.CURRENT, only=("links",)), ("ieri", "oggi"))
sequence("image changed", Judgement(State.CURRENT, only=("images",)), ("pozzo.jpg", "piazza.jpg"))
sequence("code added", Judgement(State.CURRENT, (6,), ("code",)), ("\n\nPoi", "\n\n```\nls\n```\n\nPoi"))
sequence("code changed", Judgement(State.CURRENT, (5,), ("code",)), ("--pozzo", "--tutto"))
sequence("code span added", Judgement(State.CURRENT, only=("code",)), ("la pioggia.", "la pioggia `mm`."))
sequence("link and image", Judgement(State.CURRENT, only=("links", "images")), ("ieri", "oggi"), ("pozzo.jpg", "p.jpg"))
sequence("link and a word", behind(4), ("ieri", "oggi"), ("rane", "cicale"))
sequence("title only", behind(0), it=lambda it: replace(it, title="Il vecchio pozzo"))
sequence("summary added", behind(1), it=lambda it: replace(it, summary="Storia di un pozzo."))
sequence("made a heading", LEVEL, ("\n\nPoi", "\n\n### Poi"))
sequence("rule and mark for the summary", LEVEL, ("\n\nL'estate", "\n\n<!--more-->\n\n---\n\nL'estate"))
sequence("typo in the translation", LEVEL, mine=(("remembered", "recalled"),))
sequence("its paragraph split", LEVEL, mine=(SPLIT_EN,))
sequence("its paragraph split, another mended", LEVEL, mine=(SPLIT_EN, ("frogs", "toads")))
sequence("its paragraphs joined", LEVEL, mine=(("dug it.\n\n", "dug it. "),))
sequence("its title and summary", LEVEL, en=lambda en: replace(en, title="A well", summary="Of a well."))
sequence("its paragraphs swapped", LEVEL, en=lambda en: moved(en, "The well", "In summer"))
sequence("its link and emphasis", LEVEL, mine=(("ieri", "oggi"), ("deep", "*deep*")))
sequence("paragraph added to the translation", Judgement(State.AHEAD, mine=(2,)), mine=(("\n\nIn ", "\n\nSo?\n\nIn "),))
sequence(
    "paragraph lost from the translation",
    Judgement(State.AHEAD, mine=(1,)),
    mine=(("In summer the bucket came back half empty, and one waited for rain.\n\n", ""),),
)
sequence("paragraph added to the original", behind(2), ("\n\nL'estate", "\n\nChissà.\n\nL'estate"))
sequence("paragraph added at the end", behind(7), ("(pozzo.jpg)", "(pozzo.jpg)\n\nFine."))
sequence(
    "paragraph removed",
    behind(1, removed=(1,)),
    ("L'estate il secchio tornava su mezzo vuoto, e si aspettava la pioggia.\n\n", ""),
)
sequence("two swapped", behind(1, only=("order",)), it=lambda it: moved(it, "Il pozzo", "L'estate"))
sequence(
    "two swapped and code changed",
    behind(1, only=("order",)),
    ("--pozzo", "--tutto"),
    it=lambda it: moved(it, "Il pozzo", "L'estate"),
)
sequence("split and swapped", behind(3, 4, only=("order",)), SPLIT, it=lambda it: moved(it, "L'estate", "Arrivò"))
sequence("two swapped and a word", behind(6), ("nome", "ricordo"), it=lambda it: moved(it, "Il pozzo", "L'estate"))
sequence("split", LEVEL, SPLIT)
sequence("joined", LEVEL, ("scavato.\n\n", "scavato. "))
sequence("split and a word elsewhere", behind(5), SPLIT, ("rane", "cicale"))
sequence("split and a word next to it", behind(3), SPLIT, ("secchio", "mastello"))
sequence("split and a word in it", behind(1, 2), SPLIT, ("antico", "nuovo"))
sequence("joined and a word elsewhere", behind(3), ("scavato.\n\n", "scavato. "), ("rane", "cicale"))
sequence(
    "joined, a word after it and more",
    behind(2, 3),
    ("scavato.\n\n", "scavato. "),
    ("La pioggia\n", "Pioggia\n\nSì.\n"),
)
sequence(
    "both sides",
    Judgement(State.BOTH, (4,), mine=(7,)),
    ("rane", "cicale"),
    mine=(("(pozzo.jpg)", "(pozzo.jpg)\n\nThe end."),),
)
sequence("both sides, a word each", behind(4), ("rane", "cicale"), mine=(("frogs", "toads"),))
sequence(
    "order, and a paragraph added to the translation",
    Judgement(State.BOTH, (1,), ("order",), mine=(7,)),
    it=lambda it: moved(it, "Il pozzo", "L'estate"),
    mine=(("(pozzo.jpg)", "(pozzo.jpg)\n\nThe end."),),
)


@pytest.mark.parametrize("name", SEQUENCES)
def test_a_sequence_of_edits(name: str) -> None:
    edit_source, edit_mine, expected = SEQUENCES[name]
    record = done(IT, EN)
    source, mine = edit_source(IT), edit_mine(EN)
    assert replace(judge(record, source.now(), mine.now()), mended=False) == expected
    assert judge(done(source, mine), source.now(), mine.now()) == LEVEL


@pytest.mark.parametrize("name", SEQUENCES)
def test_readers_are_told_only_of_what_is_sure(name: str) -> None:
    edit_source, edit_mine, expected = SEQUENCES[name]
    mine = edit_mine(EN)
    found = judge(done(IT, EN), edit_source(IT).now(), mine.now())
    untouched = mine.now().tokens == EN.now().tokens
    assert found.misleads == (expected.state is State.BEHIND and not expected.only and untouched)


def test_the_same_file_is_level_without_being_read() -> None:
    record = done(IT, EN)
    assert judge(record, record.then(), EN.now()) == LEVEL


def test_what_was_begun_without_text_may_be_made_from_either_text() -> None:
    record = done(IT, Version("Il pozzo", ""))
    changed = IT.edited("antico", "nuovo")
    found = judge(record, changed.now(), EN.now())
    assert (found.state, found.blocks, found.misleads) == (State.BEHIND, (1,), False)
    assert judge(record, IT.now(), EN.now()).state is State.CURRENT


def test_a_translation_of_a_translation_is_judged_by_its_own_source() -> None:
    fr = Version("Le puits", "Le puits était vieux.\n")
    en, french = done(IT, EN), done(EN, fr, "en")
    changed = IT.edited("antico", "nuovo")
    assert judge(en, changed.now(), EN.now()) == behind(1)
    assert judge(french, EN.now(), fr.now()) == LEVEL
    followed = EN.edited("old", "new")
    assert judge(done(changed, followed), changed.now(), followed.now()) == LEVEL
    assert judge(french, followed.now(), fr.now()) == behind(1)


def test_of_two_clones_merged_only_the_edit_without_done_is_named() -> None:
    record = done(IT, EN)
    mended = IT.edited("antico", "nuovo")
    followed = EN.edited("old", "new")
    a = done(mended, followed)  # one clone mends paragraph 1 on both sides
    assert a != record
    b = IT.edited("acquedotto", "metano")  # the other edits the last of the original
    assert judge(record, b.now(), EN.now()) == behind(6)
    merged = mended.edited("acquedotto", "metano")
    assert judge(a, merged.now(), followed.now()) == behind(6)


def test_a_change_of_original() -> None:
    turned = done(EN, IT, "en")  # now the Italian is the translation
    assert judge(turned, EN.now(), IT.now()) == LEVEL
    assert judge(turned, EN.edited("old", "new").now(), IT.now()) == behind(1)
    assert judge(turned, EN.now(), IT.edited("antico", "nuovo").now()) == replace(LEVEL, mended=True)


def test_states_that_need_no_comparing() -> None:
    record, it, en = done(IT, EN), IT.now(), EN.now()
    assert judge(record, None, en).state is State.ORPHAN
    assert judge(record, it, None).state is State.MISSING
    assert judge(None, it, en).state is State.UNTRACKED
    assert judge(record, it, en, draft=True).state is State.DRAFT
    assert judge(None, None, en, draft=True).state is State.ORPHAN


def test_thousands_of_blocks_are_compared() -> None:
    paragraphs = [f"Questo è il paragrafo {n % 900} di molti." for n in range(3000)]
    long = Version("Lungo", "\n\n".join(paragraphs))
    then = long.now()
    record = Record("it", "2026-03-01", "0" * 40, then.source, then.tokens, then.tokens)
    turned = [*paragraphs[1500:], *paragraphs[:1500]]
    turned[7] = "Altro."
    assert 8 in judge(record, Version("Lungo", "\n\n".join(turned)).now(), long.now()).blocks
    others = Version("Lungo", "\n\n".join(f"{text} E poi ancora {n}." for n, text in enumerate(paragraphs[:2000])))
    assert len(judge(record, others.now(), long.now()).blocks) > 1990


def test_a_record_of_very_many_blocks_tells_of_the_whole_alone() -> None:
    paragraphs = [f"Paragrafo {n}." for n in range(MOST_BLOCKS - 1)]
    many, few = Version("Lungo", "\n\n".join(paragraphs)), Version("Long", "A part of it.")
    whole = Record.of("it", "2026-03-01", many.data(), many.now(), few.now()).written()
    assert tuple(whole) == (*KEYS[:4], "mine")
    assert whole["mine"] == few.now().source
    record = Record.read(whole)
    assert record
    assert record.written() == whole
    mine, mended = few.now(), few.edited("A part", "Half").now()
    changed = many.edited("Paragrafo 7.", "Altro.")
    linked = many.edited("Paragrafo 7.", "[Paragrafo 7](/sette/).")
    assert judge(record, many.now(), mine) == Judgement(State.CURRENT)
    assert judge(record, linked.now(), mine) == Judgement(State.CURRENT, only=("links",))
    assert judge(record, changed.now(), mine) == Judgement(State.BEHIND)
    assert judge(record, changed.now(), mine).misleads
    assert not judge(record, changed.now(), mended).misleads
    # What was written before `mine` had a place there says nothing of the translation.
    older = Record.read({key: whole[key] for key in KEYS[:4]})
    assert judge(older, changed.now(), mine) == Judgement(State.BEHIND, mended=True)
    assert compare(record.then(), changed.now(), mine, mine) == ()
    assert [change.now for change in compare(many.now(), changed.now(), mine, mine)] == [8]


def test_a_record_of_which_the_original_holds_nothing_proves_nothing() -> None:
    french = Version(
        "Le puits",
        "Le puits était vieux.\n\n```sh\nmisura --pozzo\n```\n\nL'aqueduc vint. ![](pozzo.jpg)\n",
    )
    record, mine = done(IT, EN), EN.now()
    assert judge(record, french.now(), mine) == Judgement(State.UNTRACKED, strange=True)
    # One block is a witness, wherever it stands, and though it is divided by now.
    for witness in ("## La pioggia\n", "L'estate il secchio tornava su mezzo vuoto,\n\ne si aspettava la pioggia.\n"):
        kept = replace(french, body=f"{french.body}\n{witness}")
        assert judge(record, kept.now(), mine).state is State.BEHIND
    assert judge(record, replace(french, title=IT.title).now(), mine).state is State.BEHIND
    begun = done(Version("Il pozzo", ""), EN)
    assert judge(begun, french.now(), mine).state is State.BEHIND


def test_what_is_not_yet_translated() -> None:
    half = Version(
        "Il pozzo",
        IT.body.replace("Il pozzo era", "The well was") + "\n\nMaria, Roma, 1986\n\n<https://a.example/b/c>\n",
    )
    assert untranslated(IT.now(), half.now()) == (2, 4, 6)
    japanese = Version("井戸", "井戸はとても古くて深かった。\n\n海へ\n")
    assert untranslated(japanese.now(), japanese.now()) == (1,)


def test_a_record_is_written_in_order_and_read_back() -> None:
    written = done(IT, EN).written()
    assert tuple(written) == KEYS
    assert written["source"].startswith("v1-")
    assert len(written["blocks"].split()) == 7
    assert Record.read({"language": "it"}) is None
    assert Record.read({"language": "it", "date": "2026-03-01", "blob": ""}) is None


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"source": "v2-whatever"}, "has a record of scheme v2, which a newer blogcli wrote"),
        ({"source": "v1-j99k7yj0g1-gkxca"}, "has a record whose 'source' can't be read: 'v1-j99k7yj0g1-gkxca'"),
        ({"source": ""}, "has a record without 'source'"),
        ({"mine": ["t0000"]}, "has a record whose 'mine' is no text"),
        ({"blob": "5b1c"}, "has a record whose 'blob' can't be read: '5b1c'"),
        ({"blocks": "p1234 t1234"}, "has a record whose 'blocks' can't be read: 'p1234 t1234'"),
        ({"blocks": "t123u"}, "has a record whose 'blocks' can't be read: 't123u'"),
        ({"mine": "t1234" + " z1234" * 20}, "can't be read: 't1234 z1234 z1234 z1234 z1234 z1234 z12…'"),
    ],
)
def test_what_is_no_record(change: dict[str, object], message: str) -> None:
    with pytest.raises(ValueError, match="has a record") as caught:
        Record.read({**done(IT, EN).written(), **change})
    assert str(caught.value).endswith(message)
