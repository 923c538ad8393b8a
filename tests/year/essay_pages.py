"""The magazine's pages at a moment, in the theme that it has then (pure)."""

import json
from datetime import datetime
from html import escape

from almanac import PAYWALL_AT, REDESIGNED_AT, ZONE, Essay, Remark

TITLE = "The Vienna Almanac"
NOTE = "This essay is for subscribers. Subscribe now, and read all of our essays wherever you are."


def essay_page(essay: Essay, moment: datetime, base: str) -> str:
    """Return an essay's page: its beginning alone from PAYWALL_AT on."""
    theme = broadsheet if moment >= REDESIGNED_AT else gazette
    return _document(essay, moment, base, theme(essay, moment))


def gazette(essay: Essay, moment: datetime) -> str:
    """Return the body of the page in the theme of the first months."""
    text = essay.shown(moment)
    authors = ", ".join(f'<span class="author">{escape(name)}</span>' for name in text.authors)
    return f"""<body class="single single-post postid-{essay.number}">
<header class="site-header"><a href="/">{TITLE}</a><nav><ul><li><a href="/">Essays</a></li><li><a href="/about/">About
us</a></li></ul></nav></header>
<main class="site-main"><article class="post-{essay.number} post hentry"><header class="entry-header">
<h1 class="entry-title">{escape(text.title)}</h1>
<p class="byline">By {authors} <time class="published" datetime="{_local(essay.published_at)}">\
{_printed(essay.published_at)}</time></p>
<p class="cat"><a href="/category/{essay.category.lower()}/" rel="category tag">{essay.category}</a></p>
<p class="post-views">{essay.views(moment):,} views</p></header>
<div class="entry-content">
{_paragraphs(text.paragraphs)}
</div>{_wall(moment)}</article>
{_comments(essay.comments(moment))}</main>
<footer class="site-footer"><p>© 2024 {TITLE}. All rights reserved.</p></footer></body>"""


def broadsheet(essay: Essay, moment: datetime) -> str:
    """Return the body of the page in the theme since May: other elements, other classes, and a box of its own."""
    text = essay.shown(moment)
    authors = " and ".join(f'<a class="credit__name" href="/by/">{escape(name)}</a>' for name in text.authors)
    return f"""<body class="bs-page">
<div class="bs-top"><a class="bs-logo" href="/">{TITLE}</a><a href="/about/">About us</a></div>
<main class="bs-main"><section class="story" id="story-{essay.number}">
<p class="kicker"><a href="/category/{essay.category.lower()}/">{essay.category}</a></p>
<h1 class="story__headline">{escape(text.title)}</h1>
<div class="credit">{authors}</div>
<div class="dateline"><time datetime="{_local(essay.published_at)}">{_printed(essay.published_at)}</time>
<span class="reads">{essay.views(moment):,} views</span></div>
<div class="story__text">
{_paragraphs(text.paragraphs)}
</div>{_wall(moment)}
<div class="letterbox"><h2>The Sunday letter</h2><p>Sign up for our letter, which comes every Sunday.</p></div>
</section>
{_comments(essay.comments(moment))}</main>
<div class="bs-end"><p>© 2024 {TITLE}. All rights reserved.</p></div></body>"""


def message(heading: str, text: str) -> str:
    """Return a page that is no essay."""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{heading} - {TITLE}</title></head>
<body><h1>{heading}</h1><p>{text}</p></body></html>"""


def _document(essay: Essay, moment: datetime, base: str, body: str) -> str:
    text, url = essay.shown(moment), base + essay.path
    # As a plug-in does that knows the offset of today alone: the same moment, with another offset in summer.
    today = moment.astimezone(ZONE).utcoffset()
    offset = f"{today.seconds // 3600:+03}:00" if today else "+00:00"
    stated = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": text.title,
        "url": url,
        "author": [{"@type": "Person", "name": name} for name in text.authors],
        "datePublished": f"{(essay.published_at + today):%Y-%m-%dT%H:%M:%S}{offset}" if today else "",
        "isAccessibleForFree": moment < PAYWALL_AT,
    }
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{escape(text.title)} - {TITLE}</title>
<link rel="canonical" href="{url}">
<meta property="og:type" content="article"><meta property="og:title" content="{escape(text.title)}">
<meta property="og:site_name" content="{TITLE}">
<script type="application/ld+json">{json.dumps(stated)}</script></head>
{body}</html>
"""


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in texts)


def _wall(moment: datetime) -> str:
    return f'\n<div class="paywall"><p>{NOTE}</p></div>' if moment >= PAYWALL_AT else ""


def _comments(remarks: tuple[Remark, ...]) -> str:
    if not remarks:
        return ""
    items = "\n".join(
        f'<li id="comment-{number}" class="comment"><cite class="fn">{remark.author}</cite>'
        f' <time datetime="{_local(remark.at)}">{_printed(remark.at)}</time>'
        f'<div class="comment-content"><p>{remark.text}</p></div></li>'
        for number, remark in enumerate(remarks, 1)
    )
    counted = f"{len(remarks)} comment{'s' * (len(remarks) != 1)}"
    return f'<section id="comments"><h2>{counted}</h2><ol class="comment-list">\n{items}\n</ol></section>'


def _local(at: datetime) -> str:
    return at.astimezone(ZONE).isoformat(timespec="seconds")


def _printed(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%-d %B %Y, %H:%M}"
