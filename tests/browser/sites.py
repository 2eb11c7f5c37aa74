"""A blog of everything that is hard to show: scripts and directions, long words, deep threads, wide code."""

from __future__ import annotations

from blogcli.content.frontmatter import compose
from blogcli.drift.record import Record
from blogcli.drift.scheme import fingerprint
from tests.support import comment

BLOG_TOML = """\
format = 1
title = "Prove di stampa"
description = "Tutto ciò che mette in difficoltà una pagina"
url = "https://prove.example/"
author = "Ada Bianchi"
languages = ["it", "en", "ar", "ja"]
timezone = "Europe/Rome"

[language.ar]
title = "تجارب الطباعة"

[comments]
close_after_days = 27

[translations]
show_untranslated = true

[feed]
post_comments = true
tagging_entity = "prove.example,2026"
"""

EVERYTHING = """\
---
title: Tutto insieme, e "tra virgolette"
date: 2026-02-01
tags: [prova, "C++", molto lungo davvero]
updated: 2026-02-03
series: Le prove
image: disegno.svg
---
Un capoverso con *enfasi*, **forza**, ~~errori~~, `codice` e una [parola legata](#una-tabella).[^1]

## Una tabella

| nome | valore | una colonna molto larga che non sta su un telefono |
|:-----|-------:|-----------------------------------------------------|
| uno  |      1 | abc |

```python
def lunghissima(argomento_uno, argomento_due, argomento_tre, argomento_quattro, argomento_cinque, altro):
    return "una riga di codice che è più larga di qualunque telefono e anche di molti schermi"  # davvero
```

> Una citazione
> su due righe.

1. primo
2. secondo
   - dentro

- [ ] da fare, con una [parola legata](#una-tabella)
- [x] fatto: https://altrove.example/fatto[^1]

  e raccontato

![Un disegno](disegno.svg)

---

Unaparolasenzafine{long}

[^1]: Una nota,
che ne cita un'altra.[^altra]

[^altra]: | a | b |
    |---|---|
    | 1 |
""".replace("{long}", "x" * 200)

EVERYTHING_TEXT = EVERYTHING.partition("---\n")[2].partition("---\n")[2]

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="400" height="200">'
    '<rect width="40" height="20" fill="#cde"/></svg>'
)


def outdated(title: str, body: str) -> str:
    """A translation made when the original had other words."""
    then = fingerprint("Tutto", "", "Un capoverso.\n")
    record = Record.of("it", "2026-02-02", b"", then, fingerprint(title, "", body))
    return compose({"title": title, "translated_from": record.written()}, body)


def hard_blog() -> dict[str, str | bytes]:
    """The blog's files."""
    tree: dict[str, str | bytes] = {
        "blog.toml": BLOG_TOML,
        "posts/2026/tutto/it.md": EVERYTHING,
        "posts/2026/tutto/disegno.svg": DRAWING,
        "posts/2026/tutto/ar.md": outdated("كل شيء معا", "فقرة أولى بالعربية.\n\n- بند\n"),
        "posts/2026/tutto/ja.md": "---\ntitle: 全部まとめて\ntranslated_from: it\n---\n最初の段落です。\n",
        # Three versions on one page, with the same headings, notes and what has to scroll in each.
        "posts/2026/insieme/it.md": EVERYTHING.replace("date:", "layout: together\ndate:"),
        "posts/2026/insieme/en.md": "---\ntitle: All\ntranslated_from: it\nimage: /altro.svg\n---\n" + EVERYTHING_TEXT,
        "posts/2026/insieme/ar.md": outdated("كل شيء معا", EVERYTHING_TEXT),
        "posts/2026/insieme/disegno.svg": DRAWING,
        "static/altro.svg": DRAWING,
        "comments/insieme/z.md": comment("بدون موافقة", language="ar", author="قارئ"),
        # A guest's answer to the first, and one to that.
        "posts/2026/ospite/en.md": "---\ntitle: A <i>guest</i>\ndate: 2026-02-04\nauthor: Ugo Lo Duca\ntrusted: false\n"
        "in_response_to: tutto\n---\nAll of it, once more.\n",
        "posts/2026/replica/ar.md": "---\ntitle: رد على الضيف\ndate: 2026-02-05\nin_response_to: ospite\n---\nشكرا.\n",
        "posts/2026/lungo/it.md": f"---\ntitle: {'L' * 300}\ndate: 2026-01-02\naliases: [/vecchio.html]\n---\nTesto.\n",
        "posts/chi/it.md": "---\ntitle: Chi siamo\npage: true\n---\nNoi.\n",
        "comments/tutto/z.md": comment("بدون موافقة", language="ar", author="قارئ"),
    }
    for number in range(24):
        name = f"posts/2025/n{number:02}/en.md"
        tree[name] = f"---\ntitle: Note {number}\ndate: 2025-01-{number + 1:02}\ntags: [prova]\n---\nNote {number}.\n"
    parent = ""
    for depth in range(9):
        text = f"Livello {depth}.\n\n- [x] letto\n\n> citato\n\n`codice` e https://esempio.example/{'lungo' * 30}"
        keys = {"reply_to": parent, "by": "author" if depth % 3 == 1 else "", "language": "en" if depth % 2 else "it"}
        author = "N" * 100 if depth == 2 else "Bea"
        tree[f"comments/tutto/c{depth}.md"] = comment(text, author=author, url="https://bea.example/", **keys)
        parent = f"c{depth}"
    return tree
