"""Where a site may list its pages."""

from crawler.discover.clues import Clues
from crawler.discover.places import common_places, named_places, parts_to_read, posts_url, rest_root
from extract.listings import Link


def test_robots_goes_before_the_head_and_each_url_is_tried_once():
    clues = [
        Clues(sitemaps=("https://r.example/a.xml",), feeds=("https://r.example/feed/",)),
        Clues(sitemaps=("https://r.example/b.xml",), feeds=("https://r.example/feed/",)),
    ]
    found = [(each.source.kind, each.source.url) for each in named_places(clues, ["https://r.example/b.xml"])]
    assert found == [
        ("sitemap", "https://r.example/b.xml"),
        ("sitemap", "https://r.example/a.xml"),
        ("feed", "https://r.example/feed/"),
    ]


def test_common_places_are_looked_for_beside_a_blog_in_a_folder_and_at_the_root():
    urls = [each.source.url for each in common_places("https://r.example/blog/", "feed")]
    assert urls[0] == "https://r.example/blog/feed/"
    assert "https://r.example/rss.xml" in urls
    assert len(urls) == len(set(urls))


def test_the_posts_of_an_interface_are_asked_for_by_path_or_by_query_and_lead_back_to_its_root():
    for root in ("https://r.example/wp-json/", "https://r.example/blog/wp-json/"):
        url = posts_url(root, per_page="20")
        assert url == f"{root}wp/v2/posts?per_page=20"
        assert rest_root(url) == root
    by_query = posts_url("https://r.example/?rest_route=/", per_page="20")
    assert by_query == "https://r.example/?rest_route=/wp/v2/posts&per_page=20"
    assert rest_root(by_query) == "https://r.example/?rest_route=/"


def test_of_a_sitemap_in_parts_the_newest_and_oldest_parts_of_posts_are_read():
    names = ["wp-sitemap-posts-page-1", "wp-sitemap-taxonomies-category-1", "wp-sitemap-users-1"]
    names += [f"wp-sitemap-posts-post-{number}" for number in range(1, 9)]
    parts, of_pages = parts_to_read([Link(url=f"https://r.example/{name}.xml", listing=True) for name in names])
    assert [part.url[-8:-4] for part in parts][:2] == ["st-1", "st-8"]
    assert len(parts) == 4
    assert of_pages == {"https://r.example/wp-sitemap-posts-page-1.xml"}
    assert parts_to_read([]) == ([], frozenset())
