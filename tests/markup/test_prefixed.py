"""The ids of a text set apart from those of another on the same page."""

from __future__ import annotations

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blogcli.markup.prefixed import ids_in, prefixed


@pytest.mark.parametrize(
    ("html", "apart"),
    [
        ('<h2 id="a">A</h2>', '<h2 id="_en-a">A</h2>'),
        ("<h2 ID=a>A</h2>", '<h2 ID="_en-a">A</h2>'),
        ('<a href="#a">x</a><i id="a">', '<a href="#_en-a">x</a><i id="_en-a">'),
        ('<a href="#per%C3%A9">x</a><i id="peré">', '<a href="#_en-per%C3%A9">x</a><i id="_en-peré">'),
        ('<a href="#_comments">x</a><i id="a">', '<a href="#_comments">x</a><i id="_en-a">'),
        ('<a href="/b/#a">x</a><i id="a">', '<a href="/b/#a">x</a><i id="_en-a">'),
        ('<a name="a"></a><input name="b">', '<a name="_en-a"></a><input name="b">'),
        ('<map name="m"></map><img usemap="#m">', '<map name="_en-m"></map><img usemap="#_en-m">'),
        (
            '<label for=a><p aria-labelledby="a b" id="a">',
            '<label for="_en-a"><p aria-labelledby="_en-a b" id="_en-a">',
        ),
        ('<g id="g"/><path fill="url(#g)"/>', '<g id="_en-g"/><path fill="url(#_en-g)"/>'),
        ('<i id="a" title="#a a">#a id="a"</i>', '<i id="_en-a" title="#a a">#a id="a"</i>'),
        ('<i id="a"><script id="s">"<i id=a>"</script>', '<i id="_en-a"><script id="_en-s">"<i id=a>"</script>'),
        ('<i id="a"><!-- <i id="a"> -->', '<i id="_en-a"><!-- <i id="a"> -->'),
        ('<i id="a&amp;b"><a href="#a&amp;b">', '<i id="_en-a&amp;b"><a href="#_en-a&amp;b">'),
        ("<p>a < b id=</p>", "<p>a < b id=</p>"),
        ("<p>Plain.</p>", "<p>Plain.</p>"),
    ],
)
def test_an_id_and_all_that_leads_to_it_change_and_nothing_else(html: str, apart: str) -> None:
    assert prefixed(html, "_en-", ids_in(html)) == apart


NAMES = st.sampled_from(["a", "b", "fn-1", "perché", "_comments"])
PIECES = st.one_of(
    NAMES.map(lambda name: f'<h2 id="{name}">x</h2>'),
    NAMES.map(lambda name: f'<a href="#{name}">x</a>'),
    NAMES.map(lambda name: f'<label for="{name}">x</label>'),
    NAMES.map(lambda name: f"<code>&lt;i id=&quot;{name}&quot;&gt;</code>"),
    st.sampled_from(["text", "<br>", "<p>x</p>", "<!-- c -->", "1 < 2"]),
)


@settings(deadline=None, max_examples=100)
@given(pieces=st.lists(PIECES, max_size=8), data=st.data())
def test_what_led_to_an_id_of_the_text_still_does(pieces: list[str], data: st.DataObject) -> None:
    html = "".join(data.draw(st.permutations(pieces)))
    apart = prefixed(html, "_en-", ids_in(html))
    before, after = (html5lib.parseFragment(each, namespaceHTMLElements=False) for each in (html, apart))
    there = {element.get("id") for element in before.iter()}
    for old, new in zip(before.iter(), after.iter(), strict=True):
        assert (old.tag, old.text, old.tail) == (new.tag, new.text, new.tail)
        for key, start in (("id", ""), ("for", ""), ("href", "#")):
            value = old.get(key)
            inner = value is not None and value.removeprefix(start) in there
            assert new.get(key) == (f"{start}_en-{value[len(start) :]}" if value and inner else value)
