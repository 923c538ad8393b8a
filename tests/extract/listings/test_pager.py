import pytest

from extract.listings.find import find_links
from extract.listings.pager import next_page_url
from extract.site import Source

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


# The URL of a first or later page, a pager of a theme or program, and the next page.
MORE_PAGERS = {
    "squarespace": (
        "/blog",
        '<nav class="BlogList-pagination"><a href="/blog?offset=1580000000000" class="BlogList-pagination-link" rel="">Older</a></nav>',
        "/blog?offset=1580000000000",
    ),
    "squarespace2": (
        "/blog",
        '<div class="older"><a href="/blog?offset=1580000000000"><div class="blog-list-pagination-icon"></div>Older Posts</a></div>',
        "/blog?offset=1580000000000",
    ),
    "ghost": (
        "/",
        '<nav class="pagination"><span class="page-number">Page 1 of 5</span><a class="older-posts" href="/page/2/">Older Posts <span>→</span></a></nav>',
        "/page/2/",
    ),
    "jekyll": (
        "/",
        '<div class="pagination"><a class="pagination-item older" href="/page2">Older</a><span class="pagination-item newer">Newer</span></div>',
        "/page2",
    ),
    "hugo ananke": (
        "/posts/",
        '<ul class="pagination pagination-default"><li class="page-item disabled"><a aria-label="First" class="page-link">««</a></li><li class="page-item active"><a class="page-link">1</a></li><li class="page-item"><a href="/posts/page/2/" class="page-link">2</a></li><li class="page-item"><a href="/posts/page/2/" aria-label="Next" class="page-link"><span>»</span></a></li><li class="page-item"><a href="/posts/page/9/" aria-label="Last" class="page-link">»»</a></li></ul>',
        "/posts/page/2/",
    ),
    "last arrow only": (
        "/posts/page/2/",
        '<ul><li><a href="/posts/">««</a></li><li><a href="/posts/">«</a></li><li><a href="/posts/page/3/">»</a></li><li><a href="/posts/page/9/">»»</a></li></ul>',
        "/posts/page/3/",
    ),
    "last arrow first": (
        "/posts/page/2/",
        '<ul><li><a href="/posts/page/9/">»»</a></li><li><a href="/posts/page/3/">»</a></li></ul>',
        "/posts/page/3/",
    ),
    "icon aria": ("/news", '<a href="/news?page=2" aria-label="Go to next page"><svg/></a>', "/news?page=2"),
    "icon title": (
        "/news",
        '<a href="/news?page=2" title="Next page"><i class="icon-right"></i></a>',
        "/news?page=2",
    ),
    "icon img alt": ("/news", '<a href="/news?page=2"><img src="/r.png" alt="Next"></a>', "/news?page=2"),
    "sr-only": ("/news", '<a href="/news?page=2"><span class="sr-only">Next page</span><i></i></a>', "/news?page=2"),
    "drupal zero": (
        "/news",
        '<ul class="pager"><li class="pager__item"><a href="?page=0" title="Current page">1</a></li><li><a href="?page=1" title="Go to page 2">2</a></li><li class="pager__item pager__item--next"><a href="?page=1" title="Go to next page" rel="next"><span aria-hidden="true">››</span></a></li></ul>',
        "/news?page=1",
    ),
    "drupal zero numbers": (
        "/news?page=1",
        '<ul class="pager"><li><a href="?page=0">1</a></li><li class="is-active"><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li></ul>',
        "/news?page=2",
    ),
    "drupal zero numbers first": (
        "/news",
        '<ul class="pager"><li class="is-active"><a href="?page=0">1</a></li><li><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li></ul>',
        "/news?page=1",
    ),
    "offset numbers": (
        "/news?start=10",
        '<ul><li><a href="/news">1</a></li><li><span>2</span></li><li><a href="/news?start=20">3</a></li><li><a href="/news?start=30">4</a></li></ul>',
        "/news?start=20",
    ),
    "offset numbers first": (
        "/news",
        '<ul class="pagination"><li><span>1</span></li><li><a href="/news?start=10">2</a></li><li><a href="/news?start=20">3</a></li></ul>',
        "/news?start=10",
    ),
    "typo3": (
        "/aktuell",
        '<ul class="f3-widget-paginator"><li class="current">1</li><li><a href="/aktuell?tx_news%5Bpage%5D=2&cHash=aaa">2</a></li><li class="next"><a href="/aktuell?tx_news%5Bpage%5D=2&cHash=aaa">nächste</a></li></ul>',
        "/aktuell?tx_news%5Bpage%5D=2&cHash=aaa",
    ),
    "typo3 numbers hash": (
        "/aktuell",
        '<ul class="pages"><li class="current">1</li><li><a href="/aktuell?p=2&cHash=aaa">2</a></li><li><a href="/aktuell?p=3&cHash=bbb">3</a></li></ul>',
        "/aktuell?p=2&cHash=aaa",
    ),
    "blogger": (
        "/",
        '<span id="blog-pager-older-link"><a class="blog-pager-older-link" href="https://site.example/search?updated-max=2026-01-01T00:00:00Z&max-results=7" title="Older Posts">Older Posts</a></span>',
        "/search?updated-max=2026-01-01T00:00:00Z&max-results=7",
    ),
    "medium": ("/", '<a href="/?page=2" class="btn">See older stories</a>', "/?page=2"),
    "substack-like": ("/archive", '<a class="next" href="/archive?p=2">Next →</a>', "/archive?p=2"),
    "page n of m": ("/b", '<a href="/b/2">Page 2 ›</a>', "/b/2"),
    "next n": ("/b", '<a href="/b/2">Next 10 posts</a>', "/b/2"),
    "weitere": ("/b", '<a href="/b/2">Weitere Artikel laden</a>', "/b/2"),
    "nachste with arrow": ("/b", '<a href="/b/2">Nächste Seite ›</a>', "/b/2"),
    "fr": ("/b", '<a href="/b/2">« Articles plus anciens</a>', "/b/2"),
    "fr2": ("/b", '<a href="/b/2">Articles suivants →</a>', "/b/2"),
    "es": ("/b", '<a href="/b/2">Entradas antiguas</a>', "/b/2"),
    "pt": ("/b", '<a href="/b/2">Publicações mais antigas</a>', "/b/2"),
    "older post id": (
        "/b",
        '<div class="nav-older"><a href="/b/2"><span>←</span> <span>Older</span></a></div>',
        "/b/2",
    ),
    "wp-twentytwenty": (
        "/",
        '<nav class="navigation pagination"><div class="nav-links"><span class="prev page-numbers placeholder">Newer</span><span class="page-numbers current">1</span><a class="page-numbers" href="/page/2/">2</a><a class="next page-numbers" href="/page/2/">Older <span class="nav-short">Posts</span> <span>→</span></a></div></nav>',
        "/page/2/",
    ),
    "data-href button": ("/", '<a class="load-more-button" href="/page/2/">Load More Articles</a>', "/page/2/"),
    "infinite scroll class": ("/", '<a class="pagination__next infinite" href="/page/2/"></a>', "/page/2/"),
    "next icon only class": (
        "/",
        '<li class="pagination__item--next"><a href="/page/2/"><svg></svg></a></li>',
        "/page/2/",
    ),
    "view all older": (
        "/",
        '<div id="pagination"><a href="/page/2/" class="alignright">More &raquo;</a></div>',
        "/page/2/",
    ),
    "link rel": ("/", '<div><a href="/page/2/" rel="nofollow next">mehr</a></div>', "/page/2/"),
    "bracket numbers": ("/", '<p>[1] [<a href="/page/2/">2</a>] [<a href="/page/3/">3</a>]</p>', "/page/2/"),
    "bracket in link": ("/", '<p><b>[1]</b> <a href="/page/2/">[2]</a> <a href="/page/3/">[3]</a></p>', "/page/2/"),
    "page label numbers": ("/", '<p><a href="/page/2/" aria-label="Page 2">2</a></p>', "/page/2/"),
    "page word": (
        "/",
        '<ul><li>Page 1</li><li><a href="/page/2/">Page 2</a></li><li><a href="/page/3/">Page 3</a></li></ul>',
        "/page/2/",
    ),
    "table pager": (
        "/list",
        '<table class="pager"><tr><td>1</td><td><a href="/list?p=2">2</a></td><td><a href="/list?p=3">3</a></td></tr></table>',
        "/list?p=2",
    ),
    "table next": ("/list", '<table><tr><td><a href="/list?p=2">Next &gt;</a></td></tr></table>', "/list?p=2"),
    "numbers with dots": (
        "/blog/page/2/",
        '<a href="/blog/">1</a><span>2</span><a href="/blog/page/3/">3</a><span>…</span><a href="/blog/page/40/">40</a>',
        "/blog/page/3/",
    ),
    "first as page/1": ("/blog", '<a href="/blog/page/1">1</a><a href="/blog/page/2">2</a>', "/blog/page/2"),
    "seite": (
        "/artikel",
        '<div class="seiten"><a href="/artikel/seite-2.html">2</a> <a href="/artikel/seite-3.html">3</a></div>',
        "/artikel/seite-2.html",
    ),
    "html": (
        "/artikel.html",
        '<div class="seiten"><a href="/artikel-2.html">2</a> <a href="/artikel-3.html">3</a></div>',
        "/artikel-2.html",
    ),
    "subfolder index": (
        "/blog/index.html",
        '<div><a href="/blog/index2.html">2</a> <a href="/blog/index3.html">3</a></div>',
        "/blog/index2.html",
    ),
    "arabic digits": (
        "/blog/",
        '<div class="pagination"><a href="/blog/page/2/">٢</a> <a href="/blog/page/3/">٣</a></div>',
        "/blog/page/2/",
    ),
    "pelican": ("/", '<p class="paginator">Page 1 / 5 <a href="/index2.html">&raquo;</a></p>', "/index2.html"),
}

