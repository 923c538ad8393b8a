from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from extract.context import PageContext
from extract.dates.choose import CONFIDENCE
from extract.dates.parse import read_moment
from extract.read import read_article

URL = "https://pier.example/on-slow-ferries"
TEXT = "<p>" + "A slow ferry teaches a port to wait, and waiting is most of what a port is for. " * 4 + "</p>"


@pytest.fixture
def dates(make_page):
    def read(body, head="", url=URL, lang="en"):
        html = f"<html lang={lang}><head><title>On Slow Ferries</title>{head}</head><body>{body}</body></html>"
        context = PageContext(
            page=make_page(html, url=url), hosts=("pier.example",), articles=None, zone=UTC, language=None
        )
        days = []
        for choice in (context.dates.published, context.dates.updated):
            moments = [read_moment(one.text, context.date_context) for one in choice.chosen]
            days.append(moments[0].day.isoformat() if moments and moments[0].day else None)
        return tuple(days)

    return read


def article(byline):
    return f"<article><h1>On Slow Ferries</h1>{byline}{TEXT}</article>"


def linked(**values):
    fields = ",".join(f'"{name}": "{value}"' for name, value in values.items())
    return f'<script type="application/ld+json">{{{fields}}}</script>'


def test_what_is_stated_of_the_article_is_both_dates(dates):
    head = linked(**{"@type": "NewsArticle", "datePublished": "2025-03-01T08:00:00Z", "dateModified": "2025-03-04"})
    assert dates(article(""), head) == ("2025-03-01", "2025-03-04")


def test_the_article_of_the_page_goes_before_another_one_beside_it(dates):
    other = linked(**{"@type": "Article", "headline": "Another", "datePublished": "2024-01-05"})
    own = linked(**{"@type": "Article", "headline": "On Slow Ferries", "datePublished": "2025-03-01"})
    assert dates(article(""), other + own)[0] == "2025-03-01"


def test_pictures_and_comments_in_linked_data_date_nothing(dates):
    head = linked(**{"@type": "ImageObject", "datePublished": "2020-01-05"})
    assert dates(article(""), head + linked(**{"@type": "Comment", "datePublished": "2021-01-05"}))[0] is None


@pytest.mark.parametrize(
    ("byline", "expected"),
    [
        ("<p>By Ann Lee | March 1, 2025 | 5 min read</p>", ("2025-03-01", None)),
        (
            "<div><span>Published</span> <time datetime=2025-03-01T08:00:00Z>yesterday</time></div>",
            ("2025-03-01", None),
        ),
        ("<p>March 1, 2025 Updated: April 2, 2025</p>", ("2025-03-01", "2025-04-02")),
        ("<p>Updated April 2, 2025</p>", ("2025-04-02", "2025-04-02")),
        ("<h3>Published</h3><p>1 March 2025</p>", ("2025-03-01", None)),
        ("<p>Aktualisiert am 2. April 2025</p><p>Veröffentlicht: 01.03.2025</p>", ("2025-03-01", "2025-04-02")),
        ("<figure><figcaption>The pier on 5 May 2020</figcaption></figure>", (None, None)),
        ("<div class=caption>The pier, 5 May 2020</div>", (None, None)),
        ("<p>© 2020 Pier</p><p>Offer valid until 1 March 2025</p>", (None, None)),
        ("", (None, None)),
    ],
)
def test_the_date_by_the_headline_is_read_with_what_it_says_it_is_of(dates, byline, expected):
    assert dates(article(byline)) == expected


def test_a_date_within_or_before_the_headline_is_the_articles(dates):
    assert dates(f"<h1><time datetime=2025-03-01>1 March</time> On Slow Ferries</h1>{TEXT}")[0] == "2025-03-01"
    assert dates(f"<p>1 March 2025</p><h1>On Slow Ferries</h1>{TEXT}")[0] == "2025-03-01"


def test_two_that_agree_outvote_one(dates):
    head = "<meta property=article:published_time content=2025-03-02T01:00:00Z>"
    page = article("<p>March 1, 2025</p>")
    assert dates(page, head, url="https://pier.example/2025/03/01/on-slow-ferries")[0] == "2025-03-01"
    assert dates(page, head)[0] == "2025-03-02"


def test_the_day_on_which_a_site_moved_gives_way_to_the_day_that_a_reader_sees(dates):
    head = linked(**{"@type": "Article", "datePublished": "2025-03-01", "dateModified": "2025-03-01"})
    assert dates(article("<p>7 May 2014</p>"), head)[0] == "2014-05-07"
    edited = linked(**{"@type": "Article", "datePublished": "2025-03-01", "dateModified": "2025-04-01"})
    assert dates(article("<p>7 May 2014</p>"), edited)[0] == "2025-03-01"


