"""How well spam is told: precision and recall of the rules over labelled comments, beside a trained classifier.

    python -m tests.bench.spam [--points 10] Youtube01-Psy.csv Youtube04-Eminem.csv Youtube05-Shakira.csv

Each file is CSV with a line of names first: CONTENT is a comment's text, CLASS is 1 for spam and 0 else, AUTHOR, if
there, who wrote it. So are those of the YouTube Spam Collection (T. C. Alberto, J. V. Lochter, T. A. Almeida: TubeSpam,
ICMLA 2015), one file for each video.

Four ways to tell: the rules by the text alone, as `comment add` has them; the rules with the same text elsewhere, where
a person has decided on each comment before the next comes in, as `comment score` has them; and a naive Bayes classifier
that learned from the other files, alone and together with the latter.
"""

from __future__ import annotations

import argparse
import csv
import math
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from blogcli.settings import TABLES
from blogcli.spam.score import Twins, score, twin_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ENOUGH = TABLES["comments"]["spam_score"][1]
LANGUAGES = ("en",)
HEADERS = ("file", "way", "comments", "spam", "found", "wrongly", "precision", "recall")


class Labelled(NamedTuple):
    """A comment, and whether people call it spam."""

    text: str
    author: str
    spam: bool


class Result(NamedTuple):
    """How many comments there were, how many of them spam, how many of these were found, and how many others."""

    comments: int
    spam: int
    found: int
    wrongly: int

    @property
    def precision(self) -> float:
        """Of what was taken for spam, how much is."""
        return self.found / (self.found + self.wrongly) if self.found + self.wrongly else math.nan

    @property
    def recall(self) -> float:
        """Of what is spam, how much was taken for it."""
        return self.found / self.spam if self.spam else math.nan


def read(path: Path) -> list[Labelled]:
    """The comments of a file, in its order."""
    with path.open(encoding="utf-8", newline="") as file:
        lines = (line for line in file if line.strip())
        return [Labelled(row["CONTENT"], row.get("AUTHOR") or "", row["CLASS"] == "1") for row in csv.DictReader(lines)]


def by_text(comments: Sequence[Labelled], enough: int) -> list[bool]:
    """What `comment add` takes for spam."""
    return [score(each.text, author=each.author, languages=LANGUAGES).points >= enough for each in comments]


def with_twins(comments: Sequence[Labelled], enough: int) -> list[bool]:
    """What `comment score` calls spam of each, where it has been decided on all that came before."""
    known: Counter[str] = Counter()
    marked: Counter[str] = Counter()
    told = []
    for each in comments:
        key = twin_key(each.text)
        twins = Twins(known[key], marked[key]) if key else Twins()
        told.append(score(each.text, author=each.author, languages=LANGUAGES, twins=twins).points >= enough)
        known[key] += 1
        marked[key] += each.spam
    return told


class Bayes:
    """Multinomial naive Bayes over words, one added to every count: the least that a trained classifier does."""

    def __init__(self, comments: Iterable[Labelled]) -> None:
        self._words: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
        self._comments: Counter[bool] = Counter()
        for each in comments:
            self._words[each.spam].update(words(each.text))
            self._comments[each.spam] += 1

    def tells(self, text: str) -> bool:
        """Whether spam is the more likely."""
        different = len(self._words[True] | self._words[False])
        weights = {}
        for spam, counts in self._words.items():
            total = counts.total() + different
            weights[spam] = math.log((self._comments[spam] + 1) / (self._comments.total() + 2))
            weights[spam] += sum(math.log((counts[word] + 1) / total) for word in words(text))
        return weights[True] > weights[False]


def words(text: str) -> list[str]:
    """The words of a text."""
    return re.findall(r"\w+", text.casefold())


def judged(comments: Sequence[Labelled], told: Sequence[bool]) -> Result:
    """What was told, beside what people say."""
    found = sum(each.spam and is_told for each, is_told in zip(comments, told, strict=True))
    return Result(len(comments), sum(each.spam for each in comments), found, sum(told) - found)


def measure(files: dict[str, list[Labelled]], enough: int = ENOUGH) -> dict[tuple[str, str], Result]:
    """Every way of telling, over each file and over all of them."""
    results: dict[tuple[str, str], Result] = {}
    for name, comments in files.items():
        rules = with_twins(comments, enough)
        ways = {"text": by_text(comments, enough), "and twins": rules}
        if len(files) > 1:
            bayes = Bayes(each for other, learned in files.items() if other != name for each in learned)
            learned = [bayes.tells(each.text) for each in comments]
            ways |= {"bayes": learned, "both": [one or two for one, two in zip(rules, learned, strict=True)]}
        results |= {(name, way): judged(comments, told) for way, told in ways.items()}
    for way in dict.fromkeys(way for _, way in results):
        of_way = [result for (_, other), result in results.items() if other == way]
        results["all", way] = Result(*map(sum, zip(*of_way, strict=True)))
    return results


def main() -> None:
    """Print the figures as a table, tab-separated."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--points", type=int, default=ENOUGH, help="from how many on a comment is spam")
    options = parser.parse_args()
    files = {path.stem: read(path) for path in options.files}
    print(*HEADERS, sep="\t")
    for (name, way), result in measure(files, options.points).items():
        print(name, way, *result, f"{result.precision:.2f}", f"{result.recall:.2f}", sep="\t")


if __name__ == "__main__":
    main()
