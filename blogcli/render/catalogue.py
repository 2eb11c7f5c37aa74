"""The interface's words: gettext catalogues (`locale/<tag>.po`), as people edit them. English is in the templates."""

from __future__ import annotations

import re
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CATALOGUES = Path(__file__).parent / "locale"

_FIELD = re.compile(r'^(msgid|msgid_plural|msgstr(?:\[\d\])?) ((?:"(?:[^"\\\n]|\\.)*"\s*)+)', re.MULTILINE)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t"}
_PLURAL = re.compile(r"plural=(.+);")


class Catalogue:
    """What a language says for the English texts of the templates.

    `forms` holds by each text what is said for it: one text, or one for each form of the plural, of which `form_of`
    says the number.
    """

    def __init__(self, forms: dict[str, list[str]], form_of: Callable[[int], int]) -> None:
        self._forms, self._form_of = forms, form_of

    def message(self, text: str) -> str:
        """What the language says for an English text; the text itself where nobody translated it."""
        return self._forms[text][0] if text in self._forms else text

    def plural(self, one: str, many: str, number: int) -> str:
        """The same for a number of things, by the plural rule of the catalogue."""
        if one in self._forms:
            return self._forms[one][self._form_of(number)]
        return one if number == 1 else many


NO_CATALOGUE = Catalogue({}, lambda _number: 0)


def find_catalogue(tags: Iterable[str]) -> Catalogue | None:
    """The catalogue of the first of these languages that has one; None where none has."""
    paths = (CATALOGUES / f"{tag}.po" for tag in tags)
    return next((read_catalogue(path.read_text("utf-8")) for path in paths if path.is_file()), None)


def read_catalogue(text: str) -> Catalogue:
    """A catalogue from the text of its .po file: messages, plurals and escapes, but no contexts and nothing fuzzy.

    Babel's reader does more, and takes 20 ms to import; a test holds the two to one reading.
    """
    forms: dict[str, list[str]] = {}
    strings: list[str] = []
    for field, quoted in _FIELD.findall(text):
        string = _ESCAPE.sub(_unescaped, "".join(_QUOTED.findall(quoted)))
        if field == "msgid":
            strings = forms[string] = []
        elif field != "msgid_plural":
            strings.append(string)
    header = forms.pop("")[0]
    rule = _PLURAL.search(header)
    return Catalogue(forms, c2py(rule[1] if rule else "n != 1"))


def _unescaped(match: re.Match[str]) -> str:
    return _ESCAPED.get(match[1], match[1])
