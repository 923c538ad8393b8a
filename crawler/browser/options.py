"""Decides which responses a browser renders, and makes the settings of scrapy-playwright (reads the environment).

document → capture of kind "render" → browser, its requests → captures of kind "render" → capture of the rendered page
"""

import os
import shutil
from importlib.util import find_spec
from typing import Any

from scrapy import Request
from scrapy.http import Response

from extract.errors import CommentaryError
from extract.site import Site, Source

# The source kind of captures that are not read, like those of robots.txt: documents as received, before a browser
# renders them, and what their scripts load.
RENDER = "render"
RENDERED_MEDIA_TYPES = frozenset({"text/html", "application/xhtml+xml"})

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Scrapy fetches everything that a page loads, under the crawl's own rules. Connections that Chromium would open by
# itself (a preconnect, a socket, a popup) find no host, not even by IP address.
OFFLINE_FLAGS = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-gpu",
)


def is_page(source: Source | None) -> bool:
    """Tell whether a request with this source is for an HTML page: an article (None) or a listing."""
    return source is None or source.kind == "listing"


def needs_rendering(site: Site, source: Source | None, response: Response) -> bool:
    """Tell whether to render a response before it is read: an HTML article or listing of a site with `render`."""
    media_type = (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
    return site.render and is_page(source) and response.status == 200 and media_type in RENDERED_MEDIA_TYPES


def capture_source(site: Site, request: Request, response: Response) -> Source | None:
    """Return the source that is stored with the capture of a response as received."""
    source: Source | None = request.meta.get("source")
    return Source(kind=RENDER, url=response.url) if needs_rendering(site, source, response) else source


def render_settings(site: Site) -> dict[str, Any]:
    """Return the settings of scrapy-playwright, none for a site without `render`.

    CommentaryError when the profile needs it and it is not installed.
    """
    if not site.render:
        return {}
    if find_spec("scrapy_playwright") is None:
        raise CommentaryError(
            f"the profile {site.name} needs a browser (render = true), and scrapy-playwright is not installed:"
            " pip install 'commentary-archive[render]'"
        )
    return {
        "PLAYWRIGHT_BROWSER_PROVIDER": "crawler.browser.browser.Launcher",
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.browser.browser.abort_request",
        "PLAYWRIGHT_LAUNCH_OPTIONS": _launch_options(),
    }


def find_browser() -> str | None:
    """Return the path of COMMENTARY_CHROMIUM, else of a Chromium on the PATH; None means Playwright's own."""
    if program := os.environ.get("COMMENTARY_CHROMIUM"):
        if found := shutil.which(program):
            return found
        raise CommentaryError(f"COMMENTARY_CHROMIUM: {program} is no program")
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _launch_options() -> dict[str, Any]:
    options: dict[str, Any] = {"args": list(OFFLINE_FLAGS)}
    # Chromium cannot use its sandbox when root starts it.
    options["chromium_sandbox"] = os.geteuid() != 0
    if browser := find_browser():
        options["executable_path"] = browser
    return options
