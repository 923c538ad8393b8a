"""What is forgotten is nowhere in the archive, nothing else is changed, and nothing brings it back."""

import hashlib
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from itertools import pairwise

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.forget import plan_of_url, scan
from archive.forget.plan import mark_of
from archive.store import Archive
from archive.verify import find_forgotten
from contents import content_of
from extract.errors import ArchiveError
from extract.site import Source
from forget_tools import everything_in
from test_replay import FEED, NOON, SITES, Crawl, X, fill, html, replay

B, LONG = "https://x.example/b/", "https://x.example/long/"
RSS = Source(kind="feed", url="https://x.example/feed/")
REST = Source(kind="wordpress", url="https://x.example/wp-json/wp/v2/posts")
HOME = Source(kind="listing", url="https://x.example/news/")
WORDS = "Minister Quint sold the northern lighthouse to his own brother for a single silver coin last autumn"
ITEM = "<item><link>https://x.example/{0}/</link><guid>g{0}</guid><description>&lt;p&gt;{1}&lt;/p&gt;</description></item>"


def without(content: dict, *names: str) -> dict:
    return {name: rows for name, rows in content.items() if name not in names}


def with_everything(data):
    """Add a run in which each kind of source says something of an article, and other pages too."""
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        xml = [("Content-Type", "application/xml")]
        listed = "".join(f"<url><loc>https://x.example/{path}/</loc></url>\n" for path in ("a", "secret", "b"))
        crawl.fetch("sitemap.xml", f"<urlset>{listed}</urlset>".encode(), headers=xml, source=FEED)
        items = "".join(ITEM.format(slug, text) for slug, text in (("a", "Alpha"), ("secret", WORDS)))
        feed = f"<rss><channel><title>X</title>{items}</channel></rss>".encode()
        first = crawl.fetch("feed/", feed, headers=xml, source=RSS)
        json = '[{"link":"https:\\/\\/x.example\\/secret\\/","content":{"rendered":"<p>%s<\\/p>"}},{"link":"https://x.example/a/"}]'
        crawl.fetch(
            "wp-json/wp/v2/posts",
            (json % WORDS).encode(),
            headers=[("Content-Type", "application/json")],
            source=REST,
        )
        teaser = (
            f'<h2><a href="/secret/">The lighthouse</a></h2><p>{WORDS} &hellip;</p><h2><a href="/a/">Alpha</a></h2>'
        )
        crawl.fetch("news/", f"<html><body>{teaser * 3}</body></html>".encode(), source=HOME)
        crawl.fetch("secret/", html("Secret", WORDS), request_headers=[("Referer", "https://x.example/news/")])
        box = f"<aside class='related'><a href='/secret/'>{WORDS}</a></aside>"
        crawl.fetch("e/", html("Epsilon", "Our lighthouse.", pager=box))
        crawl.fetch("old-secret/", status=301, headers=[("Location", "/secret/")])
        crawl.fetch("secret/feed/", b"<rss>comments</rss>", headers=xml)
        crawl.fetch("f/", html("Zeta"), request_headers=[("Referer", "https://x.example/secret/")])
        crawl.fetch("feed/", original=first, source=RSS)
        crawl.archive.finish_run(
            crawl.run,
            {
                "finished_at": crawl.now,
                "alarms": [f"pages still to be read: 1, the first https://x.example/secret/: {WORDS}"],
            },
            unfetched=[("https://x.example/secret/", "no answer"), ("https://x.example/z2/", "no answer")],
        )
    (data / "frontier.db").write_bytes(b"https://x.example/secret/")


def test_nothing_of_an_article_is_left_in_any_file(data, forget):
    with_everything(data)
    assert b"lighthouse to his own" in everything_in(data)
    forget(data, "https://x.example/secret/", SITES)
    left = everything_in(data)
    for words in (b"lighthouse to his", b"Quint", b"single silver coin", b"old-secret", b"secret/feed"):
        assert words not in left, words
    # What stays is the link in another article's page, and what it names.
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM articles WHERE url LIKE '%secret%'").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM sources WHERE url LIKE '%secret%'").fetchone() == (0,)
        assert db.execute("SELECT count(*) FROM captures WHERE url LIKE '%secret%'").fetchone() == (0,)
        assert db.execute("SELECT summary FROM runs WHERE summary LIKE '%secret%'").fetchall() == []
    assert not (data / "forgetting").exists()
    assert not (data / "frontier.db").exists()


def test_the_tables_are_those_that_a_replay_makes_of_the_files_that_are_left(data, forget):
    with_everything(data)
    for target in ("https://x.example/secret/", B, LONG, "https://x.example/c/", FEED.url):
        forget(data, target, SITES)
        before = content_of(data)
        for path in data.glob("commentary.db*"):
            path.unlink()
        replay(data, SITES)
        after = content_of(data)
        for name, rows in before.items():
            assert rows == after[name], (target, name)


