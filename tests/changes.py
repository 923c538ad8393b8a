"""Changes of a page that a reader does not see, or that lie beside the article; each takes HTML and returns it."""

import re
from dataclasses import fields

from extract.article import Article

TAG = re.compile(r"<(/?)([a-z][a-z0-9-]*)((?:\s+[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?)*)(\s*/?)>")
ATTRIBUTE = re.compile(r"[\w:-]+(?:=(?:\"[^\"]*\"|'[^']*'))?")
SCRIPTS = re.compile(r"(<(?:script|style|pre)\b.*?</(?:script|style|pre)>)", re.DOTALL)
HEAD_LINE = re.compile(r"(?m)^<(?:meta|link|title|style)\b.*(?:>|</title>|</style>)$")

COOKIES = """<div class="cc-window cc-banner" role="dialog" aria-label="cookieconsent">
<span>This website uses cookies to ensure you get the best experience.</span><a href="/cookies">Learn more</a>
<button class="cc-btn">Got it!</button></div>"""
RELATED = """<aside class="related-articles"><h3>You might also like</h3><ul>
<li><a href="/one/">The price of rope</a></li><li><a href="/two/">A winter without herring</a></li></ul></aside>"""
SCRIPT = "<script>window.dataLayer = window.dataLayer || []; function gtag() { dataLayer.push('<p>x</p>'); }</script>"


def outside_scripts(change, html):
    parts = SCRIPTS.split(html)
    return "".join(part if place % 2 else change(part) for place, part in enumerate(parts))


def with_attributes_reversed(html):
    def reverse(match):
        end, tag, attributes, rest = match.groups()
        return f"<{end}{tag}{''.join(' ' + one for one in reversed(ATTRIBUTE.findall(attributes)))}{rest}>"

    return outside_scripts(lambda part: TAG.sub(reverse, part), html)


def with_more_white_space(html):
    return outside_scripts(lambda part: re.sub(r">\s+<", ">\n\n \t  \n<", part), html)


def with_upper_case_tags(html):
    return outside_scripts(
        lambda part: TAG.sub(lambda one: f"<{one[1]}{one[2].upper()}{one[3]}{one[4]}>", part), html
    )


def with_scripts(html):
    return re.sub(r"</p>(?=\s*<p>)|(?=</body>)|(?=</head>)", rf"\g<0>{SCRIPT}", html)


def with_a_cookie_bar_first(html):
    return re.sub(r"<body\b[^>]*>", lambda body: body.group() + COOKIES, html, count=1)


def with_a_cookie_bar_last(html):
    return html.replace("</body>", f"{COOKIES}</body>")


def with_a_related_box(html):
    return re.sub(r"(?=<footer\b|</body>)", RELATED, html, count=1)


def with_the_head_reversed(html):
    head, end, rest = html.partition("</head>")
    lines = HEAD_LINE.findall(head)[::-1]
    return HEAD_LINE.sub(lambda _: lines.pop(0), head) + end + rest


UNSEEN = [with_attributes_reversed, with_more_white_space, with_upper_case_tags, with_scripts, with_the_head_reversed]
CHANGES = [*UNSEEN, with_a_cookie_bar_first, with_a_cookie_bar_last, with_a_related_box]


def contents(article):
    """Return all that an article says; how sure it is may change with what stands around it."""
    found = {one.name: getattr(article, one.name) for one in fields(Article) if one.name not in {"url", "confidence"}}
    return found | {"body_html": "".join(article.body_html.split())}
