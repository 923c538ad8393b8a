import string

import pytest

from crawler.run_state.requests import page_request
from extract.urls import canonical_url

# A "#" begins the fragment, and what a "\\" or a white space means depends on who takes the URL apart.
CHARACTERS = [*sorted(set(string.printable) - set(string.whitespace) - set("#\\")), "é", "中", "%zz", "%2f"]


@pytest.mark.parametrize(
    "url", ["https://site.example/a{}b", "https://site.example/a?b{}=c", "https://site.example/?b=c{}d"]
)
def test_a_request_is_for_the_page_that_its_url_names(url):
    for character in CHARACTERS:
        named = url.format(character)
        assert canonical_url(page_request(named, "new").url) == canonical_url(named)
        assert canonical_url(page_request(canonical_url(named), "new").url) == canonical_url(named)
