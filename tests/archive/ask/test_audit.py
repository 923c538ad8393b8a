"""What sources name against what the archive has: each address once, and none missing without a reason."""

import json
import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archive.ask.audit import LINKS_OF_ARTICLES, NO_ARTICLE, OFF_SITE, Audit, audit_site, count_url_statuses
from archive.ask.listed import count_gone, still_listed
from archive.database.readonly import open_read_only
from archive.reading import Reading
from archive.store import Archive
from archive.warc.writer import read_records
from extract.article import Article, Hyperlink
from extract.listings.crosslinks import find_crosslinks
from extract.listings.link import Link
from extract.site import Site, Source

MAP = Source(kind="sitemap", url="https://x.example/sitemap.xml")
FEED = Source(kind="feed", url="https://x.example/feed/")
SITE = Site(
    name="x",
    title="X",
    hosts=("x.example",),
    timezone="UTC",
    delay=1.0,
    revision="r1",
    articles=r"/a/\w+/$",
    sources=(MAP, FEED),
)
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def at(name: str) -> str:
    return f"https://x.example/a/{name}/"


class Asking:
    """A run that names addresses in sources and asks for some of them."""

    def __init__(self, archive: Archive, started_at: datetime = MONDAY) -> None:
        self.archive, self.now = archive, started_at
        self.run = archive.start_run(SITE, started_at=started_at)

    def ask(self, url: str, status: int = 200, source: Source | None = None, to: str = "", original=None):
        self.now += timedelta(seconds=1)
        headers = [("Content-Type", "text/html"), *([("Location", to)] if to else [])]
        asked = {"url": url, "method": "GET", "request_headers": (), "source": source, "fetched_at": self.now}
        if original:
            capture = self.run.warc.write_revisit(**asked, response_headers=headers, original=original)
        else:
            capture = self.run.warc.write(**asked, status=status, response_headers=headers, body=b"<p>Page")
        self.archive.tables.add_capture(capture)
        return capture

    def name(self, source: Source, *urls: str) -> None:
        self.archive.tables.add_links([Link(url=url) for url in urls], source, self.ask(source.url, source=source))

    def read(self, url: str, links: Iterable[str] = ()):
        article = Article(
            url=url,
            canonical_url=url,
            title=url,
            body_text="Text.",
            links=tuple(Hyperlink(url=link, text="a link") for link in links),
        )
        capture = self.ask(url)
        links = find_crosslinks(article, SITE)
        self.archive.tables.add_reading(
            Reading(capture=capture, revision="r1", outcome="article", article=article, links=links)
        )
        return capture

    def refuse(self, url: str, reason: str, outcome: str = "not an article"):
        capture = self.ask(url)
        self.archive.tables.add_refusal(capture, reason, revision="r1", outcome=outcome)
        return capture

    def finish(self, *unfetched: tuple[str, str]) -> None:
        self.archive.finish_run(self.run, {"finished_at": self.now}, unfetched=unfetched)


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path) as archive:
        yield archive


def reasons(found: Audit) -> dict[str, tuple[str, str | None]]:
    return {
        each.url: (each.outcome, each.reason)
        for each in (*found.missing, *found.gone, *found.not_article, *found.other)
    }


