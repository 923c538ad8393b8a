"""Gathers the citations of an article for its pages, for the head of a page, and as files (reads the database)."""

import json
import re
from collections.abc import Callable
from typing import Any

from datasette.utils.asgi import NotFound, Response
from markupsafe import Markup

from archive.ask import CITED, Citation, to_citation
from archive.export import FILE_TYPES, STYLES, coins
from archive.web.plugins.values import clean_row
from extract.errors import ArchiveError

# The styles that reference managers take.
REFERENCES = ("bibtex", "ris", "csl-json")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9-]+")


async def gather_citation(
    database: Any, capture: str | None, absolute: Callable[[str], str]
) -> dict[str, Any] | None:
    """Return the citation of the version that a capture showed: in each style, and for the head of a page.

    None if that capture showed no version of an article. `absolute` makes a URL of a path on this server.
    """
    citation = await _citation(database, capture)
    if citation is None:
        return None
    return {
        "citation": citation,
        "styles": {name: write(citation) for name, write in STYLES.items()},
        "coins": coins(citation),
        "files": {style: FILE_TYPES[style][0] for style in REFERENCES},
        "json_ld": _json_ld(citation, absolute(f"/commentary/versions/{citation.version}")),
        "capture": capture,
    }


async def citation_file(datasette: Any, request: Any) -> Any:
    """Return the citation of a capture's version in one style, as a file that reference managers open."""
    style = request.args.get("style") or "plain"
    citation = await _citation(datasette.get_database("commentary"), request.args.get("capture"))
    if citation is None or style not in STYLES:
        raise NotFound(f"Ask with the id of a capture that showed an article, and one of {', '.join(STYLES)}.")
    media_type, ending = FILE_TYPES[style]
    name = _NOT_IN_NAMES.sub("-", citation.url.lower().rstrip("/").rpartition("/")[2])[:60].strip("-") or "article"
    headers = {"content-disposition": f'attachment; filename="{name}.{ending}"'}
    return Response(STYLES[style](citation), content_type=media_type, headers=headers)


async def _citation(database: Any, capture: str | None) -> Citation | None:
    row = (await database.execute(CITED, {"capture": capture})).first()
    try:
        return None if row is None else to_citation(clean_row(row))
    except ArchiveError:
        return None


def _json_ld(citation: Citation, address: str) -> Markup:
    """Return a description of the article by schema.org, as the text of a script element."""
    described: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": citation.title,
        "author": [{"@type": "Person", "name": name} for name in citation.authors],
        "datePublished": citation.published,
        "inLanguage": citation.language,
        "url": citation.url,
        "isPartOf": {"@type": "WebSite", "name": citation.container},
        "archivedAt": address,
        "identifier": citation.digest,
    }
    written = json.dumps({name: value for name, value in described.items() if value}, ensure_ascii=False)
    # A text may hold the end of a script, or the begin of a comment that hides it.
    return Markup(written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704 - see above