def test_an_update_before_the_publication_is_none(dates):
    head = linked(**{"@type": "Article", "datePublished": "2025-03-01", "dateModified": "2024-03-01"})
    assert dates(article(""), head) == ("2025-03-01", None)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://pier.example/2025/03/01/ferries", "2025-03-01"),
        ("https://pier.example/2025/mar/01/ferries", "2025-03-01"),
        ("https://pier.example/ferries-20250301", "2025-03-01"),
        ("https://pier.example/2025/03/ferries", None),
        ("https://pier.example/120250301", None),
    ],
)
def test_the_address_may_have_the_day(dates, url, day):
    assert dates(article(""), url=url)[0] == day


def test_state_in_a_script_is_believed_where_it_names_one_day(dates):
    script = '<script>window.state = {"publishedAt": 1740816000000, "id": 7}</script>'
    assert dates(article("") + script)[0] == "2025-03-01"
    assert dates(article("") + script + script.replace("1740816000000", '"2020-01-05T10:00"'))[0] is None


def test_a_date_elsewhere_is_believed_alone_and_never_out_of_a_card(dates):
    filler = TEXT * 8
    assert dates(article(filler) + "<p class=info>Posted on March 1, 2025</p>")[0] == "2025-03-01"
    card = "<p class=date>5 January 2020</p>"
    assert (
        dates(article(filler) + f"<aside>{card}</aside><ul><li>{card}</li></ul><div class=related>{card}</div>")[0]
        is None
    )
    assert dates(article(filler) + "<p>5 January 2020</p><p>6 January 2020</p>")[0] is None


def test_neither_the_day_of_the_capture_nor_a_later_one_is_published(dates):
    assert dates(article("<p>March 1, 2099</p>"), "<meta name=date content=2098-01-01>")[0] is None


@pytest.mark.parametrize(
    "value", ["null", "[[[]]]", "7", "{}", '[1, null, {"@value": []}]', '"' + "9" * 100_000 + '"', "true"]
)
def test_linked_data_of_the_wrong_type_dates_nothing(dates, value):
    node = f'{{"@type": ["Article"], "datePublished": {value}, "url": {value}}}'
    head = f'<script type="application/ld+json">{node}</script>'
    assert dates(article(""), head)[0] is None


def test_an_unclear_day_is_kept_as_text_without_a_time(make_page, make_site):
    page = make_page(f"<html lang=en><title>On Slow Ferries</title>{article('<p>03/04/2025</p>')}", url=URL)
    read = read_article(page, make_site())
    assert (read.published_at, read.published_text, read.published_precision) == (None, "03/04/2025", "ambiguous")
    assert read.published_zone is None
    british = read_article(make_page(page.text.replace("lang=en", "lang=en-GB"), url=URL), make_site())
    assert british.published_at.date() in {date(2025, 4, 3), date(2025, 4, 2)}


def test_a_value_says_how_sure_it_is(make_page, make_site):
    head = "<meta property=article:published_time content=2025-03-01T08:00:00Z>"
    page = make_page(f"<head>{head}</head><body>{article('<p>March 1, 2025</p>')}", url=URL)
    read = read_article(page, make_site())
    assert read.published_at == datetime(2025, 3, 1, 8, tzinfo=UTC)
    assert (read.confidence["published_at"], read.published_zone) == (CONFIDENCE["agreed"], "stated")


def test_the_minute_that_a_page_states_and_shows_on_another_day_tells_its_zone(make_page, make_site):
    head = "<meta property=article:published_time content=2025-03-02T02:25:54Z>"
    page = make_page(f"<head>{head}</head><body>{article('<p>March 1, 2025 | 9:25pm</p>')}", url=URL)
    read = read_article(page, make_site())
    assert read.published_at == datetime(2025, 3, 2, 2, 25, tzinfo=UTC)
    assert read.published_text == "March 1, 2025 | 9:25pm"


def test_an_update_in_the_mark_up_of_a_publication_is_an_update(dates):
    update = "<span class=updated-on><time class=entry-date datetime=2025-04-02>Updated</time></span>"
    assert dates(article("<p>March 1, 2025</p>" + update)) == ("2025-03-01", "2025-04-02")


def test_an_update_alone_dates_a_page_that_tells_no_other_and_says_what_it_is(make_page, make_site):
    page = make_page(f"<title>On Slow Ferries</title>{article('<p>Updated April 2, 2025</p>')}", url=URL)
    context = PageContext(page=page, hosts=(), articles=None, zone=UTC, language="en")
    assert [one.reader for one in context.dates.published.chosen] == ["by headline updated"]
    read = read_article(page, make_site())
    assert read.published_at == read.updated_at is not None
    assert (read.published_text, read.published_precision) == ("April 2, 2025", "day")
    assert read.confidence["published_at"] == CONFIDENCE["updated"] <= 0.6


