"""Finds articles by their address, for the search, for `?url=` and as a page (reads the database)."""

from typing import Any
from urllib.parse import urlencode

from datasette.utils.asgi import Response

from archive.ask import FIND_ARTICLES, asked_address
from archive.web.plugins.values import clean_row
from archive.web.plugins.version import version_shown_at

# What is shown of what was asked for.
MAX_ASKED = 200


async def found_at(database: Any, text: str | None) -> dict[str, Any] | None:
    """Return the articles at an address as people type it; None for what can be no address.

    {"asked", "is_address": it can hardly be a word to search for,
     "articles": [{id, url, title, site, gone_at, place}], "found": how many there are, of which the first are listed,
     "origins": [URL] of a host that was asked for}
    """
    asked = asked_address(text or "")
    if asked is None:
        return None
    rows = list(map(clean_row, await database.execute(FIND_ARTICLES, asked.parameters())))
    return {
        "asked": (text or "").strip()[:MAX_ASKED],
        "is_address": asked.is_address,
        "articles": rows,
        "found": rows[0]["found"] if rows else 0,
        "origins": asked.origins,
    }


async def article_asked_for(database: Any, text: str) -> str:
    """Return the id of the one article at an address, an empty text for none or several."""
    found = await found_at(database, text)
    return str(found["articles"][0]["id"]) if found and len(found["articles"]) == 1 else ""


async def find_page(datasette: Any, request: Any) -> Any:
    """Lead to the article at an address (`?url=`), or return the page that lists several or tells of none.

    With `&at=` it leads to the version that the article showed on that day, or to what the article's page says of it.
    """
    text = request.args.get("url") or request.args.get("q") or ""
    database = datasette.get_database("commentary")
    found = await found_at(database, text)
    articles = found["articles"] if found else []
    if len(articles) == 1:
        page, day = f"/commentary/articles/{articles[0]['id']}", request.args.get("at")
        shown = await version_shown_at(database, articles[0]["url"], day)
        if shown and "version" in shown:
            page = f"/commentary/versions/{shown['version']}"
        return Response.redirect(f"{page}?{urlencode({'at': day})}" if shown and "problem" in shown else page)
    told = {"found": found, "asked": text.strip()[:MAX_ASKED]}
    html = await datasette.render_template("find.html", told, request=request)
    return Response.html(html, status=200 if articles or not text.strip() else 404)
