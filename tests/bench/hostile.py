"""What texts cost that are made to cost much, and a conversation of 10,000 comments.

    python -m tests.bench.hostile

CPU seconds for each kind of text at 16, 32 and 64 KiB, as a comment and as a guest's post, the dearest first; then for
a render of the conversation, in threads 500 deep, with the most memory that its process held.
"""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from blogcli.markup import markdown
from blogcli.markup.sanitize import clean_post, comment_html
from tests.hostile.heavy import heavy_texts, long_talk
from tests.support import Site

if TYPE_CHECKING:
    from collections.abc import Callable

SIZES = (16 * 1024, 32 * 1024, 64 * 1024)


def guest_html(text: str) -> str:
    """A guest's post as its page has it."""
    return clean_post(markdown.render(text, raw_html=False).html)


def measure(read: Callable[[str], str]) -> dict[str, list[float]]:
    """CPU seconds by kind of text, for each size."""
    taken: dict[str, list[float]] = {}
    for size in SIZES:
        for name, text in heavy_texts(size):
            start = time.process_time()
            read(text)
            taken.setdefault(name, []).append(time.process_time() - start)
    return taken


def main() -> None:
    """Print the figures."""
    for kind, read in {"comment": comment_html, "guest's post": guest_html}.items():
        for name, seconds in sorted(measure(read).items(), key=lambda item: -item[1][-1])[:8]:
            print(f"{kind}, {name}: {', '.join(f'{each:.3f}' for each in seconds)} s")
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder))
        site.write(long_talk(10_000, 500))
        start = time.process_time()
        site.ok("render", "--jobs", "1")
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"10,000 comments: {time.process_time() - start:.2f} s, {most} MiB")


if __name__ == "__main__":
    main()
