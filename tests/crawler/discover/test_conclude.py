"""What is concluded from all that was read."""

import pytest

from crawler.discover.clues import Clues
from crawler.discover.conclude import Surveyed, find_delay, find_language, find_others, find_sources
from crawler.discover.lists import Listed, Lists
from crawler.discover.sample import Sample
from crawler.discover.survey import folder_of, within
from extract.listings import Link
from extract.site import Source


@pytest.mark.parametrize(
    ("asked", "seconds", "here", "delay"),
    [
        (0, [0.1], False, 2.0),
        (10, [0.1], False, 10),
        (1, [0.1], False, 2.0),
        (0, [3.1, 2.9], False, 6.0),
        (0, [100.0], False, 30.0),
        (0, [], False, 2.0),
        (0, [0.1], True, 0.0),
        (5, [0.1], True, 5),
    ],
)
def test_the_delay_is_what_robots_asks_for_or_twice_the_latency_and_at_least_two_seconds(asked, seconds, here, delay):
    assert find_delay(asked, seconds, is_this_machine=here)[0] == delay


def test_a_language_is_that_of_nearly_all_pages():
    assert find_language(["en-GB"] * 9 + ["de"]).value == "en-GB"
    assert find_language(["en-GB"] * 5 + ["en"] * 4 + [None]).value == "en-GB"
    several = find_language(["en"] * 5 + ["de"] * 5)
    assert (several.value, several.why) == ("", "several: 5 x en, 5 x de")
    assert find_language([None]).value == ""


def test_sources_without_an_article_of_the_sample_are_left_out():
    def listed(kind, *paths):
        links = tuple(Link(url=f"https://r.example{path}") for path in paths)
        return Listed(source=Source(kind=kind, url=f"https://r.example/{kind}"), why="x", links=links)

    lists = Lists(listed=[listed("feed", "/a"), listed("listing", "/menu"), listed("sitemap", "/a", "/b", "/about")])
    found = find_sources(lists, {"https://r.example/a", "https://r.example/b"})
    assert [(each.source.kind, each.listed, each.articles) for each in found] == [("sitemap", 3, 2), ("feed", 1, 1)]


def test_a_blog_in_a_folder_is_looked_at_without_the_rest_of_its_host():
    def listed(*paths):
        links = tuple(Link(url=f"https://r.example{path}") for path in paths)
        return Listed(source=Source(kind="sitemap", url="https://r.example/s.xml"), why="x", links=links)

    posts = [f"/blog/post-{number}/" for number in range(5)]
    (inside,) = within([listed("/shop/", *posts), listed("/shop/x")], "https://r.example/blog/")
    assert [link.url for link in inside.links] == [f"https://r.example{path}" for path in posts]
    whole = [listed("/shop/", *posts[:4])]
    assert within(whole, "https://r.example/blog/") == whole


def test_articles_that_a_menu_shows_are_no_sections():
    def at(*paths):
        return tuple(f"https://r.example{path}" for path in paths)

    posts = tuple(Link(url=url) for url in at("/newest/"))
    feed = Listed(source=Source(kind="feed", url="https://r.example/feed/"), why="x", links=posts)
    menu = at("/category/law/", "/2026/05/", "/2026/05/an-essay/", "/newest/", "/about/")
    read = Surveyed(
        url="https://r.example/",
        pages=(),
        clues=(Clues(sections=menu),),
        lists=Lists(listed=[feed]),
        sample=Sample(others=list(at("/2026/04/a-poll/"))),
        hosts=("r.example",),
        answers=(),
        crawl_delay=0.0,
        is_this_machine=False,
        renders=False,
    )
    articles = set(at("/2026/03/why-trees", "/newest", "/older"))
    assert find_others(read, articles) == at("/category/law/", "/2026/05/", "/about/", "/2026/04/a-poll/")


def test_a_list_of_which_only_a_part_was_read_lists_so_many_pages_or_more():
    links = tuple(Link(url=f"https://r.example/{number}") for number in range(3))
    sources = [Source(kind="feed", url=f"https://r.example/{name}") for name in ("whole", "part")]
    listed = [Listed(source=source, why="x", links=links, is_whole=not at) for at, source in enumerate(sources)]
    found = find_sources(Lists(listed=listed), {links[0].url})
    assert [each.size for each in found] == ["3 pages", "3 pages or more"]


@pytest.mark.parametrize(
    ("path", "is_article", "folder"),
    [
        ("", False, "/"),
        ("/index.html", False, "/"),
        ("/blog", False, "/blog/"),
        ("/blog/", False, "/blog/"),
        ("/blog/index.php?lang=en", False, "/blog/"),
        ("/a:b", False, "/a:b/"),
        ("/blog/why-trees/", True, "/"),
    ],
)
def test_the_folder_of_a_front_page_is_where_it_stands_and_that_of_an_article_is_its_host(path, is_article, folder):
    assert folder_of(f"https://r.example{path}", is_article=is_article) == f"https://r.example{folder}"


def test_a_whole_host_has_all_pages_that_its_lists_have():
    links = (Link(url="https://r.example"), *(Link(url=f"https://r.example/{number}") for number in range(5)))
    listed = [Listed(source=Source(kind="sitemap", url="https://r.example/s.xml"), why="x", links=links)]
    assert within(listed, "https://r.example/") == listed