def test_everything_else_stays_as_it_was(data, forget):
    with_everything(data)
    before = content_of(data)
    forget(data, "https://x.example/secret/", SITES)
    after = content_of(data)
    for name in ("articles", "versions", "readings", "addresses", "history", "changes", "sources", "unfetched"):
        gone = set(before[name]) - set(after[name])
        assert all("secret" in row or "ecret" in row for row in gone), (name, gone)
        assert set(after[name]) <= set(before[name]), name
    assert len(before["articles"]) - len(after["articles"]) == 1


def test_a_redacted_record_says_so_and_keeps_the_digest_that_it_had(data, forget):
    with_everything(data)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        digests = dict(db.execute("SELECT id, payload_digest FROM captures"))
    forgotten = forget(data, "https://x.example/secret/", SITES)
    redacted = {}
    for path in sorted((data / "warc").iterdir()):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, check_digests="raise"):
                record.raw_stream.read()
                if record.rec_headers.get("Commentary-Redacted"):
                    assert record.rec_headers.get("Commentary-Redacted") == forgotten.id
                    redacted[record.rec_headers.get("WARC-Record-ID").strip("<>")] = record
    responses = {number: record for number, record in redacted.items() if record.rec_type in {"response", "revisit"}}
    assert len(responses) == 6
    for number, record in responses.items():
        assert record.rec_headers.get("Commentary-Original-Payload-Digest") == digests[number]
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        now = dict(db.execute("SELECT id, payload_digest FROM captures"))
    assert all(record.rec_headers.get("WARC-Payload-Digest") == now[number] for number, record in responses.items())


def test_listings_list_all_else_that_they_listed(data, forget):
    with_everything(data)

    def listed(where: str) -> list[tuple]:
        with closing(sqlite3.connect(data / "commentary.db")) as db:
            return db.execute(f"SELECT * FROM sources WHERE {where} ORDER BY url, source_url").fetchall()  # noqa: S608

    before = listed("url NOT LIKE '%secret%' AND source_url NOT LIKE '%secret%'")
    assert len({row[3] for row in before}) >= 4
    forget(data, "https://x.example/secret/", SITES)
    assert listed("1") == before


def test_a_tombstone_says_when_why_and_who_and_names_no_address(data, forget):
    forgotten = forget(data, B)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.row_factory = sqlite3.Row
        (row,) = map(dict, db.execute("SELECT * FROM tombstones"))
    assert (row["reason"], row["forgotten_by"], row["kind"]) == ("a court", "ops@x.example", "url")
    assert row["addresses"] == f'["{hashlib.sha256(B.encode()).hexdigest()}"]'
    assert (data / "warc" / row["warc"]).exists()
    assert forgotten.files.keys() == {name for name in forgotten.files if name.startswith("x-")}
    for name, (before, after) in forgotten.files.items():
        assert before != after == hashlib.sha256((data / "warc" / name).read_bytes()).hexdigest()
    for run, (_, after) in forgotten.runs.items():
        names = sorted(path for path in (data / "warc").iterdir() if path.name.startswith(f"{run}-"))
        lines = "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in names)
        assert after == f"sha256:{hashlib.sha256(lines.encode()).hexdigest()}"


def test_no_two_marks_overlap_also_where_a_version_has_a_word_more(data):
    words = [f"word{number}" for number in range(200)]
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        for more in ([], ["added"]):
            crawl.fetch("secret/", html("Secret", " ".join([*more, *words])))
        crawl.finish()
        plan = plan_of_url(
            archive.tables.db, archive.tables.warc_folder, "https://x.example/secret/", archive.tables.tombstones
        )
    places = {mark_of(tuple(words[at : at + 8])): at for at in range(193)}
    found = sorted(places[mark] for mark in plan.marks if mark in places)
    assert len(found) > 10
    assert all(after - before >= 8 for before, after in pairwise(found))


def test_no_file_brings_it_back(data, tmp_path, forget):
    copies = shutil.copytree(data / "warc", tmp_path / "copies")
    forget(data, B, SITES)
    before = content_of(data)
    for path in copies.iterdir():
        shutil.copy(path, data / "warc" / f"copy-of-{path.name}")
    with Archive.open(data) as archive:
        for _ in archive.read_unread(SITES):
            pass
    kept = ("articles", "versions", "addresses", "history", "sources", "unfetched")
    assert {name: content_of(data)[name] for name in kept} == {name: before[name] for name in kept}
    replay(data, SITES)
    assert {name: content_of(data)[name] for name in kept} == {name: before[name] for name in kept}
    # The copies have its bytes, and are searched when it is forgotten again.
    forget(data, B, SITES)
    assert b"Beta" not in everything_in(data)


