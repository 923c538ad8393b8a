from datetime import UTC, datetime
from pathlib import Path

import pytest

import sites
from essay import BODY_RULE, essay_page
from extract.context import PageContext
from extract.page import Page
from extract.profile.parser import parse_site

PAGES = Path(__file__).parent / "pages"
FETCHED_AT = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HEADER = 'title = "A Site"\nhosts = ["site.example"]\ntimezone = "Europe/Istanbul"\n'


@pytest.fixture
def make_page():
    """Make a Page out of HTML, as if it had just been fetched."""

    def make(
        html,
        *,
        url="https://site.example/2026/02/slug/",
        content_type="text/html; charset=utf-8",
        status=200,
        **headers,
    ):
        body = html if isinstance(html, bytes) else html.encode()
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        return Page(
            url=url, fetched_at=FETCHED_AT, content_type=content_type, body=body, status=status, headers=given
        )

    return make


@pytest.fixture
def make_context(make_page):
    """Make the context of a page out of HTML, as that of a site of which only the host is known."""

    def make(html, *, zone=UTC, language=None, hosts=("site.example",), **options):
        page = make_page(html, **options)
        return PageContext(page=page, hosts=hosts, articles=None, zone=zone, language=language)

    return make


@pytest.fixture
def make_site():
    """Make a Site out of the lines of a profile; its header is there already."""

    def make(lines="", *, header=HEADER, defaults=None):
        return parse_site("a-site", header + lines, defaults=sites.load_defaults() if defaults is None else defaults)

    return make


@pytest.fixture
def read_values(make_page, make_site):
    """Read the body of an article whose container holds this HTML."""
    from extract.read import read_article  # noqa: PLC0415 - only for tests of whole readings

    def read(html, **options):
        page = make_page(f"<html><body><div class='text'>{html}</div><p>Not of it.</p></body></html>", **options)
        return read_article(page, make_site('[fields]\nbody = [{ css = ".text" }]\n'))

    return read


@pytest.fixture(params=["", BODY_RULE], ids=["model", "container"])
def read_essay(request, make_page, make_site):
    """Read the essay with HTML at some of its places: once as the body model selects it, once in a container."""
    from extract.read import read_article  # noqa: PLC0415 - only for tests of whole readings

    def read(**places):
        return read_article(make_page(essay_page(**places)), make_site(f'articles = "/2026/"\n{request.param}'))

    return read
