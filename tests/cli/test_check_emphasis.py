"""`blogcli check --rule emphasis`: marks that stay marks, by line, and how to write them."""

from __future__ import annotations

import json

import pytest

from tests.support import Site, changed

PATH = "posts/2026/una-passeggiata/it.md"


def findings(site: Site, text: str) -> list[tuple[int, str, str]]:
    old = site.read(PATH)
    site.write({PATH: changed(old, old.partition("---\n")[2].partition("---\n")[2], text)})
    said = json.loads(site.run("check", "--rule", "emphasis", "--json").out)["findings"]
    return [(each["line"], each["message"].partition("' is")[0][1:], each["hint"]) for each in said]


@pytest.mark.parametrize(
    ("text", "shown", "instead"),
    [
        ("**新闻：**今天", "**新闻：**", "**新闻**："),
        ("**「新闻」**今天", "**「新闻」**", "「**新闻**」"),
        ("今天**《新闻》**", "**《新闻》**", "《**新闻**》"),
        ("昨天**“新闻”。**今天", "**“新闻”。**", "“**新闻**”。"),
        ("*重要！*今天", "*重要！*", "*重要*！"),
        ("***重要！***今天", "***重要！***", "***重要***！"),
        ("今天_新闻_今天", "_新闻_", "*新闻*"),
        ("今天__新闻__今天", "__新闻__", "**新闻**"),
        ("**Price: $**ten", "**Price: $**", "**Price**: $"),
        ("**東京\n（夜）**へ", "**東京 （夜）**", "<strong>東京\n（夜）</strong>"),
    ],
)
def test_a_mark_that_stays_one_is_found(walk: Site, text: str, shown: str, instead: str) -> None:
    assert findings(walk, f"前。\n\n{text}\n") == [(9, shown, f"write '{instead}'")]


@pytest.mark.parametrize(
    "text",
    [
        "**新闻**：今天",
        "**新闻：** 今天",
        "**新闻：**",
        "**新闻：**。今天",
        "`**新闻：**今天`",
        "```\n**新闻：**今天\n```",
        "\\*\\*新闻：\\*\\*今天",
        "snake_case_name and 2 * 3 * 4",
        "«**Bene.**» E poi **basta**.",
        "<strong>新闻：</strong>今天",
    ],
)
def test_what_is_emphasis_or_was_meant_as_text_is_not(walk: Site, text: str) -> None:
    assert findings(walk, f"{text}\n") == []


def test_what_it_says_to_write_is_emphasis(walk: Site) -> None:
    (found,) = findings(walk, "**新闻：**今天\n")
    assert findings(walk, found[2].removeprefix("write '").removesuffix("'") + "今天\n") == []
