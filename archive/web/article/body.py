"""Makes of an article's HTML what a page shows: sanitised, with its paragraphs and the archive's images (pure).

stored HTML → paragraphs, headings, images, links (lxml) → what is permitted (nh3) → Markup
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import lxml.html
import nh3
from lxml import etree
from lxml.html import HtmlElement
from markupsafe import Markup

from archive.web.article.shape import number_headings, shape
from extract.body import to_html

TAGS = """
    a abbr b blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure h2 h3 h4
    h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup table tbody td tfoot
    th thead time tr u ul var wbr
"""
ATTRIBUTES = {
    "*": {"dir", "lang", "id"},
    "a": {"href", "title"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start", "reversed"},
    "img": {"alt", "src", "width", "height", "loading"},
    "time": {"datetime"},
    "blockquote": {"cite"},
}
# What only we may write, whatever the parser above made of a site's HTML.
OURS = {"class": {"scroll"}, "tabindex": {"0"}, "role": {"region"}, "loading": {"lazy"}}
# In CSS pixels: a wider image is one of our asking.
MAX_SIDE = 20_000


@dataclass(frozen=True, kw_only=True)
class ShownBody:
    """A text as HTML, and its headings: level (2 to 6), id and words."""

    html: Markup = field(default_factory=Markup)
    headings: tuple[tuple[int, str, str], ...] = ()


def safe_body(html: str, images: Mapping[str, str] | None = None) -> Markup:
    """Return the HTML of `shown_body`."""
    return shown_body(html, images).html


def shown_body(html: str, images: Mapping[str, str] | None = None) -> ShownBody:
    """Return the sanitised HTML of an article's body with its paragraphs; images become links to the original.

    `images` has the addresses on this server of images in the archive, which are shown, by their URLs.
    """
    if not html.strip():
        return ShownBody()
    headings: list[tuple[int, str, str]] = []
    try:
        tree = lxml.html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        prepared = html
    else:
        _show_images(tree, images or {})
        shape(tree)
        _name_links(tree)
        _let_tables_scroll(tree)
        headings = number_headings(tree)
        prepared = to_html(tree)
    cleaned = nh3.clean(
        prepared,
        tags=set(TAGS.split()),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes={"http", "https", "mailto"},
        attribute_filter=_only_ours,
        link_rel="noopener noreferrer nofollow",
        # The prefix that extraction gives them already, so that links to footnotes keep working.
        id_prefix="text-",
    )
    return ShownBody(html=Markup(cleaned), headings=tuple(headings))  # noqa: S704 - cleaned in the lines above


def _only_ours(_tag: str, name: str, value: str) -> str | None:
    """Drop a URL that would lead to a page of this server, and what only we may write.

    A stored text has absolute URLs and marks of footnotes.
    """
    if name in OURS:
        return value if value in OURS[name] else None
    if name == "src":
        return value if value.startswith("/-/asset/") else None
    if name in {"width", "height"}:
        return value if value.isascii() and value.isdigit() and 0 < int(value[:9]) <= MAX_SIDE else None
    is_url = name in {"href", "cite"}
    return None if is_url and not value.strip().lower().startswith(("#", "http:", "https:", "mailto:")) else value


def _show_images(tree: HtmlElement, images: Mapping[str, str]) -> None:
    """Let the images of the archive be shown, and put links in the place of others."""
    for image in tree.xpath(".//img | .//video | .//audio | .//iframe"):
        address = image.get("src") or ""
        if image.tag == "img" and address in images:
            image.set("src", images[address])
            image.set("loading", "lazy")
            image.set("alt", " ".join((image.get("alt") or "").split()))
            continue
        link = lxml.html.Element("a", href=address)
        kind = "Image" if image.tag == "img" else "Embedded"
        link.text = f"{kind}: {image.get('alt') or image.get('title') or _file_of(address)}"
        link.tail = image.tail
        if next(image.iterancestors("a"), None) is not None:
            # Links do not nest.
            link.tag = "span"
            del link.attrib["href"]
        image.getparent().replace(image, link)


def _file_of(address: str) -> str:
    try:
        return urlsplit(address).path.rsplit("/", 1)[-1]
    except ValueError:
        return ""


def _name_links(tree: HtmlElement) -> None:
    """Give a link around an image its words, and take links out that lead somewhere without having any."""
    for link in list(tree.iter("a")):
        if not link.get("href") or link.text_content().strip():
            continue
        images = list(link.iter("img"))
        if not images:
            del link.attrib["href"]
        elif not any(image.get("alt") for image in images):
            images[0].set("alt", "Image")


def _let_tables_scroll(tree: HtmlElement) -> None:
    """Put each outermost table into a box that scrolls by itself, also by keyboard."""
    for element in tree.iter():
        if isinstance(element.tag, str):
            for name in (*OURS, "aria-label"):
                if name != "loading":
                    element.attrib.pop(name, None)
    for table in list(tree.iter("table")):
        parent = table.getparent()
        if parent is None or next(table.iterancestors("table"), None) is not None:
            continue
        caption = table.find("caption")
        words = " ".join(caption.text_content().split())[:100] if caption is not None else ""
        box = lxml.html.Element("div", {"class": "scroll", "tabindex": "0", "role": "region"})
        box.set("aria-label", f"Table: {words}" if words else "Table")
        box.tail, table.tail = table.tail, None
        parent.replace(table, box)
        box.append(table)
