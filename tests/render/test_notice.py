"""What readers of a translation are told: that its original says something else now, where that is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.render.reading import read, words
from tests.support import BLOG_TOML, ITALIAN, Site

if TYPE_CHECKING:
    from collections.abc import Callable

IT, EN = "/2026/02/una-passeggiata/", "/en/2026/02/a-walk/"
POST = "posts/2026/una-passeggiata"
ORIGINAL, TRANSLATION = f"{POST}/it.md", f"{POST}/en.md"
LATE = "2026-06-01"
OUTDATED = ".//p[@class='outdated']"
UNDATED = "The original has changed since this translation was made on March 1, 2026. Read it in Italian"

BODY = "The path climbs slowly.\n\nThen, past the wood, there is [the sea](https://mare.example/).\n\n```\nls\n```\n"
EXTRA = ITALIAN.replace("il mare", "[il mare](https://mare.example/)") + "\n```\nls\n```\n"


@pytest.fixture
def level(blog: Site) -> Site:
    """A post whose English version has a true record of 1 March 2026."""
    blog.write({ORIGINAL: EXTRA})
    blog.ok("translate", "una-passeggiata", "en", "--title", "A walk", "--body", BODY)
    blog.write({TRANSLATION: blog.read(TRANSLATION).replace("published: 2026-03-01T10:00:00+01:00\n", "")})
    return blog


def edit(site: Site, path: str, *changes: tuple[str, str]) -> None:
    text = site.read(path)
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    site.write({path: text})


def reword(site: Site) -> None:
    edit(site, ORIGINAL, ("sale piano", "sale in fretta"))


def told(site: Site, address: str = EN) -> list[str]:
    """What readers of the page are told, the site being rendered in summer."""
    site.ok("render", "--now", LATE)
    return read(site, address).text(OUTDATED)


# When


def new_block_in_both(site: Site) -> None:
    reword(site)
    edit(site, TRANSLATION, ("slowly.", "fast.\n\nAnd on."))


def new_word_in_both(site: Site) -> None:
    reword(site)
    edit(site, TRANSLATION, ("slowly", "fast"))


def order(site: Site) -> None:
    first, rest = "Il sentiero sale piano.\n\n", "Poi, dopo il bosco"
    edit(site, ORIGINAL, (first, ""))
    edit(site, ORIGINAL, (rest, f"@{rest}"))
    text = site.read(ORIGINAL).replace("@", "").replace("\n\n```", "\n\nIl sentiero sale piano.\n\n```")
    site.write({ORIGINAL: text})


def orphan(site: Site) -> None:
    (site.root / ORIGINAL).unlink()
    edit(site, TRANSLATION, ("translated_from:", "date: 2026-02-10\ntranslated_from:"))


def untracked(site: Site) -> None:
    text = site.read(TRANSLATION)
    start, end = text.index("translated_from:"), text.index("---\n", 4)
    site.write({TRANSLATION: f"{text[:start]}translated_from: it\n{text[end:]}"})
    reword(site)


QUIET: dict[str, Callable[[Site], None]] = {
    "nothing changed": lambda _: None,
    "the original's order": order,
    "a link of the original": lambda site: edit(site, ORIGINAL, ("mare.example", "lago.example")),
    "code of the original": lambda site: edit(site, ORIGINAL, ("\nls\n", "\nls -l\n")),
    "a picture of the original": lambda site: edit(site, ORIGINAL, ("piano.", "piano. ![](a.svg)")),
    "keys of the original": lambda site: edit(site, ORIGINAL, ("tags: [monti]", "tags: [mare]\nupdated: 2026-05-05")),
    "a block more in the translation": lambda site: edit(site, TRANSLATION, ("slowly.", "slowly.\n\nAnd on.")),
    "both, the translation by a block": new_block_in_both,
    "both, a word each": new_word_in_both,
    "no record": untracked,
    "no original": orphan,
}


@pytest.mark.parametrize("change", QUIET.values(), ids=QUIET)
def test_readers_are_told_nothing_that_is_not_certain(change: Callable[[Site], None], level: Site) -> None:
    change(level)
    assert told(level) == []
    assert "outdated" not in level.page(EN)


def published(site: Site) -> None:
    site.ok("publish", "una-passeggiata", "en")


def live_by_hand(site: Site) -> None:
    edit(site, TRANSLATION, ("draft: true\n", ""))


@pytest.mark.parametrize("go_live", [published, live_by_hand])
def test_a_translation_written_after_its_original_s_edit_is_not_said_to_be_older(
    go_live: Callable[[Site], None], blog: Site
) -> None:
    blog.write({ORIGINAL: EXTRA})
    blog.ok("translate", "una-passeggiata", "en", "--slug", "a-walk")
    reword(blog)
    blog.write({TRANSLATION: blog.read(TRANSLATION) + BODY})
    go_live(blog)
    assert told(blog) == []
    edit(blog, ORIGINAL, ("in fretta", "adagio"))
    assert told(blog) == []
    blog.ok("translation", "done", "una-passeggiata", "en", "--unchanged")
    edit(blog, ORIGINAL, ("adagio", "in fretta"))
    assert len(told(blog)) == 1


def test_a_translation_begun_without_text_is_held_to_the_one_it_goes_live_with(blog: Site) -> None:
    blog.write({ORIGINAL: EXTRA})
    blog.ok("translate", "una-passeggiata", "en", "--slug", "a-walk")
    blog.write({TRANSLATION: blog.read(TRANSLATION) + BODY})
    published(blog)
    assert told(blog) == []
    reword(blog)
    assert len(told(blog)) == 1


PROSE: dict[str, Callable[[Site], None]] = {
    "a word": reword,
    "the title": lambda site: edit(site, ORIGINAL, ("Una passeggiata", "Una scalata")),
    "a paragraph more": lambda site: edit(site, ORIGINAL, ("piano.", "piano.\n\nE si torna.")),
    "a paragraph less": lambda site: edit(site, ORIGINAL, ("Il sentiero sale piano.\n\n", "")),
}


@pytest.mark.parametrize("change", PROSE.values(), ids=PROSE)
def test_readers_are_told_that_the_original_s_words_changed(change: Callable[[Site], None], level: Site) -> None:
    change(level)
    assert told(level) == [UNDATED]
    assert read(level, IT).all(OUTDATED) == []


def test_a_draft_s_preview_tells_its_writer_nothing(level: Site) -> None:
    reword(level)
    edit(level, TRANSLATION, ("title: A walk", "title: A walk\ndraft: true"))
    level.ok("render", "--drafts", "--now", LATE)
    assert "outdated" not in level.read(f".blogcli/preview{EN}index.html")


def test_a_blog_may_leave_it_unsaid(level: Site) -> None:
    reword(level)
    level.write({"blog.toml": BLOG_TOML + "[translations]\nnotice = false\n"})
    assert told(level) == []


# What


def test_both_dates_are_said_where_the_original_says_when_it_was_updated(level: Site) -> None:
    reword(level)
    edit(level, ORIGINAL, ("tags:", "updated: 2026-05-05T10:00:00+02:00\ntags:"))
    assert told(level) == [
        "The original was updated on May 5, 2026; this translation is of March 1, 2026. Read it in Italian"
    ]
    notice = read(level, EN).one(OUTDATED)
    assert [time.get("datetime") for time in notice.findall(".//time")] == ["2026-05-05", "2026-03-01"]
    link = notice.find("a")
    assert link is not None
    assert (link.get("href"), link.get("hreflang")) == (IT, "it")


def test_an_update_older_than_the_translation_is_not_the_one_that_readers_miss(level: Site) -> None:
    reword(level)
    edit(level, ORIGINAL, ("tags:", "updated: 2026-02-28\ntags:"))
    assert told(level) == [UNDATED]


@pytest.mark.parametrize(
    ("updated", "day"),
    [
        ("2026-03-01T23:59:00+01:00", None),
        ("2026-03-02T00:30:00+03:00", None),  # in Rome it was the day before
        ("2026-03-01T23:30:00-01:00", "March 2, 2026"),
        ("2026-03-02", "March 2, 2026"),
    ],
)
def test_only_an_update_of_a_later_day_in_the_blog_s_zone_is_said(updated: str, day: str | None, level: Site) -> None:
    reword(level)
    edit(level, ORIGINAL, ("tags:", f"updated: {updated}\ntags:"))
    dated = f"The original was updated on {day}; this translation is of March 1, 2026. Read it in Italian"
    assert told(level) == [dated if day else UNDATED]


def test_an_update_that_lies_ahead_is_not_said_until_it_is_past(level: Site) -> None:
    reword(level)
    edit(level, ORIGINAL, ("tags:", "updated: 2026-06-01T00:00:01+02:00\ntags:"))
    assert told(level) == [UNDATED]
    level.ok("render", "--now", "2026-06-01T00:00:01+02:00")
    assert "June 1, 2026" in read(level, EN).text(OUTDATED)[0]


@pytest.mark.parametrize("date", ["2026-13-45", "once", ""])
def test_no_day_is_said_where_the_record_has_none_that_there_is(date: str, level: Site) -> None:
    reword(level)
    edit(level, TRANSLATION, ("date: 2026-03-01", f"date: {date}"))
    edit(level, ORIGINAL, ("tags:", "updated: 2026-05-05\ntags:"))
    if not date:
        assert told(level) == []  # what is no record proves nothing
        return
    assert told(level) == ["The original has changed since this translation was made. Read it in Italian"]


def test_an_original_that_readers_cannot_see_is_not_linked(level: Site) -> None:
    reword(level)
    edit(level, ORIGINAL, ("tags:", "draft: true\ntags:"))
    edit(level, TRANSLATION, ("title: A walk", "title: A walk\ndraft: false"))
    assert told(level) == ["The original has changed since this translation was made on March 1, 2026."]


def test_a_translation_of_a_translation_leads_to_the_one_it_was_made_from(level: Site) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('"it", "en"', '"it", "en", "de"')})
    level.ok("translate", "una-passeggiata", "de", "--from", "en", "--title", "Ein Gang", "--body", "Der Weg.")
    edit(level, TRANSLATION, ("slowly", "fast"))
    level.ok("render", "--now", LATE)
    notice = read(level, "/de/2026/02/ein-gang/").one(OUTDATED)
    assert [link.get("href") for link in notice.iter("a")] == [EN]
    assert read(level, EN).all(OUTDATED) == []


# In which language


def test_the_notice_speaks_the_page_s_language(blog: Site) -> None:
    blog.write({TRANSLATION: "---\ntitle: A walk\ndate: 2026-02-10\nslug: a-walk\n---\nThe path climbs.\n"})
    blog.ok("translate", "una-passeggiata", "it", "--title", "Una passeggiata", "--body", "Il sentiero sale.")
    edit(blog, TRANSLATION, ("climbs", "falls"))
    said = ["L’originale è cambiato dopo questa traduzione (1 marzo 2026). Leggilo in inglese"]
    assert told(blog, IT) == said
    edit(blog, TRANSLATION, ("slug:", "updated: 2026-05-05\nslug:"))
    said = ["L’originale è stato aggiornato (5 maggio 2026) dopo questa traduzione (1 marzo 2026). Leggilo in inglese"]
    assert told(blog, IT) == said


@pytest.mark.parametrize(
    ("tag", "day", "said"),
    [
        ("ar", "1 مارس 2026", "تغيّر الأصل بعد إعداد هذه الترجمة في {}. قراءة الأصل باللغة الإيطالية"),
        ("ur", "1 مارچ، 2026", "The original has changed since this translation was made on {}. Read it in اطالوی"),
    ],
)
def test_where_the_page_runs_from_right_to_left_words_and_dates_are_set_apart(
    tag: str, day: str, said: str, level: Site
) -> None:
    level.write({"blog.toml": BLOG_TOML.replace('"it", "en"', f'"it", "en", "{tag}"')})
    level.ok("translate", "una-passeggiata", tag, "--title", "نزهة", "--slug", "nuzha", "--body", "الطريق يصعد.")
    reword(level)
    assert told(level, f"/{tag}/2026/02/nuzha/") == [said.format(day)]
    notice = read(level, f"/{tag}/2026/02/nuzha/").one(OUTDATED)
    assert [words(date) for date in notice.findall(".//time/bdi")] == [day]
    assert len(notice.findall(".//bdi[@lang='en']")) == (2 if tag == "ur" else 0)


# The address of the original is an input of the page


def test_a_page_is_made_anew_when_its_notice_changes(level: Site) -> None:
    assert told(level) == []
    reword(level)
    assert len(told(level)) == 1
    edit(level, ORIGINAL, ("slug: una-passeggiata", "slug: un-giro"))
    told(level)
    assert [link.get("href") for link in read(level, EN).one(OUTDATED).iter("a")] == ["/2026/02/un-giro/"]
    edit(level, ORIGINAL, ("in fretta", "piano"))
    assert told(level) == []
