"""Tells the kind of an image by its first bytes, whatever its server says (pure; WHATWG MIME Sniffing, 6.1)."""

import re

PNG, JPEG, GIF, WEBP, AVIF, SVG = (f"image/{kind}" for kind in ("png", "jpeg", "gif", "webp", "avif", "svg+xml"))
IMAGE_TYPES = frozenset({PNG, JPEG, GIF, WEBP, AVIF, SVG})
_STARTS = ((b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG), (b"GIF87a", GIF), (b"GIF89a", GIF))
_SVG = re.compile(
    rb"\A(?:\xef\xbb\xbf)?(?:\s|<\?xml[^>]{0,500}\?>|<!--(?:[^-]|-(?!->))*+-->|<!DOCTYPE[^>]{0,2000}>)*+<svg[\s>]"
)


def image_type(body: bytes) -> str | None:
    """Return the media type of an image that a browser shows and that cannot run anything there, None for all else.

    An SVG may hold scripts; in an `img` element no browser runs them, and a response with the Content-Security-Policy
    `sandbox` is none that could.
    """
    for start, kind in _STARTS:
        if body.startswith(start):
            return kind
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return WEBP
    if body[4:12] in {b"ftypavif", b"ftypavis"}:
        return AVIF
    return SVG if _SVG.match(body[:20_000]) else None
