"""A person with a browser who reads the served archive: what pages load and say, and whom they leave out (Chromium).

`Reader.open` fails for a page that asks another host for anything, or that the browser complains about;
`Reader.check` for what axe-core calls a serious or critical barrier, and for a page wider than its window.
"""

import os
from contextlib import contextmanager
from itertools import pairwise
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe

from crawler.browser.options import find_browser

# In CSS pixels: a desk and a telephone.
WIDE, NARROW = (1400, 900), (390, 844)
SIZES = {"wide": WIDE, "narrow": NARROW}
SCHEMES = ("light", "dark")
# In CSS pixels at the narrow size, a longer list has pages.
TALLEST = 30_000
SERIOUS = frozenset({"serious", "critical"})
# Frames show pages of the sites, which are not ours to mend.
AXE = {"resultTypes": ["violations"], "iframes": False}
COLOURS = AXE | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


# The text of an article has its own.
HEADINGS = """[...document.querySelectorAll("h1, h2, h3, h4, h5, h6")].filter(each => !each.closest(".body"))
    .map(each => Number(each.tagName[1]))"""


class Reader:
    """A browser window on one served archive, `address` its URL without a slash at the end."""

    def __init__(self, browser, address, *, size=WIDE, scheme="light"):
        self.address = address
        self.context = browser.new_context(
            viewport=dict(zip(("width", "height"), size, strict=True)), color_scheme=scheme, service_workers="block"
        )
        self.context.route("**/*", self._ask_this_server_only)
        self.page = self.context.new_page()
        self.complaints = []
        self.page.on("console", lambda said: self._note(said.type == "error", f"console: {said.text}"))
        self.page.on("pageerror", lambda error: self._note(True, f"script: {error}"))  # noqa: FBT003 - it is one

    def open(self, path, status=200):
        """Open a page of the archive by its path; fail for another status than this, or if `expect_quiet` does."""
        answer = self.page.goto(f"{self.address}{path}")
        assert answer.status == status, f"{path} answers {answer.status}: {self.page.inner_text('main')[:500]}"
        # The browser itself notes each answer that is an error.
        self.complaints = [each for each in self.complaints if status == 200 or f"status of {status}" not in each]
        self.expect_quiet()

    def click(self, link, *, within="main"):
        """Click the first link with these words; the page that it leads to has to be there and to be quiet."""
        with self.page.expect_navigation() as going:
            self.page.locator(within).get_by_role("link", name=link).first.click()
        answer = going.value
        # A link to a place on the same page gets no answer.
        assert answer is None or answer.status == 200, f"{link!r} leads to {answer.url}: {answer.status}"
        self.expect_quiet()

    def see(self, *, size=None, scheme=None):
        """Change the window's size or the colours that its reader prefers."""
        if size is not None:
            self.page.set_viewport_size(dict(zip(("width", "height"), size, strict=True)))
        if scheme is not None:
            self.page.emulate_media(color_scheme=scheme)

    def expect_quiet(self):
        """Fail if a page asked another host, or the browser complained; both are told with the page's path."""
        complaints, self.complaints = self.complaints, []
        assert not complaints, f"{self.path}: {complaints}"

    def check(self, options=AXE, tallest=TALLEST):
        """Fail for serious and critical findings of axe-core, for a page that is scrolled sideways or has no end.

        Headings begin with the only one of the first level, and none lies more than a level below the one before.
        """
        findings = Axe().run(self.page, options=options).response["violations"]
        told = [
            f"{found['id']} ({found['impact']}): {found['help']}: {node['target']} {node['html'][:300]}"
            for found in findings
            if found["impact"] in SERIOUS
            for node in found["nodes"][:5]
        ]
        state = f"{self.path} at {self.page.viewport_size['width']} px"
        assert not told, "\n".join([f"{state}:", *told])
        levels = self.page.evaluate(HEADINGS)
        steps = [later - former for former, later in pairwise([0, *levels])]
        assert (levels.count(1), max(steps)) == (1, 1), f"{state} has headings of the levels {levels}"
        width = self.page.evaluate("document.documentElement.scrollWidth")
        assert width <= self.page.viewport_size["width"], f"{state} is {width} px wide: {self._widest()}"
        height = self.page.evaluate("document.documentElement.scrollHeight")
        assert height <= tallest, f"{state} is {height} px tall"
        self.expect_quiet()

    @property
    def path(self):
        """The path of the page that is open, with its query."""
        parts = urlsplit(self.page.url)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path

    def _widest(self):
        """Return the first elements that reach beyond the window's right edge."""
        return self.page.evaluate("""() => [...document.querySelectorAll("main *, header *, footer *")]
            .filter(each => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".scroll"))
            .slice(0, 5).map(each => each.outerHTML.slice(0, 160))""")

    def _ask_this_server_only(self, route):
        url = route.request.url
        if url.startswith((f"{self.address}/", "data:")):
            route.continue_()
        else:
            self.complaints.append(f"asks for {url}")
            route.abort()

    def _note(self, is_complaint, words):
        if is_complaint:
            self.complaints.append(words)


def launch(playwright):
    """Start a Chromium; the pages are our own, so that it may run as root without its sandbox."""
    return playwright.chromium.launch(executable_path=find_browser(), chromium_sandbox=os.geteuid() != 0)


@contextmanager
def reading(browser, address, **seen):
    """Open a window on a served archive, and close it at the end."""
    reader = Reader(browser, address, **seen)
    try:
        yield reader
    finally:
        reader.context.close()
