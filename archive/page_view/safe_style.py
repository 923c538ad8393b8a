"""Writes the stylesheets of a stored page as one text that loads nothing but images of the archive (pure)."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from extract.assets import SheetUrl, asset_url, map_urls

# Characters of CSS in one page; a browser that has to read more is slow.
MAX_CSS = 4_000_000
# A sheet, and what it imports.
MAX_LEVEL = 2
# CSS loads this: it is no URL, and no error.
NOTHING = "url()"
_UNSAFE_MEDIA = re.compile(r"[^\w\s().,:<>=/-]")

# What a URL of the page leads to: the text of a stylesheet; the address of an image in this archive.
FindSheet = Callable[[str], str | None]
FindImage = Callable[[str], str | None]


@dataclass(kw_only=True)
class Styles:
    """Collects stylesheets; `shown` and `missing` are the URLs of those that the archive has and lacks."""

    find_sheet: FindSheet
    find_image: FindImage
    shown: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    parts: list[str] = field(default_factory=list)
    room: int = MAX_CSS

    def add_sheet(self, written: str, base_url: str, media: str = "") -> None:
        """Add the stylesheet at a URL as the page writes it."""
        self._add(self._imported(SheetUrl(written, is_import=True, media=media), base_url, 0))

    def add_text(self, css: str, base_url: str, media: str = "") -> None:
        """Add the text of a `style` element."""
        self._add(_within(self.safe(css, base_url, 0), media))

    def safe(self, css: str, base_url: str, level: int = MAX_LEVEL) -> str:
        """Return CSS with addresses of this archive in the place of what it loads, or nothing in theirs."""

        def place(each: SheetUrl) -> str:
            if each.is_import:
                return self._imported(each, base_url, level) if level < MAX_LEVEL else " "
            if each.url.startswith("#"):
                return f'url("{_quoted(each.url)}")'
            url = asset_url(each.url, base_url)
            address = self.find_image(url) if url else None
            return f'url("{address}")' if address else NOTHING

        # A `style` element ends at the first end tag within it.
        return map_urls(css, place).replace("</", "<\\/").replace("<!--", " ").replace("-->", " ")

    def text(self) -> str:
        """Return all stylesheets, in their order."""
        return "\n".join(self.parts)

    def _imported(self, each: SheetUrl, base_url: str, level: int) -> str:
        url = asset_url(each.url, base_url)
        css = self.find_sheet(url) if url else None
        (self.shown if css is not None else self.missing).add(url or each.url)
        return _within(self.safe(css, url, level + 1), each.media) if css is not None else " "

    def _add(self, css: str) -> None:
        if len(css) <= self.room:
            self.room -= len(css)
            self.parts.append(css)


def _within(css: str, media: str) -> str:
    media = media.strip()
    if not media or media.lower() == "all" or _UNSAFE_MEDIA.search(media) or len(media) > 500:
        return css
    return f"@media {media} {{\n{css}\n}}"


def _quoted(text: str) -> str:
    return re.sub(r"[^\w#.-]", "", text)
