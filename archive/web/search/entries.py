"""Writes the entries of a feed as Atom (RFC 4287) and as JSON Feed 1.1 (pure).

The id of an entry is the URL of the article at its site, with what happened as its fragment: the same in every
archive that has it, and after each replay.
"""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode

from lxml import etree
from markupsafe import Markup, escape

from archive.selection import Part
from archive.web.search.wanted import What

ATOM = "http://www.w3.org/2005/Atom"
JSON_FEED = "https://jsonfeed.org/version/1.1"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# What XML 1.0 has no place for.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BODY = ("body_text", "body_markdown", "body_html", "word_count")


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An entry: `url` is its page in this archive, `original` the article at its site, `html` is safe to show."""

    id: str
    title: str
    url: str
    original: str
    published: datetime | None
    updated: datetime
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    language: str | None
    html: str


@dataclass(frozen=True, kw_only=True)
class Feed:
    """A feed: `page` is the search as a page, `url` the feed itself, `next_url` its older entries."""

    title: str
    page: str
    url: str
    next_url: str | None
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime:
        """The time of the newest entry."""
        return max((entry.updated for entry in self.entries), default=_EPOCH)


def entry_of(
    what: What, change: Mapping[str, Any], article: Mapping[str, Any], absolute: Callable[[str], str]
) -> Entry:
    """Return the entry for a change of an article; `absolute` makes a URL of a path on this server."""
    changed_at = moment(change["changed_at"]) or _EPOCH
    url = iri(article["url"])
    title = article["title"] or "Untitled"
    page = absolute(f"/commentary/articles/{article['id']}")
    told = _html(article["passage"])
    if what == "edits":
        before, after = change["previous_version"], change["version"]
        title, told = f"Edited: {title}", Markup("<p>{}</p>").format(_edit(change)) + told
        page = absolute(f"/-/diff?{urlencode({'before': before, 'after': after})}")
    elif what == "gone":
        title = f"Withdrawn: {title}"
        told = (
            Markup("<p>No longer on the web: {}.</p>").format(change["reason"] or f"status {change['status']}") + told
        )
    mark = {"edits": f"#edit-{change['version']}-{_digits(changed_at)}", "gone": f"#gone-{_digits(changed_at)}"}
    return Entry(
        id=url + mark.get(what, ""),
        title=title,
        url=page,
        original=url,
        published=moment(article["published_at"]) if what == "articles" else changed_at,
        updated=changed_at,
        authors=tuple(article["authors"]),
        categories=tuple(article["categories"]),
        language=article["language"],
        html=str(told),
    )


def to_atom(feed: Feed) -> bytes:
    """Return a feed as Atom."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM})
    _add(root, "id", feed.url)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", href=feed.url, type="application/atom+xml")
    _add(root, "link", rel="alternate", href=feed.page, type="text/html")
    if feed.next_url:
        _add(root, "link", rel="next", href=feed.next_url, type="application/atom+xml")
    _add(_add(root, "author"), "name", "Commentary Archive")
    for entry in feed.entries:
        _add_entry(root, entry)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _add_entry(root: etree._Element, entry: Entry) -> None:
    each = _add(root, "entry")
    if entry.language:
        each.set("{http://www.w3.org/XML/1998/namespace}lang", _valid(entry.language))
    _add(each, "id", entry.id)
    _add(each, "title", entry.title)
    _add(each, "updated", entry.updated.isoformat())
    if entry.published is not None:
        _add(each, "published", entry.published.isoformat())
    _add(each, "link", rel="alternate", href=entry.url, type="text/html")
    _add(each, "link", rel="via", href=entry.original)
    for name in entry.authors:
        _add(_add(each, "author"), "name", name)
    for name in entry.categories:
        _add(each, "category", term=name)
    _add(each, "content", entry.html, type="html")


def to_json(feed: Feed) -> bytes:
    """Return a feed as JSON Feed 1.1."""
    whole: dict[str, Any] = {
        "version": JSON_FEED,
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.url,
        **({"next_url": feed.next_url} if feed.next_url else {}),
        "items": [_item(entry) for entry in feed.entries],
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode("utf-8", "replace") + b"\n"


def _item(entry: Entry) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": entry.id,
        "url": entry.url,
        "external_url": entry.original,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published and entry.published.isoformat(),
        "date_modified": entry.updated.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.categories),
        "language": entry.language,
    }
    return {name: value for name, value in item.items() if value}


def moment(stored: Any) -> datetime | None:
    """Return a stored time, None for what is none."""
    try:
        when = datetime.fromisoformat(str(stored))
    except ValueError:
        return None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def iri(url: Any) -> str:
    """Return a URL without characters that an XML attribute or an id cannot have."""
    return quote(str(url), safe=":/?#[]@!$&'()*+,;=-._~%")


def _edit(change: Mapping[str, Any]) -> str:
    """Return what an edit changed, in words."""
    names = ["text" if name in _BODY else name.replace("_", " ") for name in change.get("changed") or []]
    kind = change.get("class")
    told = f"{str(kind).capitalize()}: " if kind else "Changed: "
    told += ", ".join(dict.fromkeys(names)) or "text"
    before, after = change.get("words_before"), change.get("words_after")
    return f"{told}; {before:,} words before, {after:,} after" if before is not None and after is not None else told


def _html(passage: Sequence[Part]) -> Markup:
    parts = (
        Markup("<strong>{}</strong>").format(part.text) if part.is_marked else escape(part.text) for part in passage
    )
    return Markup("<p>{}</p>").format(Markup("").join(parts))


def _digits(when: datetime) -> str:
    return when.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    child = etree.SubElement(parent, f"{{{ATOM}}}{name}")
    for key, value in attributes.items():
        child.set(key, _valid(value))
    if text is not None:
        child.text = _valid(text)
    return child


def _valid(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
