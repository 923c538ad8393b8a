"""Lists in Chromium: their columns stand within the window, on a telephone as cards, and a page is not endless."""

import pytest
from reader import NARROW, WIDE, reading

from archive.schema import TABLES, VIEWS
from archive.web.canned import load_queries

NAMES = sorted({*TABLES, *VIEWS, *load_queries()})
# As many rows as a page has, each as high as a card with ten lines.
MOST_HIGH = 50 * 420

OUTSIDE = """() => [...document.querySelectorAll('.scroll table.rows')].flatMap(table => {
    const box = table.parentElement.getBoundingClientRect();
    const places = [...table.querySelectorAll('thead th')].map(head => [head, head.getBoundingClientRect()]);
    return places.filter(([, place]) => place.width && place.right > box.right + 1).map(([head]) => head.textContent);
})"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_column_of_a_list_stands_within_the_window_and_its_page_ends(browser, address, size):
    wrong = {}
    with reading(browser, address) as reader:
        reader.see(size=size)
        for name in NAMES:
            reader.open(f"/commentary/{name}")
            outside = reader.page.evaluate(OUTSIDE)
            high = reader.page.evaluate("document.documentElement.scrollHeight")
            if outside or high > MOST_HIGH:
                wrong[name] = (outside, high)
    assert wrong == {}
