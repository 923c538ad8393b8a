"""Pages as other systems, static generators and people write them (pure)."""

from __future__ import annotations

import json
import random
from html import escape
from typing import TYPE_CHECKING

from made_wordpress_pages import with_box

if TYPE_CHECKING:
    from made_essays import Essay
    from made_sites import MadeSite


def _links(site: MadeSite, essay: Essay, item: str) -> str:
    return "".join(item.format(url=site.url(other), title=other.title) for other in site.neighbours(essay))


def ghost(site: MadeSite, essay: Essay) -> str:
    """Write a page as Ghost's own theme does: a tag above the title, cards of the editor, a call for members."""
    feed = _links(site, essay, '<article class="gh-card post"><a class="gh-card-link" href="{url}"><h3 class="gh-card-title">{title}</h3></a></article>')  # fmt: skip
    names = ", ".join(f'<a href="/author/{name.split()[0].lower()}/">{name}</a>' for name in essay.authors)
    card = '<div class="kg-card kg-cta-card kg-signup-card"><p>Become a member. Members read the archive and the Friday notes.</p></div>'
    return f"""<!doctype html><html lang="en"><head><title>{essay.title}</title><meta name="generator" content="Ghost 5.80">
<meta property="article:published_time" content="{essay.published_at:%Y-%m-%dT%H:%M:%S}.000Z"></head>
<body class="post-template tag-{essay.categories[0].lower()}"><div class="gh-viewport"><header id="gh-navigation" class="gh-navigation"><a href="/">Hollow Bell</a></header>
<main class="gh-main"><article class="gh-article post tag-x"><header class="gh-article-header gh-canvas">
<a class="gh-article-tag" href="/tag/{essay.categories[0].lower()}/">{essay.categories[0]}</a><h1 class="gh-article-title is-title">{essay.title}</h1>
<p class="gh-article-excerpt is-body">{essay.deck}</p><div class="gh-article-meta"><div class="gh-article-author-image"></div>
<div class="gh-article-meta-wrapper"><h4 class="gh-article-author-name">{names}</h4><div class="gh-article-meta-content">
<time class="gh-article-meta-date" datetime="{essay.published_at:%Y-%m-%d}">{essay.published_at:%d %b %Y}</time>
<span class="gh-article-meta-length"><span class="bull">—</span> {essay.number % 9 + 2} min read</span></div></div></div></header>
<section class="gh-content gh-canvas is-body">{with_box(essay.html, card)}</section></article>
<section class="gh-comments"><h2>Comments</h2></section></main><section class="gh-container"><h2 class="gh-container-title">Read more</h2><div class="gh-feed">{feed}</div></section>
<footer class="gh-footer">Powered by Ghost</footer></div></body></html>"""


def newsletter(site: MadeSite, essay: Essay) -> str:
    """Write a page as a platform for letters does: names of classes with a hash, buttons to subscribe within the text."""
    local = site.local(essay)
    names = " and ".join(
        f'<a class="link-LIBpto" href="/@{name.split()[0].lower()}">{name}</a>' for name in essay.authors
    )
    more = _links(site, essay, '<div class="container-H2dyKk" role="article"><a data-testid="post-preview-title" class="pencraft frontend-pencraft-Text-module__reset--dW0zZ" href="{url}">{title}</a></div>')  # fmt: skip
    form = '<div class="subscription-widget-wrap-editor"><div class="preamble"><p>This letter is free. Subscribe to have it in your mail.</p></div><form class="subscription-widget-subscribe"><input type="email"><button>Subscribe</button></form></div>'  # fmt: skip
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} - by {essay.authors[0]} - Slow Currents</title>
<meta property="og:description" content="{escape(essay.deck)}"></head><body><div id="entry"><div id="main" class="main typography use-theme-bg">
<div class="main-menu"><a href="/">Slow Currents</a><a href="/archive">Archive</a></div><div class="single-post-container"><div class="single-post"><article class="typography newsletter-post post">
<div class="post-header" role="region"><h1 dir="auto" class="post-title published title-X77sOw">{essay.title}</h1><h3 dir="auto" class="subtitle subtitle-HEEcLo">{essay.deck}</h3>
<div class="byline-wrapper byline-wrapper-kyZPL2"><div class="pencraft profile-hover-card-target">{names}</div>
<div class="pencraft meta-EgzBVA">{local:%b %d, %Y}</div></div><div class="post-ufi"><a class="like-button">{essay.number % 60}</a></div></div>
<div class="visibility-check"></div><div><div class="available-content"><div dir="auto" class="body markup">{with_box(essay.html, form)}</div></div></div>
<div class="post-footer"><a>Share</a></div></article></div></div>
<div class="comments-page"><h4>Discussion about this post</h4><div class="comment-body"><p>I had to read this one twice. The part on the ferry is splendid.</p></div></div>
<div class="portable-archive">{more}</div></div></div></body></html>"""


def drupal(site: MadeSite, essay: Essay) -> str:
    """Write a page as Drupal does: fields in fields, the day and the hour in a line of its own, nothing in the head."""
    local = site.local(essay)
    tags = "".join(
        f'<div class="field__item"><a href="/tags/{name.lower()}" hreflang="en">{name}</a></div>'
        for name in essay.tags
    )
    views = _links(
        site, essay, '<div class="views-row"><span class="field-content"><a href="{url}">{title}</a></span></div>'
    )
    return f"""<!doctype html><html lang="en" dir="ltr"><head><meta name="Generator" content="Drupal 10"><title>{essay.title} | Institute of Slow Affairs</title></head>
