"""Makes a stored page one that shows the same text and images and can do nothing (pure).

document → limits → scripts, frames and forms out → images and styles of the archive in → nh3 → document

The response that carries it has a Content-Security-Policy too (`archive/web/plugins/view.py`), so that what is missed
here loads and runs nothing either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import lxml.html
import nh3
from lxml import etree
from lxml.html import HtmlElement

from archive.page_view.safe_style import FindImage, FindSheet, Styles
from extract.assets import WINDOW_WIDTH, asset_url, names_stylesheet
from extract.html import IMAGE_TAGS, image_url, is_counting, wide_candidate
from extract.page import Page

TAGS = """
    a abbr acronym address article aside b bdi bdo big blockquote br caption center cite code col colgroup data dd
    del details dfn div dl dt em figcaption figure font footer h1 h2 h3 h4 h5 h6 header hgroup hr i img ins kbd li
    main mark menu nav ol p picture pre q rp rt ruby s samp section small span strike strong sub summary sup table
    tbody td tfoot th thead time tr tt u ul var wbr
"""
# They go with all that is in them; of other tags that are not in TAGS the text stays, as of a form around a page.
DROPPED = """
    applet audio base basefont canvas embed frame frameset head iframe input link math meta noembed noframes noscript
    object option param plaintext portal script select source style svg template textarea title track video xmp
"""
ATTRIBUTES = {
    "*": {"align", "class", "dir", "height", "id", "lang", "role", "style", "title", "valign", "width"},
    "a": {"href"},
    "img": {"alt", "src"},
    "ol": {"reversed", "start", "type"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "details": {"open"},
    "font": {"color", "size", "face"},
    "table": {"border", "cellpadding", "cellspacing"},
    "time": {"datetime"},
}
_ADDRESS = re.compile(r"/-/asset/[\w:%.~-]+")
_OWN_URL = re.compile(rf'url\(("?){_ADDRESS.pattern}\1\)|url\(\)')
_PARSER = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)


@dataclass(frozen=True, kw_only=True)
class SafePage:
    """A page's HTML document, and how many different images and stylesheets it shows, and lacks."""

    html: str
    images: int
    missing_images: int
    sheets: int
    missing_sheets: int


def to_safe_page(page: Page, *, find_image: FindImage, find_sheet: FindSheet) -> SafePage:
    """Return a page without what runs, loads or leads anywhere.

    `find_image` returns the address of an image in this archive, `find_sheet` the text of a stylesheet, both by URL.
    ExtractionError where the page exceeds a limit of the parser, NotAnArticle where it is no HTML.
    """
    base_url = page.base_url
    tree = lxml.html.document_fromstring(page.text.encode("utf-8", "replace"), parser=_PARSER)
    styles = Styles(find_sheet=find_sheet, find_image=find_image)
    for element in tree.iter("link", "style"):
        _add_style(element, styles, base_url)
    shown, missing = _place_images(tree, find_image, base_url)
    for element in tree.iterfind(".//*[@style]"):
        element.set("style", styles.safe(element.get("style", ""), base_url))
    for link in tree.iter("a"):
        _disarm(link)
    title = " ".join((tree.findtext(".//title") or page.url).split())
    body = tree.find("body")
    inner = _cleaned(body if body is not None else tree)
    document = (
        f"<!DOCTYPE html>\n<html{_attributes(tree)}><head><meta charset='utf-8'>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{styles.text()}</style></head>"
        f"<body{_attributes(body)}>{inner}</body></html>\n"
    )
    return SafePage(
        html=document,
        images=len(shown),
        missing_images=len(missing - shown),
        sheets=len(styles.shown),
        missing_sheets=len(styles.missing - styles.shown),
    )


def _add_style(element: HtmlElement, styles: Styles, base_url: str) -> None:
    media = element.get("media", "").strip()
    if element.tag == "style":
        styles.add_text(element.text or "", base_url, media)
    elif names_stylesheet(element):
        # Of sheets for print only those are named that a script would turn on.
        styles.add_sheet(element.get("href", ""), base_url, "" if media.lower() == "print" else media)


def _place_images(tree: HtmlElement, find_image: FindImage, base_url: str) -> tuple[set[str], set[str]]:
    """Have images show what the archive has, and say in their place where it has nothing; return the URLs of both."""
    shown: set[str] = set()
    missing: set[str] = set()
    for video in list(tree.iter("video")):
        poster = lxml.html.Element("img", src=video.get("poster", ""), alt="A film, which is not kept")
        _replace(video, poster)
    for image in list(tree.iter(*IMAGE_TAGS)):
        urls = [url for written in _candidates(image) if (url := asset_url(written, base_url))]
        address = next(filter(None, map(find_image, urls)), None)
        if address:
            image.tag = "img"
            image.set("src", address)
            shown.update(urls[:1])
        else:
            if urls and not is_counting(image):
                missing.update(urls[:1])
            _describe(image, is_told=bool(urls) and not is_counting(image))
    for element in tree.iterfind(".//*[@background]"):
        del element.attrib["background"]
    return shown, missing


def _candidates(image: HtmlElement) -> Iterator[str]:
    yield image_url(image)
    yield wide_candidate(image, WINDOW_WIDTH)
    picture = next(image.iterancestors("picture"), None)
    for source in picture.iter("source") if picture is not None else ():
        yield wide_candidate(source, WINDOW_WIDTH)
    yield image.get("src", "")


def _describe(image: HtmlElement, *, is_told: bool) -> None:
    """Replace an image by its alternative text."""
    text = lxml.html.Element("span")
    words = " ".join(image.get("alt", "").split())
    text.text = f"[Image not in this archive{': ' if words else ''}{words}]" if is_told else words
    _replace(image, text)


def _replace(element: HtmlElement, other: HtmlElement) -> None:
    parent = element.getparent()
    if parent is not None:
        other.tail = element.tail
        parent.replace(element, other)


def _disarm(link: HtmlElement) -> None:
    """Take away where a link leads, but within the page; its URL is shown when the pointer rests on it."""
    href = link.get("href", "").strip()
    if href and not href.startswith("#"):
        del link.attrib["href"]
        if href.lower().startswith(("http:", "https:", "/")):
            link.set("title", href[:500])


def _cleaned(body: HtmlElement) -> str:
    markup = etree.tostring(body, encoding="unicode", method="html", with_tail=False)
    return nh3.clean(
        markup,
        tags=set(TAGS.split()),
        clean_content_tags=set(DROPPED.split()),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_filter,
        url_schemes=set(),
        link_rel=None,
    )


def _filter(_tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return value if _ADDRESS.fullmatch(value) else None
    if name == "href":
        return value if value.startswith("#") else None
    if name == "style":
        rest = _OWN_URL.sub("", value).lower()
        return None if any(sign in rest for sign in ("url", "image-set", "\\", "<", "@", "expression")) else value
    return value


def _attributes(element: HtmlElement | None) -> str:
    """Return what stylesheets ask of the elements that nh3 drops: html and body."""
    names = ("class", "id", "dir", "lang", "style") if element is not None else ()
    found = ((name, element.get(name)) for name in names if element is not None)
    kept = ((name, _filter("", name, value)) for name, value in found if value)
    return "".join(f' {name}="{escape(value)}"' for name, value in kept if value)
