"""Laws of tags: whatever posts are tagged with, each tag has one list in a language, and lists find each other."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from blogcli.model import Blog
from blogcli.names import fold, segment
from blogcli.plan import urls
from blogcli.plan.pages import PostPage, SitemapPage, TagIndexPage, TagPage
from blogcli.plan.site import plan_site
from blogcli.tagging import NamedTag, TagName
from tests.plan.samples import EN, IT, LATER, START, config, post, version

if TYPE_CHECKING:
    from random import Random

    from blogcli.config import Config
    from blogcli.model import Post

law = settings(deadline=None, max_examples=80)

# Few enough that names meet, in letters that differ by case alone, fold to two, are none, or are of other scripts.
NAMES = st.one_of(
    st.sampled_from(["C", "c", "C++", "C#", "c 2", "C-2", "Tag", "!!", "??", "Straße", "STRASSE", "日本"]),
    st.text("aàAÀé\u0301ßſıİΣς日ع-+#. 2", min_size=1, max_size=4).map(str.strip).filter(bool),
)
SLUGS = st.sampled_from(["", "", "", "c", "c-2", "tag", "日本", "rete"])


@st.composite
def settled(draw: st.DrawFn) -> Config:
    """A blog whose blog.toml names some tags, as `load_config` would let it."""
    named = []
    taken: set[tuple[str, str]] = set()
    for key in draw(st.lists(NAMES, max_size=4, unique_by=fold)):
        names = [TagName(tag, draw(st.one_of(st.just(key), NAMES)), draw(SLUGS), "") for tag in (IT, EN)]
        claims = {(each.language, fold(word)) for each in names for word in (each.name, key)}
        slugs = {(f"{each.language} slug", each.slug) for each in names if each.slug}
        if not taken & (claims | slugs):
            taken |= claims | slugs
            named.append(NamedTag(key, tuple(names)))
    shown = draw(st.booleans())
    return config(named_tags=tuple(named), show_untranslated=shown, list_size=draw(st.sampled_from([1, 10])))


@st.composite
def tagged(draw: st.DrawFn) -> list[Post]:
    """Posts in one language or both, the second with the tags of the first or its own."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        first, second = draw(st.permutations([IT, EN]))
        date = START + timedelta(days=draw(st.integers(0, 2)))
        mine, other = (tuple(draw(st.lists(NAMES, max_size=3, unique_by=fold))) for _ in range(2))
        versions = [version(f"p{number}", first, date=date, tags=mine)]
        if draw(st.booleans()):
            tags = draw(st.sampled_from([mine, other]))
            versions.append(version(f"p{number}", second, date=date, tags=tags))
        found.append(post(*versions))
    return found


@law
@given(settings=settled(), posts=tagged())
def test_every_link_to_a_tag_leads_to_its_one_list_and_every_list_is_told_of(
    settings: Config, posts: list[Post]
) -> None:
    pages = plan_site(settings, Blog(tuple(posts), ()), LATER).pages
    lists = {page.address: page for page in pages if isinstance(page, TagPage)}
    firsts = {address: page for address, page in lists.items() if page.number is None}
    files = [fold(urls.file_of(page.address)) for page in pages]
    assert len(set(files)) == len(files)
    named = defaultdict(set)
    for page in pages:
        if isinstance(page, PostPage):
            assert len(set(page.entry.tags)) == len(page.entry.tags)
            assert len({fold(name) for name in page.entry.version.tags}) >= len(page.entry.tags)
            for link in page.entry.tags:
                assert (firsts[link.address].tag, firsts[link.address].menu.language) == (link.title, link.language)
                named[link.address].add(page.entry.version.post)
    for address, page in firsts.items():
        if not settings.show_untranslated:
            shown = {entry.version.post for each in lists.values() if each.tag == page.tag
                     and each.menu is page.menu for entry in each.entries}  # fmt: skip
            assert shown == named[address]
    indexed = {link.address: link.title for page in pages if isinstance(page, TagIndexPage) for link, _ in page.tags}
    assert indexed == {address: page.tag for address, page in firsts.items()}
    assert len({(page.menu.language, fold(page.tag)) for page in firsts.values()}) == len(firsts)


