import json
from datetime import UTC, datetime

from extract.learn import Told, tell
from extract.page import Page

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = " ".join(f"Word{number} stands in the text." for number in range(30))


def page(url, text, content_type="text/html; charset=utf-8"):
    return Page(url=url, fetched_at=AT, content_type=content_type, body=text.encode())


def article(body="", head=""):
    return page("https://x.example/why/", f"<html><head>{head}</head><body>{body}</body></html>")


def post(**values):
    whole = {
        "link": "https://x.example/why/",
        "title": {"rendered": "Why &#8220;trees&#8221; &amp; parks"},
        "date_gmt": "2026-02-01T22:30:00",
        "modified_gmt": "2026-02-02T08:00:00",
        "content": {"rendered": f"<p>{TEXT}</p>\n"},
        "_embedded": {
            "author": [{"name": "Ann Lee"}],
            "wp:term": [[{"taxonomy": "category", "name": "Cities"}], [{"taxonomy": "post_tag", "name": "Rail"}]],
        },
    } | values
    return page("https://x.example/wp-json/wp/v2/posts", json.dumps([whole]), "application/json")


def test_the_rest_interface_tells_all_fields_of_a_post():
    told = tell([article()], [post()])
    assert told == {
        "https://x.example/why/": Told(
            url="https://x.example/why/",
            values={
                "title": ("Why \u201ctrees\u201d & parks",),
                "authors": ("Ann Lee",),
                "published_at": ("2026-02-01T22:30:00+00:00",),
                "updated_at": ("2026-02-02T08:00:00+00:00",),
                "categories": ("Cities",),
                "tags": ("Rail",),
                "body": (TEXT,),
            },
            html=f"<p>{TEXT}</p>\n",
            by=dict.fromkeys(
                ("title", "authors", "published_at", "updated_at", "categories", "tags", "body"), "wordpress"
            ),
        )
    }


def test_a_feed_tells_what_the_interface_does_not():
    rss = (
        '<rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
        "<channel><item><title>Other</title><link>https://x.example/why/</link><dc:creator>Bo Berg</dc:creator>"
        f"<content:encoded><![CDATA[<p>{TEXT}</p>]]></content:encoded></item></channel></rss>"
    )
    rest = post(content={"rendered": "<p>Short.</p>"}, _embedded={})
    told = tell([article()], [page("https://x.example/feed/", rss, "application/rss+xml"), rest])
    found = told["https://x.example/why/"]
    assert found.values["title"] == ("Why \u201ctrees\u201d & parks",)
    assert (found.values["authors"], found.by["authors"]) == (("Bo Berg",), "feed")
    assert (found.values["body"], found.by["body"]) == ((TEXT,), "feed")


def test_a_text_of_a_feed_longer_than_a_link_is_kept_whole():
    text = " ".join(f"Sentence {number} of a long text is here." for number in range(400))
    entry = f"<entry><title>T</title><link href='https://x.example/why/'/><content>{text}</content></entry>"
    atom = f"<feed xmlns='http://www.w3.org/2005/Atom'>{entry}</feed>"
    told = tell([article()], [page("https://x.example/atom.xml", atom, "application/atom+xml")])
    assert told["https://x.example/why/"].values["body"] == (text,)


def test_an_extract_is_no_text():
    cut = post(content={"rendered": f"<p>{TEXT} [&hellip;]</p>"})
    assert "body" not in tell([article()], [cut])["https://x.example/why/"].values


def test_the_head_tells_what_no_list_does():
    data = {"@type": "Article", "headline": "Why trees", "author": {"name": "Ann Lee"}, "datePublished": "2026-02-01"}
    head = (
        f'<script type="application/ld+json">{json.dumps(data)}</script><meta property="article:tag" content="Rail">'
    )
    found = tell([article(head=head)])["https://x.example/why/"]
    assert found.values == {
        "title": ("Why trees",),
        "authors": ("Ann Lee",),
        "published_at": ("2026-02-01",),
        "tags": ("Rail",),
    }
    assert found.by == {"title": "jsonld", "authors": "jsonld", "published_at": "jsonld", "tags": "meta"}


def test_links_of_other_pages_tell_a_title_that_the_page_shows():
    other = page(
        "https://x.example/other/",
        "<html><body><a href='/why/'>Why cities need trees</a><a href='/why/'>Continue reading</a></body></html>",
    )
    found = tell([article("<b>Why Cities need Trees</b><p>Text.</p>"), other])["https://x.example/why/"]
    assert (found.values, found.by) == ({"title": ("Why cities need trees",)}, {"title": "link"})


def test_a_list_that_is_none_and_a_page_of_which_nothing_is_said_are_passed_over():
    broken = page("https://x.example/wp-json/", "<html><body>404</body></html>")
    assert tell([article("<p>Text.</p>")], [broken, page("https://x.example/f", "{}", "application/json")]) == {}