def test_every_address_is_there_or_has_its_reason(archive):
    off, tag = "https://y.example/a/off/", "https://x.example/tag/ports/"
    names = ("there", "never", "robots", "password", "packed", "unread", "broken", "deleted", "moved", "budget")
    run = Asking(archive)
    run.name(MAP, *map(at, names), off, tag)
    run.read(at("there"))
    run.refuse(at("password"), "password-protected")
    run.refuse(at("packed"), "Content-Encoding br cannot be decoded", "error")
    run.ask(at("unread"))
    run.ask(at("broken"), 503)
    run.ask(at("deleted"), 410)
    run.ask(at("moved"), 302, to="https://z.example/new/")
    run.finish((at("robots"), "robots.txt disallows it"), (at("budget"), "the budget was spent"))
    found = audit_site(archive.tables.db, SITE)
    assert reasons(found) == {
        at("never"): ("missing", "never asked for"),
        at("robots"): ("missing", "not fetched: robots.txt disallows it"),
        at("password"): ("missing", "not an article: password-protected"),
        at("packed"): ("missing", "could not be read: Content-Encoding br cannot be decoded"),
        at("unread"): ("missing", "captured and not yet read"),
        at("broken"): ("missing", "status 503"),
        at("moved"): ("missing", "redirects elsewhere"),
        at("budget"): ("missing", "not fetched: the budget was spent"),
        at("deleted"): ("gone", "gone: status 410"),
        off: ("other", OFF_SITE),
        tag: ("other", NO_ARTICLE),
    }
    moved = next(each for each in found.missing if each.url == at("moved"))
    assert (moved.leads_to, moved.answered_at) == ("https://z.example/new/", "2026-03-02T09:00:08+00:00")
    whole = found.whole
    assert (whole.named, whole.have, whole.missing, whole.gone, whole.other) == (12, 1, 8, 1, 2)


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_url_that_redirects_to_an_archived_article_for_now_is_archived(archive, status):
    run = Asking(archive)
    run.name(MAP, *map(at, ("there", "short", "hop", "dead")))
    run.read(at("there"))
    run.ask(at("short"), status, to=at("there"))
    run.ask(at("hop"), status, to=at("short"))
    run.ask(at("dead"), status, to=at("missing"))
    run.ask(at("missing"), 404)
    run.finish()
    found = audit_site(archive.tables.db, SITE)
    assert reasons(found) == {at("dead"): ("missing", "redirects elsewhere")}
    assert (found.whole.have, found.whole.former) == (3, 2)
    # For now: the article keeps its URL, and these are not its addresses.
    addresses = [tuple(row) for row in archive.tables.db.execute("SELECT url FROM addresses")]
    assert addresses == [(at("there"),)]


def test_many_urls_that_redirect_to_one_article_for_now_are_not_archived_by_it(archive):
    run = Asking(archive)
    names = [f"essay{number}" for number in range(8)]
    run.name(MAP, *map(at, names))
    run.read(at("farewell"))
    for name in names:
        run.ask(at(name), 302, to=at("farewell"))
    run.finish()
    found = audit_site(archive.tables.db, SITE)
    assert reasons(found) == {at(name): ("missing", "redirects elsewhere") for name in names}


def test_a_source_counts_the_hosts_that_the_profile_does_not_name(archive):
    run = Asking(archive)
    run.name(
        MAP, at("one"), *(f"https://www.x.example/a/{name}/" for name in ("two", "three")), "https://y.example:81/"
    )
    run.name(FEED, "https://y.example:81/", "https://x.example/tag/")
    run.finish()
    by_map, by_feed = audit_site(archive.tables.db, SITE).sources
    assert dict(by_map.hosts) == {"www.x.example": 2, "y.example:81": 1}
    assert dict(by_feed.hosts) == {"y.example:81": 1}


def test_posts_that_a_source_lists_and_that_have_gone_since_are_not_counted_against_its_claim(archive):
    run = Asking(archive)
    run.name(MAP, *map(at, ("there", "gone", "back", "old", "new")))
    run.read(at("there"))
    run.ask(at("gone"), 404)
    run.ask(at("back"), 404)
    run.read(at("old"))
    run.ask(at("old"), 301, to=at("new"))
    run.read(at("new"))
    run.name(MAP, at("back"))
    run.finish()
    listed = audit_site(archive.tables.db, SITE).sources[0]
    # Former and new URL are one post, and what is listed again after a 404 is claimed to be there.
    assert listed.still_listed == 3
    assert replace(listed, claimed=4).unnamed == 1
    assert listed.unnamed is None
    assert sorted(still_listed(archive.tables.db, "x", MAP)) == [at("back"), at("new"), at("there")]
    assert count_gone(archive.tables.db, "x", MAP, since=MONDAY) == 1
    assert count_gone(archive.tables.db, "x", MAP, since=MONDAY + timedelta(days=1)) == 0


def test_a_page_of_another_kind_is_no_loss_and_has_its_reason(archive):
    kinds = ("listing", "home page", "about page", "video without a text")
    losses = ("no text", "password-protected", "challenge", "consent wall", "login", "error page")
    run = Asking(archive)
    run.name(MAP, *(at(f"n{number}") for number in range(10)))
    for number, reason in enumerate((*kinds, *losses)):
        run.refuse(at(f"n{number}"), reason)
    run.finish()
    found = audit_site(archive.tables.db, SITE)
    assert [each.reason for each in found.not_article] == [f"not an article: {kind}" for kind in kinds]
    assert [each.reason for each in found.missing] == [f"not an article: {loss}" for loss in losses]
    assert (found.whole.named, found.whole.missing, found.whole.not_article) == (10, 6, 4)
    assert count_url_statuses(archive.tables.db, SITE)["reasons"]["not an article: listing"] == 1


