"""Laws of the plan: how lists are numbered, how a conversation is ordered, what an address may be."""

from __future__ import annotations

import unicodedata
from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.content.records import comments_of
from blogcli.content.values import name
from blogcli.errors import BlogcliError
from blogcli.model import Blog, Comment, Conversation, Post
from blogcli.names import CommentStatus, fold
from blogcli.plan import urls
from blogcli.plan.lists import stretches
from blogcli.plan.pages import Asset, ListPage, PostPage, SitePlan, TagPage
from blogcli.plan.site import plan_site
from blogcli.plan.threads import count, thread
from tests.plan.samples import EN, IT, LATER, START, config, post, said, version

if TYPE_CHECKING:
    from random import Random

law = settings(deadline=None, max_examples=60)

# Lists


def posts(number: int, tags: tuple[str, ...] = ("mare",)) -> tuple[Post, ...]:
    return tuple(post(version(f"p{n:03}", date=START + timedelta(days=n), tags=tags)) for n in range(number))


def listed(number: int, size: int, kind: type[ListPage] | type[TagPage]) -> dict[int | None, list[str]]:
    """Which posts the Italian list, or that of their tag, shows on which page."""
    plan = plan_site(config(list_size=size), Blog(posts(number), ()), LATER)
    pages = [page for page in plan.pages if isinstance(page, kind) and page.menu.language == IT]
    return {page.number: [entry.version.post for entry in page.entries] for page in pages}


@law
@given(number=st.integers(0, 40), size=st.integers(1, 12), kind=st.sampled_from([ListPage, TagPage]))
def test_a_new_post_changes_the_front_page_and_no_numbered_one(
    number: int, size: int, kind: type[ListPage] | type[TagPage]
) -> None:
    before, after = listed(number, size, kind), listed(number + 1, size, kind)
    numbered = {page: shown for page, shown in before.items() if page is not None}
    new = {page: shown for page, shown in after.items() if page is not None and page not in numbered}
    assert {page: after[page] for page in numbered} == numbered
    assert list(new) in ([], [len(numbered) + 1])
    assert all(len(shown) == size for shown in (numbered | new).values())
    assert after[None][0] == f"p{number:03}"
    assert size <= len(after[None]) < 2 * size or len(after[None]) == number + 1 < size
    in_order = [name for page in sorted(after, key=lambda page: -(page or len(after))) for name in after[page]]
    assert in_order == [f"p{n:03}" for n in range(number, -1, -1)]


@law
@given(number=st.integers(1, 60), size=st.integers(1, 12))
def test_the_pages_of_a_list_are_a_chain_from_the_newest_to_the_oldest(number: int, size: int) -> None:
    plan = plan_site(config(list_size=size), Blog(posts(number), ()), LATER)
    pages = {page.address: page for page in plan.pages if isinstance(page, ListPage) and page.menu.language == IT}
    walked: list[int | None] = []
    newer: str | None = None
    address: str | None = "/"
    while address is not None:
        page = pages[address]
        assert page.newer == newer
        walked.append(page.number)
        newer, address = address, page.older
    assert walked == [None, *range(len(pages) - 1, 0, -1)]
    assert len(stretches(pages["/"].entries, size)[0][1]) == len(pages["/"].entries)


# Conversations

NAMES = [f"c{n}" for n in range(9)]


@st.composite
def conversations(draw: st.DrawFn) -> list[Comment]:
    """Comments in any state, replies to nobody, to each other, to themselves, in circles."""
    comments = []
    for comment_id in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        removed = draw(st.sampled_from([None, None, None, LATER]))
        comments.append(
            said(
                comment_id,
                reply_to=draw(st.sampled_from(["", "", "gone", *NAMES])),
                minute=draw(st.integers(0, 5)),
                status=draw(st.sampled_from([CommentStatus.APPROVED, CommentStatus.APPROVED, *CommentStatus])),
                removed=removed,
                text="" if removed else "Parole.",
            )
        )
    return comments


@settings(deadline=None, max_examples=300)
@given(comments=conversations())
def test_a_conversation_shows_all_that_was_approved_once_each_reply_below_its_parent(comments: list[Comment]) -> None:
    items = thread(comments)
    approved = {comment.id for comment in comments if comment.status is CommentStatus.APPROVED}
    shown = Counter(item.comment.id for item in items)
    assert set(shown.values()) <= {1}
    assert set(shown) <= approved
    assert {c.id for c in comments if c.id in approved and not c.removed} <= set(shown)
    assert count(items) == sum(1 for item in items if not item.comment.removed)
    path: list[str] = []  # from the top level down to the comment before
    for item in items:
        assert item.depth <= len(path)
        path = [*path[: item.depth], item.comment.id]
        if item.parent is None:
            assert item.depth == 0
            assert item.orphan == (bool(item.comment.reply_to) and item.comment.reply_to not in shown)
        else:
            assert item.parent.id == item.comment.reply_to == path[-2]
            assert not item.orphan
    answered = {item.comment.reply_to for item in items}
    assert all(item.comment.id in answered for item in items if item.comment.removed)


