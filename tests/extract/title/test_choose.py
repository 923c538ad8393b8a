import time

import pytest

from extract.title.choose import choose_title
from extract.title.head_titles import HeadTitles, is_host, is_part

KICKED = "<h1><span class='dachzeile'>Nach dem Sturm</span> <span>Die Fähren fahren wieder langsam</span></h1>"
WORDPRESS = "<link rel=stylesheet href='/wp-content/a.css'>"


def title_of(make_page, head, body="", **options):
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    return choose_title(make_page(html, **options))


def text_of(choice):
    return choice.chosen[0].text if choice.chosen else None


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        pytest.param(
            "<title>Why Ferries Wait | Pier</title>",
            "<h1>More from us</h1><h1>Why Ferries Wait</h1>",
            "Why Ferries Wait",
            id="the h1 that the head supports",
        ),
        pytest.param(
            "<meta property=og:title content='Ferries in 2026: a guide to waiting'>",
            "<h1>What I learned on deck</h1>",
            "What I learned on deck",
            id="a lone h1 that the head does not know",
        ),
        pytest.param(
            "",
            "<h2 class=entry-title><a href='/2026/the-net-menders/'>The Net Menders</a></h2>",
            None,
            id="the linked title of another article is not that of an untitled post",
        ),
        pytest.param(
            "",
            "<h1></h1><h2>Nobody mends a net alone</h2><p>The nets hung from the wall.</p>",
            None,
            id="an empty h1 says that the post has no title",
        ),
        pytest.param(
            "<title>Why Ferries Wait | Notes at Sea</title>",
            "<h1><a href='/'>Notes at Sea</a></h1><h2>Why Ferries Wait</h2>",
            "Why Ferries Wait",
            id="an h1 that links to the home page is the site's name",
        ),
        pytest.param(
            "<title>Notes at Sea » Blog » Why Ferries Wait</title>",
            "<h1><a href='/index.php'>Notes at Sea</a></h1><p class=title>Why Ferries Wait</p>",
            "Why Ferries Wait",
            id="what a class calls a title",
        ),
        pytest.param(
            "<meta property=og:title content='Why Ferries Wait'>",
            "<h1><a href='/2026/'>Year 2026</a></h1><h3>Why Ferries Wait</h3>",
            "Why Ferries Wait",
            id="an h1 that links to a section is its name",
        ),
        pytest.param(
            "<meta property=og:title content='Why Ferries Wait'><meta property=article:section content='Sea Life'>",
            "<h1>Sea Life</h1>",
            "Why Ferries Wait",
            id="an h1 that is the section's name",
        ),
        pytest.param(
            "<meta property=og:title content='Why Ferries Wait'>",
            "<h1><a href='/'><img src=logo.png alt=Pier></a></h1>",
            "Why Ferries Wait",
            id="an h1 with a logo only",
        ),
        pytest.param(
            "<meta property=og:title content='Why Ferries Wait'>",
            "<aside><h1>Subscribe to our letter</h1></aside>",
            "Why Ferries Wait",
            id="a lone h1 in a box beside the text",
        ),
        pytest.param(
            "<title>Single Post | Pier</title>",
            "<h1>Single Post</h1><div><h2 class=title>Why Ferries Wait</h2></div>"
            "<h3 class=title><a href='/2026/the-net-menders/'>The Net Menders</a></h3>",
            "Why Ferries Wait",
            id="a template names itself in head and h1",
        ),
        pytest.param(
            "<title>Why Ferries Wait - Pier Post</title>",
            "<div class='widget Blog' id=Blog1><h3 class='post-title entry-title'>Why Ferries Wait</h3></div>",
            "Why Ferries Wait",
            id="the widget of Blogger that holds its posts",
        ),
        pytest.param("<title>Pier</title>", "<h1>Warum Fähren warten</h1>", "Warum Fähren warten", id="umlauts"),
        pytest.param("", "<h1>Why Ferries Wait</h1>", "Why Ferries Wait", id="a page without a head's title"),
        pytest.param("", "<h1>♥</h1>", "♥", id="a title without letters"),
        pytest.param("", "<p>Text</p>", None, id="nothing at all"),
        pytest.param(
            "<title>Why Ferries Wait</title>",
            "<svg><title>Menu</title></svg><h2>Other</h2>",
            "Why Ferries Wait",
            id="the title of a drawing",
        ),
    ],
)
def test_the_title_is_the_headline_that_a_reader_sees(make_page, head, body, expected):
    assert text_of(title_of(make_page, head, body)) == expected


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("Why <br>Fer\u00adries Wait", "Why Ferries Wait"),
        ("<span class=sr-only>Article:</span> Why Ferries Wait", "Why Ferries Wait"),
        ("Why Ferries Wait <a class=headerlink href='#x'>¶</a>", "Why Ferries Wait"),
        ("Why Ferries Wait <a href='#x'>#</a>", "Why Ferries Wait"),
        ("<span class=m>Why Ferries Wait</span> <span class=d>Why Ferries Wait</span>", "Why Ferries Wait"),
        ("<time>1 May 2026</time> Why Ferries Wait", "Why Ferries Wait"),
        ("<small class=post-date>1 May 2026</small> Why Ferries Wait", "Why Ferries Wait"),
        ("<div>Why Ferries Wait</div><div class=posted-on>Posted on May 1 by Ann</div>", "Why Ferries Wait"),
        ("<b>Why</b> Ferries Wait <button>Save</button>", "Why Ferries Wait"),
        ("Why <em>Ferries</em> Wait<script>track()</script>", "Why Ferries Wait"),
        ("<span hidden>x</span><span style='display: none'>y</span>Why Ferries Wait", "Why Ferries Wait"),
        ("<span class=kicker></span>Why Ferries Wait", "Why Ferries Wait"),
    ],
)
def test_of_a_heading_only_the_headline_is_read(make_page, inner, expected):
    assert text_of(title_of(make_page, "<title>Ferries at the Pier</title>", f"<h1>{inner}</h1>")) == expected


