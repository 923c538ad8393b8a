import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.learn import learn_articles
from extract.profile.pattern import check_pattern
from extract.urls import canonical_url

HOSTS = ("x.example",)
SLUGS = ("why-trees", "a-cold-spring", "the-last-ferry", "grain-and-bread", "on-bridges")


def urls(*paths):
    return [f"https://x.example{path}" for path in paths]


@pytest.mark.parametrize(
    ("form", "pattern"),
    [
        ("/2026/02/{}/", r"/\d{4}/\d{2}/[^/]+/?$"),
        ("/2026/2/{}.html", r"/\d{4}/\d{1,2}/[^/]+\.html$"),
        ("/blog/{}", r"/blog/[^/]+/?$"),
        ("/en/essays/{}/", r"/en/essays/[^/]+/?$"),
        ("/p/{}", r"/p/[^/]+/?$"),
    ],
)
def test_a_pattern_has_the_form_of_the_urls(form, pattern):
    found = learn_articles(urls(*map(form.format, SLUGS)), urls("/about/", "/tag/trees/"), HOSTS)
    assert (found.pattern, found.hits, found.of) == (pattern, 5, 5)


def test_numbers_are_numbers():
    found = learn_articles(urls(*(f"/texts/{n}.htm" for n in range(100, 110))), urls("/texts/list.htm"), HOSTS)
    assert found.pattern == r"/texts/\d+\.htm$"


def test_numbers_that_look_like_years_or_have_a_digit_more_are_one_form():
    found = learn_articles(urls(*(f"/read/{n}" for n in (7, 99, 100, 1999, 2026))), urls("/about"), HOSTS)
    assert (found.pattern, found.hits) == (r"/read/\d+/?$", 5)
    issues = [f"/issue/{n}/{slug}" for n, slug in zip((9, 10, 99, 100, 101), SLUGS, strict=True)]
    assert learn_articles(urls(*issues), urls("/about"), HOSTS).pattern == r"/issue/\d+/[^/]+/?$"


def test_a_pattern_is_as_strict_as_other_pages_ask_for():
    found = learn_articles(urls(*(f"/blog/{slug}" for slug in SLUGS)), urls("/blog/tags", "/blog/all"), HOSTS)
    assert found.pattern == r"/blog/[^/]*-[^/]*/?$"
    number = iter(range(100, 200))
    numbered = urls(*(f"/{slug}-{next(number)}" for slug in SLUGS))
    assert learn_articles(numbered, urls("/about-us", "/all"), HOSTS).pattern == r"^https?://[^/]+/[^/]*-\d+/?$"


def test_before_an_article_any_name_may_stand_but_those_of_other_pages_since_a_site_gets_new_sections():
    paths = [f"/{section}/{slug}" for section in ("law", "cities") for slug in SLUGS]
    pattern = learn_articles(urls(*paths), urls("/tags/rail", "/user/7"), HOSTS).pattern
    assert pattern == r"^https?://[^/]+/(?!(?:tags|user)/)[^/]+/[^/]+/?$"
    assert re.search(pattern, "https://x.example/water/on-bridges")


def test_a_few_names_before_an_article_are_alternatives_where_other_pages_have_many():
    paths = [f"/{section}/{slug}" for section in ("law", "cities") for slug in SLUGS]
    others = urls(*(f"/{name}/all" for name in ("a1", "b2", "c3", "d4", "e5", "f6", "g7")))
    assert learn_articles(urls(*paths), others, HOSTS).pattern == r"/(?:cities|law)/[^/]+/?$"
    rare = learn_articles(urls(*paths, "/water/on-bridges"), others, HOSTS).pattern
    assert rare == r"^https?://[^/]+/[^/]+/[^/]*-[^/]*/?$"


def test_two_forms_are_two_patterns():
    paths = [*(f"/2026/02/{slug}/" for slug in SLUGS), *(f"/essays/{slug}/" for slug in SLUGS)]
    pattern = learn_articles(urls(*paths), urls("/about/"), HOSTS).pattern
    assert all(re.search(pattern, url) for url in urls(*paths))
    assert not re.search(pattern, "https://x.example/about/")


def test_articles_right_below_the_host_have_no_pattern_of_their_own():
    found = learn_articles(urls(*(f"/{slug}/" for slug in SLUGS)), urls("/about/"), HOSTS)
    assert found.pattern is None
    assert "right below the host" in found.without


def test_a_page_is_named_that_every_pattern_matches():
    found = learn_articles(urls(*(f"/p/{n}" for n in range(10, 20))), urls("/about", "/p/99"), HOSTS)
    assert found.without == "every pattern of the articles matches other pages too, such as https://x.example/p/99"


def test_too_few_articles_tell_nothing():
    found = learn_articles(urls("/a/b"), (), HOSTS)
    assert (found.pattern, found.without) == (None, "1 articles are known, and at least 4 are needed")


segment = st.text("abc-_.0129(+*\\", min_size=1, max_size=8)


@given(st.lists(st.lists(segment, min_size=1, max_size=4), min_size=1, max_size=12), st.lists(segment, max_size=4))
def test_a_pattern_is_one_of_a_profile_and_matches_most_articles_and_no_other_page(articles, others):
    known = urls(*("/" + "/".join(parts) for parts in articles))
    found = learn_articles(known, urls(*(f"/{part}" for part in others)), HOSTS)
    if found.pattern is not None:
        check_pattern(found.pattern)
        assert found.hits >= 0.97 * found.of
        pages = {canonical_url(f"https://x.example/{part}") for part in others} - set(map(canonical_url, known))
        assert not any(re.search(found.pattern, page) for page in pages)