def test_an_update_at_the_end_of_a_page_is_believed_after_all_else(dates):
    last = TEXT * 8 + "<p>Last updated: April 2, 2025</p>"
    assert dates(article(last))[0] == "2025-04-02"
    assert dates(article(last) + "<p>1 March 2025</p>")[0] == "2025-03-01"
    head = "<meta name=date content=2025-03-03>"
    assert dates(article(last), head)[0] == "2025-03-03"


def test_an_update_that_only_the_head_states_is_no_publication(dates):
    head = "<meta property=article:modified_time content=2025-04-02T08:00:00Z>"
    assert dates(article(""), head) == (None, "2025-04-02")


def test_a_time_that_counts_back_is_an_update_where_its_text_says_so(dates):
    published = "<meta property=article:published_time content=2020-03-01T08:00:00Z>"
    assert dates(article("<p>Updated 2 hours ago</p>"), published)[0] == "2020-03-01"


def test_a_small_box_beside_the_headline_may_hold_the_date(dates):
    box = "<aside><p>1 March 2025</p></aside>"
    assert dates(article(box))[0] == "2025-03-01"
    assert dates(f"<article>{box}<h1>On Slow Ferries</h1>{TEXT}</article>")[0] == "2025-03-01"
    assert dates(article(TEXT + box))[0] is None


def test_several_days_before_the_headline_are_of_other_articles(dates):
    cards = "<div>Nets<p>5 January 2020</p></div><div>Ropes<p>6 January 2020</p></div>"
    page = f"{cards}<h1>On Slow Ferries</h1>{TEXT}"
    head = "<meta property=article:published_time content=2025-03-01T08:00:00Z>"
    assert dates(page)[0] is None
    assert dates(page, head)[0] == "2025-03-01"


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("1 March 2025. A slow ferry", "2025-03-01"),
        ("OSLO, 1 March 2025 \u2013 A slow ferry", "2025-03-01"),
        ("(1 March 2025) A slow ferry", "2025-03-01"),
        ("Press release of 1 March 2025 | Oslo: A slow ferry", "2025-03-01"),
        ("Published on March 1, 2025: A slow ferry", "2025-03-01"),
        ("On 1 March 2025 a slow ferry", None),
        ("The ferry came on 1 March 2025. A slow ferry", None),
        ("Nobody has ever seen a slow ferry come in before 1 March 2025: a slow ferry", None),
    ],
)
def test_a_paragraph_may_begin_with_its_dateline(dates, opening, day):
    assert dates(article(TEXT.replace("A slow ferry", opening, 1)))[0] == day


def test_a_dateline_gives_way_to_every_date_that_is_stated(dates):
    head = "<meta property=article:published_time content=2025-03-04T08:00:00Z>"
    assert dates(article(TEXT.replace("A slow ferry", "(1 March 2025) A slow ferry", 1)), head)[0] == "2025-03-04"


def test_the_headline_may_be_a_small_heading_or_a_legend(dates):
    for tag in ("h4", "legend"):
        page = (
            f"<h1>The Pier</h1><h2>Harbours</h2>{TEXT}<div><{tag}>On Slow Ferries</{tag}> 1 March 2025 {TEXT}</div>"
        )
        assert dates(page)[0] == "2025-03-01"


@pytest.mark.parametrize("name", ["post-footer", "article-template-footer", "entry-footer-meta", "date-and-credit"])
def test_the_articles_own_footer_may_hold_its_date(dates, name):
    assert dates(article(TEXT * 8 + f"<div class={name}><p>1 March 2025</p></div>"))[0] == "2025-03-01"


@pytest.mark.parametrize("box", ["<div class=sidebar>", "<p class=c-teaser__meta>", "<aside>"])
def test_beside_the_text_only_a_date_that_says_what_it_is_is_believed(dates, box):
    page = article(TEXT * 8)
    assert (
        dates(page + box + "<span>Published:</span> <time datetime=2025-03-01>1 March 2025</time>")[0] == "2025-03-01"
    )
    assert dates(page + box + "1 March 2025")[0] is None
    assert dates(page + box + "Updated 1 March 2025")[0] is None


def test_what_is_published_according_to_the_sites_footer_is_the_site(dates):
    assert dates(article(TEXT * 8) + "<footer><p>Published since: 1 March 2015</p></footer>")[0] is None
    assert dates(article(TEXT * 8) + "<div class=site-footer><p>Published: 1 March 2015</p></div>")[0] is None


def test_a_sentence_beside_a_picture_is_its_caption(dates):
    caption = "The old pier as it looked before the storm took the roof, 5 May 2020"
    assert dates(article(f"<div><img src=a.jpg><p>{caption}</p></div>"))[0] is None
    assert dates(article("<div><img src=face.jpg><p>Ann Lee, 5 May 2020</p></div>"))[0] == "2020-05-05"


