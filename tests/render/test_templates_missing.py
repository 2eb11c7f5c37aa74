"""What a template asks for and isn't there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.support import Site


def test_a_template_that_is_not_there_is_named_and_no_folder_of_the_machine(walk: Site) -> None:
    walk.write({"templates/post.html": "<p>\n{% include 'part.html' %}</p>"})
    said = walk.fails("render")
    assert "templates/post.html:2: template failed: there is no template 'part.html'" in said
    assert str(walk.root) not in said
