from crawler.ledger.source_counts import MAX_COUNTED_HOSTS, OTHER_HOSTS, REDIRECTS, SourceCounts
from extract.site import Source

MAP = Source(kind="sitemap", url="https://x.example/map")
FEED = Source(kind="feed", url="https://x.example/feed")
BLOG = Source(kind="listing", url="https://x.example/blog")


def alarms(counts, pages=1):
    return list(counts.alarms(pages=pages))


def test_a_sitemap_without_a_link_on_the_site_is_an_alarm_whatever_other_sources_list():
    counts = SourceCounts()
    counts.add_links(MAP, on_site=0, hosts=["www.x.example"] * 3)
    counts.add_links(FEED, on_site=5, hosts=[])
    assert alarms(counts) == [
        "all 3 links of https://x.example/map are on www.x.example, which the profile does not name in `hosts`"
    ]
    assert counts.has_odd_source


def test_a_feed_of_other_sites_is_an_alarm_where_nothing_else_is_found():
    counts = SourceCounts()
    counts.add_links(FEED, on_site=0, hosts=["a.example", "b.example", "a.example"])
    assert len(alarms(counts)) == 1
    counts.add_links(MAP, on_site=1, hosts=[])
    assert alarms(counts) == []
    assert counts.off_site() == {FEED.url: {"a.example": 2, "b.example": 1}}


def test_the_links_of_a_page_to_other_hosts_are_told_if_it_has_no_others():
    counts = SourceCounts()
    counts.add_links(BLOG, on_site=0, hosts=["a.example"])
    assert counts.off_site() == {BLOG.url: {"a.example": 1}}
    counts.add_links(BLOG, on_site=9, hosts=[])
    assert counts.off_site() == {}


def test_hosts_without_end_are_counted_together():
    counts = SourceCounts()
    counts.add_links(FEED, on_site=1, hosts=(f"{number}.example" for number in range(5 * MAX_COUNTED_HOSTS)))
    named = counts.off_site()[FEED.url]
    assert len(named) in {10, 11}
    assert OTHER_HOSTS in named
    assert sum(named.values()) == 5 * MAX_COUNTED_HOSTS


def test_redirects_to_another_host_are_an_alarm_if_no_page_answers():
    counts = SourceCounts()
    for _ in range(3):
        counts.add_redirect("www.x.example")
    assert counts.off_site() == {REDIRECTS: {"www.x.example": 3}}
    assert alarms(counts, pages=1) == []
    assert alarms(counts, pages=0) == [
        "no page answered, and 3 redirect to www.x.example, which the profile does not name in `hosts`"
    ]


def test_a_source_that_was_read_and_lists_nothing_is_told_from_one_that_was_not_read():
    counts = SourceCounts()
    assert not counts.lists_nothing(MAP)
    counts.add_links(MAP, on_site=0, hosts=[])
    assert counts.lists_nothing(MAP)
    counts.emptied[MAP.url] = 150
    counts.unlisted[FEED.url] = 2
    assert alarms(counts) == [
        "https://x.example/map lists nothing; it has listed 150 pages that are not gone",
        "https://x.example/feed claims 2 posts more than it lists",
    ]
