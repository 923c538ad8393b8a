import pytest

from extract.listings.pager import next_page_url

NEXT = "https://site.example/blog/page/3/"
# A listing's second page as the themes write their pagers; {next} is the third.
PAGERS = {
    "rel": '<a rel="next" href="{next}">3</a>',
    "genesis": '<div class="archive-pagination"><ul><li class="pagination-next"><a href="{next}">Next Page »</a></li></ul></div>',
    "bootstrap": (
        '<ul class="pagination"><li><a href="/blog/">1</a></li><li class="page-item"><a href="{next}" aria-label="Next">'
        '<span aria-hidden="true">&raquo;</span></a></li></ul>'
    ),
    "arrow": '<div><a href="/blog/">«</a> <a href="{next}">»</a></div>',
    "text": '<p class="more"><a href="{next}">Older posts &rarr;</a></p>',
    "older entries": '<div class="navigation"><div class="alignleft"><a href="{next}">&laquo; Older Entries</a></div></div>',
    "wp-pagenavi": '<div class="wp-pagenavi"><a class="nextpostslink" href="{next}">»</a></div>',
    "joomla": '<ul><li class="pagination-next"><a title="Next" href="{next}" class="pagenav">Next</a></li></ul>',
    "drupal": '<li class="pager__item pager__item--next"><a href="{next}"><span>Next page</span></a></li>',
    "load more": '<div class="load-more"><a href="{next}" data-page="3">Load more</a></div>',
    "numbers": '<div><a href="/blog/">1</a> <span>2</span> <a href="{next}">3</a> <a href="/blog/page/4/">4</a></div>',
    "only far numbers": '<div><a href="/blog/page/1/">1</a> <a href="{next}">3</a> <a href="/blog/page/40/">40</a></div>',
    "german": '<a href="{next}">Ältere Beiträge</a>',
    "turkish": '<a href="{next}">Eski yazılar »</a>',
    "arabic": '<a href="{next}">مقالات أقدم</a>',
    "japanese": '<a href="{next}">過去の投稿</a>',
}
CARDS = "".join(f'<article><h2><a href="/2026/02/story-{at}/">Story {at}</a></h2></article>' for at in range(3))


def at(make_page, url, pager):
    return next_page_url(make_page(f"<html><body><main>{CARDS}{pager}</main></body></html>", url=url))


@pytest.mark.parametrize("kind", PAGERS)
def test_the_next_page_of_a_listing_is_found_by_its_pager(make_page, kind):
    assert at(make_page, "https://site.example/blog/page/2/", PAGERS[kind].replace("{next}", NEXT)) == NEXT


@pytest.mark.parametrize(
    ("url", "pager", "following"),
    [
        (
            "https://site.example/blog/",
            '<a href="/blog/page/2/">2</a> <a href="/blog/page/3/">3</a>',
            "/blog/page/2/",
        ),
        ("https://site.example/", '<b>1</b> <a href="/page/2/">2</a> <a href="/page/3/">3</a>', "/page/2/"),
        ("https://site.example/blog?page=2", '<a href="?page=1">1</a> <a href="?page=3">3</a>', "/blog?page=3"),
        ("https://site.example/list/index.html", '<a href="/list/index_2.html">2</a>', "/list/index_2.html"),
        ("https://site.example/blog/page/1/", '<a href="/blog/page/2/">2</a>', "/blog/page/2/"),
        ("https://site.example/blog", '<a href="?start=20&p=2">2</a>', "/blog?start=20&p=2"),
        (
            "https://site.example/blog/page/9/",
            '<a href="/blog/page/8/">8</a> <a href="/blog/page/10/">10</a>',
            "/blog/page/10/",
        ),
    ],
)
def test_plain_numbers_lead_to_the_one_behind_the_page_s_own(make_page, url, pager, following):
    assert at(make_page, url, pager) == f"https://site.example{following}"


@pytest.mark.parametrize(
    ("url", "pager"),
    [
        # The issues of a magazine, each a listing of its own.
        ("https://site.example/blog/", '<a href="/issue/1/">1</a> <a href="/issue/2/">2</a>'),
        ("https://site.example/blog/page/3/", '<a href="/issue/3/">3</a> <a href="/issue/4/">4</a>'),
        ("https://site.example/blog/", '<sup><a href="/notes/2/">2</a></sup>'),
    ],
)
def test_numbers_that_count_something_else_are_no_pager(make_page, url, pager):
    assert at(make_page, url, pager) is None


@pytest.mark.parametrize(
    "pager",
    [
        "",
        '<a href="/blog/">« Newer posts</a>',
        '<a href="/blog/">1</a> <a href="/blog/page/2/">2</a>',  # the last page
        '<a href="#" class="next">Next</a> <a href="javascript:more()">Load more</a>',
        '<h2><a href="/2026/02/next/">Next</a></h2>',  # an article of that name
        '<a href="/2026/02/next-steps/">Next steps for the harbour, and who is to take them</a>',
        '<table><tr><td><a href="/2026/03/">3</a></td></tr></table>',  # a calendar
        '<a href="/2026/02/three/">3</a>',
    ],
)
def test_a_listing_without_a_next_page_ends(make_page, pager):
    assert at(make_page, "https://site.example/blog/page/2/", pager) is None
