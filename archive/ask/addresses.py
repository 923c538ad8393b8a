"""Finds articles by what people know of their address: a URL, an earlier one, a slug, or a host (reads the database).

what was typed → URLs that it may stand for, ends of paths, hosts → the articles, by the best of these that has any
"""

import json
import re
import sqlite3
from dataclasses import dataclass
from itertools import product
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from archive.schema import LAST_PART
from extract.urls import canonical_url

MAX_CHARACTERS = 2000
# Of the articles of a host so many are listed.
MAX_FOUND = 50

_ENCODED_SCHEME = re.compile(r"https?%3a%2f%2f", re.IGNORECASE)
_SCHEME = re.compile(r"https?:/*", re.IGNORECASE)
_OTHER_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.IGNORECASE)
_PORT = re.compile(r":\d{0,5}$")
_NUMBERS = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_SPACES = re.compile(r"\s+")
_ENDINGS = ("", ".html", ".htm", ".php", ".aspx")

# The parameters are JSON arrays. An address that belongs to another article by now leads to the one that it had, or
# to which it once redirected, too.
FIND_ARTICLES = f"""
WITH found(article, place, rank) AS (
    SELECT article, url, 1 FROM addresses WHERE url IN (SELECT value FROM json_each(:urls))
    UNION ALL SELECT articles.id, own_url, 1 FROM readings JOIN articles ON articles.url = readings.article
        WHERE own_url IN (SELECT value FROM json_each(:urls))
    UNION ALL SELECT article, address, iif(status IN (301, 308), 1, 2) FROM captures
        JOIN addresses ON addresses.url = redirect_address
        WHERE address IN (SELECT value FROM json_each(:urls)) AND status BETWEEN 301 AND 308 AND source_kind IS NULL
    UNION ALL SELECT article, url, 2 FROM addresses WHERE url IN (SELECT value FROM json_each(:bare_urls))
    UNION ALL SELECT article, url, 3 FROM json_each(:path_ends) AS path_end CROSS JOIN addresses
        ON {LAST_PART} = substr(path_end.value, length(rtrim(path_end.value, replace(path_end.value, '/', ''))) + 1)
        AND lower(substr(rtrim(substr(url, 1, instr(url || '?', '?') - 1), '/'), -length(path_end.value)))
            = path_end.value
    UNION ALL SELECT article, url, 4 FROM json_each(:origins) AS origin CROSS JOIN addresses
        ON url >= origin.value || '/' AND url < origin.value || '0'
)
SELECT articles.id, articles.url, articles.title, articles.site, articles.gone_at, min(place) AS place, rank,
    count(*) OVER () AS found
FROM found JOIN articles ON articles.id = found.article
WHERE rank = (SELECT min(rank) FROM found) GROUP BY articles.id
ORDER BY articles.published_at DESC, articles.id LIMIT :limit
"""  # noqa: S608 - our own names


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a typed address may stand for; `is_address` tells that it can hardly be a word to search for."""

    urls: tuple[str, ...] = ()
    bare_urls: tuple[str, ...] = ()
    path_ends: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    is_address: bool = False

    def parameters(self, limit: int = MAX_FOUND) -> dict[str, str | int]:
        """Return the parameters of FIND_ARTICLES."""
        names = ("urls", "bare_urls", "path_ends", "origins")
        return {"limit": limit} | {name: json.dumps(getattr(self, name)) for name in names}


@dataclass(frozen=True, kw_only=True)
class Found:
    """An article, and the address by which it was found, which may be an earlier one."""

    id: int
    url: str
    title: str | None
    site: str
    gone_at: str | None
    place: str


def asked_address(text: str) -> Asked | None:
    """Return what a text may stand for as an address, None if it is none: several words, or another scheme.

    A scheme, `www.`, a slash at the end, percent-encoding and parameters of tracking make no difference.
    """
    text = text.strip()
    # An address may end with such a sign, but begins with none.
    if (opened := text.lstrip("<\"'")) != text:
        text = opened.rstrip(">\"'")
    if _ENCODED_SCHEME.match(text):
        text = unquote(text)
    has_scheme = _SCHEME.match(text) is not None
    if has_scheme:
        # As it stands in the bar of a browser.
        text = _SPACES.sub("%20", text)
    if not text or len(text) > MAX_CHARACTERS or _SPACES.search(text):
        return None
    if not has_scheme and _OTHER_SCHEME.match(text):
        return None
    rest = _SCHEME.sub("", text, count=1) if has_scheme else text.lstrip("/") if text.startswith("//") else text
    host = re.split(r"[/?#\\]", rest, maxsplit=1)[0]
    if not (has_scheme or _is_host(host)):
        return Asked(path_ends=_path_ends(rest), is_address="/" in rest) if _path_ends(rest) else None
    return _asked_url(rest, is_address=has_scheme or "/" in rest or ":" in host)


def _is_host(text: str) -> bool:
    """Tell whether a text may be a host, with a port or without: `3.14`, `e.g.`, `12:30` and `year:2025` are none."""
    name = _PORT.sub("", text)
    last = name.removesuffix(".").rpartition(".")[2]
    return (
        name.startswith("[")
        or name == "localhost"
        or _NUMBERS.fullmatch(name) is not None
        or ("." in name.removesuffix(".") and ":" not in name and len(last) > 1 and not last.isdigit())
    )


def _asked_url(rest: str, *, is_address: bool) -> Asked | None:
    normal = canonical_url(f"https://{rest}")
    try:
        parts = urlsplit(normal)
    except ValueError:
        return None
    if not normal.startswith("https://") or not parts.netloc:
        return None
    hosts = [parts.netloc.removeprefix("www."), f"www.{parts.netloc.removeprefix('www.')}"]
    origins = tuple(f"{scheme}://{host}" for scheme, host in product(("https", "http"), hosts))
    path = parts.path.rstrip("/")
    if not path and not parts.query:
        # `essay.html` may be a host or the end of a path.
        return Asked(
            urls=tuple(f"{origin}/" for origin in origins),
            path_ends=() if is_address else _path_ends(rest),
            origins=origins,
            is_address=True,
        )
    return Asked(
        urls=tuple(_urls(origins, path, parts.query)),
        bare_urls=tuple(_urls(origins, path, "")) if path and parts.query else (),
        is_address=True,
    )


def _urls(origins: tuple[str, ...], path: str, query: str) -> list[str]:
    places = product(origins, dict.fromkeys((path, f"{path}/")))
    return [canonical_url(urlunsplit((*origin.split("://"), each, query, ""))) for origin, each in places]


def _path_ends(text: str) -> tuple[str, ...]:
    """Return the ends of paths for a slug or a part of a path, as URLs in normal form have them in lower case."""
    path = re.split(r"[?#]", text, maxsplit=1)[0].strip("/")
    if not path:
        return ()
    normal = urlsplit(canonical_url(f"https://x.example/{quote(path, safe='/%')}")).path.rstrip("/").lower()
    return tuple(f"{normal}{ending}" for ending in _ENDINGS) if normal else ()


def find_articles(db: sqlite3.Connection, text: str, *, limit: int = MAX_FOUND) -> list[Found]:
    """Return the articles at an address as people type it, those of one kind: URL, else slug, else host."""
    asked = asked_address(text)
    if asked is None:
        return []
    names = Found.__dataclass_fields__
    rows = db.execute(FIND_ARTICLES, asked.parameters(limit)).fetchall()
    return [Found(**{name: row[name] for name in names}) for row in rows]
