"""What an analyst does: from the first page through search, facet, article, history, compare and proof to a file."""

import csv
import io
import re

import pytest
from reader import SCHEMES, SIZES, reading

# The demo's article that is written anew on its second day, and the category that it is in.
TITLE, CATEGORY = "Port Ayu After Dark", "Indo-Pacific"


@pytest.fixture(params=[(size, scheme) for scheme in SCHEMES for size in SIZES], ids=" ".join)
def reader(request, browser, address):
    size, scheme = request.param
    with reading(browser, address, size=SIZES[size], scheme=scheme) as opened:
        yield opened


def test_a_reader_walks_from_the_first_page_to_a_file(reader):
    page = reader.page
    reader.open("/")
    reader.check()

    page.locator("header.top input[type=search]").fill("telephone")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    reader.check()
    found = _hits(page)

    reader.click(CATEGORY, within="#narrow")
    assert "category=" in page.url
    reader.check()
    narrowed = _hits(page)
    assert 0 < narrowed < found
    search = reader.path

    reader.click(TITLE)
    assert page.locator("h1").inner_text() == TITLE
    assert page.locator(".lead-image img").evaluate("image => image.complete && image.naturalWidth") > 0
    reader.check()

    reader.click("History")
    assert "2 versions" in page.inner_text("main")
    reader.check()

    reader.click("Compare versions")
    assert "rewrite" in page.inner_text(".lead")
    reader.check()
    reader.click("Side by side")
    # On a telephone two columns would be too narrow to read.
    assert page.locator("table.sides").is_visible() == (page.viewport_size["width"] > 1000)
    reader.check()

    reader.click("Proof of the version after")
    assert "its bytes are those that were stored" in page.inner_text("main")
    reader.check()

    reader.open(search)
    with page.expect_download() as coming:
        page.locator(".export-links").get_by_role("link", name="CSV", exact=True).click()
    text = coming.value.path().read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert len(rows) == narrowed
    assert TITLE in {row["title"] for row in rows}
    reader.expect_quiet()


def _hits(page):
    """Return the number of articles that the page of a search says it found."""
    return int(re.search(r"([\d,]+) articles?", page.inner_text(".count"))[1].replace(",", ""))