TODAY = "<p class=today>Saturday 24 October 2026</p>"


@pytest.mark.parametrize(
    ("above", "expected"),
    [
        (f"{TODAY}{article('<p>By Ann Lee | March 1, 2025</p>')}", "2025-03-01"),
        (
            f"{TODAY}<p>{'Ferries, and what else waits. ' * 9}</p>{article('<p>Updated: 1 March 2025</p>')}",
            "2025-03-01",
        ),
        (f"{TODAY}{article('')}", None),
        (f"<div>{TODAY}<div>{article('')}</div></div>", None),
        (article(TODAY), "2026-10-24"),
        (f"<article>{TODAY}<h1>On Slow Ferries</h1>{TEXT}</article>", "2026-10-24"),
        (f"<p>Published 24 October 2026</p>{article('')}", "2026-10-24"),
    ],
)
def test_the_day_of_the_visit_above_everything_dates_no_article(make_page, above, expected):
    html = f"<html lang=en-GB><head><title>On Slow Ferries</title></head><body>{above}</body></html>"
    page = replace(make_page(html, url=URL), fetched_at=datetime(2026, 10, 24, 9, tzinfo=UTC))
    context = PageContext(page=page, hosts=("pier.example",), articles=None, zone=UTC, language=None)
    moments = [read_moment(one.text, context.date_context) for one in context.dates.published.chosen]
    assert [str(one.day) for one in moments] == ([expected] if expected else [])


def test_a_visible_update_goes_before_a_change_that_repeats_the_publication(dates):
    stated = {"@type": "BlogPosting", "datePublished": "2025-03-01T10:00:00Z"}
    top = article("<p>March 1, 2025</p><p>Updated April 5, 2025 · 12 min read</p>")
    for changed in ("2025-03-01", "2025-03-01T10:00:05Z", "2025-02-27"):
        assert dates(top, linked(**stated, dateModified=changed)) == ("2025-03-01", "2025-04-05"), changed
    # A change that is stated of another day is believed.
    assert dates(top, linked(**stated, dateModified="2025-04-06")) == ("2025-03-01", "2025-04-06")
    assert dates(article(""), linked(**stated, dateModified="2025-03-01")) == ("2025-03-01", "2025-03-01")


@pytest.mark.parametrize(
    "line",
    [
        "The fair takes place from 1 to 3 March 2025 on the quay.",
        "Tickets are sold at the office of the port since 1 March 2025.",
        "Doors open on 1 March 2025.",
        "1-3 March 2025",
        "From 1 March 2025 to 3 March 2025",
        "Termin: 1. März 2025",
    ],
)
def test_the_day_of_an_event_is_no_publication(dates, line):
    assert dates(article(f"<p>{line}</p>")) == (None, None)
    assert dates(article("<dl><dt>When</dt><dd>1 March 2025, 7 pm</dd></dl>")) == (None, None)
    assert dates(article("<div class='event-date'>1 March 2025</div>")) == (None, None)


@pytest.mark.parametrize(
    "line",
    [
        "1 March 2025",
        "By Ann Lee, Staff Writer | The Pier | 1 March 2025 | 5 min read",
        "Posted in ports, ferries and piers on 1 March 2025 by ann with 5 comments",
        "This article was first published on 1 March 2025.",
        "Porto, 1 March 2025.",
    ],
)
def test_a_line_with_the_article_s_day_is_no_sentence_about_an_event(dates, line):
    assert dates(article(f"<p>{line}</p>"))[0] == "2025-03-01"


def test_what_counts_back_beside_a_day_is_not_the_day(dates):
    time = (
        "<time datetime='2025-03-01T15:04:05Z'><span>March 1, 2025</span><span>3:04 PM UTC</span>"
        "<span>Updated 2 hours ago</span></time>"
    )
    assert dates(article(time))[0] == "2025-03-01"
    assert dates(article("<time datetime='2025-03-01T15:04:05Z'>1 month ago</time>"))[0] == "2025-03-01"
    assert dates(article("<p>Updated 3 hours ago | 1 March 2025</p>"))[0] == "2025-03-01"
    head = linked(**{"@type": "Article", "datePublished": "2025-03-01"})
    assert dates(article("<p>2 years ago</p>"), head)[0] == "2025-03-01"


def test_what_counts_back_in_a_card_is_of_another_article(dates):
    card = "<div><a href='/other'><h3>Another port</h3><span>2 hours ago</span></a></div>"
    assert dates(article(card)) == (None, None)
    assert dates(article("<p>By Ann Lee</p><span>2 hours ago</span>"))[0] is not None
