"""Which listed pages are looked at, in which order."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from crawler.discover.sampler import HOPELESS, Sampler, shape_of
from extract.listings import Link
from extract.site import Source

FEED = Source(kind="feed", url="https://r.example/feed/")
SITEMAP = Source(kind="sitemap", url="https://r.example/sitemap.xml")
START = datetime(2026, 1, 1, tzinfo=UTC)


def post(number, *, dated=True):
    at = START - timedelta(days=number) if dated else None
    return Link(url=f"https://r.example/2026/post-{number}/", published_at=at)


def drawn(sampler, is_article=lambda _url: True):
    found = []
    while (url := sampler.next_url()) is not None:
        found.append(url)
        sampler.tell(url, is_article=is_article(url))
    return found


@given(st.lists(st.integers(0, 60)), st.lists(st.integers(0, 60)), st.booleans())
def test_each_page_is_handed_out_once_whatever_lists_it(some, others, dated):
    sampler = Sampler()
    sampler.add(FEED, [post(number, dated=dated) for number in some])
    sampler.add(SITEMAP, [post(number) for number in others])
    urls = drawn(sampler)
    assert len(urls) == len(set(urls))
    assert set(urls) == {post(number).url for number in {*some, *others}}


def test_the_newest_comes_first_then_the_oldest_then_those_between():
    sampler = Sampler()
    sampler.add(FEED, [post(number) for number in (3, 1, 0, 2, 4)])
    assert drawn(sampler)[:3] == [post(0).url, post(4).url, post(2).url]


def test_sources_take_turns_and_those_of_posts_more_often():
    sampler = Sampler()
    sampler.add(SITEMAP, [Link(url=f"https://r.example/page-{number}/") for number in range(20)])
    sampler.add(FEED, [post(number) for number in range(20)])
    first = drawn(sampler)[:12]
    assert 1 <= sum("/page-" in url for url in first) <= 4


def test_a_form_of_url_without_an_article_is_given_up():
    sampler = Sampler()
    sampler.add(SITEMAP, [Link(url=f"https://r.example/shop/item-{number}/") for number in range(50)])
    sampler.add(SITEMAP, [post(number) for number in range(5)])
    urls = drawn(sampler, lambda url: "/2026/" in url)
    assert sum("/shop/" in url for url in urls) == HOPELESS
    assert sum("/2026/" in url for url in urls) == 5


def test_files_and_parts_of_lists_are_no_articles():
    sampler = Sampler()
    links = ["/a.pdf", "/category/x/", "/tag/y/", "/author/ann/", "/feed/", "/page/2/", "/essay/"]
    sampler.add(SITEMAP, [Link(url=f"https://r.example{path}") for path in links])
    assert drawn(sampler) == ["https://r.example/essay/"]


def test_a_shape_has_the_kinds_of_segments_and_the_names_of_parameters():
    assert shape_of("https://r.example/2026/03/why-trees/") == "/year/part/text"
    assert shape_of("https://r.example/news/12345.html?p=1&utm_source=x") == "/text/file?p"
    assert shape_of("https://r.example/") == ""
