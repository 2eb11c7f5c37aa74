"""Laws of the score and of the list of what is blocked, over texts that nobody thought of."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from blogcli.spam.blocklist import Blocked, Kind, entry, read, with_entry
from blogcli.spam.score import Twins, score

LINKS = ["http://a.example", "www.b.example", "[url=", "[/url]", "](", "//", "<a href=", "</a>", "@", "%2e", ":", "."]
WORDS = ["casino", "कर", "赌", "İ", "。", "xn--", "&#46;", "\\", "\n", " ", "\u200d"]
PIECES = st.sampled_from(LINKS + WORDS)
TEXTS = st.lists(PIECES | st.text(max_size=8), max_size=20).map("".join)
HOSTS = st.sampled_from(["a.example", "example", "b.example", "bücher.example"])
ENTRIES = st.lists(
    st.tuples(st.sampled_from([Kind.WORD, Kind.NAME]), TEXTS) | st.tuples(st.just(Kind.HOST), HOSTS), max_size=6
)
TAGS = st.sampled_from(["it", "ja", "ru", "sr-Latn", "tlh", "zh-Hant-TW"])


def listed(entries: list[tuple[Kind, str]]) -> str:
    """A file that blocks them, as far as each can be blocked."""
    text = "# what is blocked\n\n"
    for kind, value in entries:
        try:
            text = with_entry(text, entry(kind, value))
        except ValueError:
            continue
    return text


def blocked_by(entries: list[tuple[Kind, str]]) -> Blocked:
    return read(listed(entries))[0]


@given(TEXTS, TEXTS, TEXTS, ENTRIES, TAGS, st.integers(0, 3))
def test_any_comment_has_a_score_and_its_points_are_those_of_its_reasons(
    text: str, author: str, url: str, entries: list[tuple[Kind, str]], tag: str, twins: int
) -> None:
    found = score(
        text, author=author, url=url, languages=[tag], blocked=blocked_by(entries), twins=Twins(twins, twins // 2)
    )
    assert found.points == sum(reason.points for reason in found.reasons)
    assert all(reason.points > 0 and reason.text for reason in found.reasons)


@given(TEXTS, TAGS)
def test_one_more_link_never_makes_it_look_better(text: str, tag: str) -> None:
    before = score(text, languages=[tag]).points
    assert score(f"{text} http://more.example/", languages=[tag]).points >= before


@given(TEXTS, TEXTS, ENTRIES, ENTRIES)
def test_one_more_blocked_thing_never_makes_it_look_better(
    text: str, author: str, some: list[tuple[Kind, str]], more: list[tuple[Kind, str]]
) -> None:
    few = score(text, author=author, languages=["it"], blocked=blocked_by(some)).points
    assert score(text, author=author, languages=["it"], blocked=blocked_by(some + more)).points >= few


@given(ENTRIES, st.randoms())
def test_the_order_in_which_things_were_blocked_means_nothing(entries: list[tuple[Kind, str]], random: object) -> None:
    shuffled = entries[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert blocked_by(entries) == blocked_by(shuffled)


@given(ENTRIES)
def test_what_was_blocked_is_read_again_and_twice_is_once(entries: list[tuple[Kind, str]]) -> None:
    text = listed(entries)
    assert read(text)[1] == []
    for kind, value in entries:
        try:
            known = entry(kind, value)
        except ValueError:
            continue
        assert with_entry(text, known) == text


@given(TEXTS)
def test_any_file_can_be_read_and_added_to(text: str) -> None:
    new = entry(Kind.WORD, "casino")
    longer = with_entry(text, new)
    assert "casino" in read(longer)[0].words
    assert longer.replace("word: casino\r\n", "", 1).replace("word: casino\n", "", 1).rstrip("\r\n") == text.rstrip(
        "\r\n"
    )
