"""What servers write before, behind and around their lists costs no entry, and hides no list that is broken."""

import gzip
import json

import pytest

from extract.errors import ExtractionError
from extract.listings.find import find_links
from extract.listings.json_document import find_json
from extract.site import Source

URL = "https://site.example/wp-json/wp/v2/posts?per_page=2"
POSTS = [
    {
        "id": number,
        "link": f"https://site.example/{number}/",
        "_links": {"self": [{"href": f"https://site.example/wp-json/{number}", "link": "https://site.example/x/"}]},
    }
    for number in (1, 2)
]
TEXT = json.dumps(POSTS)
FOUND = ["https://site.example/1/", "https://site.example/2/"]
NOTICE = "<br />\n<b>Notice</b>:  Undefined index: q in <b>/srv/x.php</b> on line <b>12</b><br />\n"
AROUND = {
    "a mark": "\ufeff{}",
    "two marks": "\ufeff\ufeff{}",
    "blank lines and a mark": "\n\n \ufeff{}",
    "a mark between blank lines": "\ufeff\n\ufeff\n{}",
    "a notice": NOTICE + "{}",
    "a notice behind a mark": "\ufeff" + NOTICE + "{}",
    "three notices": NOTICE * 3 + "{}",
    "a plain notice": "\nDeprecated: Optional parameter $a before $b in /srv/x.php on line 3\n{}",
    "an array in a notice": "Warning: Array [0] to string [] in x.php\nArray\n(\n    [0] => 7\n)\n{}",
    "a warning with braces": "Warning: count(): {{closure}} in x.php on line 4\n{}",
    "a comment behind": "{}\n<!-- Cached by a plug-in -->",
    "a notice behind ": "{}" + NOTICE,
    "a digit behind": "{}0",
    "zero bytes behind": "{}\0\0",
    "a call around": "/**/callback({})",
}


@pytest.fixture
def urls(make_page):
    def find(kind, body, *, content_type="application/json", **headers):
        page = make_page(body, url=URL, content_type=content_type, **headers)
        return [link.url for link in find_links(page, Source(kind=kind, url=URL)) if not link.listing]

    return find


@pytest.mark.parametrize("kind", AROUND)
def test_posts_are_found_whatever_stands_around_them(urls, kind):
    assert urls("wordpress", AROUND[kind].replace("{}", TEXT)) == FOUND


@pytest.mark.parametrize("kind", AROUND)
@pytest.mark.parametrize("keys", [("0", "2"), ("7", "3")])
def test_posts_are_found_in_an_object_of_numbers(urls, kind, keys):
    posts = json.dumps(dict(zip(keys, POSTS, strict=True)))
    assert urls("wordpress", AROUND[kind].replace("{}", posts)) == FOUND


@pytest.mark.parametrize("kind", AROUND)
def test_a_json_feed_is_found_whatever_stands_around_it(urls, kind):
    items = [{"id": "1", "url": url, "content_html": "<rss>"} for url in FOUND]
    feed = json.dumps({"title": "x", "items": items, "version": "https://jsonfeed.org/version/1"})
    assert urls("feed", AROUND[kind].replace("{}", feed)) == FOUND


@pytest.mark.parametrize("kind", AROUND)
@pytest.mark.parametrize(
    ("source", "document"),
    [
        ("feed", "<rss><channel>{}</channel></rss>"),
        ("sitemap", "<urlset>{}</urlset>"),
    ],
)
def test_xml_is_found_whatever_stands_around_it(urls, kind, source, document):
    entry = "<item><link>{}</link></item>" if source == "feed" else "<url><loc>{}</loc></url>"
    body = AROUND[kind].replace("{}", document.replace("{}", "".join(entry.replace("{}", url) for url in FOUND)))
    assert urls(source, body, content_type="text/html") == FOUND
    assert urls(source, gzip.compress(body.encode()), content_type="text/html") == FOUND


BROKEN = {
    "cut off": TEXT[:-20],
    "cut off behind a notice": NOTICE + TEXT[:-20],
    "a page of the theme": '<!DOCTYPE html><html><head><script type="application/ld+json">'
    f"{TEXT}</script></head><body><p>Welcome</p></body></html>",
    "a page without a doctype": f"<html><body><pre>{TEXT}</pre></body></html>",
    "shut": '{"code":"rest_not_logged_in","message":"You are not currently logged in.","data":{"status":401}}',
    "shut behind a notice": NOTICE + '{"code":"rest_forbidden","message":"Sorry.","data":{"status":403}}',
    "another route": '{"name":"The Site","routes":{}}',
    "posts without a link": '[{"id":1},{"id":2}]',
    "a notice alone": NOTICE,
    "an empty list in a notice": "Notice: Undefined offset: [] in x.php on line 3",
    "words": "Forbidden",
    "nothing": "",
}


@pytest.mark.parametrize("kind", BROKEN)
def test_what_is_no_list_of_posts_is_an_error_and_no_empty_list(urls, kind):
    with pytest.raises(ExtractionError):
        urls("wordpress", BROKEN[kind])


def test_an_error_says_what_the_site_said(urls):
    with pytest.raises(ExtractionError, match="not a list of posts You are not currently logged in"):
        urls("wordpress", BROKEN["shut"])
    with pytest.raises(ExtractionError, match="have no `link`; if the URL has `_fields`, name it there"):
        urls("wordpress", BROKEN["posts without a link"])


@pytest.mark.parametrize("text", ["[" * 100_000, "\n" * 1_000_000, "{ " * 500_000, '[{"' * 300_000, "<!--" * 200_000])
def test_a_text_without_json_is_given_up_soon(text):
    with pytest.raises((ValueError, RecursionError)):
        find_json(text)