@law
@given(comments=conversations())
def test_a_reply_stands_at_top_level_only_where_its_parent_is_not_shown_or_on_a_circle_with_it(
    comments: list[Comment],
) -> None:
    items = {item.comment.id: item for item in thread(comments)}
    for item in items.values():
        if not item.depth and (step := item.comment.reply_to) in items:
            seen: set[str] = set()
            while step not in seen:
                assert step in items
                seen.add(step)
                step = items[step].comment.reply_to


def test_a_circle_starts_at_its_oldest() -> None:
    circle = [said("a", reply_to="c", minute=3), said("b", reply_to="a", minute=1), said("c", reply_to="b", minute=2)]
    assert [(item.comment.id, item.depth) for item in thread(circle)] == [("b", 0), ("c", 1), ("a", 2)]


def test_a_reply_to_a_comment_on_a_circle_stands_below_it() -> None:
    items = thread([said("answer", reply_to="x", minute=0), said("x", reply_to="x", minute=1)])
    assert [(item.comment.id, item.depth) for item in items] == [("x", 0), ("answer", 1)]


@law
@given(comments=conversations(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_files_means_nothing(comments: list[Comment], order: Random) -> None:
    assert thread(order.sample(comments, len(comments))) == thread(comments)


def test_a_thread_may_be_as_deep_as_it_likes() -> None:
    chain = [said(f"d{n}", reply_to=f"d{n - 1}" if n else "", minute=n) for n in range(20_000)]
    assert [item.depth for item in thread(chain)] == list(range(20_000))


# Addresses

_TEXT = st.text("aàAÀÉéeßſıİΣςδ中あカ\u0301\u0308 -_.+#'~0", min_size=1, max_size=8)


def _is_name(text: str) -> bool:
    try:
        return bool(name(text))
    except ValueError:
        return False


SLUGS = _TEXT.filter(_is_name).map(name)
TAGS = _TEXT.filter(lambda text: bool(text.strip()))


@st.composite
def plans(draw: st.DrawFn) -> SitePlan | None:
    """The plan of a random blog; None where two of its pages want one address."""
    found = []
    for number, slug in enumerate(draw(st.lists(SLUGS, max_size=6))):
        tags = tuple(draw(st.lists(TAGS, max_size=3, unique_by=fold)))
        languages = draw(st.sampled_from([(IT,), (EN,), (IT, EN)]))
        aliases = tuple(draw(st.lists(SLUGS.map(lambda slug: f"/{slug}/"), max_size=1)))
        versions = [version(f"p{number}", tag, slug=slug, tags=tags, aliases=aliases) for tag in languages[:1]]
        versions += [version(f"p{number}", tag, slug=slug, tags=tags) for tag in languages[1:]]
        found.append(post(*versions, page=draw(st.booleans()), files=tuple(draw(st.sampled_from([(), ("a.jpg",)])))))
    pattern = draw(st.sampled_from(["/{slug}/", "/{year}/{slug}/", "/Diario/{day}/{slug}/"]))
    try:
        return plan_site(config(post_pattern=pattern), Blog(tuple(found), ()), LATER)
    except BlogcliError:
        return None


@settings(deadline=None, max_examples=200)
@given(plan=plans())
def test_addresses_are_lower_case_and_nfc_and_no_two_pages_share_one(plan: SitePlan | None) -> None:
    if plan is None:
        return
    for page in plan.pages:
        address = page.address
        assert address.startswith("/")
        assert "//" not in address
        assert unicodedata.is_normalized("NFC", address)
        if isinstance(page, PostPage | ListPage | TagPage):
            assert address == unicodedata.normalize("NFC", address.lower())
            assert address.endswith("/")
        if isinstance(page, Asset):
            assert not address.endswith("/")
    files = [fold(urls.file_of(page.address)) for page in plan.pages]
    assert len(set(files)) == len(files)
    folders = {str(file).rsplit("/", n)[0] for file in files for n in range(1, file.count("/") + 1)}
    assert not folders & set(files)


@law
@given(off=st.booleans(), comments=conversations())
def test_a_post_shows_the_conversation_it_counts(off: bool, comments: list[Comment]) -> None:
    conversation = Conversation.OFF if off else Conversation.CLOSED
    blog = Blog((post(version("p", conversation=conversation), comments=tuple(comments)),), ())
    (page,) = (page for page in plan_site(config(), blog, LATER).pages if isinstance(page, PostPage))
    shown = thread(comments_of(page.talk))
    assert page.entry.comments == count(shown)
    assert not (off and shown)
