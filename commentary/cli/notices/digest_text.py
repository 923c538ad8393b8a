"""Writes a digest as text and as HTML; every word of a page is escaped (pure)."""

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from archive.ask import ArticleChange, Event
from archive.schema import article_key
from commentary.cli.notices.digest import TOLD, Digest, SiteDigest
from commentary.cli.notices.message import Message, one_line, site_page
from commentary.cli.show.changes import what

# Of each event of a site; the first crawl of a site finds hundreds.
MAX_LISTED = 50
MAX_TITLE = 300
PAGE = Markup(
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>\n'
    "<body>\n<h1>{title}</h1>\n<p>{counts}</p>\n{sites}\n</body></html>"
)
LINK = Markup('<a href="{url}">{title}</a>')


def digest_message(digest: Digest, *, base_url: str | None = None) -> Message:
    """Return a digest as a message."""
    return Message(
        title=title_of(digest),
        text=digest_text(digest, base_url=base_url),
        html=digest_html(digest, base_url=base_url),
    )


def title_of(digest: Digest) -> str:
    """Return the title, with the days."""
    return f"Digest of {days(digest.first, digest.last)}"


def days(first: date, last: date) -> str:
    """Return days in words: `2026-03-02`, or `2026-03-02 to 2026-03-08`."""
    return f"{first}" if first == last else f"{first} to {last}"


def digest_text(digest: Digest, *, base_url: str | None = None) -> str:
    """Return a digest as plain text; with `base_url`, where the archive is served, with links to its pages."""
    lines = [f"{title_of(digest)}: {_counts(digest)}"]
    for site in digest.sites:
        lines += ["", *_site_lines(site, digest, base_url)]
    return "\n".join(lines)


def digest_html(digest: Digest, *, base_url: str | None = None) -> str:
    """Return a digest as an HTML page that loads nothing."""
    sites = Markup("\n").join(_site_html(site, digest, base_url) for site in digest.sites)
    return str(PAGE.format(title=title_of(digest), counts=_counts(digest), sites=sites))


def _counts(digest: Digest) -> str:
    told = ((digest.count(event), word.lower()) for event, word in TOLD.items())
    return ", ".join(f"{number} {word}" for number, word in told if number) or "nothing changed"


def _head(site: SiteDigest) -> str:
    return f"{one_line(site.title, MAX_TITLE)} ({site.site}), days of {site.zone}"


def _site_lines(site: SiteDigest, digest: Digest, base_url: str | None) -> Iterator[str]:
    yield _head(site)
    if page := site_page(site.site, base_url):
        yield page
    for event, changes in site.changes.items():
        yield f"\n{TOLD[event]}"
        for change in changes[:MAX_LISTED]:
            yield f"  {_title(change)}{_how(change)}"
            yield f"    {_url(change, base_url)}"
        if more := _more(len(changes), event, site, digest):
            yield f"  {more}"


def _site_html(site: SiteDigest, digest: Digest, base_url: str | None) -> Markup:
    head, page = _head(site), site_page(site.site, base_url)
    parts = [Markup("<h2>{}</h2>").format(LINK.format(url=page, title=head) if page else head)]
    for event, changes in site.changes.items():
        items = Markup("\n").join(_item(change, base_url) for change in changes[:MAX_LISTED])
        parts.append(Markup("<h3>{}</h3>\n<ul>\n{}\n</ul>").format(TOLD[event], items))
        if more := _more(len(changes), event, site, digest):
            parts.append(Markup("<p>{}</p>").format(more))
    return Markup("\n").join(parts)


def _item(change: ArticleChange, base_url: str | None) -> Markup:
    url = _url(change, base_url)
    # An archive that was damaged may hold any text in the place of a URL.
    is_web = url.startswith(("http://", "https://"))
    title = LINK.format(url=url, title=_title(change)) if is_web else _title(change)
    return Markup("<li>{}{}</li>").format(title, _how(change))


def _title(change: ArticleChange) -> str:
    return one_line(change.title or "Untitled", MAX_TITLE)


def _how(change: ArticleChange) -> str:
    """Return the class of an edit with what it changed, and why an article is withdrawn."""
    told = one_line(what(change), MAX_TITLE)
    words = (change.kind, told) if change.event == "edit" else (told,)
    return f" ({': '.join(filter(None, words))})" if any(words) else ""


def _url(change: ArticleChange, base_url: str | None) -> str:
    if base_url:
        return f"{base_url.rstrip('/')}/-/a/{article_key(change.id)}"
    return one_line(change.article)


def _more(count: int, event: Event, site: SiteDigest, digest: Digest) -> str:
    if count <= MAX_LISTED:
        return ""
    ask = f"commentary changes --site {site.site} --class {event} --since {digest.first} --until {digest.last}"
    return f"and {count - MAX_LISTED:,} more: `{ask}`"