def test_a_site_goes_with_all_of_its_files(data, forget):
    forget(data, "y", SITES)
    assert b"y.example" not in everything_in(data)
    found = content_of(data)
    assert len(found["runs"]) == 2
    assert len(found["articles"]) == 5
    before = found
    for path in data.glob("commentary.db*"):
        path.unlink()
    replay(data, SITES)
    assert content_of(data) == before
    with Archive.open(data) as archive, pytest.raises(ArchiveError, match="was forgotten"):
        archive.start_run(SITES["y"], started_at=NOON)


def test_with_a_site_goes_what_lists_of_other_sites_say_of_it(data, forget):
    links = "".join(f"<h2><a href='https://y.example/{each}/'>News of {each}</a></h2>" for each in "abc")
    page = f"<html><body>{links}<h2><a href='/a/'>Alpha</a></h2></body></html>".encode()
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("news/", page, source=HOME)
        crawl.finish()
    forget(data, "y", SITES)
    assert b"y.example" not in everything_in(data)
    assert list(find_forgotten(data)) == []
    before = content_of(data)
    for path in data.glob("commentary.db*"):
        path.unlink()
    replay(data, SITES)
    assert content_of(data) == before


def test_what_a_repair_moved_away_is_named_since_it_is_not_searched(data):
    (data / "removed").mkdir()
    (data / "removed" / "old.warc.gz").write_bytes(b"?")
    with Archive.open(data) as archive:
        plan = plan_of_url(archive.tables.db, archive.tables.warc_folder, B, archive.tables.tombstones)
        found = scan(archive.tables.db, archive.tables.warc_folder, plan, tombstone="urn:t")
    assert [place.partition(":")[0] for place in found.unsearched] == ["removed/old.warc.gz"]


def test_a_picture_goes_unless_another_article_shows_it_or_has_its_bytes(data, forget):
    def page(name: str, *pictures: str) -> bytes:
        shown = "".join(f'<p><img src="/{each}.png" alt="A picture of {each}"></p>' for each in pictures)
        return html(name, name).replace(b"<p>See also", f"{shown}<p>See also".encode())

    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("secret/", page("Secret", "own", "shared", "twin"))
        crawl.fetch("other/", page("Other", "shared", "same"))
        for name in ("own", "shared", "twin"):
            asset = Source(kind="asset", url="https://x.example/secret/")
            kept = crawl.fetch(f"{name}.png", name.encode(), headers=[("Content-Type", "image/png")], source=asset)
        other = Source(kind="asset", url="https://x.example/other/")
        crawl.fetch("same.png", original=kept, source=other, status=200)
        crawl.finish()
    forget(data, "https://x.example/secret/", SITES)
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        left = db.execute("SELECT url FROM captures WHERE source_kind = 'asset' ORDER BY url").fetchall()
    assert [url.rpartition("/")[2] for (url,) in left] == ["same.png", "shared.png", "twin.png"]


def test_what_was_never_captured_can_be_forgotten_so_that_it_never_is(data, forget):
    before = content_of(data)
    forget(data, "https://x.example/never/")
    assert without(content_of(data), "tombstones", "warcs") == without(before, "tombstones", "warcs")
    with Archive.open(data) as archive:
        assert archive.tables.tombstones.hides_url("https://x.example/never/?utm_source=mail")


def test_an_article_with_the_same_words_is_named_and_keeps_them(data, forget):
    with Archive.open(data) as archive:
        crawl = Crawl(archive, X, NOON + timedelta(days=2))
        crawl.fetch("secret/", html("Secret", f"{WORDS}. " * 9))
        crawl.fetch("copied/", html("Copied", f"{WORDS}. " * 9))
        crawl.finish()
        plan = plan_of_url(
            archive.tables.db, archive.tables.warc_folder, "https://x.example/secret/", archive.tables.tombstones
        )
        assert [url for url, _ in plan.copies] == ["https://x.example/copied/"]
    forget(data, "https://x.example/secret/")
    assert b"single silver coin" in everything_in(data)


def test_one_tombstone_does_not_hide_another_article(tmp_path, forget):
    data = tmp_path / "data"
    fill(data, SITES)
    forget(data, B, SITES)
    with Archive.open(data) as archive:
        assert archive.problems == ()
        crawl = Crawl(archive, X, NOON + timedelta(days=3))
        crawl.fetch("g/", html("Eta"))
        crawl.finish()
    assert "https://x.example/g/" in str(content_of(data)["articles"])
