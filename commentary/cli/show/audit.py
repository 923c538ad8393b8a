"""An audit as text and as JSON (pure)."""

from collections.abc import Iterable, Iterator
from typing import Any

from archive.ask import LINKS_OF_ARTICLES, Audit, SourceCount, UrlStatus, count_json
from commentary.cli.show.text import align, counted_hosts, minute
from extract.site import Source

COLUMNS = (
    "source",
    "listed",
    "archived",
    "missing",
    "gone",
    "not an article",
    "not an article URL",
    "claimed",
    "unlisted",
    "URL",
)


def audit_text(audit: Audit) -> str:
    """Return a table of counts by source, then the URLs without an article, each with its reason."""
    whole = audit.whole
    head = f"{audit.site}: {whole.missing} of {whole.have + whole.missing} known articles are missing"
    parts = [head, align([COLUMNS, *map(_source_row, (*audit.sources, whole))])]
    not_read = [f"not read by the last run: {url}: {reason}" for url, reason in audit.not_read.items()]
    parts += ["\n".join(lines) for lines in (list(_off_site(audit.sources)), not_read) if lines]
    lists = {
        "missing": audit.missing,
        "gone": audit.gone,
        "archived, but its page shows something else now": audit.displaced,
        "not an article": audit.not_article,
    }
    parts += [
        align([(name, "listed by", "reason"), *map(_url_row, standings)])
        for name, standings in lists.items()
        if standings
    ]
    if audit.unread:
        rows = [(each.url, minute(each.captured_at), each.why) for each in audit.unread]
        parts.append(align([("captured and still to be read", "captured", "reason"), *rows]))
    return "\n\n".join(parts)


def audit_json(audit: Audit) -> dict[str, Any]:
    """Return an audit as a JSON object.

    {"site", "named", "have", "missing", "gone", "not_article", "other": counts of URLs,
     "sources": [{"kind", "url", the same counts, "claimed", "unnamed": a number or null,
                  "hosts": {host that the profile does not name: count of URLs}}],
     "addresses": [{"url", "outcome": "missing", "gone", "not_article", "other", or "have" if it shows something else,
                    "reason", "answered_at", "leads_to": text or null, "sources": [{"kind", "url"}]}],
     "unread": [{"url", "captured_at", "tries", "reason": text or null}],
     "not_read": {URL of a source, or of a part of one, that the last run could not read: reason}}
    """
    return {
        "site": audit.site,
        **count_json(audit.whole),
        "sources": [
            {
                **vars(each.source),
                **count_json(each),
                "claimed": each.claimed,
                "unnamed": each.unnamed,
                "hosts": dict(each.hosts),
            }
            for each in audit.sources
        ],
        "addresses": [
            _address_json(each)
            for each in (*audit.missing, *audit.gone, *audit.displaced, *audit.not_article, *audit.other)
        ],
        "unread": [
            {"url": each.url, "captured_at": each.captured_at, "tries": each.tries, "reason": each.reason}
            for each in audit.unread
        ],
        "not_read": dict(audit.not_read),
    }


def _off_site(sources: Iterable[SourceCount]) -> Iterator[str]:
    """Yield a line for each source that lists URLs on hosts which the profile does not name."""
    for each in sources:
        if each.hosts:
            hosts = counted_hosts(each.hosts)
            yield f"{_kind(each.source)} {each.source.url}: {hosts}; add to `hosts` in the profile those of the site"


def _address_json(standing: UrlStatus) -> dict[str, Any]:
    described = {name: getattr(standing, name) for name in ("url", "outcome", "reason", "answered_at", "leads_to")}
    return described | {"sources": [vars(source) for source in standing.sources]}


def _source_row(count: SourceCount) -> tuple[str, ...]:
    numbers = (
        count.named,
        count.have,
        count.missing,
        count.gone,
        count.not_article,
        count.other,
        count.claimed,
        count.unnamed,
    )
    url = "" if count.source == LINKS_OF_ARTICLES else count.source.url
    return (_kind(count.source), *("-" if number is None else str(number) for number in numbers), url)


def _url_row(standing: UrlStatus) -> tuple[str, ...]:
    return standing.url, ", ".join(_kinds(standing.sources)), _reason(standing)


def _reason(standing: UrlStatus) -> str:
    reason = standing.reason or ""
    if standing.outcome == "not_article":
        reason = reason.removeprefix("not an article: ")
    if standing.leads_to:
        return f"{reason}: {standing.leads_to}"
    return f"{reason}, {minute(standing.answered_at)}" if standing.answered_at else reason


def _kinds(sources: Iterable[Source]) -> Iterable[str]:
    return dict.fromkeys(map(_kind, sources))


def _kind(source: Source) -> str:
    return "links between articles" if source == LINKS_OF_ARTICLES else source.kind
