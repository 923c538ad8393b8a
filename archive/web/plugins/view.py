"""Shows a captured page as it looked, and the images of the archive (asks worker processes).

/-/view/CAPTURE        the banner, and a frame with the page
/-/view/CAPTURE/page   the page itself, in which nothing runs and which loads images of this archive alone
/-/asset/CAPTURE       an image
"""

import re
from collections.abc import Collection
from typing import Any
from urllib.parse import quote

import lxml.html
from datasette.utils.asgi import NotFound, Response
from datasette.views.base import DatasetteError
from lxml import etree

from archive.ask import MAX_REDIRECTS, redirects_query, shown_query, to_shown
from archive.page_view import PageView, asset_address
from archive.web.plugins.proof import ask_of_capture
from archive.web.plugins.safety import HEADERS, POLICY
from archive.web.plugins.values import clean_row
from extract.assets import asset_url

# The page with the banner may show a page of this server in its frame, and no other.
WITH_FRAME = {POLICY: f"{HEADERS[POLICY]}; frame-src 'self'"}
# Without scripts the document may keep its origin, which its images are asked for by.
SANDBOX = "sandbox allow-same-origin; default-src 'none'; base-uri 'none'; form-action 'none'"
# What an SVG has in itself; it is never shown but in an `img` element or by itself.
OF_IMAGE = {POLICY: "sandbox; default-src 'none'; style-src 'unsafe-inline'"}
# The image of a capture never changes.
FOR_EVER = "private, max-age=31536000, immutable"
_HOST = re.compile(r"(?:[A-Za-z0-9.-]{1,253}|\[[0-9A-Fa-f:.]{2,45}\])(?::\d{1,5})?")
_OF_STYLE = re.compile(r"""url\(["']?(?=/-/asset/)""")
# Of the images in one text.
MAX_IMAGES = 500

# Of a 304 that of the response to which it refers; another record that repeats a payload has a reading of its own.
_ARTICLE_OF = """
SELECT articles.id, articles.title, articles.url FROM captures
    JOIN readings ON readings.capture = iif(captures.status = 304, captures.revisit_of, captures.id)
    JOIN articles ON articles.url = readings.article
WHERE captures.id = :capture
"""


async def show_view(datasette: Any, request: Any) -> Any:
    """Return the page with the banner, and the frame that shows a captured page."""
    view = await _ask_view(datasette, request)
    capture = view.capture
    rows = await datasette.get_database("commentary").execute(_ARTICLE_OF, {"capture": capture.id})
    article = rows.first()
    context = {
        "view": view,
        "capture": capture,
        "page": view.page,
        "problem": view.problem,
        "article": clean_row(article) if article is not None else None,
        "frame": f"/-/view/{quote(capture.id, safe=':')}/page",
        "replay": replay_url(datasette, capture.url, capture.captured_at.strftime("%Y%m%d%H%M%S")),
    }
    html = await datasette.render_template("view.html", context, request=request)
    return Response.html(html, status=200 if view.page else 503, headers=WITH_FRAME)


async def view_page(datasette: Any, request: Any) -> Any:
    """Return a captured page for the frame."""
    view = await _ask_view(datasette, request)
    if view.page is None:
        raise DatasetteError(view.problem, title="The page cannot be shown", status=503)
    images = " ".join(_places_of_images(datasette, request)) or "'self'"
    policy = f"{SANDBOX}; img-src {images}; style-src 'unsafe-inline'; frame-ancestors 'self'"
    # The proxy's path is put before the links of a page, and not before what its styles ask for.
    html = _OF_STYLE.sub(rf"\g<0>{datasette.public.prefix}", view.page.html)
    return Response.html(html, headers={POLICY: policy})


def _places_of_images(datasette: Any, request: Any) -> list[str]:
    """Return where the browser may ask for images: under the name by which it asked, and the archive's public URL.

    A proxy may pass on a name without the port by which its readers reach it.
    """
    path = f"{datasette.public.prefix}/-/asset/"
    host = request.headers.get("host", "")
    names = [host if _HOST.fullmatch(host) else "", datasette.public.origin]
    return [f"{name}{path}" for name in names if name]


async def show_image(datasette: Any, request: Any) -> Any:
    """Return an image of the archive; NotFound for what is none, or of a kind that is not shown."""
    _, image = await ask_of_capture(datasette, request, "image")
    if image is None:
        raise NotFound("The archive has no image of that capture that can be shown.")
    etag = f'"{image.digest}"'
    headers = {**OF_IMAGE, "etag": etag, "cache-control": FOR_EVER}
    if request.headers.get("if-none-match") == etag:
        return Response("", status=304, headers=headers)
    return Response(image.body, content_type=image.media_type, headers=headers)


async def images_of(database: Any, html: str, base_url: str, at: str) -> dict[str, str]:
    """Return the addresses of those images in an article's HTML that the archive has, by URL as it stands there."""
    written = _image_urls(html)
    urls = {source: url for source in written if (url := asset_url(source, base_url))}
    shown = await _addresses(database, set(urls.values()), at) if urls else {}
    return {source: shown[url] for source, url in urls.items() if url in shown}


async def image_at(database: Any, url: str, at: str) -> str | None:
    """Return the address of one image, by its URL, as the archive has it nearest to a time; None if it has none."""
    return (await _addresses(database, {url}, at)).get(url)


async def _addresses(database: Any, urls: Collection[str], at: str) -> dict[str, str]:
    """Return the addresses of images as the archive has them nearest to a time, by URL; redirects are followed."""
    leads_to = {url: url for url in urls}
    for _ in range(MAX_REDIRECTS):
        rows = await database.execute(*redirects_query(set(leads_to.values())))
        redirects = dict(map(tuple, rows))
        if not redirects:
            break
        leads_to = {url: redirects.get(target, target) for url, target in leads_to.items()}
    query, values = shown_query(set(leads_to.values()), at)
    shown = {url: each for url, each in to_shown(await database.execute(query, values)).items() if each.may_be_image}
    return {url: asset_address(shown[target].payload) for url, target in leads_to.items() if target in shown}


def replay_url(datasette: Any, url: str, timestamp: str) -> str | None:
    """Return where pywb shows a page as of a time (14 digits), None if it does not run."""
    base = datasette.get_database("commentary").replay
    return f"{base}{timestamp}/{url}" if base else None


def _image_urls(html: str) -> Collection[str]:
    if "<img" not in html:
        return ()
    try:
        tree = lxml.html.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return ()
    sources = (image.get("src", "") for image in tree.iter("img"))
    return tuple(dict.fromkeys(source for source in sources if source))[:MAX_IMAGES]


async def _ask_view(datasette: Any, request: Any) -> PageView:
    _, view = await ask_of_capture(datasette, request, "view")
    if not isinstance(view, PageView):
        raise NotFound("The archive has no such capture.")
    return view
