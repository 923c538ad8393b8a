"""Writes the URL of a link or picture so that two responses that lead to the same thing have the same (pure).

A server may write a URL anew in every response: signatures and their expiry, session ids, nonces, cache busters,
another host of the same content network, another size of the same picture. `comparable_url` leaves these out; the
tables are in `volatile_parameters.py`. It keeps what names a document or picture: the path, and parameters such as
`id=7`, `p=12`, or `v=` of a video. The result is for comparison only and may lead nowhere.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit

from extract.urls.canonical import canonical_url
from extract.urls.email_protection import protected_address
from extract.urls.volatile_parameters import is_random, is_volatile

PICTURE_SUFFIXES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")

_SCHEME = re.compile(r"https?://")
# Of content networks, such as `/exp=1690~acl=*~hmac=12ab/`.
_TICKET_IN_PATH = re.compile(r"/[^/]*(?:hmac|hdnts?|exp)=[^/]*~[^/]*(?=/)", re.IGNORECASE)
# Each writes the size or format of a picture into its path, in front of or behind what names the picture.
_SIZES_IN_PATH = tuple(
    re.compile(pattern)
    for pattern in (
        r"/cdn-cgi/image/[^/]+(?=/)",  # Cloudflare
        r"(?<=/upload)(?:/(?:[a-z]{1,3}_[^/,]+,?)+)+(?=/)",  # Cloudinary
        r"/v1/(?:fill|fit|crop)/.*$",  # Wix
        r"/(?:resize|format|quality|max|fit):[^/]+(?=/)",  # Medium
        r"/(?:s\d{2,4}|w\d+-h\d+)(?:-[a-z0-9]+)*(?=/[^/]+$)|=[swh]\d+(?:-[a-z0-9]+)*$",  # Blogger
        r"(?:-\d{2,4}x\d{2,4}|-scaled|@[23]x)(?=\.\w+$)",  # WordPress, and names for fine screens
    )
)
# A proxy of pictures that holds the whole URL of the picture within its own.
_NESTED = re.compile(r"(?<=[/=])https?(?::/{1,2}|%3A%2F%2F)", re.IGNORECASE)
_PHOTON = re.compile(r"i\d\.wp\.com")
_DIGITS = re.compile(r"\d+")
_PART = re.compile(r"[-_.:=]")


@lru_cache(maxsize=8192)
def comparable_url(url: str, *, is_picture: bool = False) -> str:
    """Return what a URL leads to, without what may differ in each response.

    `is_picture` is for the URLs of pictures, of which sizes, formats and numbered hosts are left out too; a link to a
    picture's file counts as one. The scheme is left out of http(s) URLs. A mail address that Cloudflare hides becomes
    a `mailto:` link, so that it is the same with any key and another one when the address changes.
    """
    address = protected_address(url.strip())
    if address is not None:
        return f"mailto:{address}"
    normal = canonical_url(url)
    try:
        parts = urlsplit(normal)
    except ValueError:
        return normal
    if not _SCHEME.match(normal):
        return normal
    is_picture = is_picture or parts.path.lower().endswith(PICTURE_SUFFIXES)
    if is_picture and (nested := _NESTED.search(normal, len("https://"))):
        return comparable_url(_unwrapped(normal[nested.start() :]), is_picture=True)
    host, path = parts.netloc, _TICKET_IN_PATH.sub("", parts.path)
    if is_picture:
        if _PHOTON.fullmatch(host):
            host, _, path = path.lstrip("/").partition("/")
            path = f"/{path}"
        for size in _SIZES_IN_PATH:
            path = size.sub("", path)
        host = _without_number(host)
    query = "&".join(_lasting(parts.query, is_picture=is_picture))
    fragment = "" if is_picture else _lasting_fragment(url)
    return f"//{host}{path}{'?' * bool(query)}{query}{'#' * bool(fragment)}{fragment}"


def _unwrapped(nested: str) -> str:
    """Return a picture's URL out of a proxy's: percent-encoded, it ends where the proxy's next parameter begins."""
    if "%3a" in nested[:10].lower():
        return unquote(nested.partition("&")[0])
    return re.sub(r"^(https?):/+", r"\1://", nested, flags=re.IGNORECASE)


def _without_number(host: str) -> str:
    """Return a picture's host with its number blotted out: `img1.x.org` and `img2.x.org` have the same."""
    label, dot, rest = host.partition(".")
    if "." not in rest or host.rpartition(".")[2].partition(":")[0].isdigit():
        return host
    return f"{_DIGITS.sub('*', label)}{dot}{rest}"


def _lasting(query: str, *, is_picture: bool) -> Iterator[str]:
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    is_signed = any(name.lower() == "sig" and is_random(unquote(value)) for name, _, value in pairs)
    for name, equals, value in pairs:
        if not is_volatile(name.lower(), unquote(value), is_picture=is_picture, is_signed=is_signed):
            yield f"{name}{equals}{value}"


def _lasting_fragment(url: str) -> str:
    """Return the fragment of a link, without one that a program made anew, such as `h-8f3a91c2`."""
    fragment = url.partition("#")[2].strip()
    return "" if any(map(is_random, _PART.split(fragment))) else fragment
