"""What is kept of readers and what is not: addresses in names and sites, and people who call themselves the author."""

from __future__ import annotations

import json

import pytest

from tests.support import Site, comment

FOLDER = "comments/una-passeggiata"
ADD = ("comment", "add", "una-passeggiata", "--body", "Che vista!")


@pytest.mark.parametrize(
    ("name", "way_out"),
    [
        ("Mario <mario@mail.example>", "use --author 'Mario'"),
        ("Mario (mario@mail.example)", "use --author 'Mario'"),
        ("mario@mail.example, Mario", "use --author 'Mario'"),
        ("mario@mail.example", "use --anonymous"),
        ("mailto:mario@mail.example", "use --anonymous"),
        ("mario\uff20mail.example", "use --anonymous"),
        ("ma\u200brio@mail.example", "use --anonymous"),
        ("Mario 192.0.2.17", "use --author 'Mario'"),
        ("2001:db8::17:1", "use --anonymous"),
    ],
)
def test_an_address_in_a_name_is_refused_with_the_way_out(walk: Site, name: str, way_out: str) -> None:
    message = walk.fails(*ADD, "--author", name, code=2)
    assert "--author holds an e-mail or IP address, which would be published" in message
    assert way_out in message
    walk.write({f"{FOLDER}/a.md": comment("Eccomi", author="Mario")})
    assert way_out in walk.fails("comment", "edit", "a", "--author", name, code=2)


@pytest.mark.parametrize("name", ["@mario@social.example", "Nora @ casa", "Anna 12:30:45", "D'Orta, M."])
def test_a_name_that_only_looks_like_one_is_taken(walk: Site, name: str) -> None:
    walk.ok(*ADD, "--author", name)


