"""What all Pythons from 3.11 on match alike."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import blogcli

PACKAGE = Path(blogcli.__file__).parent
# A possessive repeat of a group, behind which Python 3.11.2 (Debian 12's) goes on where the last, failed round ended:
# `(?:a|b(?!c))*+` takes the b of "abc" too. An atomic group of a plain repeat, `(?>(?:...)*)`, is right everywhere.
GROUP_REPEATED = re.compile(r"[^(\\]\)[*+?]\+")


def test_no_pattern_repeats_a_group_possessively() -> None:
    found = [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and GROUP_REPEATED.search(node.value)
    ]
    assert found == []