<body class="layout-two-sidebars path-node page-node-type-article"><div class="dialog-off-canvas-main-canvas"><header class="header" role="banner"><div class="site-branding__name"><a href="/">Institute of Slow Affairs</a></div></header>
<main role="main"><div class="region region-content"><div id="block-title" class="block block-core block-page-title-block"><h1 class="page-title"><span class="field field--name-title field--type-string">{essay.title}</span></h1></div>
<div id="block-content" class="block block-system"><article data-history-node-id="{essay.number}" class="node node--type-article node--view-mode-full">
<footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><span class="username">{"; ".join(essay.authors)}</span></span> on <span class="field field--name-created">{local:%a, %d/%m/%Y - %H:%M}</span></div></footer>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">{essay.html}</div>
<div class="field field--name-field-donate"><div class="field__label">Support the Institute</div><p>Our work is paid for by those who read it, and by nobody else at all.</p></div>
<div class="field field--name-field-tags field--label-above clearfix"><h3 class="field__label">Tags</h3><div class="links field__items">{tags}</div></div>
<section class="field comment-wrapper"><h2 class="title">Add new comment</h2><form><textarea></textarea></form></section></div></article></div></div></main>
<aside class="region-sidebar-second"><div class="views-element-container block"><h2>Recent content</h2>{views}</div></aside></div></body></html>"""


def hugo(site: MadeSite, essay: Essay) -> str:
    """Write a page as a static generator does: lines of facts parted by dots, a table of contents, tags in a footer."""
    tags = "".join(f'<li><a href="/tags/{name.lower()}/">{name}</a></li>' for name in essay.tags)
    local = site.local(essay)
    return f"""<!doctype html><html lang="en" dir="auto"><head><meta name="generator" content="Hugo 0.125"><title>{essay.title} | Fjord Notes</title></head>
<body class="" id="top"><header class="header"><nav class="nav"><div class="logo"><a href="/">Fjord Notes</a></div><ul id="menu"><li><a href="/posts/">Posts</a></li></ul></nav></header>
<main class="main"><article class="post-single"><header class="post-header"><div class="breadcrumbs"><a href="/">Home</a>&nbsp;»&nbsp;<a href="/posts/">Posts</a></div>
<h1 class="post-title entry-hint-parent">{essay.title}</h1><div class="post-description">{essay.deck}</div>
<div class="post-meta"><span title="{local.isoformat()}">{local:%B %d, %Y}</span>&nbsp;·&nbsp;{essay.number % 7 + 3} min&nbsp;·&nbsp;<span>{essay.authors[0]}</span></div></header>
<div class="toc"><details><summary><span class="details">Table of Contents</span></summary><div class="inner"><ul><li><a href="#one">One</a></li></ul></div></details></div>
<div class="post-content">{essay.html}<p class="support-line">If this was worth your time, buy me a coffee at the harbour kiosk.</p></div>
<footer class="post-footer"><ul class="post-tags">{tags}</ul><nav class="paginav">{_links(site, essay, '<a class="next" href="{url}"><span class="title">Next »</span><br><span>{title}</span></a>')}</nav></footer></article></main>
<footer class="footer"><span>© 2026 Fjord Notes</span></footer></body></html>"""


def jekyll(site: MadeSite, essay: Essay) -> str:
    """Write a page as an old static blog does: hardly a class, the author in italics below the text."""
    local = site.local(essay)
    others = _links(site, essay, '<li><a href="{url}">{title}</a></li>')
    return f"""<!doctype html><html><head><meta charset="utf-8"><title>{essay.title}</title></head><body><div class="wrap"><header><a class="brand" href="/">A Plain Ledger</a></header>