def test_an_unreadable_page_is_a_loss_whatever_it_is_called(archive):
    run = Asking(archive)
    run.name(MAP, at("one"))
    run.refuse(at("one"), "listing", "error")
    run.finish()
    assert reasons(audit_site(archive.tables.db, SITE)) == {at("one"): ("missing", "could not be read: listing")}


def test_an_address_of_several_sources_is_told_once_with_all_of_them(archive):
    run = Asking(archive)
    run.name(FEED, at("one"), at("two"))
    run.name(MAP, at("one"))
    run.read(at("two"))
    run.finish()
    found = audit_site(archive.tables.db, SITE)
    (one,) = found.missing
    assert one.sources == (MAP, FEED)
    assert [(each.source, each.named, each.have, each.missing) for each in found.sources] == [
        (MAP, 1, 0, 1),
        (FEED, 2, 1, 1),
    ]


def test_a_source_that_named_nothing_is_counted_too_and_so_is_one_of_a_former_profile(archive):
    old = Source(kind="listing", url="https://x.example/all/")
    run = Asking(archive)
    run.name(old, at("one"))
    run.finish()
    sources = audit_site(archive.tables.db, SITE).sources
    assert [(each.source, each.named) for each in sources] == [
        (MAP, 0),
        (FEED, 0),
        (old, 1),
    ]


def test_links_between_articles_are_one_more_source(archive):
    run = Asking(archive)
    run.name(MAP, at("one"), at("two"))
    links = [
        f"{at('two')}?utm_source=x#end",
        at("three"),
        "https://y.example/a/b/",
        "https://x.example/tag/a/",
        "x:[",
    ]
    run.read(at("one"), links)
    run.read(at("two"), [at("three")])
    run.finish()
    found = audit_site(archive.tables.db, SITE)
    assert [(each.url, each.reason, each.sources) for each in found.missing] == [
        (at("three"), "never asked for", (LINKS_OF_ARTICLES,))
    ]
    count = found.sources[-1]
    assert (count.source, count.named, count.have, count.missing, count.other) == (LINKS_OF_ARTICLES, 2, 1, 1, 0)


def test_an_article_under_another_address_is_there(archive):
    run = Asking(archive)
    run.name(MAP, at("old"), at("new"))
    run.read(at("old"))
    run.ask(at("old"), 301, to=at("new"))
    run.read(at("new"))
    run.finish()
    count = replace(audit_site(archive.tables.db, SITE).sources[0], claimed=1)
    assert (count.have, count.former, count.missing) == (2, 1, 0)
    # A REST interface counts its post once.
    assert count.unnamed == 0


def test_an_article_that_is_gone_is_not_missing_and_not_there(archive):
    run = Asking(archive)
    run.name(MAP, at("one"))
    run.read(at("one"))
    run.finish()
    later = Asking(archive, MONDAY + timedelta(days=1))
    later.ask(at("one"), 404)
    later.finish()
    assert reasons(audit_site(archive.tables.db, SITE)) == {at("one"): ("gone", "gone: status 404")}


def test_an_outage_is_a_reason_and_makes_nothing_gone(archive):
    names = [at(f"n{number}") for number in range(6)]
    run = Asking(archive)
    run.name(MAP, *names)
    for url in names:
        run.refuse(url, "no text") if url == names[0] else run.read(url)
    run.finish()
    outage = Asking(archive, MONDAY + timedelta(days=1))
    for url in names:
        outage.ask(url, 404)
    outage.finish()
    found = audit_site(archive.tables.db, SITE)
    assert (found.whole.have, found.whole.gone) == (5, 0)
    assert reasons(found) == {names[0]: ("missing", "status 404 in a doubtful run")}


def test_an_answer_says_more_than_a_later_run_that_did_not_ask_and_a_failure_less(archive):
    run = Asking(archive)
    run.name(MAP, at("image"), at("broken"), at("slow"))
    run.refuse(at("image"), "no text")
    run.ask(at("broken"), 500)
    run.finish((at("slow"), "no answer in time"))
    later = Asking(archive, MONDAY + timedelta(days=1))
    later.finish(*((at(name), "the budget was spent") for name in ("image", "broken", "slow")))
    assert reasons(audit_site(archive.tables.db, SITE)) == {
        at("image"): ("missing", "not an article: no text"),
        at("broken"): ("missing", "not fetched: the budget was spent"),
        at("slow"): ("missing", "not fetched: the budget was spent"),
    }


