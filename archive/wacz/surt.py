"""Writes the key by which capture indexes sort a URL: its SURT, as Wayback machines canonicalise it (pure).

`http://www.Example.org:80/A/?b=1&a=2` is `org,example)/a?a=2&b=1`: the labels of the host reversed, without scheme,
`www.` and default port; path and query in lower case, without sessions, the parameters sorted. Replay tools look
captures up by this key, so that ours has to be theirs: tests compare it with that of cdxj-indexer.
"""

import re
from urllib.parse import urlsplit

from extract.urls import ascii_host

DEFAULT_PORTS = {"http": "80", "https": "443"}
_ESCAPE = re.compile(rb"%([0-9A-Fa-f]{2})")
# What is written as an escape: spaces and controls, what is not ASCII, and what ends a path or begins an escape.
_UNSAFE = re.compile(rb"[\x00-\x20\x7f-\xff#%]")
_WWW = re.compile(r"www\d*\.")
_ASP_SESSION = re.compile(r"\((?:[a-z]\([0-9a-z]{24}\))+\)/(?=[^?]+\.aspx)", re.IGNORECASE)
_SESSION = re.compile(
    r"(?:^|(?<=&))(?:(?:jsessionid|phpsessid|sid)=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}|cfid=[^&]+&cftoken=[^&]+)"
    r"(?:&|$)",
    re.IGNORECASE,
)


def surt_key(url: str) -> str:
    """Return the key of a URL; what is no http(s) URL is its own key."""
    cleaned = re.sub(r"[\t\r\n]", "", url.strip())
    try:
        parts = urlsplit(cleaned)
    except ValueError:
        return url
    if parts.scheme not in DEFAULT_PORTS:
        return url
    query = _query(parts.query)
    return f"{_place(parts.scheme, parts.netloc)}){_path(parts.path)}{f'?{query}' if query else ''}"


def _place(scheme: str, netloc: str) -> str:
    place = netloc.rpartition("@")[2]
    if place.startswith("["):
        host, _, port = place[1:].partition("]")
        port = port.removeprefix(":")
    else:
        host, _, port = place.partition(":")
        host = _WWW.sub("", ascii_host(host).strip("."), count=1) if _WWW.match(host.lower()) else ascii_host(host)
        host = ",".join(reversed(host.strip(".").split(".")))
    return host.lower() + (f":{port}" if port not in {"", DEFAULT_PORTS[scheme]} else "")


def _path(path: str) -> str:
    kept: list[str] = []
    for segment in path.split("/"):
        if segment == "..":
            kept = kept[:-1]
        elif segment not in {"", "."}:
            kept.append(segment)
    return _ASP_SESSION.sub("", _escaped("/" + "/".join(kept)).lower())


def _query(query: str) -> str:
    parameters = _SESSION.sub("", _escaped(query)).lower().split("&")
    return "&".join(sorted(parameters, key=lambda each: each.split("=", 1)))


def _escaped(text: str) -> str:
    """Return a text without needless escapes, however often it was escaped, and with all that are needed."""
    data, before = text.encode("utf-8", "replace"), b""
    while data != before:
        before, data = data, _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), data)
    return _UNSAFE.sub(lambda found: b"%%%02x" % found[0][0], data).decode("ascii")
