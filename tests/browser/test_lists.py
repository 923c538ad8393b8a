"""Lists in Chromium: their columns stand within the window, on a telephone as cards, and a page is not endless."""

import pytest
from reader import NARROW, WIDE, reading

from archive.schema import TABLES, VIEWS
from archive.web.canned import load_queries

NAMES = sorted({*TABLES, *VIEWS, *load_queries()})
# So that they are shared out among processes.
PARTS = 4
# As many rows as a page has, each as high as a card with ten lines.
MOST_HIGH = 50 * 420

OUTSIDE = """() => [...document.querySelectorAll('.scroll table.rows')].flatMap(table => {
    const box = table.parentElement.getBoundingClientRect();
    const places = [...table.querySelectorAll('thead th')].map(head => [head, head.getBoundingClientRect()]);
    return places.filter(([, place]) => place.width && place.right > box.right + 1).map(([head]) => head.textContent);
})"""


@pytest.mark.parametrize("part", range(PARTS))
def test_every_column_of_a_list_stands_within_the_window_and_its_page_ends(browser, address, part):
    wrong = {}
    with reading(browser, address) as reader:
        for name in NAMES[part::PARTS]:
            reader.see(size=WIDE)
            reader.open(f"/commentary/{name}")
            for size in (WIDE, NARROW):
                reader.see(size=size)
                outside = reader.page.evaluate(OUTSIDE)
                high = reader.page.evaluate("document.documentElement.scrollHeight")
                if outside or high > MOST_HIGH:
                    wrong[name, size] = (outside, high)
    assert wrong == {}