@pytest.mark.parametrize(
    ("og", "h1", "expected"),
    [
        ("Die Fähren fahren wieder langsam", KICKED, "Die Fähren fahren wieder langsam"),
        ("Nach dem Sturm - Die Fähren fahren wieder langsam", KICKED, "Die Fähren fahren wieder langsam"),
        (
            "Nach dem Sturm: Die Fähren fahren",
            "<h1><span class=kicker>Nach dem Sturm</span><i>: </i><span>Die Fähren fahren</span></h1>",
            "Nach dem Sturm: Die Fähren fahren",
        ),
        ("Ferries Wait", "<h1><span>Ferries Wait</span> <span>(sea.example) 87</span></h1>", "Ferries Wait"),
    ],
)
def test_a_kicker_is_cut_off_unless_the_head_says_it_and_its_mark_too(make_page, og, h1, expected):
    assert text_of(title_of(make_page, f"<meta property=og:title content='{og}'>", h1)) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>Why Ferries Wait | Culture | The Pier</title>", "Why Ferries Wait"),
        ("<title>Why Ferries Wait - site.example</title>", "Why Ferries Wait"),
        (
            "<title>Why Ferries Wait - Culture</title><meta property=article:section content=culture>",
            "Why Ferries Wait",
        ),
        ("<title>Why Ferries Wait - A Guide</title>", "Why Ferries Wait - A Guide"),
        ("<title>A | Much longer second half of it all</title>", "A | Much longer second half of it all"),
        (
            "<title>Ferries Wait - The Long Pier</title><meta name=twitter:title content='Ferries Wait'>",
            "Ferries Wait",
        ),
        ("<title>船はなぜ待つのか、港の人に聞いてみた_港新聞</title>", "船はなぜ待つのか、港の人に聞いてみた"),
        ("<title>Minds Wait--Cells Do Not</title>", "Minds Wait--Cells Do Not"),
        (
            "<title>«Buona serata, amici». Il Molo: «Aspettiamo»</title>",
            "«Buona serata, amici». Il Molo: «Aspettiamo»",
        ),
        ("<title>Opinion: Why Ferries Wait</title>", "Opinion: Why Ferries Wait"),
    ],
)
def test_a_title_of_the_head_loses_what_others_bear_out_to_be_a_name(make_page, head, expected):
    assert text_of(title_of(make_page, head)) == expected


@pytest.mark.parametrize("label", ["Protected", "Private", "Geschützt", "Protégé ", "保護中", "Защищено"])
def test_wordpress_label_of_a_protected_post_is_no_part_of_its_title(make_page, label):
    head = f"{WORDPRESS}<title>{label}: Why Ferries Wait</title>"
    assert text_of(title_of(make_page, head, f"<h1>{label}: Why Ferries Wait</h1>")) == "Why Ferries Wait"


def test_elsewhere_such_a_word_is_the_authors(make_page):
    assert text_of(title_of(make_page, "", "<h1>Protected: Life in a Reserve</h1>")) == "Protected: Life in a Reserve"


