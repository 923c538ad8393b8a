import pytest

from extract.listings import lists_of_pages


def lists(*names):
    return {url.rpartition("/")[2] for url in lists_of_pages([f"https://a.example/maps/{name}" for name in names])}


@pytest.mark.parametrize(
    "name",
    [
        "wp-sitemap-posts-page-1.xml",
        "wp-sitemap-posts-page-12.xml",
        "sitemap-pt-page-2026-01.xml",
        "sitemap-posttype-page.xml",
        "sitemap-posttype-page.2026.xml",
        "sitemap-post-type-page.xml.gz",
    ],
)
def test_a_sitemap_with_the_type_page_in_its_name_lists_static_pages(name):
    assert lists(name) == {name}


@pytest.mark.parametrize(
    ("pages", "posts"),
    [
        ("page-sitemap.xml", "post-sitemap.xml"),
        ("page-sitemap2.xml", "category-sitemap.xml"),
        ("sitemap-pages.xml", "sitemap-posts.xml"),
        ("sitemap-page.xml", "sitemap-post.xml"),
        ("pages-sitemap.xml", "blog-posts-sitemap.xml"),
        ("sitemap_pages_1.xml", "sitemap_blogs_1.xml"),
    ],
)
def test_an_ambiguous_name_counts_beside_one_of_posts_of_the_same_program(pages, posts):
    assert lists(pages, posts, "sitemap.xml") == {pages}
    assert lists(pages, "sitemap.xml") == set()


def test_a_sitemap_of_numbered_pages_or_of_posts_is_none():
    others = (
        "sitemap-page-1.xml", "sitemap_page2.xml", "news-sitemap-page-3.xml", "sitemap.xml?page=1", "page-1-sitemap.xml",
        "wp-sitemap-posts-post-1.xml", "wp-sitemap-posts-landing_page-1.xml", "post-sitemap.xml", "pages.xml",
        "homepage-sitemap.xml", "sitemap-pt-post-2026-01.xml", "sitemap-posttype-pages-of-a-book.xml", "sitemap-posts.xml",
    )  # fmt: skip
    assert lists(*others) == set()


def test_the_rest_list_of_pages_is_one():
    pages = [
        "https://a.example/wp-json/wp/v2/pages?per_page=100",
        "https://a.example/?rest_route=/wp/v2/pages&page=2",
    ]
    posts = ["https://a.example/wp-json/wp/v2/posts", "https://a.example/wp-json/wp/v2/pages-of-books"]
    assert lists_of_pages([*pages, *posts]) == set(pages)
