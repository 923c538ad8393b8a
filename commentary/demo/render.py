"""Renders a Blog's pages as the Foxiz theme does, from templates/ (pure)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from commentary.demo.blocks import text_of_markup
from commentary.demo.blog import Blog, Listing
from commentary.demo.posts import Post, PostComment
from commentary.demo.site_texts import SITE_TITLE, TAGLINE, TIMEZONE, Term, authors, categories, tag

MENU = ("Geopolitics", "Security", "Commentary", "Economy", "Regions")
MAX_RELATED_POSTS = 5


def _iso(at: datetime) -> str:
    return at.astimezone(TIMEZONE).isoformat(timespec="seconds")


def _day(at: datetime) -> str:
    here = at.astimezone(TIMEZONE)
    return f"{here:%B} {here.day}, {here.year}"


def _minute(at: datetime, join: str = " ") -> str:
    here = at.astimezone(TIMEZONE)
    return f"{_day(at)}{join}{here.hour % 12 or 12}:{here:%M} {'am' if here.hour < 12 else 'pm'}"


def _html(markup: str) -> Markup:
    return Markup(markup)  # noqa: S704 - the demo's own texts, written to be HTML


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("commentary.demo"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        # A misspelt name in a template is an error and not an empty string.
        undefined=StrictUndefined,
    )
    environment.filters |= {"iso": _iso, "day": _day, "minute": _minute, "html": _html, "plain": text_of_markup}
    environment.globals |= {
        "site_title": SITE_TITLE,
        "tagline": TAGLINE,
        "categories": categories(),
        "authors": authors(),
        "tag": tag,
        "MENU": MENU,
    }
    return environment


TEMPLATES = _environment()


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one Blog as HTML."""

    blog: Blog

    def article(self, post: Post, number: int = 1) -> str:
        """Return one page of a post."""
        older, newer = self.blog.neighbours(post)
        return self._page(
            "article.html",
            post=post,
            number=number,
            blocks=post.pages[number - 1],
            threads=_threads(post.comments),
            trail=self._trail(post),
            older=older,
            newer=newer,
            related=self._related(post),
            canonical=self.blog.url(post.path if number == 1 else f"{post.path}{number}/"),
            data=self._json_ld(post),
        )

    def listing(self, listing: Listing, number: int, *, endless: bool = False) -> str:
        """Return one page of a listing; with `endless` every page links to a next one."""
        query = f"?s={listing.heading.partition(': ')[2]}" if listing.kind == "search" else ""
        shown = min(number, listing.pages)
        return self._page(
            "listing.html",
            listing=listing,
            number=number,
            page_cards=listing.page(shown),
            query=query,
            last=number + 1 if endless else listing.pages,
        )

    def message(self, kind: str, heading: str, text: str) -> str:
        """Return a page with a heading and one sentence: an error page, or one of the site's fixed pages."""
        return self._page("message.html", kind=kind, heading=heading, text=text)

    def without_theme(self, name: str, **values: object) -> str:
        """Return a page that has no header, sidebar and footer: login, consent, challenge, amp."""
        return TEMPLATES.get_template(f"{name}.html").render(base=self.blog.base, **values)

    def _page(self, template: str, **values: Any) -> str:
        return TEMPLATES.get_template(template).render(
            blog=self.blog, base=self.blog.base, chrome=self._chrome, **values
        )

    @cached_property
    def _chrome(self) -> Mapping[str, Markup]:
        """Header, sidebar and footer, which are the same on every page of a day."""
        latest = {name: self.blog.in_category(categories()[name])[:5] for name in MENU}
        # They are two thirds of a page, so they are rendered once a day.
        parts = {}
        for part in ("header", "sidebar", "footer"):
            template = TEMPLATES.get_template(f"chrome/{part}.html")
            parts[part] = _html(template.render(blog=self.blog, base=self.blog.base, latest=latest))
        return parts

    def _related(self, post: Post) -> tuple[Post, ...]:
        others = (p for p in self.blog.posts if p.id != post.id and set(p.categories) & set(post.categories))
        return tuple(p for _, p in zip(range(MAX_RELATED_POSTS), others, strict=False))

    def _trail(self, post: Post) -> list[tuple[str, str]]:
        """Return the breadcrumb's names and paths: the site, Blog, then the last category after its parents."""
        term: Term | None = categories()[post.categories[-1]]
        terms: list[Term] = []
        while term:
            terms.insert(0, term)
            term = categories()[term.parent] if term.parent else None
        return [(SITE_TITLE, "/"), ("Blog", "/blog/"), *((term.name, term.path) for term in terms)]

    def _json_ld(self, post: Post) -> Markup:
        people = [
            {"@type": "Person", "name": name, "url": self.blog.url(authors()[name].path)} for name in post.authors
        ]
        home = self.blog.url("/")
        graph: list[dict[str, Any]] = [
            {"@context": "https://schema.org", "@type": "Organization", "legalName": SITE_TITLE, "url": home},
            {"@context": "https://schema.org", "@type": "WebSite", "@id": f"{home}#website", "headline": SITE_TITLE},
            {
                "@context": "https://schema.org",
                "@type": "Article",
                "headline": post.title_html,
                "mainEntityOfPage": {"@type": "WebPage", "@id": self.blog.url(post.path)},
                "publisher": {"@type": "Organization", "name": SITE_TITLE, "url": home},
                "image": {"@type": "ImageObject", "url": self.image(post), "width": "1200", "height": "675"},
                "commentCount": len(post.comments),
                "datePublished": _iso(post.published_at),
                "dateModified": _iso(post.updated_at),
                "author": people[0] if len(people) == 1 else people,
                # The theme leaves category names HTML-escaped.
                "articleSection": [name.replace("&", "&amp;") for name in post.categories],
            },
        ]
        # PHP escapes slashes, so that a title cannot close the script element.
        scripts = (json.dumps(thing, ensure_ascii=False).replace("/", "\\/") for thing in graph)
        return _html("\n".join(f'<script type="application/ld+json">{script}</script>' for script in scripts))

    def image(self, post: Post) -> str:
        """Return the URL of a post's picture."""
        return self.blog.url(f"/wp-content/uploads/{post.published_at.astimezone(TIMEZONE):%Y/%m}/{post.id}.png")


def _threads(comments: tuple[PostComment, ...]) -> list[tuple[PostComment, list[Any]]]:
    """Return the comments as a tree: each with its replies."""
    replies: dict[int | None, list[tuple[PostComment, list[Any]]]] = {None: []}
    for comment in comments:
        replies[comment.id] = []
        replies[comment.parent].append((comment, replies[comment.id]))
    return replies[None]
