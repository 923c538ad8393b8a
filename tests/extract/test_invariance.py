"""What changes nothing for a reader changes nothing in an article."""

import pytest

from changes import CHANGES, contents
from extract.read import read_article
from odd_pages import ALL, URL

# A page that is XML, or no text to a program, cannot be changed as HTML; the long one takes its time.
CHANGED = {
    name: page.body.decode()
    for name, page in ALL.items()
    if not any(word in name for word in ("XHTML", "header", "JIS", "UTF-16", "bytes", "thousand"))
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_nothing_for_a_reader_changes_nothing_in_an_article(make_page, make_site, change):
    site, differing = make_site(), {}
    for name, html in CHANGED.items():
        changed = change(html)
        assert changed != html
        before, after = (contents(read_article(make_page(one, url=URL), site)) for one in (html, changed))
        if before != after:
            differing[name] = [key for key, value in before.items() if after[key] != value]
    assert differing == {}


def test_a_page_is_read_the_same_whatever_was_read_before_it(make_page, make_site):
    site = make_site()

    def read(page):
        return read_article(make_page(page.body, url=URL, content_type=page.content_type), site)

    names = [name for name in ALL if "thousand" not in name]
    first = [read(ALL[name]) for name in names]
    assert [read(ALL[name]) for name in reversed(names)] == first[::-1]
