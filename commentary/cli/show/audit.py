"""An audit for people and for programs (pure)."""

from collections.abc import Iterable
from typing import Any

from archive.ask import LINKS_OF_ARTICLES, Audit, SourceCount, UrlStatus, count_json
from commentary.cli.show.text import align, minute
from extract.site import Source

SOURCES = (
    "", "named", "archived", "missing", "gone", "not an article", "other address", "claims", "unnamed", "source"
)  # fmt: skip


def audit_text(audit: Audit) -> str:
    """Return the counts of each source, and below them every address without an article there, with its reason."""
    whole = audit.whole
    head = f"{audit.site}: of {whole.have + whole.missing} articles that are known, {whole.missing} are missing"
    parts = [head, align([SOURCES, *map(_counted, (*audit.sources, whole))])]
    lists = {"missing": audit.missing, "gone": audit.gone, "not an article": audit.not_article}
    parts += [align([(name, "named by", "why"), *map(_absent, found)]) for name, found in lists.items() if found]
    return "\n\n".join(parts)


def audit_json(audit: Audit) -> dict[str, Any]:
    """Return an audit as JSON has it.

    {"site", "named", "have", "missing", "gone", "not_article", "other": counts of addresses,
     "sources": [{"kind", "url", the same counts, "claimed", "unnamed": a number or null}],
     "addresses": [{"url", "outcome": "missing", "gone", "not_article" or "other",
                    "reason", "answered_at", "leads_to": text or null, "sources": [{"kind", "url"}]}]}
    """
    return {
        "site": audit.site,
        **count_json(audit.whole),
        "sources": [
            {**vars(each.source), **count_json(each), "claimed": each.claimed, "unnamed": each.unnamed}
            for each in audit.sources
        ],
        "addresses": [
            _address_json(each) for each in (*audit.missing, *audit.gone, *audit.not_article, *audit.other)
        ],
    }


def _address_json(standing: UrlStatus) -> dict[str, Any]:
    told = {name: getattr(standing, name) for name in ("url", "outcome", "reason", "answered_at", "leads_to")}
    return told | {"sources": [vars(source) for source in standing.sources]}


def _counted(count: SourceCount) -> tuple[str, ...]:
    figures = (
        count.named,
        count.have,
        count.missing,
        count.gone,
        count.not_article,
        count.other,
        count.claimed,
        count.unnamed,
    )
    named = "" if count.source == LINKS_OF_ARTICLES else count.source.url
    return (_kind(count.source), *("-" if figure is None else str(figure) for figure in figures), named)


def _absent(standing: UrlStatus) -> tuple[str, ...]:
    return standing.url, ", ".join(_kinds(standing.sources)), _why(standing)


def _why(standing: UrlStatus) -> str:
    why = standing.reason or ""
    if standing.outcome == "not_article":
        why = why.removeprefix("not an article: ")
    if standing.leads_to:
        return f"{why}: {standing.leads_to}"
    return f"{why}, {minute(standing.answered_at)}" if standing.answered_at else why


def _kinds(sources: Iterable[Source]) -> Iterable[str]:
    return dict.fromkeys(map(_kind, sources))


def _kind(source: Source) -> str:
    return "links between articles" if source == LINKS_OF_ARTICLES else source.kind
