from collections import Counter

import pytest

from folds import FOLDS, fold_of, site_of


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("https://blog.News.Example.ORG:8080/a?b#c", "example.org"),
        ("https://www.example.co.uk/a", "example.co.uk"),
        ("https://example.com.au/", "example.com.au"),
        ("https://co.uk/", "co.uk"),
        ("https://www.example.co/", "example.co"),
        ("https://example.org./", "example.org"),
        ("http://192.0.2.17/a", "192.0.2.17"),
        ("http://[2001:db8::1]/a", "2001:db8::1"),
        ("http://[broken/a", ""),
        ("localhost", ""),
        ("", ""),
        (None, ""),
    ],
)
def test_a_site_is_what_can_be_registered(url, site):
    assert site_of(url) == site


def test_the_folds_do_not_change():
    hosts = ["example.org", "example.com", "example.net", "example.co.uk", "example.de"]
    assert [fold_of(f"https://www.{host}/") for host in hosts] == [2, 4, 0, 2, 0]


def test_all_pages_of_a_site_are_in_one_fold():
    assert len({fold_of(f"https://{part}.example.org/{part}") for part in "abcdefgh"}) == 1


def test_the_folds_are_of_about_one_size():
    sizes = Counter(fold_of(f"https://site{number}.example/") for number in range(5000))
    assert sorted(sizes) == list(range(FOLDS))
    assert min(sizes.values()) > 900
