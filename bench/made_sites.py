"""Ten sites of ten mark-ups with the same kind of essays, to measure what is learned of them (pure).

essays | pages as the program or person behind the site writes them | lists: REST interface, full-text feed

Each page has what surrounds a text: menus, related articles, a sign-up amid the text, a box about the author,
comments.
"""

import json
import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import KW_ONLY, dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from zoneinfo import ZoneInfo

import made_pages
import made_wordpress_pages
from extract.page import Page
from made_essays import Essay, make_essays

FETCHED_AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
# What a site shows of its essays.
FIELDS = frozenset({"title", "authors", "published_at", "categories", "tags", "body"})
WITHOUT_TOPICS = FIELDS - {"categories", "tags"}


@dataclass(frozen=True)
class Design:
    """How a site writes its pages: `path` and `page` give an essay's URL and HTML.

    `path` has places for `slug`, `number`, `section` and `local`, the time on the site's clock. `others` are paths
    that are no articles, `fields` what its pages show; `rest` and `feed` tell what it offers, the feed so many of the
    newest entries.
    """

    name: str
    zone: str
    path: str
    page: Callable[["MadeSite", Essay], str]
    _: KW_ONLY
    others: tuple[str, ...]
    rest: bool = False
    feed: bool = False
    fields: frozenset[str] = FIELDS
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
        section = essay.categories[0].lower().replace(" ", "-")
        path = self.design.path.format(slug=essay.slug, number=essay.number, section=section, local=self.local(essay))
        return f"https://{self.host}{path}"

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


DESIGNS: Mapping[str, Design] = {
    design.name: design
    for design in (
        Design(
            "wordpress-classic", "Europe/Istanbul", "/{local:%Y/%m}/{slug}/", made_wordpress_pages.wordpress_classic,
            others=(
                "/about/", "/category/economy/", "/tag/ports/", "/2026/02/", "/2026/", "/page/2/", "/author/ada/",
            ),
            rest=True, feed=True,
        ),
        Design(
            "block-theme", "Europe/Berlin", "/essays/{slug}/", made_wordpress_pages.block_theme,
            others=("/about/", "/essays/", "/essays/page/2/", "/category/economy/", "/tag/ports/"), rest=True,
        ),
        Design(
            "magazine-theme", "America/New_York", "/{slug}/", made_wordpress_pages.magazine_theme,
            others=("/about/", "/contact/", "/category/economy/", "/tag/ports/", "/my-bookmarks/"), rest=True,
        ),
        Design(
            "ghost", "UTC", "/{slug}/", made_pages.ghost, feed=True, fields=WITHOUT_TOPICS | {"categories"},
            others=("/about/", "/tag/economy/", "/author/ada/", "/page/2/"),
        ),
        Design(
            "newsletter", "America/Los_Angeles", "/p/{slug}", made_pages.newsletter,
            others=("/about", "/archive", "/p/archive/comments", "/recommendations"),
            feed=True, fields=WITHOUT_TOPICS,
        ),
        Design(
            "drupal", "Europe/Prague", "/{section}/{slug}", made_pages.drupal, fields=WITHOUT_TOPICS | {"tags"},
            others=("/about", "/economy", "/taxonomy/term/12", "/user/7", "/tags/ports", "/tags/rail"),
        ),
        Design(
            "hugo", "Europe/Oslo", "/posts/{slug}/", made_pages.hugo,
            others=("/about/", "/posts/", "/tags/ports/", "/posts/page/2/", "/categories/economy/"),
            feed=True, fields=WITHOUT_TOPICS | {"tags"}, several_authors=0.0,
        ),
        Design(
            "jekyll", "Europe/London", "/{local:%Y/%m/%d}/{slug}.html", made_pages.jekyll,
            others=("/about.html", "/archive.html", "/2026/index.html", "/tags.html"), fields=WITHOUT_TOPICS,
            several_authors=0.0,
        ),
        Design(
            "tables", "Europe/Warsaw", "/texts/1{number:03}.htm", made_pages.tables,
            others=("/index.htm", "/texts/list.htm", "/links.htm"), fields=WITHOUT_TOPICS,
        ),
        Design(
            "react", "Asia/Tokyo", "/articles/{slug}-5{number:04}", made_pages.react,
            others=("/articles", "/topics/economy", "/articles/latest", "/authors/ada"),
            fields=WITHOUT_TOPICS | {"tags"},
        ),
    )
}  # fmt: skip


def make_site(name: str, count: int = 60, seed: int = 7) -> MadeSite:
    """Return a generated site by the name of its design."""
    design = DESIGNS[name]
    return MadeSite(design=design, essays=make_essays(count, seed, several_authors=design.several_authors))