# Links that look like those of a pager and lead to something else.
NO_PAGERS = {
    "calendar nav next month": (
        "/blog/",
        '<table id="wp-calendar"><caption>February 2026</caption><tr><td><a href="/2026/02/03/">3</a></td></tr></table><nav class="wp-calendar-nav"><span class="wp-calendar-nav-prev"><a href="/2026/01/">« Jan</a></span><span class="wp-calendar-nav-next"><a href="/2026/03/">Mar »</a></span></nav>',
    ),
    "events calendar": (
        "/events/",
        '<nav class="tribe-events-nav"><a href="/events/2026-03/" class="tribe-next" title="Next month">Next Month</a><a href="/events/2026-03/">»</a></nav>',
    ),
    "calendar arrows": (
        "/blog/",
        '<div class="calendar"><a href="?month=2026-01">«</a> February 2026 <a href="?month=2026-03">»</a></div>',
    ),
    "calendar table arrows": (
        "/blog/",
        '<table class="calendar"><tr><th><a href="/2026/01/">&lt;</a></th><th><a href="/2026/03/">&gt;</a></th></tr></table>',
    ),
    "calendar div days": (
        "/blog/",
        '<div class="calendar"><a href="/2026/02/1/">1</a><a href="/2026/02/2/">2</a><a href="/2026/02/3/">3</a></div>',
    ),
    "calendar div days under url": (
        "/2026/02/",
        '<div class="calendar"><a href="/2026/02/1/">1</a><a href="/2026/02/2/">2</a><a href="/2026/02/3/">3</a></div>',
    ),
    "day archive": ("/2026/02/01/", '<a rel="next" href="/2026/02/02/">Next day</a>'),
    "comments": (
        "/2026/02/story/",
        '<div class="comment-navigation nav-links"><div class="nav-previous"><a href="/2026/02/story/comment-page-1/#comments">Older Comments</a></div><div class="nav-next"><a href="/2026/02/story/comment-page-3/#comments">Newer Comments</a></div></div>',
    ),
    "comments numbers": (
        "/2026/02/story/",
        '<div class="comments-pagination"><a class="page-numbers" href="/2026/02/story/comment-page-2/#comments">2</a><a class="next page-numbers" href="/2026/02/story/comment-page-2/#comments">Next</a></div>',
    ),
    "tag list": (
        "/blog/",
        '<ul class="tags"><li><a href="/tag/2026/">2026</a></li><li><a href="/tag/2/">2</a></li><li><a href="/tag/3/">3</a></li></ul>',
    ),
    "tag cloud more": (
        "/blog/",
        '<div class="tagcloud"><a href="/tags/">more</a> <a href="/tags/?page=2">View more</a></div>',
    ),
    "years": (
        "/archive/",
        '<ul class="years"><li><a href="/archive/2024/">2024</a></li><li><a href="/archive/2025/">2025</a></li></ul>',
    ),
    "chapters": ("/blog/", '<ol><li><a href="/blog/issue-1/">1</a></li><li><a href="/blog/issue-2/">2</a></li></ol>'),
    "slider": (
        "/",
        '<div class="slider"><a class="next" href="#slide2">Next</a><a class="carousel-control-next" href="#c" role="button">Next</a></div>',
    ),
    "slider href article": ("/", '<div class="carousel"><a class="next" href="/2026/02/story-9/">Next</a></div>'),
    "read more": ("/", '<article><p>… <a href="/2026/02/story-9/">Continue reading</a></p></article>'),
    "read more2": (
        "/",
        '<div class="card"><p>… <a class="more-link" href="/2026/02/story-9/">Continue reading →</a></p></div>',
    ),
    "card arrow": ("/", '<div class="card"><a href="/2026/02/story-9/">→</a></div>'),
    "view more section": ("/", '<section><h3>Sport</h3><a href="/category/sport/">View more</a></section>'),
    "more posts of author": ("/", '<div class="author-box"><a href="/author/ada/">More posts</a></div>'),
    "all posts": ("/blog/page/9/", '<a href="/">Home</a><a href="/blog/">Blog</a>'),
    "next on other site": ("/", '<a rel="next" href="https://other.example/page/2/">Next</a>'),
    "rating": (
        "/blog/",
        '<div class="rating"><a href="/blog/?rate=1">1</a><a href="/blog/?rate=2">2</a><a href="/blog/?rate=3">3</a></div>',
    ),
    "per page": ("/blog/", '<div>Show <a href="/blog/?per_page=10">10</a> <a href="/blog/?per_page=2">2</a></div>'),
    "comment counts": ("/", '<a href="/2026/02/story-2/#comments">2</a><a href="/2026/02/story-3/#comments">3</a>'),
    "letters": ("/authors/", '<a href="/authors/a">A</a>'),
    "calendar table": (
        "/events",
        '<table><tr><td><a href="/events?on=1">1</a></td><td><a href="/events?on=2">2</a></td></tr></table>',
    ),
    "calendar of days in a query": (
        "/events",
        '<div><a href="/events?day=2">2</a><a href="/events?day=3">3</a></div>',
    ),
    "month of WordPress": ("/", '<a href="/?m=202603">»</a>'),
    "older month": ("/2026/02/", '<a href="/2026/01/">Older posts</a>'),
    "replies": ("/2026/02/story/", '<a rel="next" href="/2026/02/story/?cpage=2#comments">Next</a>'),
    "next of the other language": ("/", '<a class="older-posts" href="https://de.site.example/page/2/">Older</a>'),
}


@pytest.mark.parametrize("kind", MORE_PAGERS)
def test_the_next_page_is_found_whatever_its_link_looks_like(make_page, kind):
    url, pager, following = MORE_PAGERS[kind]
    assert at(make_page, f"https://site.example{url}", pager) == f"https://site.example{following}"


@pytest.mark.parametrize("kind", NO_PAGERS)
def test_calendars_tags_comments_and_slides_are_no_pager(make_page, kind):
    url, links = NO_PAGERS[kind]
    assert at(make_page, f"https://site.example{url}", links) is None


def test_an_article_of_the_listing_is_not_its_next_page(make_page):
    page = make_page(
        f"<html><body><main>{CARDS}<a rel='next' href='/2026/02/story-1/'>Next</a></main></body></html>",
        url="https://site.example/",
    )
    assert next_page_url(page) == "https://site.example/2026/02/story-1/"
    assert next_page_url(page, {"https://site.example/2026/02/story-1/"}) is None
    assert not any(link.listing for link in find_links(page, Source(kind="listing", url=page.url)))
