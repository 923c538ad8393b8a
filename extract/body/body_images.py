"""Makes one `img` with its true URL of each image in a copied text, however the page loads it (pure).

amp-img, noscript, picture, background of a figure | img elements with `src`, none twice
"""

from collections.abc import Container, Iterator, Sequence
from itertools import islice

from lxml.html import HtmlElement

from extract.html import IMAGE_TAGS, background_url, image_url, is_counting, text_of

# Elements without text that may show an image as their background.
BACKGROUNDS = frozenset({"div", "span", "a"})
# A frame of one image has at most this many children, and a figure with a background this many elements.
MAX_CHILDREN = 12
MAX_ELEMENTS = 40


def settle_images(copied: HtmlElement) -> None:
    """Leave `img` elements with `src` in a copy; each `noscript` is removed, its image kept if no script shows it."""
    for image in list(copied.iter(*IMAGE_TAGS)):
        url = "" if is_counting(image) else image_url(image)
        image.tag = "img"
        if url:
            image.set("src", url)
        else:
            image.attrib.pop("src", None)
    for figure in copied.iter("figure"):
        for element in islice(figure.iter(*BACKGROUNDS), MAX_ELEMENTS):
            if url := background_of_figure(element):
                element.insert(0, _image(element, url))
                break
    fallbacks: set[HtmlElement] = set()
    for noscript in list(copied.iter("noscript")):
        fallbacks.update(_show_fallback(noscript, fallbacks))
    for image in list(copied.iter("img")):
        # Of AMP: what stands in an image is its fallback.
        for inner in list(image):
            inner.drop_tree()


def background_of_figure(element: HtmlElement) -> str:
    """Return the URL of the image that an empty element shows as the only image of a figure, "" for none."""
    url = background_url(element) if element.tag in BACKGROUNDS and element.attrib else ""
    figure = next(element.iterancestors("figure"), None) if url else None
    if figure is None or text_of(element):
        return ""
    images = (image for image in islice(figure.iter(), MAX_ELEMENTS) if image.tag in IMAGE_TAGS)
    shown = (image for image in images if next(image.iterancestors("noscript"), None) is None)
    return "" if any(map(image_url, shown)) else url


def _image(element: HtmlElement, url: str) -> HtmlElement:
    image: HtmlElement = element.makeelement("img", {"src": url, "alt": element.get("aria-label", "")})
    return image


def _show_fallback(noscript: HtmlElement, others: Container[HtmlElement]) -> Sequence[HtmlElement]:
    """Put a `noscript`'s images into its place, but for one that a script shows beside it; return those put there.

    `others` are images that came out of a `noscript` before.
    """
    images = [image for image in noscript.iter("img") if image.get("src")]
    if noscript.getparent() is None:
        return ()
    shown = next((image for image in _images_beside(noscript) if image not in others), None) if images else None
    put = [noscript.makeelement("img", dict(image.attrib)) for image in images] if shown is None else []
    for image in put:
        noscript.addprevious(image)
    if shown is not None and not shown.get("src"):
        # The placeholder has no URL of its own.
        for name, value in images[0].items():
            shown.set(name, value)
    noscript.drop_tree()
    return put


def _images_beside(noscript: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the images outside of a `noscript` that stand for the same one: around it, beside it, in its frame."""
    parent = noscript.getparent()
    if parent is None:
        return
    if parent.tag == "img":
        yield parent
    for sibling in (noscript.getprevious(), noscript.getnext()):
        if sibling is not None and sibling.tag != "noscript" and not _has_text(sibling):
            yield from islice(sibling.iter("img"), 1)
    if parent.tag in {"figure", "picture"} and len(parent) <= MAX_CHILDREN:
        for child in parent:
            if child is not noscript and child.tag != "noscript":
                yield from islice(child.iter("img"), 1)


def _has_text(element: HtmlElement) -> bool:
    return any(text and not text.isspace() for text in islice(element.itertext(), MAX_ELEMENTS))
