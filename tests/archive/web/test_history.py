"""The page with the whole history of an article: captures, versions, changes, counts; and that of its comments."""

import asyncio
import re
import shutil
import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest

from archive.ask import ArticleCapture
from archive.store import Archive
from archive.web.plugins.timeline import WIDTH, draw_timeline
from archive.web.server import open_datasette
from extract.article import Article, Comment
from extract.site import Site

SITE = Site(name="x", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r1")
MONDAY = datetime(2026, 3, 2, 9, 0, 7, tzinfo=UTC)
URL, NEW = "https://x.example/2026/tide/", "https://x.example/2026/the-tide/"
WORDS = "\n\n".join(f"Paragraph {number} speaks of the tide and of those who wait for it." for number in range(9))


def comment(number, words=None, parent=None):
    return Comment(id=str(number), author=f"Reader {number}", text=words or f"Words {number}.", parent_id=parent)


TIDE = Article(
    url=URL,
    canonical_url=URL,
    title="The tide",
    body_text=WORDS,
    body_markdown=WORDS,
    body_html="".join(f"<p>{part}</p>" for part in WORDS.split("\n\n")),
    word_count=len(WORDS.split()),
    views=900,
    views_text="900",
    views_rounded=False,
    comments=(comment(11), comment(12, parent="11"), comment(13)),
    comment_count=3,
)


class Day:
    """A run of the site; each capture is a second after the one before it."""

    def __init__(self, archive, number):
        self.archive, self.now = archive, MONDAY + timedelta(days=number)
        self.run = archive.start_run(SITE, started_at=self.now)

    def capture(self, url, status=200, headers=(), original=None):
        self.now += timedelta(seconds=1)
        request = {"url": url, "method": "GET", "request_headers": (), "fetched_at": self.now}
        request["response_headers"] = (("Content-Type", "text/html"), *headers)
        if original:
            capture = self.run.warc.write_revisit(**request, original=original)
        else:
            capture = self.run.warc.write(**request, status=status, body=b"<p>The page</p>")
        self.archive.tables.add_capture(capture)
        return capture

    def read(self, article):
        capture = self.capture(article.url)
        self.archive.tables.add_article(article, capture, revision="r1")
        return capture

    def refuse(self, url, reason):
        self.archive.tables.add_refusal(self.capture(url), reason, revision="r1")

    def finish(self):
        self.archive.finish_run(self.run, {"finished_at": self.now})


@pytest.fixture(scope="module")
def tide(tmp_path_factory):
    """An archive of one article to which nearly all happens that can."""
    data = tmp_path_factory.mktemp("tide")
    edited = replace(
        TIDE,
        title="The tides",
        body_text=WORDS.replace("the tide", "a tide", 1),
        views=1600,
        views_text="1.6k",
        views_rounded=True,
        comments=(comment(11), comment(12, "Words, edited.", parent="11")),
        comment_count=2,
    )
    with Archive.open(data) as archive:
        first = Day(archive, 0)
        original = first.read(TIDE)
        first.finish()
        for number, act in enumerate(
            (
                lambda day: day.capture(URL, original=original),
                lambda day: day.capture(URL, 503),
                lambda day: day.read(edited),
                lambda day: day.refuse(URL, "challenge"),
                lambda day: day.refuse(URL, "password-protected"),
                lambda day: day.read(replace(edited, views=1650, views_text="1,650", views_rounded=False)),
                lambda day: (
                    day.capture(URL, 301, headers=(("Location", NEW),)),
                    day.read(replace(edited, url=NEW, canonical_url=NEW)),
                ),
                lambda day: day.capture(NEW, 410),
            ),
            1,
        ):
            day = Day(archive, number)
            act(day)
            day.finish()
    return data


@pytest.fixture(scope="module")
def get(tide):
    with open_datasette(tide) as datasette:
        yield lambda path, **options: asyncio.run(datasette.client.get(path, **options))


@pytest.fixture(scope="module")
def article(tide):
    with closing(sqlite3.connect(tide / "commentary.db")) as db:
        [(number,)] = db.execute("SELECT id FROM articles")
    return number


@pytest.fixture
def page(get, article):
    return get(f"/-/history?article={article}").text


def text_of(html):
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html.replace("&nbsp;", " "))).split())


def second(day, after=1):
    return f"{MONDAY + timedelta(days=day, seconds=after):%Y-%m-%d %H:%M:%S} UTC"


def rows(html, section):
    body = html.partition(f'<section id="{section}">')[2].partition("</section>")[0]
    return [text_of(row) for row in re.findall(r"<tr>.*?</tr>", body.partition("<tbody>")[2], re.DOTALL)]


