"""Pages as three themes of WordPress write them: classic, of blocks, and a magazine with a builder (pure)."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from made_essays import Essay
    from made_sites import MadeSite

SIGN_UP = '<div class="wp-block-group newsletter-cta"><p>Join twelve thousand readers of our Sunday letter.</p><p>It is free, and you can leave at any time.</p></div>'


def topics(names: tuple[str, ...], kind: str, rel: str) -> str:
    """Return links to the topics of an essay."""
    return ", ".join(
        f'<a href="/{kind}/{name.lower().replace(" ", "-")}/" rel="{rel}">{escape(name)}</a>' for name in names
    )


def author_links(essay: Essay, of_class: str) -> str:
    """Return links to the authors of an essay."""
    return " and ".join(
        f'<a class="{of_class}" href="/author/{name.split()[0].lower()}/" rel="author">{name}</a>'
        for name in essay.authors
    )


def with_box(html: str, box: str, after: int = 2) -> str:
    """Return a text with a box behind one of its first paragraphs."""
    parts = html.split("</p>\n")
    return (
        "</p>\n".join([*parts[:after], box + parts[after], *parts[after + 1 :]])
        if len(parts) > after + 1
        else html + box
    )


def wordpress_classic(site: MadeSite, essay: Essay) -> str:
    """Write a page as the classic themes do, with a plug-in for related posts and one for sharing in the content."""
    related = "".join(
        f'<li class="rp4wp-col"><a href="{site.url(other)}">{other.title}</a></li>'
        for other in site.neighbours(essay)
    )
    local = site.local(essay)
    updated = essay.updated_at.astimezone(site.zone)
    time = f'<time class="entry-date published" datetime="{local.isoformat()}">{local:%d %B %Y}</time>'
    if updated != local:
        time += f'<time class="updated" datetime="{updated.isoformat()}">{updated:%d %B %Y}</time>'
    return f"""<!doctype html><html lang="en"><head><title>{essay.title} - The Classic Review</title>
<meta property="og:title" content="{essay.title} - The Classic Review"></head>
<body class="post-template-default single single-post postid-{100 + essay.number} single-format-standard">
<header id="masthead" class="site-header"><p class="site-title"><a href="/">The Classic Review</a></p>
<nav class="main-navigation"><a href="/about/">About</a> <a href="/category/economy/">Economy</a></nav></header>
<div id="primary"><main id="main"><article id="post-{100 + essay.number}" class="post-{100 + essay.number} post type-post hentry">
<header class="entry-header"><h1 class="entry-title">{essay.title}</h1>
<div class="entry-meta"><span class="posted-on">Posted on <a href="{site.url(essay)}">{time}</a></span>
<span class="byline"> by <span class="author vcard">{author_links(essay, "url fn n")}</span></span></div></header>
<div class="entry-content">{with_box(essay.html, SIGN_UP)}
<div class="sharedaddy"><h3>Share this</h3><a href="#">Post</a> <a href="#">Print</a></div>
<div class="rp4wp-related-posts"><h3>You may also like</h3><ul>{related}</ul></div>
<div class="saboxplugin-wrap"><p>{essay.authors[0]} is a contributor to the Classic Review and lives by the sea.</p></div></div>
<footer class="entry-footer"><span class="cat-links">Posted in {topics(essay.categories, "category", "category tag")}</span>
<span class="tags-links">Tagged {topics(essay.tags, "tag", "tag")}</span></footer></article>
<div id="comments"><h2>2 thoughts</h2><ol class="comment-list"><li id="comment-1"><p>I walked there as a child, and it was never as calm as
the essay says.</p></li><li id="comment-2"><p>Thank you for this. The numbers of the second part are from 2019, though.</p></li></ol></div>
</main></div><aside id="secondary" class="widget-area"><h2>Recent Posts</h2><ul>{related}</ul></aside></body></html>"""


def block_theme(site: MadeSite, essay: Essay) -> str:
    """Write a page as a theme of blocks does: authors and dates are blocks, a pattern asks for letters amid the text."""
    local = site.local(essay)
    cards = "".join(
        f'<li class="wp-block-post"><h3 class="wp-block-post-title"><a href="{site.url(other)}">{other.title}</a></h3>'
        f'<div class="wp-block-post-date"><time datetime="{site.local(other).isoformat()}">{site.local(other):%d.%m.%Y}</time></div></li>'
        for other in site.neighbours(essay)
    )
    return f"""<!doctype html><html lang="en-GB"><head><title>{essay.title} | Block Quarterly</title></head>