@law
@given(settings=settled(), posts=tagged())
def test_lists_of_one_tag_name_each_other_and_no_other(settings: Config, posts: list[Post]) -> None:
    pages = plan_site(settings, Blog(tuple(posts), ()), LATER).pages
    firsts = {page.address: page for page in pages if isinstance(page, TagPage) and page.number is None}
    (sitemap,) = (page for page in pages if isinstance(page, SitemapPage))
    told = {entry.address: entry.alternates for entry in sitemap.entries}
    own = {link.address for page in pages if isinstance(page, PostPage) for link in page.entry.tags}
    for address, page in firsts.items():
        assert told[address] == page.alternates
        assert page.address in {link.address for link in page.languages}
        assert len({link.language for link in page.languages}) == len(page.languages)
        assert all(firsts[link.address].languages == page.languages for link in page.languages)
        assert (page.alternates is not None) == (address in own)
        if page.alternates:
            assert address in {link.address for link in page.alternates.links}
            assert page.alternates.default == page.alternates.links[0].address
            for link in page.alternates.links:
                assert firsts[link.address].alternates == page.alternates
    numbered = [page for page in pages if isinstance(page, TagPage) and page.number is not None]
    assert all(page.alternates is None for page in numbered)


@law
@given(settings=settled(), posts=tagged(), order=st.randoms(use_true_random=False))
def test_the_order_of_the_posts_means_nothing(settings: Config, posts: list[Post], order: Random) -> None:
    plans = [plan_site(settings, Blog(tuple(some), ()), LATER) for some in (posts, order.sample(posts, len(posts)))]
    some, others = ({page.address: page for page in plan.pages if isinstance(page, TagPage)} for plan in plans)
    assert some == others
    assert [str(each) for each in plans[0].warnings] == [str(each) for each in plans[1].warnings]


def test_of_two_posts_of_one_day_the_first_by_its_id_says_how_a_tag_is_spelt() -> None:
    posts = [post(version("b", tags=("mare",))), post(version("a", tags=("MARE",)))]
    for some in (posts, posts[::-1]):
        pages = plan_site(config(), Blog(tuple(some), ()), LATER).pages
        assert {page.tag for page in pages if isinstance(page, TagPage)} == {"MARE"}


@law
@given(posts=tagged(), name=NAMES)
def test_a_new_post_leaves_tags_their_names_and_moves_none_it_does_not_meet(posts: list[Post], name: str) -> None:
    new = post(version("new", date=START + timedelta(days=9), tags=(name,)))
    before, after = (
        {(page.menu.language, fold(page.tag)): (page.tag, page.address)
         for page in plan_site(config(), Blog(tuple(some), ()), LATER).pages
         if isinstance(page, TagPage) and page.number is None}
        for some in (posts, [*posts, new])
    )  # fmt: skip
    for key, (tag, address) in before.items():
        assert after[key][0] == tag
        if after[key][1] != address:
            mine, wanted = (segment(fold(each)) or "tag" for each in (tag, name))
            assert mine == wanted or not address.endswith(f"/{mine}/")


SLUGGED = st.dictionaries(NAMES.map(fold), SLUGS, max_size=12)


@law
@given(tags=SLUGGED)
def test_every_tag_has_a_slug_of_its_own_and_keeps_the_one_that_is_set(tags: dict[str, str]) -> None:
    own = {tag: slug for tag, slug in tags.items() if slug}
    assume(len(set(own.values())) == len(own))
    slugs = urls.tag_slugs({tag: tag for tag in tags}, own)
    assert set(slugs) == set(tags)
    assert len({fold(each.slug) for each in slugs.values()}) == len(tags)
    assert all(each.slug and "/" not in each.slug for each in slugs.values())
    assert {tag: slugs[tag].slug for tag in own} == own
    taken = {fold(slug) for slug in own.values()}
    for tag, each in slugs.items():
        if fold(each.wanted) == tag and tag not in taken:
            assert each.slug == each.wanted  # that has it whose name it is
    for wanted in {each.wanted for each in slugs.values()} - set(own.values()):
        assert wanted in {each.slug for each in slugs.values()}