def test_every_capture_is_named_with_what_it_says_and_why(page):
    told = rows(page, "timeline")
    words = [re.sub(r"^\S+ \S+ UTC ", "", row) for row in told]
    assert [row.split("UTC ")[0] + "UTC" for row in told] == [
        second(day, after)
        for day, after in ((8, 1), (7, 2), (7, 1), (6, 1), (5, 1), (4, 1), (3, 1), (2, 1), (1, 1), (0, 1))
    ]
    for row, part in zip(
        words,
        (
            "gone status 410",
            "shown",
            f"redirect status 301, redirects to {NEW}",
            "shown",
            "gone password-protected",
            "refused challenge",
            "shown",
            "failed status 503",
            "unchanged (304)",
            "shown",
        ),
        strict=True,
    ):
        assert row.startswith(part), (row, part)


def test_the_timeline_has_a_lane_for_each_kind_and_each_mark_says_when_and_why(page):
    lanes = re.findall(r'<span class="lane-name">([^<]*?) <small>(\d+)</small>', page)
    assert lanes == [
        ("shown, new text", "2"), ("shown, same text", "2"), ("unchanged (304)", "1"), ("redirect", "1"),
        ("gone", "2"), ("refused", "1"), ("failed", "1"),
    ]  # fmt: skip
    titles = [unescape(title) for title in re.findall(r"<title>([^<]*)</title></rect>", page)]
    assert f"{second(5)}: password-protected" in titles
    assert f"{second(2)}: status 503" in titles


def test_each_version_has_the_second_of_its_first_and_last_capture(page):
    newest, first = rows(page, "versions")
    assert f"{second(3)} {second(7, 2)} 3" in newest
    assert newest.endswith("The tides newest")
    assert f"{second(0)} {second(1)} 2" in first


def test_each_change_names_its_captures_and_shows_the_words(page):
    changes = [text_of(part) for part in re.findall(r'<article class="change.*?</article>', page, re.DOTALL)]
    assert [re.match(r"(\w+) (\S+ \S+ UTC)", change).groups() for change in changes] == [
        ("gone", second(8)), ("renamed", second(7)), ("back", second(6)), ("gone", second(5)),
        ("substantive", second(3)), ("new", second(0)),
    ]  # fmt: skip
    gone, renamed, back, password, edit, _ = changes
    assert "The site answered 410 ( capture )" in gone
    assert f"Last seen {second(7, 2)} ( capture )" in gone
    assert "x.example/2026/tide leads to x.example/2026/the-tide since, with status 301" in renamed
    assert "The page asked for a password" in password
    assert f"was last seen {second(1)} ( capture )" in edit
    assert f"first {second(3)} ( capture )" in edit
    assert back.startswith("back")
    html = page.partition('id="changes"')[2]
    captures = re.findall(r'<a href="/commentary/captures/[^"]+">(.*?)</a>', html)
    assert len(captures) == 10
    assert set(captures) == {"capture", "this capture"}
    assert "<del>tide</del><ins>tides</ins>" in re.sub(r"\s", "", html)


def test_exact_and_rounded_counts_are_told_apart(page):
    chart = page.partition("Views over time")[2].partition("</section>")[0]
    wide = chart.partition("</svg>")[0]
    titles = re.findall(r"<title>([^<]*)</title>", wide)
    assert [title.partition(": ")[2] for title in titles if "exact" in title] == ["900 exact", "1,650 exact"]
    assert [title.partition(": ")[2] for title in titles if "rounded" in title] == [
        "≈ 1,600 rounded by the page",
        "≈ 1,600 rounded by the page",
    ]
    # The two lines and their names below, of which those of rounded counts are dashed.
    assert (wide.count("<polyline"), wide.count('stroke-dasharray="5 4"')) == (4, 2)
    comments = page.partition("Comments over time")[2]
    assert "<polyline" in comments


def test_the_former_address_and_the_absence_are_named(page, get, article):
    assert "1 other address" in text_of(page)
    assert f"read there from {second(0)} to {second(6)}" in text_of(page)
    assert f"Not on the web since {second(8)}: the site answered 410" in text_of(page)
    shown = get(f"/commentary/articles/{article}").text
    assert f'href="/-/history?article={article}"' in shown
    assert "Also at, or formerly:" in shown
    gone = text_of(shown).partition("What happened to it")[2]
    assert f"gone {second(5)}: the page asked for a password; last seen" in gone
    assert f"back {second(6)}: seen again capture" in gone
    assert f"gone {second(8)}: the site answered 410; last seen" in gone


