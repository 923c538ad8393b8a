"""Of an entry of a link blog the own page is taken, and not the page on which it comments."""

import json

import pytest

from extract.listings.find import find_links
from extract.site import Source

FEED = Source(kind="feed", url="https://site.example/feed")
OWN, OTHER = "https://site.example/2026/02/a/", "https://elsewhere.example/story"
XMLNS = 'xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0" xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'


@pytest.fixture
def urls(make_page):
    def find(body, *, hosts=("site.example",), content_type="text/xml"):
        page = make_page(body, url=FEED.url, content_type=content_type)
        return [link.url for link in find_links(page, FEED, hosts)]

    return find


RSS = {
    "a permanent guid": f'<link>{OTHER}</link><guid isPermaLink="true">{OWN}</guid>',
    "a guid that says nothing": f"<guid>{OWN}</guid><link>{OTHER}</link>",
    "the page of the comments": f'<link>{OTHER}</link><guid isPermaLink="false">https://site.example/?p=7</guid>'
    f"<comments>{OWN}#respond</comments><slash:comments>12</slash:comments>",
    "an original link elsewhere": f"<fb:origLink>{OTHER}</fb:origLink><link>{OWN}</link>",
    "an original link on the site": f"<fb:origLink>{OWN}</fb:origLink><link>https://feeds.example/r/7</link>",
    "no link elsewhere": f'<link>{OWN}</link><guid isPermaLink="true">https://site.example/other/</guid>',
}
ATOM = {
    "a related link": f'<link rel="alternate" href="{OTHER}"/><link rel="related" href="{OWN}"/><id>tag:x,2026:7</id>',
    "a subject as the related link": f'<link rel="related" href="{OTHER}"/><link href="{OWN}"/>',
    "the page of the replies": f'<link href="{OTHER}"/><link rel="replies" type="application/atom+xml" '
    f'href="https://site.example/2026/02/a/feed/"/><link rel="replies" type="text/html" href="{OWN}#comments"/>',
    "an id that is a URL": f'<link href="{OTHER}"/><id>{OWN}</id>',
    "a relative link": f'<link href="{OTHER}"/><link rel="related" href="/2026/02/a/"/>',
    "two alternate links": f'<link rel="alternate" href="{OTHER}"/><link rel="alternate" href="{OWN}"/>',
}
JSON = {
    "an external URL": {"id": "7", "url": OWN, "external_url": OTHER},
    "an id": {"id": OWN, "url": OTHER},
    "an id alone": {"id": OWN, "external_url": OTHER},
    "the two mixed up": {"id": "7", "url": OTHER, "external_url": OWN},
}


@pytest.mark.parametrize("entry", RSS)
def test_of_an_rss_entry_the_own_page_is_taken(urls, entry):
    assert urls(f"<rss {XMLNS}><channel><item>{RSS[entry]}</item></channel></rss>") == [OWN]


@pytest.mark.parametrize("entry", ATOM)
def test_of_an_atom_entry_the_own_page_is_taken(urls, entry):
    assert urls(f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{ATOM[entry]}</entry></feed>") == [OWN]


@pytest.mark.parametrize("item", JSON)
def test_of_an_item_of_a_json_feed_the_own_page_is_taken(urls, item):
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [JSON[item]]}
    assert urls(json.dumps(feed), content_type="application/feed+json") == [OWN]


@pytest.mark.parametrize(
    ("entry", "found"),
    [
        (f'<link>{OTHER}</link><guid isPermaLink="false">https://site.example/?p=7</guid>', [OTHER]),
        (f"<link>{OTHER}</link><guid>https://third.example/7</guid>", [OTHER]),
        (f"<link>{OTHER}</link>", [OTHER]),
        ('<guid isPermaLink="false">https://site.example/?p=7</guid><comments>https://site.example/c</comments>', []),
    ],
)
def test_an_entry_without_a_page_on_the_site_keeps_its_main_link(urls, entry, found):
    assert urls(f"<rss><channel><item>{entry}</item></channel></rss>") == found


def test_an_item_that_has_nothing_but_its_subject_is_named_all_the_same(urls):
    feed = {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "7", "external_url": OTHER}, {"id": "8"}]}
    assert urls(json.dumps(feed)) == [OTHER]


def test_the_hosts_of_the_profile_decide_and_not_that_of_the_feed(urls):
    body = f"<rss><channel><item><link>{OTHER}</link><guid>{OWN}</guid></item></channel></rss>"
    assert urls(body, hosts=("site.example", "elsewhere.example")) == [OTHER]
    assert urls(body, hosts=("www.site.example",)) == [OTHER]
    assert urls(body, hosts=()) == [OTHER]