def test_check_names_a_comment_whose_name_holds_an_address(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": comment("Eccomi", author="Mario <mario@mail.example>")})
    found = walk.run("check")
    assert (
        f"{FOLDER}/a.md:2: the name holds an e-mail or IP address, which would be published [comments]" in found.lines
    )
    assert "blogcli comment edit a --author 'Mario'" in walk.run("check", "--json").out


@pytest.mark.parametrize("name", ["\u200b", "\u2060\u3164", "\ufe0f", "\u2800", "\U000e0041"])
def test_a_name_of_which_nothing_can_be_seen_is_none(walk: Site, name: str) -> None:
    assert "--author is empty" in walk.fails(*ADD, "--author", name, code=2)
    walk.write({f"{FOLDER}/a.md": comment("Eccomi", author=f'"{name}"')})
    walk.ok("render")
    assert "Anonimo ha detto" in walk.page("/2026/02/una-passeggiata/")


@pytest.mark.parametrize(
    "url",
    [
        "https://mario@sea.example/", "https://mario:secret@sea.example/", "https://@sea.example/",
        "https://sea\u202e.example/", "https://sea.example/\u2066", "https://sea\u200b.example/",
        "https://sea..example/", "https://.sea.example/", "https://sea\u3002\u3002example/", "https://.",
        "https://sea.example:65536/", "https://sea.example:99999999999/", "https://mario%40mail.example/",
        f"https://{'a' * 64}.example/",
    ],
)  # fmt: skip
def test_a_site_that_would_fool_readers_is_refused(walk: Site, url: str) -> None:
    assert "--url" in walk.fails(*ADD, "--author", "Mario", "--url", url, code=2)


@pytest.mark.parametrize(
    "url",
    ["https://sea.example.", "https://sea.example:65535/x@y", "http://[2001:db8::1]:80/", "https://mare.例え/パス"],
)
def test_a_site_that_is_odd_but_sound_is_taken(walk: Site, url: str) -> None:
    walk.ok(*ADD, "--author", "Mario", "--url", url)


IMITATORS = {
    f"{FOLDER}/a.pending.md": comment("Sono io", author="Ad\u0430 Bianchi"),
    f"{FOLDER}/b.md": comment("Davvero", author="Ada Bianchi", by="author"),
    f"{FOLDER}/c.md": comment("Io no", author="Ida Bianchi"),
}


def test_a_reader_who_is_called_as_the_author_is_remarked_on(walk: Site) -> None:
    walk.write(IMITATORS)
    listed = walk.ok("comment", "list")
    assert listed.err == (
        f"blogcli: {FOLDER}/a.pending.md: 'Ad\u0430 Bianchi' is not the blog's author, but looks like it\n"
    )
    records = json.loads(walk.ok("comment", "list", "--json").out)["comments"]
    assert {record["id"]: record["looks_like_author"] for record in records} == {"a": True, "b": False, "c": False}
    reasons = json.loads(walk.ok("comment", "score", "--json").out)["comments"][0]["reasons"]
    assert reasons == [{"points": 4, "reason": "the name 'Ad\u0430 Bianchi' looks like the blog's author"}]


def test_feeds_mark_the_author_as_pages_do(walk: Site) -> None:
    walk.write({**IMITATORS, f"{FOLDER}/d.md": comment("Io", author="Ada Bianchi (autrice)")})
    walk.ok("render")
    feed = walk.page("/comments.xml")
    assert feed.count("<name>Ada Bianchi (") == 2
    assert feed.count('<category term="by-author"/>') == 1
    assert "looks like it" in walk.ok("comment", "list", "--author", "Ada Bianchi (autrice)").err


# Finding a person


def test_a_person_is_found_whatever_the_letter_case_and_the_marks_that_nobody_sees(walk: Site) -> None:
    names = ["Zoë Rossi", "ZOE\u0308 rossi", "Zoë\u200b Rossi", "\uff3aoë Rossi", "Zoe Rossi"]
    walk.write({f"{FOLDER}/{n}.md": comment("x", author=f'"{name}"') for n, name in enumerate(names)})
    found = walk.ok("comment", "forget", "--author", "zoë\u2060 rossi", "--dry-run").lines
    assert found == [f"{FOLDER}/{n}.md" for n in range(4)]


def test_a_site_is_found_whatever_its_scheme_and_last_slash(walk: Site) -> None:
    sites = ["https://zoe.example", "http://ZOE.example/", "https://www.zoe.example/", "https://zoe.example/blog/"]
    walk.write({f"{FOLDER}/{n}.md": comment("x", url=url) for n, url in enumerate(sites)})
    export = json.loads(walk.ok("comment", "export", "--url", "http://zoe.example/", "--json").out)
    assert [record["id"] for record in export["comments"]] == ["0", "1", "2"]


@pytest.mark.parametrize("command", [("forget", "--yes"), ("export",)])
def test_near_names_are_suggested_where_none_fits(walk: Site, command: tuple[str, ...]) -> None:
    walk.write({f"{FOLDER}/a.md": comment("x", author="Zoë Rossi"), f"{FOLDER}/b.md": comment("x", author="Ugo")})
    said = walk.ok("comment", *command, "--author", "Zoe Rosi").err
    assert said == "blogcli: no comment is by that person; did you mean Zoë Rossi?\n"
    assert "did you mean" not in walk.ok("comment", *command, "--author", "Qqq").err


def test_forget_names_what_remains(walk: Site) -> None:
    walk.write(
        {
            f"{FOLDER}/a.md": comment("x", author="Zoë"),
            f"{FOLDER}/b.md": comment("Grazie.", author="Bea", reply_to="a"),
            f"{FOLDER}/c.md": comment("Come dice ZOË, è bello.", author="Ugo"),
            f"{FOLDER}/d.md": comment("Altro.", author="Ugo"),
        }
    )
    walk.ok("render")
    said = walk.ok("comment", "forget", "--author", "Zoë", "--yes").err
    assert "blogcli: public holds them until the next render" in said
    assert "blogcli: .blogcli holds them until the next render" in said
    remaining = [line for line in said.splitlines() if "answers them or has the name in it" in line]
    assert [line.partition(": ")[2].partition(" ")[0] for line in remaining] == [f"{FOLDER}/b.md", f"{FOLDER}/c.md"]


def test_a_decision_by_options_that_fits_nothing_says_so(walk: Site) -> None:
    for command in ("approve", "reject", "spam"):
        result = walk.ok("comment", command, "--author", "Nobody")
        assert (result.out, result.err) == ("", "blogcli: no pending comment fits: nothing was changed\n")


def test_removed_comments_are_listed_and_counted_as_removed(walk: Site) -> None:
    walk.write({f"{FOLDER}/a.md": comment("x"), f"{FOLDER}/b.md": comment("y")})
    walk.ok("comment", "remove", "a", "--yes")
    assert [line.split("\t")[1] for line in walk.ok("comment", "list").lines] == ["removed", "approved"]
    counts = json.loads(walk.ok("show", "una-passeggiata", "--json").out)["post"]["comments"]
    assert (counts["approved"], counts["removed"]) == (1, 1)


# What is blocked, however it is written


@pytest.mark.parametrize(
    "text",
    [
        r"https://sails\.example/", r"[x](//sails\.example)", "[x][1]\n\n[1]: //sails.example/x",
        "[x][1]\n\n[1]: <https://sails&period;example>", r"[1]: //sails\.example", "//sails%2eexample/",
        "https://s%61ils.example", "sa\u200bils.example", "sails\u3002example", "**sails**.example",
        "HTTPS:SAILS.EXAMPLE",
    ],
)  # fmt: skip
def test_a_blocked_host_is_met_however_it_is_written(walk: Site, text: str) -> None:
    walk.ok("comment", "block", "sails.example")
    assert walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--body", text).out.endswith(".spam.md\n")


@pytest.mark.parametrize(
    "text",
    [
        "cas*i*no", "cas**ino**", "ca`si`no", "ca~~si~~no", "[cas](https://a.example/b)ino", r"\*casino\*",
        "ca&shy;sino", "ca&#x34f;sino",
        *(f"ca{chr(code)}sino" for code in (
            0xAD, 0x34F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x180B, 0x180E, 0x180F, 0x200B, 0x200D, 0x2060, 0x2064, 0x3164,
            0xFE00, 0xFE0F, 0xFEFF, 0xFFA0, 0x1BCA0, 0x1D173, 0xE0041, 0xE0100, 0xE01EF,
        )),
    ],
)  # fmt: skip
def test_a_blocked_word_is_met_however_it_is_written(walk: Site, text: str) -> None:
    walk.ok("comment", "block", "casino")
    added = walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--body", text)
    assert added.out.endswith(".spam.md\n"), text


@pytest.mark.parametrize("text", ["casinò", "occasino", "cas ino", "https://sails.example.org/"])
def test_what_is_not_blocked_is_not_met(walk: Site, text: str) -> None:
    walk.ok("comment", "block", "casino")
    walk.ok("comment", "block", "sails.example")
    added = walk.ok("comment", "add", "una-passeggiata", "--author", "Bea", "--body", text)
    assert added.out.endswith(".pending.md\n"), text


def test_block_names_the_pending_comments_that_have_it(walk: Site) -> None:
    walk.write(
        {
            f"{FOLDER}/a.pending.md": comment("Un *cas*ino"),
            f"{FOLDER}/b.pending.md": comment("Altro", author="Casino"),
            f"{FOLDER}/c.md": comment("casino"),
            f"{FOLDER}/d.pending.md": comment("niente"),
        }
    )
    assert "blogcli: pending comments that have it: a, b\n" in walk.ok("comment", "block", "casino").err
    assert "pending" not in walk.ok("comment", "block", "altrove").err