def test_a_history_is_found_by_an_earlier_address_and_nothing_else_is(get, article):
    by_url = get("/-/history", params={"url": "www.x.example/2026/tide"})
    assert by_url.status_code == 200
    assert f"/-/history?article={article}" in by_url.text or "The tides" in by_url.text
    for wrong in ({}, {"article": "none"}, {"article": "7"}, {"url": "https://other.example/"}):
        assert get("/-/history", params=wrong).status_code == 404
    for odd in ("0", "-1", "x", "9" * 30, "7"):
        assert get("/-/history", params={"article": article, "page": odd, "changes": odd}).status_code == 200


def test_a_version_leads_to_the_history(get, tide, article):
    with closing(sqlite3.connect(tide / "commentary.db")) as db:
        versions = [version for (version,) in db.execute("SELECT DISTINCT version FROM readings WHERE version <> ''")]
    for version in versions:
        assert f'href="/-/history?article={article}"' in get(f"/commentary/versions/{version}").text


def test_comments_stand_in_their_thread_with_all_that_happened_to_them(get, article):
    html = get(f"/-/comments?article={article}").text
    said = [text_of(part) for part in re.findall(r'<article class="comment.*?</article>', html, re.DOTALL)]
    assert [words.split(",")[0].split(" Seen")[0][:9] for words in said] == ["Reader 11", "Reader 12", "Reader 13"]
    assert "answers Reader 11" in said[1]
    assert f"edited by {second(3)}" in said[1]
    assert "gone" in said[2]
    assert f"gone {second(3)}" in said[2]
    assert "3 comments, of which 1 is gone" in text_of(html)
    assert "<del>12</del>" in re.sub(r"\s", "", html)
    assert 'class="comment depth-1' in html
    assert get("/-/comments?article=1").status_code == 404


@pytest.mark.parametrize("kinds", [("200",), ("404", "503")])
def test_a_history_of_thousands_of_captures_is_bounded(tide, tmp_path, article, kinds):
    data = shutil.copytree(tide, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        names = [row[1] for row in db.execute("PRAGMA table_info(captures)")]
        kept = [name for name in names if name not in {"id", "captured_at", "status"}]
        columns = ", ".join(f'"{name}"' for name in ("id", "captured_at", "status", *kept))
        one = ", ".join(f'"{name}"' for name in kept)
        for number in range(3000):
            values = (f"urn:uuid:{number}", f"{MONDAY + timedelta(hours=7 * number):%Y-%m-%dT%H:%M:%S+00:00}")
            db.execute(
                f"INSERT INTO captures ({columns}) SELECT ?, ?, ?, {one} FROM captures"  # noqa: S608 - our own names
                " WHERE status = 503 AND id LIKE '%-%'",
                (*values, int(kinds[number % len(kinds)])),
            )
        db.commit()
    with open_datasette(data) as datasette:
        pages = [
            asyncio.run(datasette.client.get(f"/-/history?article={article}{more}")).text
            for more in ("", "&page=2", "&all=1", "&all=1&page=60")
        ]
    assert "3,010 captures" in pages[0]
    for html in pages:
        assert len(html) < 150_000
        assert html.count("<rect") < 1_000
        assert html.count("<tr>") < 70
    told = {html.partition('<footer class="bottom"')[0] for html in pages}
    assert len(told) == len(pages) - (len(kinds) == 1)


def test_a_timeline_joins_what_stands_on_one_place():
    assert draw_timeline([]) is None
    values = {"url": URL, "status": 404, "kind": "gone", "reason": "status 404", "version": None}
    captures = [
        ArticleCapture(capture=str(n), captured_at=(MONDAY + timedelta(hours=n)).isoformat(), **values)
        for n in range(3000)
    ]
    (lane,) = draw_timeline([*captures, ArticleCapture(capture="x", captured_at="no time", **values)]).lanes
    assert lane.captures == 3000
    assert len(lane.marks) <= WIDTH / 4
    assert lane.marks[0].label == "20 captures, 2026-03-02 09:00:07 to 2026-03-03 04:00:07 UTC: status 404"
    (alone,) = draw_timeline(captures[:1]).lanes
    assert [(mark.x, mark.label) for mark in alone.marks] == [(0.0, "2026-03-02 09:00:07 UTC: status 404")]


def test_marks_lie_within_the_picture(page):
    marks = re.findall(r'<rect class="[a-z-]+" x="([\d.]+)" y="1" width="([\d.]+)"', page)
    assert all(float(x) >= 0 and float(x) + float(width) <= WIDTH + 0.1 for x, width in marks)
    assert len(marks) == 10