<body class="wp-singular post-template-default single single-post postid-{100 + essay.number}"><div class="wp-site-blocks">
<header class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">Block Quarterly</a></p>
<nav class="wp-block-navigation"><a href="/essays/">Essays</a><a href="/about/">About</a></nav></div></header>
<main class="wp-block-group is-layout-flow"><div class="wp-block-group has-global-padding">
<h1 class="wp-block-post-title has-x-large-font-size">{essay.title}</h1>
<div class="wp-block-group is-layout-flex"><div class="wp-block-post-author-name">{", ".join(essay.authors)}</div>
<div class="wp-block-post-date"><time datetime="{local.isoformat()}">{local:%d.%m.%Y}</time></div>
<div class="taxonomy-category wp-block-post-terms">{topics(essay.categories, "category", "tag")}</div></div></div>
<div class="entry-content wp-block-post-content is-layout-constrained">{with_box(essay.html, SIGN_UP, 1)}</div>
<div class="wp-block-group"><div class="taxonomy-post_tag wp-block-post-terms">{topics(essay.tags, "tag", "tag")}</div></div>
<h2 class="wp-block-heading">More essays</h2><ul class="wp-block-post-template">{cards}</ul></main>
<footer class="wp-block-template-part"><p>Printed in the north. All rights reserved.</p></footer></div></body></html>"""


def magazine_theme(site: MadeSite, essay: Essay) -> str:
    """Write a page as a magazine's theme does: the day in American order, ratings, counters, an author's box, a reading list."""
    local = site.local(essay)
    cards = "".join(
        f'<div class="p-wrap p-list" data-pid="{other.number}"><h4 class="entry-title"><a class="p-url" href="{site.url(other)}">{other.title}</a></h4>'
        f'<div class="p-meta"><span class="meta-author"><a href="/author/x/">{other.authors[0]}</a></span></div></div>'
        for other in site.neighbours(essay)
    )
    names = ", ".join(
        f'<a class="meta-author-url meta-author" href="/author/x/">{name}</a>' for name in essay.authors
    )
    return f"""<!doctype html><html lang="en-US"><head><title>{essay.title} - Geo Lantern</title></head>
<body class="post-template-default single single-post postid-{essay.number} is-hd-1"><div class="site-outer">
<div id="site-header" class="header-wrap"><a class="logo" href="/">Geo Lantern</a><div class="notification">{cards}</div></div>
<div class="site-wrap"><div class="single-standard-8 is-sidebar-right"><article class="post-{essay.number} post type-post">
<header class="single-header"><div class="s-cats"><div class="p-categories">{topics(essay.categories, "category", "category")}</div></div>
<h1 class="s-title fw-headline">{essay.title}</h1><h2 class="s-tagline">{essay.deck}</h2>
<div class="single-meta"><div class="smeta-in"><div class="smeta-sec"><div class="smeta-bottom meta-text">
<time class="updated-date" datetime="{essay.updated_at.astimezone(site.zone).isoformat()}">Last updated: {essay.updated_at.astimezone(site.zone):%B %d, %Y %I:%M %p}</time></div>
<div class="p-meta"><div class="meta-inner is-meta"><div class="meta-el meta-author">By {names}</div>
<div class="meta-el meta-date">Published {local:%m/%d/%Y}</div><span class="meta-el meta-view">{essay.number * 37 + 12} Views</span></div></div></div></div></div></header>
<div class="s-ct"><div class="s-ct-inner"><div class="e-ct-outer"><div class="entry-content rbct">
<div class="ruby-table-contents"><div class="toc-header">Contents</div><a href="#a">First</a><a href="#b">Second</a></div>
{with_box(essay.html, '<div class="related-sec"><div class="block-h">You might like</div>' + cards + "</div>")}</div>
<div class="efoot"><div class="efoot-bar tag-bar">TAGGED: {topics(essay.tags, "tag", "tag")}</div></div></div></div></div>
<div class="usr-holder entry-sec"><div class="ubox"><div class="nice-name">{essay.authors[0]}</div><div class="ubio">Writes on maps and money for the Lantern.</div></div></div>
</article><aside class="sidebar-wrap">{cards}</aside></div></div></div></body></html>"""