<div class="page"><div class="post"><h1>{essay.title}</h1><p class="when">{local:%d %b %Y}</p>
{essay.html}
<p class="signed"><em>{essay.authors[0]}</em></p></div>
<div class="pager"><h3>Elsewhere in the ledger</h3><ul>{others}</ul></div></div><footer><p>Set in Georgia. No cookies, no counters.</p></footer></div></body></html>"""


def tables(site: MadeSite, essay: Essay) -> str:
    """Write a page as people did by hand: tables, fonts, a date in words of its own, no classes at all."""
    local = site.local(essay)
    months = "I II III IV V VI VII VIII IX X XI XII".split()
    text = "<br><br>\n".join(text for _, text in essay.blocks)
    others = _links(site, essay, '<a href="{url}">{title}</a><br>')
    return f"""<html><head><title>Notatki z Wisly</title></head><body bgcolor="#ffffff"><table width="760" align="center"><tr><td colspan="2"><font size="5">Notatki z Wisly</font></td></tr>
<tr><td width="160" valign="top"><a href="/index.htm">Home</a><br><a href="/texts/list.htm">Texts</a><br>{others}</td>
<td valign="top"><font size="4"><b>{essay.title}</b></font><br><i>by {" and ".join(essay.authors)}</i><br><font size="1" color="gray">{local.day} {months[local.month - 1]} {local.year}</font><hr>
<div align="justify">{text}</div><hr><font size="1">Copying allowed with the name of the author. Best seen at 1024 x 768.</font></td></tr></table></body></html>"""


def react(site: MadeSite, essay: Essay) -> str:
    """Write a page as React renders it: classes of CSS in JavaScript that differ from build to build, test ids, state."""
    drawn = random.Random(essay.number // 30)
    local = site.local(essay)

    def css() -> str:
        return f"css-{drawn.getrandbits(28):07x}"

    names = "".join(f'<a class="{css()} e1xkq0p{n}" href="/authors/{name.split()[0].lower()}"><span>{name}</span></a>' for n, name in enumerate(essay.authors))  # fmt: skip
    tags = "".join(f'<a class="{css()}" href="/topics/{name.lower()}">{name}</a>' for name in essay.tags)
    cards = _links(site, essay, '<li class="sc-bdVaJa hQfRkT"><a href="{url}"><h3>{title}</h3></a></li>')
    text = with_box(essay.html, f'<div class="{css()}" data-testid="inline-newsletter"><p>Our editors write to you twice a week.</p><p>No noise, one idea.</p></div>')  # fmt: skip
    state = json.dumps({"id": essay.number, "kind": "article"})
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} | Tidewater</title></head><body><div id="root"><div class="{css()}">
<header class="{css()}"><a href="/" class="{css()}">Tidewater</a></header><main class="{css()}"><article class="{css()}"><div class="{css()}" data-testid="headline-block">
<h1 class="{css()} e1h9rw200">{essay.title}</h1><p class="{css()}">{essay.deck}</p></div><div class="{css()}"><div class="{css()}" data-testid="byline">By {names}</div>
<div class="{css()}"><span class="{css()}">{local:%B %d, %Y at %H:%M}</span></div></div><div class="{css()}" data-testid="article-body">{text}</div>
<div class="{css()}" data-testid="topics">{tags}</div></article><aside class="{css()}"><h2>Most read</h2><ol>{cards}</ol></aside></main>
<footer class="{css()}">Tidewater Media</footer></div></div><script id="__STATE__" type="application/json">{state}</script></body></html>"""
