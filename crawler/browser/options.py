"""Which answers of a site a browser has to show first, and what Scrapy must know for it (reads the environment).

document → capture of kind "render" → browser, its requests → captures of kind "render" → capture of what was shown
"""

import os
import shutil
from importlib.util import find_spec
from typing import Any

from scrapy import Request
from scrapy.http import Response

from extract.errors import CommentaryError
from extract.site import Site, Source

# The kind of source under which a document is kept as it was received, and what its scripts load: like robots.txt,
# such a capture is not read.
RENDER = "render"
SHOWABLE = frozenset({"text/html", "application/xhtml+xml"})

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# Everything that a page needs is fetched by Scrapy, under the crawl's own rules. Whatever the browser would ask for
# by itself (a preconnect, a socket, a popup) finds no host, not even one that is named by its number.
OFFLINE = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-quic",
    "--disable-gpu",
)


def is_page(source: Source | None) -> bool:
    """Tell whether what is asked for is an article or a listing, and so what a person sees in a browser."""
    return source is None or source.kind == "listing"


def is_to_render(site: Site, source: Source | None, response: Response) -> bool:
    """Tell whether a browser must show an answer before it is read: an HTML page that is an article or a listing."""
    media_type = (response.headers.get("Content-Type") or b"").decode("latin-1").partition(";")[0].strip().lower()
    return site.render and is_page(source) and response.status == 200 and media_type in SHOWABLE


def kept_for(site: Site, request: Request, response: Response) -> Source | None:
    """Return the source under which an answer is kept as it was received."""
    source: Source | None = request.meta.get("source")
    return Source(kind=RENDER, url=response.url) if is_to_render(site, source, response) else source


def render_settings(site: Site) -> dict[str, Any]:
    """Return the settings of scrapy-playwright, none for a site without `render`.

    CommentaryError when the profile asks for what is not installed.
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
        "PLAYWRIGHT_ABORT_REQUEST": "crawler.browser.browser.refuse",
        "PLAYWRIGHT_LAUNCH_OPTIONS": _launch_options(),
    }


def find_browser() -> str | None:
    """Return the Chromium of COMMENTARY_CHROMIUM, else of the PATH; None leaves it to Playwright's own."""
    if named := os.environ.get("COMMENTARY_CHROMIUM"):
        if found := shutil.which(named):
            return found
        raise CommentaryError(f"COMMENTARY_CHROMIUM: {named} is no program")
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


def _launch_options() -> dict[str, Any]:
    options: dict[str, Any] = {"args": list(OFFLINE)}
    # Chromium refuses to sandbox what root starts; everybody else's pages stay in the sandbox.
    options["chromium_sandbox"] = os.geteuid() != 0
    if browser := find_browser():
        options["executable_path"] = browser
    return options
