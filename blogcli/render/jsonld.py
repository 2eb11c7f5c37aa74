"""What search engines are told of a post: schema.org's BlogPosting as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from blogcli.render.escaping import ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from blogcli.plan.pages import PostPage
    from blogcli.plan.parts import Link

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def described(page: PostPage, description: str, image: str, absolute: Callable[[str], str]) -> Markup:
    """The post as JSON that can stand in a script element: nothing in it ends one, whatever a title says.

    `image` is an address in full, or "". A translation names the version it was made from, an original its
    translations: of both only those that are live.
    """
    version, menu = page.entry.version, page.menu
    at = absolute(page.address)
    said: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "BlogPosting",
        "@id": at,
        "url": at,
        "headline": version.title,
        "description": description,
        "inLanguage": version.language,
        "datePublished": version.published and version.published.isoformat(),
        "dateModified": (modified := version.updated or version.published) and modified.isoformat(),
        "author": version.author and {"@type": "Person", "name": version.author},
        "image": image,
        "keywords": [tag.title for tag in page.entry.tags],
        "commentCount": page.entry.comments,
        "isPartOf": {"@type": "Blog", "@id": absolute(menu.home), "name": menu.site_title},
    }
    if version.drift:
        said["translationOfWork"] = page.source and _work(page.source, absolute)
    elif len(page.alternates.links) > 1:
        others = [link for link in page.alternates.links if link.language != version.language]
        said["workTranslation"] = [_work(link, absolute) for link in others]
    return _safe({key: value for key, value in said.items() if value or value == 0})


def _work(link: Link, absolute: Callable[[str], str]) -> dict[str, str]:
    at = absolute(link.address)
    return {"@type": "BlogPosting", "@id": at, "url": at, "headline": link.title, "inLanguage": link.language}


def _safe(said: dict[str, object]) -> Markup:
    # JSON has these three in its texts alone, where an escape stands for them as well.
    text = _ENCODER.encode(said)
    return ready(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))
