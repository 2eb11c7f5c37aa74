"""Addresses that the last rendered site has and the next one won't: `check` finds them, `render` warns of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.support import BLOG_TOML, ENGLISH, ITALIAN

if TYPE_CHECKING:
    from tests.support import Site

IT = "posts/2026/una-passeggiata/it.md"
OLD = "/2026/02/una-passeggiata/"
GONE = (OLD, "/tags/monti/")
RULE = ("check", "--rule", "addresses")


def test_a_slug_changed_by_hand_is_found_with_the_line_that_mends_it(walk: Site) -> None:
    walk.ok("render")
    assert walk.ok(*RULE).out == ""
    walk.write({IT: ITALIAN.replace("slug: una-passeggiata", "slug: la-passeggiata")})
    (found,) = json.loads(walk.run(*RULE, "--json").out)["findings"]
    assert found == {
        "rule": "addresses",
        "message": f"the last rendered site has {OLD}, and nothing will answer it",
        "path": IT,
        "line": 1,
        "hint": f"if this is where it went, add a line: aliases: [{OLD}]",
        "post": "una-passeggiata",
        "language": "it",
        "severity": "advice",
    }
    walk.write({IT: ITALIAN.replace("slug: una-passeggiata", f"slug: la-passeggiata\naliases: [{OLD}]")})
    assert walk.ok(*RULE).out == ""
    assert "is gone" not in walk.ok("render").err


def test_what_is_withdrawn_is_told_of_once_by_render_and_not_by_check(walk: Site) -> None:
    walk.write({IT: ITALIAN.replace("tags:", "aliases: [/alt/]\ntags:"), "posts/2026/una-passeggiata/a.jpg": b"1"})
    walk.ok("render")
    walk.ok("unpublish", "una-passeggiata")
    assert walk.ok(*RULE).out == ""
    later = "aliases: [/alt/]\npublished: 2027-01-01\ntags:"
    walk.write({IT: ITALIAN.replace("tags:", later)})  # and what is put off is withdrawn, too
    assert walk.ok(*RULE).out == ""
    walk.write({IT: ITALIAN, "posts/2026/una-passeggiata/en.md": ENGLISH})
    walk.ok("render")
    walk.ok("unpublish", "una-passeggiata", "it")
    assert walk.ok(*RULE).out == ""
    warned = walk.ok("render").err
    assert f"warning: 2 addresses are gone, and nothing answers them: {OLD}, /tags/monti/\n  hint: if a post" in warned
    assert walk.ok(*RULE).out == ""
    assert "gone" not in walk.ok("render").err


def test_an_alias_that_is_dropped_and_a_page_of_one_s_own_are_addresses_too(walk: Site) -> None:
    walk.write({IT: ITALIAN.replace("tags:", "aliases: [/alt/, /alt.html]\ntags:"), "static/carta.html": "<p>"})
    walk.ok("render")
    walk.write({IT: ITALIAN})
    (walk.root / "static/carta.html").unlink()
    assert [line.split()[5] for line in walk.run(*RULE).lines] == ["/alt.html,", "/alt/,", "/carta.html,"]


def test_numbered_lists_come_and_go(walk: Site) -> None:
    walk.write(
        {
            "blog.toml": BLOG_TOML + "\n[lists]\nsize = 1\n",
            **{f"posts/p{n}/it.md": f"---\ntitle: P{n}\ndate: 2026-01-0{n}\n---\nx\n" for n in (1, 2)},
        }
    )
    walk.ok("render")
    assert (walk.root / "public/page/2/index.html").is_file()
    walk.write({"blog.toml": BLOG_TOML})
    assert walk.ok(*RULE).out == ""
    assert "gone" not in walk.ok("render").err


def test_many_are_counted_and_some_named(blog: Site) -> None:
    blog.write({f"posts/p{n}/it.md": f"---\ntitle: P{n}\ndate: 2026-01-01\n---\nx\n" for n in range(23)})
    blog.ok("render")
    for n in range(23):
        blog.ok("unpublish", f"p{n}")
    told = "23 addresses are gone, and nothing answers them: /2026/01/p0/, "
    assert told in blog.ok("render", "--dry-run").err
    assert " and 3 more\n" in blog.ok("render").err


def test_where_nothing_was_rendered_or_something_can_t_be_read_nothing_is_gone(walk: Site) -> None:
    assert walk.ok(*RULE).out == ""
    walk.ok("render")
    walk.write({IT: ITALIAN.replace("date:", "dato:")})
    assert walk.ok(*RULE).out == ""


def test_a_preview_warns_of_nothing(walk: Site) -> None:
    walk.ok("render", "--drafts")
    walk.write({IT: ITALIAN.replace("slug: una", "slug: la")})
    assert "gone" not in walk.ok("render", "--drafts").err


def test_a_post_whose_address_looks_like_a_tag_s_or_a_list_s_is_missed(blog: Site) -> None:
    blog.write(
        {
            "blog.toml": BLOG_TOML + '\n[permalinks]\npage = "/about/page/{slug}/"\n',
            "posts/tags/it.md": "---\ntitle: Etichette\ndate: 2026-01-01\n---\nx\n",
            "posts/7/it.md": "---\ntitle: Sette\npage: true\n---\nx\n",
        }
    )
    blog.ok("render")
    for post in ("tags", "7"):
        blog.write({f"posts/{post}/it.md": blog.read(f"posts/{post}/it.md").replace("---\nx", "slug: altro\n---\nx")})
    said = blog.run(*RULE).out
    assert re.findall(r"site has (\S+),", said) == ["/about/page/7/", "/2026/01/tags/"]


def test_a_gone_address_is_told_of_with_the_post_of_its_slug_before_others_like_it(blog: Site) -> None:
    blog.write({f"posts/p{n}/it.md": f"---\ntitle: P\ndate: 2026-01-01\nslug: neve-{n}\n---\nx\n" for n in range(60)})
    blog.write({"posts/neve/it.md": "---\ntitle: Neve\ndate: 2025-01-01\n---\nx\n"})
    blog.ok("render")
    blog.write({"posts/neve/it.md": "---\ntitle: Neve\ndate: 2026-01-01\naliases:\n  - /vecchia/\n---\nx\n"})
    for n in range(60):
        blog.write({f"posts/p{n}/it.md": f"---\ntitle: P\ndate: 2025-01-01\nslug: neve-{n}\n---\nx\n"})
    found = {each["post"]: each for each in json.loads(blog.run(*RULE, "--json").out)["findings"]}
    assert len(found) == 61
    assert found["neve"]["hint"] == "if this is where it went, add it to its aliases: /2025/01/neve/"
    assert found["neve"]["line"] == 4
    assert found["p42"]["message"].startswith("the last rendered site has /2026/01/neve-42/,")
