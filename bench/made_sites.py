"""Ten sites of ten mark-ups with the same kind of essays, to measure what is learned of them (pure).

essays | pages as the program or person behind the site writes them | lists: REST interface, full-text feed

Each page has what surrounds a text: menus, related articles, a sign-up amid the text, a box about the author,
comments.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from zoneinfo import ZoneInfo

import made_pages
import made_wordpress_pages
from extract.page import Page
from made_essays import Essay, make_essays

FETCHED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Design:
    """How a site writes its pages: `path` and `page` give an essay's URL and HTML.

    `others` are paths that are no articles, `fields` what its pages show; `rest` and `feed` tell what it
    offers, the feed so many of the newest entries.
    """

    name: str
    zone: str
    path: Callable[[Essay], str]
    page: Callable[["MadeSite", Essay], str]
    others: tuple[str, ...]
    rest: bool = False
    feed: bool = False
    fields: frozenset[str] = frozenset({"title", "authors", "published_at", "categories", "tags", "body"})
    several_authors: float = 0.15
    entries: int = 1000


@dataclass(frozen=True, kw_only=True)
class MadeSite:
    """A generated site."""

    design: Design
    essays: Sequence[Essay]
    host: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "host", f"{self.design.name}.example")

    @property
    def zone(self) -> ZoneInfo:
        """The site's zone, in which it prints times."""
        return ZoneInfo(self.design.zone)

    def url(self, essay: Essay) -> str:
        """Return the URL of an essay."""
        return f"https://{self.host}{self.design.path(essay)}"

    def local(self, essay: Essay) -> datetime:
        """Return when an essay was published, on the site's clock."""
        return essay.published_at.astimezone(self.zone)

    def pages(self) -> list[Page]:
        """Return the page of each essay."""
        return [
            _page(self.url(essay), self.design.page(self, essay), "text/html; charset=utf-8") for essay in self.essays
        ]

    def lists(self) -> list[Page]:
        """Return the responses in which the site itself lists whole articles."""
        found = []
        if self.design.rest:
            url = f"https://{self.host}/wp-json/wp/v2/posts?per_page=100&_embed=1"
            found.append(_page(url, json.dumps([self._post(essay) for essay in self.essays]), "application/json"))
        if self.design.feed:
            found.append(_page(f"https://{self.host}/feed/", self._feed(), "application/rss+xml"))
        return found

    def not_articles(self) -> list[str]:
        """Return URLs of the site that are no articles."""
        return [f"https://{self.host}{path}" for path in self.design.others]

    def neighbours(self, essay: Essay) -> list[Essay]:
        """Return other essays, as a box of related ones names them."""
        return random.Random(essay.number).sample([each for each in self.essays if each is not essay], 3)

    def _post(self, essay: Essay) -> dict[str, object]:
        terms = [
            [{"taxonomy": "category", "name": escape(name)} for name in essay.categories],
            [{"taxonomy": "post_tag", "name": escape(name)} for name in essay.tags],
        ]
        return {
            "id": 100 + essay.number,
            "link": self.url(essay),
            "date_gmt": f"{essay.published_at:%Y-%m-%dT%H:%M:%S}",
            "modified_gmt": f"{essay.updated_at:%Y-%m-%dT%H:%M:%S}",
            "title": {"rendered": escape(essay.title)},
            "content": {"rendered": essay.html, "protected": False},
            "_embedded": {"author": [{"name": name} for name in essay.authors], "wp:term": terms},
        }

    def _feed(self) -> str:
        items = "".join(
            f"<item><title>{escape(essay.title)}</title><link>{self.url(essay)}</link>"
            f"{''.join(f'<dc:creator>{name}</dc:creator>' for name in essay.authors)}"
            f"<pubDate>{format_datetime(essay.published_at)}</pubDate>"
            f"<content:encoded><![CDATA[{essay.html}]]></content:encoded></item>"
            for essay in self.essays[: self.design.entries]
        )
        spaces = (
            'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        )
        return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel>{items}</channel></rss>'


def _page(url: str, text: str, content_type: str) -> Page:
    return Page(url=url, fetched_at=FETCHED_AT, content_type=content_type, body=text.encode())


def _dated(essay: Essay, zone: str = "UTC") -> str:
    return f"{essay.published_at.astimezone(ZoneInfo(zone)):%Y/%m}"


DESIGNS: Mapping[str, Design] = {
    design.name: design
    for design in (
        Design(
            name="wordpress-classic",
            zone="Europe/Istanbul",
            path=lambda essay: f"/{_dated(essay, 'Europe/Istanbul')}/{essay.slug}/",
            page=made_wordpress_pages.wordpress_classic,
            others=(
                "/about/",
                "/category/economy/",
                "/tag/ports/",
                "/2026/02/",
                "/2026/",
                "/page/2/",
                "/author/ada/",
            ),
            rest=True,
            feed=True,
        ),
        Design(
            name="block-theme",
            zone="Europe/Berlin",
            path=lambda essay: f"/essays/{essay.slug}/",
            page=made_wordpress_pages.block_theme,
            others=("/about/", "/essays/", "/essays/page/2/", "/category/economy/", "/tag/ports/"),
            rest=True,
        ),
        Design(
            name="magazine-theme",
            zone="America/New_York",
            path=lambda essay: f"/{essay.slug}/",
            page=made_wordpress_pages.magazine_theme,
            others=("/about/", "/contact/", "/category/economy/", "/tag/ports/", "/my-bookmarks/"),
            rest=True,
        ),
        Design(
            name="ghost",
            zone="UTC",
            path=lambda essay: f"/{essay.slug}/",
            page=made_pages.ghost,
            others=("/about/", "/tag/economy/", "/author/ada/", "/page/2/"),
            feed=True,
            fields=frozenset({"title", "authors", "published_at", "categories", "body"}),
        ),
        Design(
            name="newsletter",
            zone="America/Los_Angeles",
            path=lambda essay: f"/p/{essay.slug}",
            page=made_pages.newsletter,
            others=("/about", "/archive", "/p/archive/comments", "/recommendations"),
            feed=True,
            fields=frozenset({"title", "authors", "published_at", "body"}),
        ),
        Design(
            name="drupal",
            zone="Europe/Prague",
            path=lambda essay: f"/{essay.categories[0].lower().replace(' ', '-')}/{essay.slug}",
            page=made_pages.drupal,
            others=("/about", "/economy", "/taxonomy/term/12", "/user/7", "/tags/ports", "/tags/rail"),
            fields=frozenset({"title", "authors", "published_at", "tags", "body"}),
        ),
        Design(
            name="hugo",
            zone="Europe/Oslo",
            path=lambda essay: f"/posts/{essay.slug}/",
            page=made_pages.hugo,
            others=("/about/", "/posts/", "/tags/ports/", "/posts/page/2/", "/categories/economy/"),
            feed=True,
            fields=frozenset({"title", "authors", "published_at", "tags", "body"}),
            several_authors=0.0,
        ),
        Design(
            name="jekyll",
            zone="Europe/London",
            path=lambda essay: (
                f"/{essay.published_at.astimezone(ZoneInfo('Europe/London')):%Y/%m/%d}/{essay.slug}.html"
            ),
            page=made_pages.jekyll,
            others=("/about.html", "/archive.html", "/2026/index.html", "/tags.html"),
            fields=frozenset({"title", "authors", "published_at", "body"}),
            several_authors=0.0,
        ),
        Design(
            name="tables",
            zone="Europe/Warsaw",
            path=lambda essay: f"/texts/{1000 + essay.number}.htm",
            page=made_pages.tables,
            others=("/index.htm", "/texts/list.htm", "/links.htm"),
            fields=frozenset({"title", "authors", "published_at", "body"}),
        ),
        Design(
            name="react",
            zone="Asia/Tokyo",
            path=lambda essay: f"/articles/{essay.slug}-{50_000 + essay.number}",
            page=made_pages.react,
            others=("/articles", "/topics/economy", "/articles/latest", "/authors/ada"),
            fields=frozenset({"title", "authors", "published_at", "tags", "body"}),
        ),
    )
}


def make_site(name: str, count: int = 60, seed: int = 7) -> MadeSite:
    """Return a generated site by the name of its design."""
    design = DESIGNS[name]
    return MadeSite(design=design, essays=make_essays(count, seed, several_authors=design.several_authors))
