import pytest

from extract.errors import ProfileError
from extract.profile.parser import parse_site

PROFILE = 'title = "T"\nhosts = ["a.example", "www.a.example:8080"]\ntimezone = "UTC"\n'


def parse(lines, origin="sites/mine.toml"):
    return parse_site("mine", PROFILE + lines, defaults="", origin=origin)


def test_a_profile_takes_no_static_pages_unless_it_says_so():
    assert not parse("").pages
    assert parse("pages = true\n").pages
    with pytest.raises(ProfileError, match="pages: 'yes' is neither true nor false"):
        parse('pages = "yes"\n')


@pytest.mark.parametrize(
    "pattern",
    [
        r"/\d{4}/\d{2}/[^/]+/$",
        "/essays/",
        r"^https://a\.example/essays/[^/]+$",
        r"^https://a\.example/(?!about|contact|privacy|register|terms)[^/]+/$",
    ],
)
def test_a_pattern_that_matches_no_common_static_page_goes_before_the_systems_word(pattern):
    assert parse(f"articles = '{pattern}'\n").pages
    assert parse(f"articles = '{pattern}'\npages = false\n").pages


@pytest.mark.parametrize(
    "pattern",
    [
        "/",
        r"^https?://[^/]+/[^/]+/?$",
        r"^https://a\.example/[a-z-]+$",
        r"^http://www\.a\.example:8080/[a-z-]+/$",
        r"^https://a\.example/(?!about|contact)[^/]+/$",
    ],
)
def test_a_pattern_that_matches_any_url_of_one_segment_tells_nothing_of_pages(pattern):
    assert not parse(f"articles = '{pattern}'\n").pages


def test_a_page_of_a_site_without_a_profile_is_read_whatever_it_is():
    assert parse("", origin=None).pages is None
    assert parse("pages = false\n", origin=None).pages is False


def test_what_a_profile_takes_in_is_part_of_its_revision():
    assert parse("").revision == parse("pages = false\n").revision != parse("pages = true\n").revision
