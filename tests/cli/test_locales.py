"""Arguments, paths and texts are UTF-8 whatever the locale says."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import need
from tests.support import Site, mostly_slow, shell

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Python takes names for UTF-8 there in any case")

SCRIPT = """
blogcli init "Blög di Perché" --title "Perché nò" --language it --language en --url https://x.example/ \
    --timezone Europe/Rome --author "Zoë"
git init -q "Blög di Perché"
cd "Blög di Perché"
git config user.name Zoë
git config user.email zoe@x.example
printf 'Già.\\n' | blogcli new "Perché" --id caffè --tag città --summary "È così" --body-file - --commit
blogcli new "Là" --body "Lì."
cd ..
blogcli -C "Blög di Perché" translate caffè en --title "Naïve" --body "Naïve." --commit
blogcli -C "Blög di Perché" comment add "posts/2026/caffè/it.md" --author "Müller" --body "Schön." --approve --commit
blogcli -C "Blög di Perché" comment add caffè --author "Özil" --body "Böse." >/dev/null
blogcli -C "Blög di Perché" comment list --status pending | cut -f 3,5
blogcli -C "Blög di Perché" list
blogcli -C "Blög di Perché" show caffè | grep -e ' title' -e folder
blogcli -C "Blög di Perché" rename caffè --slug "così-è"
blogcli -C "Blög di Perché" render --output città
blogcli -C "Blög di Perché" check
cd "Blög di Perché"
git log --format=%s
cat posts/2026/caffè/it.md
"""

_RANDOM = re.compile(r"(?<=Z-)[0-9a-z]{6}\b")

LOCALES = {
    "8 bits": {"LC_ALL": "it_IT.ISO-8859-1", "PYTHONUTF8": "0"},
    "8 bits by LC_CTYPE": {"LC_CTYPE": "it_IT.ISO-8859-1"},
    "7 bits": {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
}


@pytest.fixture(scope="module")
def locales(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an Italian locale of 8 bits a character."""
    need("localedef")
    place = tmp_path_factory.mktemp("locales")
    made = ["localedef", "-i", "it_IT", "-f", "ISO-8859-1", str(place / "it_IT.ISO-8859-1")]
    subprocess.run(made, check=True, capture_output=True)
    return place


def _told(place: Path, environment: dict[str, str]) -> tuple[str, set[str]]:
    """What the script prints, and the files there are then; of comments' random ids nothing."""
    place.mkdir()
    done = shell(SCRIPT, place, **environment)
    assert done.returncode == 0, done.stderr
    files = {path for path in Site(place).tree() if "/.git/" not in path and "/.blogcli/" not in path}
    return _RANDOM.sub("", done.stdout), {_RANDOM.sub("", path) for path in files}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, set[str]]:
    """The same in a locale whose encoding is UTF-8."""
    return _told(tmp_path_factory.mktemp("usual") / "a", {"LC_ALL": "C.UTF-8"})


@pytest.mark.parametrize("name", mostly_slow(LOCALES, but=3))
def test_commands_work_in_utf8_in_any_locale(
    name: str, locales: Path, usual: tuple[str, set[str]], tmp_path: Path
) -> None:
    said, files = _told(tmp_path / "a", {"LOCPATH": str(locales), **LOCALES[name]})
    assert (said, files) == usual
    assert "title: Perché\n" in said
    assert "Blög di Perché/città/2026/03/così-è/index.html" in files


def test_what_is_wrong_is_said_in_utf8_in_any_locale(locales: Path, walk: Site) -> None:
    environment = {"LOCPATH": str(locales), **LOCALES["8 bits"]}
    walk.write({"posts/2026/perché/it.md": "---\ntitle: È\ndate: già\n---\nx\n"})
    done = shell("blogcli -C . list", walk.root, **environment)
    assert done.returncode == 1
    assert done.stderr.startswith("blogcli: posts/2026/perché/it.md:3: date 'già' is not")
    done = shell("blogcli show Ünknown; blogcli -C Mönch list", walk.root, **environment)
    assert "there is no post 'Ünknown'" in done.stderr


def test_an_argument_that_is_no_utf8_is_refused_in_any_locale(locales: Path, blog: Site) -> None:
    environment = {"LOCPATH": str(locales), **LOCALES["8 bits"]}
    usual = shell("blogcli new x --body \"$(printf 'perch\\351')\"", blog.root, LC_ALL="C.UTF-8")
    done = shell("blogcli new x --body \"$(printf 'perch\\351')\"", blog.root, **environment)
    assert (done.returncode, done.stderr) == (usual.returncode, usual.stderr)
    assert done.returncode == 2


def test_what_git_says_is_read_in_the_locale_s_encoding(locales: Path, blog: Site) -> None:
    environment = {"LOCPATH": str(locales), **LOCALES["8 bits"]}
    script = """
        git init -q .
        git config user.name Ada
        git config user.email ada@x.example
        printf '#!/bin/sh\\nprintf "\\\\350 vietato\\\\n" >&2; exit 1\\n' >.git/hooks/pre-commit
        chmod +x .git/hooks/pre-commit
        blogcli new "Perché" --body "x" --commit
    """
    done = shell(script, blog.root, **environment)
    assert "written, but not committed: git says: è vietato" in done.stderr
    assert blog.read("posts/2026/perche/it.md").startswith("---\ntitle: Perché\n")