def test_a_page_that_has_not_changed_has_the_reason_that_it_had(archive):
    run = Asking(archive)
    run.name(MAP, at("image"))
    original = run.refuse(at("image"), "no text")
    run.ask(at("image"), original=original)
    run.finish()
    assert reasons(audit_site(archive.tables.db, SITE)) == {at("image"): ("missing", "not an article: no text")}


def test_what_another_site_was_to_fetch_is_no_reason(archive):
    run = Asking(archive)
    run.name(MAP, at("one"))
    run.finish()
    other = archive.start_run(replace(SITE, name="z"), started_at=MONDAY + timedelta(days=1))
    archive.finish_run(other, {}, unfetched=[(at("one"), "the budget was spent")])
    assert reasons(audit_site(archive.tables.db, SITE)) == {at("one"): ("missing", "never asked for")}


def test_the_counts_stand_in_the_summary_of_the_run_and_in_its_file(archive):
    run = Asking(archive)
    run.name(MAP, at("one"), at("two"), at("three"))
    run.read(at("one"))
    run.finish((at("two"), "the budget was spent"), (at("three"), "the budget was spent"))
    summary = json.loads(archive.tables.db.execute("SELECT summary FROM runs").fetchone()[0])
    counts = {"named": 3, "have": 1, "missing": 2, "gone": 0, "not_article": 0, "other": 0}
    empty = dict.fromkeys(counts, 0)
    assert summary["audit"] == {
        **counts,
        "sources": [
            {"kind": MAP.kind, "url": MAP.url, **counts},
            {"kind": FEED.kind, "url": FEED.url, **empty},
        ],
        "reasons": {"not fetched: the budget was spent": 2},
    }
    assert list(read_records(run.run.warc.path))[-1].summary == summary


def test_what_a_run_has_just_found_to_be_gone_is_gone_in_its_own_audit(archive):
    run = Asking(archive)
    run.name(MAP, at("one"))
    run.read(at("one"))
    run.finish()
    later = Asking(archive, MONDAY + timedelta(days=1))
    later.ask(at("one"), 410)
    later.finish()
    (told,) = archive.tables.db.execute("SELECT summary FROM runs ORDER BY started_at DESC LIMIT 1").fetchone()
    assert (json.loads(told)["audit"]["gone"], json.loads(told)["audit"]["have"]) == (1, 0)


def test_many_reasons_are_told_by_the_commonest(archive):
    run = Asking(archive)
    names = [at(f"n{number}") for number in range(70)]
    run.name(MAP, *names)
    run.finish(*((url, f"reason {number}") for number, url in enumerate(names)))
    told = count_url_statuses(archive.tables.db, SITE)["reasons"]
    assert (len(told), told["other reasons"], sum(told.values())) == (51, 20, 70)


def test_an_audit_only_reads(archive, tmp_path):
    run = Asking(archive)
    run.name(MAP, at("one"))
    run.read(at("one"), [at("two")])
    run.finish()
    db = open_read_only(tmp_path / "commentary.db")
    assert audit_site(db, SITE) == audit_site(archive.tables.db, SITE)
    db.close()


def test_what_a_run_did_not_fetch_may_be_any_number(archive):
    run = Asking(archive)
    number = 20_000
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    pages = ((f"https://X.example/a/{page}/?utm_source=feed", "the budget was spent") for page in range(number))
    archive.finish_run(run.run, {}, unfetched=pages)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert archive.tables.db.execute("SELECT count(*), min(url) FROM unfetched").fetchone()[:] == (number, at("0"))
    # Twenty thousand pairs alone would take four times as much.
    assert peak < 1_500_000


def test_an_odd_address_or_reason_is_kept_as_it_can_be(archive):
    run = Asking(archive)
    run.finish(("mailto:x\ud83d@y", "reason \udc00"), (at("one"), "b"), (f"{at('one')}#end", "a"))
    kept = archive.tables.db.execute("SELECT url, reason FROM unfetched ORDER BY url").fetchall()
    assert [tuple(row) for row in kept] == [(at("one"), "a"), ("mailto:x?@y", "reason ?")]