def test_a_section_behind_a_bar_is_no_part_of_a_headline(make_page):
    head = "<meta property=article:section content=Opinion>"
    assert text_of(title_of(make_page, head, "<h1>Why Ferries Wait | Opinion</h1>")) == "Why Ferries Wait"


def test_a_choice_has_its_candidates_their_landmark_paths_and_a_confidence(make_page):
    head = "<title>Why Ferries Wait | The Pier</title><meta property=og:title content='Why Ferries Wait'>"
    choice = title_of(make_page, head, "<main><article><h1 class='big t'>Why Ferries Wait</h1></article></main>")
    assert [(candidate.reader, candidate.landmark_path) for candidate in choice.candidates] == [
        ("h1", "main > article > h1.big"),
        ("meta og:title", "head"),
        ("css title", "head"),
    ]
    assert choice.confidence > 0.9
    assert choice.chosen[0].element is not None
    assert title_of(make_page, head).confidence < choice.confidence


@pytest.mark.parametrize(
    ("name", "host", "expected"),
    [
        ("The Pier", "www.thepier.example", True),
        ("Harbour TV", "harbour.example", True),
        ("site.example", "www.site.example", True),
        ("PIER", "blog.pier.example", True),
        ("Why Ferries Wait at the Pier", "pier.example", False),
        ("Go", "go.example", False),
        ("", "", False),
    ],
)
def test_a_name_is_known_by_the_host(name, host, expected):
    assert is_host(name, f"https://{host}/a/") is expected


def test_a_part_of_a_title_ends_at_a_mark():
    assert is_part("Ferries Wait", "Ferries Wait - The Pier")
    assert is_part("Ferries Wait", "The Pier | Ferries Wait")
    assert not is_part("Ferries", "Ferries Wait - The Pier")
    assert not is_part("Ferries Wait", "Ferries Wait")


@pytest.mark.untraced
@pytest.mark.parametrize(
    "html",
    [
        "<h1>" * 300 + "x " * 50_000,
        "<h1>" + "<span>a</span>" * 19_000 + "</h1>",
        f"<title>{' | a' * 100_000}</title><h1>a</h1>",
        f"<meta property=og:title content='{'-' * 500_000}'><h1>-</h1>",
        "<h1>a b c</h1>" * 9_000 + "<h2>b</h2>" * 9_000,
        '<script type=application/ld+json>{"@type": "Article", "headline": ' + "[" * 900 + "]" * 900 + "}</script>",
        '<script type=application/ld+json>{"@type": "Article", "headline": [1, null, {}, ["x"], true]}</script>',
        '<script type=application/ld+json>{"@type": "Article", "headline": ["a"' + ', "a"' * 99_000 + "]}</script>",
        "<title>|</title><h1>|</h1>",
        "<h1><a href='http://[x'>Name</a></h1><h1><a href=' '>x</a></h1>",
    ],
)
def test_a_strange_page_takes_no_long_time_and_raises_nothing(make_page, html):
    page = make_page(f"<html><body>{html}</body></html>")
    _ = page.tree, page.linked_data
    started = time.process_time()
    assert choose_title(page) == choose_title(page)
    assert time.process_time() - started < 1


def test_an_address_without_a_host_has_no_name(make_page):
    assert HeadTitles(make_page("<title>Why Ferries Wait</title>", url="x:")).names == ()


@pytest.mark.parametrize(
    ("stated", "url"),
    [
        ("<link rel=canonical href='https://notes.example/2026/ferries/'>", "file:///home/ann/ferries.html"),
        ("<meta property=og:url content='https://notes.example/2026/ferries/'>", "file:///home/ann/ferries.html"),
        ("<link rel=canonical href='/2026/ferries/'>", "https://notes.example/2026/ferries/"),
    ],
)
def test_a_page_from_a_file_has_the_title_of_the_page_that_was_crawled(make_page, stated, url):
    head = f"<title>Why Ferries Wait - The Tidal Paper</title>{stated}"
    body = "<h1><a href='/'>The Tidal Paper</a></h1><h2>Why Ferries Wait</h2><p>The nets hung from the wall.</p>"
    assert text_of(title_of(make_page, head, body, url=url)) == "Why Ferries Wait"
    # The host names the site where nothing else does.
    assert (
        text_of(title_of(make_page, f"<title>Why Ferries Wait - Notes</title>{stated}", url=url))
        == "Why Ferries Wait"
    )
    # A headline that links to its own page is no name of the site.
    own = "<h1><a href='https://notes.example/2026/ferries/'>Why Ferries Wait</a></h1>"
    assert text_of(title_of(make_page, head, own, url=url)) == "Why Ferries Wait"
