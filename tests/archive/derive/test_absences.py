"""What takes an article off the web and brings it back, and under which name: events that nothing later erases."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from archive.derive.forms import FORMS, WALL
from archive.store import Archive
from captures import url_of
from contents import content, tables_in_any_order
from extract.article import Article
from extract.site import Site
from story import NOON, Story, text

SITE = Site(name="x", title="X", hosts=("x.example",), timezone="UTC", delay=1.0, revision="r1")
MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def story():
    return Story()


def minute(moment):
    return None if moment is None else round((datetime.fromisoformat(moment) - NOON) / timedelta(minutes=1))


def changes(story):
    """Return (minute, change, reason or URLs, minute until which it was as before) of each change but the first."""
    query = "SELECT * FROM changes WHERE change <> 'new' ORDER BY changed_at, change"
    return [
        (
            minute(row["changed_at"]),
            row["change"],
            row["reason"] or (row["previous_url"] and (row["previous_url"], row["leads_to"])),
            minute(row["unchanged_until"]),
        )
        for row in story.tables().db.execute(query)
    ]


def visit(story, name):
    story.run = name


def test_a_password_takes_an_article_off_the_web_and_its_end_brings_it_back(story):
    story.read("a", text(1))
    story.refuse("a", "password-protected")
    story.unchanged("a", 1)
    story.read("a", text(1))
    story.capture("a", 410)
    assert changes(story) == [
        (1, "gone", "password-protected", 0),
        (3, "back", None, None),
        (4, "gone", "status 410", 3),
    ]
    (row,) = story.tables().db.execute("SELECT gone_status, gone_to FROM articles")
    assert tuple(row) == (410, None)


def test_what_was_never_read_is_not_gone_behind_its_password(story):
    story.refuse("a", "password-protected")
    assert changes(story) == []


@pytest.mark.parametrize("reason", ["challenge", "consent wall", "error page", "empty", "no text", "status 202"])
def test_what_may_pass_or_is_misread_takes_no_article_off_the_web(story, reason):
    story.read("a", text(1))
    story.refuse("a", reason)
    story.unchanged("a", 1)
    assert changes(story) == []


@pytest.mark.parametrize("status", [301, 308])
def test_a_redirect_to_nowhere_neither_takes_an_article_off_the_web_nor_brings_it_back(story, status):
    story.read("a", text(1))
    story.capture("a", status)
    story.capture("a", 410)
    story.capture("a", status)
    assert changes(story) == [(2, "gone", "status 410", 0)]


def test_a_login_page_counts_from_the_first_one_on_if_another_visit_meets_it_again(story):
    story.read("a", text(1))
    visit(story, "second")
    story.refuse("a", "login")
    story.refuse("a", "login")
    assert changes(story) == []
    visit(story, "third")
    story.refuse("a", "login")
    assert changes(story) == [(1, "gone", "login", 0)]


def test_a_login_page_of_one_visit_is_forgotten_when_the_article_is_shown(story):
    for number in range(3):
        visit(story, f"run {number}")
        story.read("a", text(1))
        story.refuse("a", "login")
    assert changes(story) == []


def test_a_304_of_a_login_page_does_not_show_the_article(story):
    story.read("a", text(1))
    story.capture("a", 404)
    story.refuse("a", "login")
    story.unchanged("a", 2)
    assert changes(story) == [(1, "gone", "status 404", 0)]


@pytest.mark.parametrize("by_stub", [False, True])
def test_a_redirect_to_the_home_page_stays_an_absence_whatever_the_home_page_shows_later(story, by_stub):
    story.read("a", text(1))
    (story.stub if by_stub else lambda path, to: story.capture(path, 301, to=to))("a", "home")
    story.refuse("home", "home page")
    before = changes(story)
    visit(story, "later")
    story.refuse("home", "challenge")
    story.capture("home", 503)
    assert changes(story) == before == [(1, "gone", "redirects elsewhere", 0)]


@pytest.mark.parametrize("reason", ["password-protected", "login"])
def test_a_redirect_to_a_form_is_an_absence(story, reason):
    story.read("a", text(1))
    story.capture("a", 301, to="b")
    story.refuse("b", reason)
    assert changes(story) == [(1, "gone", "redirects elsewhere", 0)]


def test_a_redirect_to_nothing_that_shows_the_article_later_was_an_absence_until_then(story):
    story.read("a", text(1))
    visit(story, "second")
    story.capture("a", 301, to="b")
    story.capture("b", 404)
    assert changes(story) == [(1, "gone", "redirects elsewhere", 0)]
    visit(story, "third")
    story.read("b", text(1))
    assert changes(story) == [
        (1, "gone", "redirects elsewhere", 0),
        (1, "renamed", (url_of("a"), url_of("b")), 0),
        (3, "back", None, None),
    ]


def test_an_article_that_was_renamed_and_then_deleted_was_not_gone_before(story):
    story.read("a", text(1))
    visit(story, "second")
    story.read("b", text(1))
    story.capture("a", 301, to="b")
    visit(story, "third")
    story.capture("b", 404)
    assert changes(story) == [(2, "renamed", (url_of("a"), url_of("b")), 0), (3, "gone", "status 404", 1)]


@pytest.mark.parametrize("by_stub", [False, True])
def test_a_name_that_comes_back_is_two_renamings(story, by_stub):
    move = story.stub if by_stub else lambda path, to: story.capture(path, 308, to=to)
    story.read("a", text(1))
    move("a", "b")
    story.read("b", text(1))
    assert changes(story) == [(1, "renamed", (url_of("a"), url_of("b")), 0)]
    move("b", "a")
    story.read("a", text(1))
    assert changes(story) == [
        (1, "renamed", (url_of("a"), url_of("b")), 0),
        (3, "renamed", (url_of("b"), url_of("a")), 2),
    ]
    (row,) = story.tables().db.execute("SELECT url, versions FROM articles")
    assert tuple(row) == (url_of("a"), 1)


def test_a_redirect_for_a_cookie_is_no_renaming(story):
    for _ in range(3):
        story.read("a", text(1))
        story.capture("a", 301, to="a?seen")
        story.capture("a?seen", 301, to="a")
    assert changes(story) == []


def test_a_renaming_through_a_stub_that_is_asked_for_again_is_one(story):
    story.read("a", text(1))
    story.stub("a", "b")
    story.read("b", text(1))
    story.unchanged("a", 1)
    story.stub("a", "b")
    assert changes(story) == [(1, "renamed", (url_of("a"), url_of("b")), 0)]


def test_an_edit_names_the_last_capture_of_the_old_text_also_a_304(story):
    story.read("a", text(1))
    story.unchanged("a", 0)
    story.unchanged("a", 0)
    story.capture("a", 500)
    story.read("a", text(1) + " And more.")
    (row,) = story.tables().db.execute("SELECT * FROM history")
    assert (minute(row["previous_captured_at"]), minute(row["captured_at"])) == (2, 4)
    assert (row["previous_capture"], row["capture"]) == ("urn:uuid:0002", "urn:uuid:0004")
    assert changes(story) == [(4, "edit", None, 2)]


@pytest.mark.parametrize("seed", range(30))
def test_no_story_depends_on_the_order_in_which_it_is_stored(seed):
    chance, story = random.Random(seed), Story()
    story.read("a", text(1))
    for number in range(9):
        visit(story, f"run {chance.randrange(number + 1)}")
        path, other = chance.sample(("a", "b", "home"), 2)
        act = chance.choice(("read", "read", *FORMS, "home page", "move", "stub", 404, 304, 503))
        match act:
            case "read" if path != "home":
                story.read(path, text(1))
            case "move":
                story.capture(path, 301, to=other)
            case "stub":
                story.stub(path, other)
            case 304:
                story.unchanged(path, 0)
            case int():
                story.capture(path, act)
            case _:
                story.refuse(path, act)
        # `tables` compares several orders of all that happened.
        assert story.tables().db.execute("SELECT count(*) FROM changes WHERE change = 'new'").fetchone()[0] >= 1


class Visit:
    """A run that reads numbered pages, or meets a form in the place of some."""

    def __init__(self, archive, started_at, *, accepts_changes=False):
        self.archive, self.now = archive, started_at
        self.run = archive.start_run(SITE, started_at=started_at, accepts_changes=accepts_changes)

    def _capture(self, number, **values):
        self.now += timedelta(seconds=1)
        request = {"url": f"https://x.example/{number}/", "method": "GET", "request_headers": ()}
        request |= {"response_headers": (("Content-Type", "text/html"),), "fetched_at": self.now} | values
        write = self.run.warc.write_revisit if "original" in values else self.run.warc.write
        capture = write(**request)
        self.archive.tables.add_capture(capture)
        return capture

    def read(self, numbers):
        captures = [self._capture(number, status=200, body=b"<p>Page") for number in numbers]
        for capture in captures:
            answer(self.archive.tables, capture)
        return captures

    def unchanged(self, captures):
        for number, original in enumerate(captures):
            self._capture(number, original=original)

    def meet(self, numbers, reason="password-protected"):
        for number in numbers:
            answer(self.archive.tables, self._capture(number, status=200, body=reason.encode()))

    def finish(self):
        self.archive.finish_run(self.run, {"finished_at": self.now})


def answer(tables, capture):
    """Read a capture: a form is told by the length of its body."""
    reasons = {len("password-protected"): "password-protected", len("login"): "login"}
    if reason := reasons.get(capture.bytes):
        tables.add_refusal(capture, reason, revision="r1")
    else:
        words = " ".join(f"{capture.url}{number}" for number in range(30))
        article = Article(url=capture.url, canonical_url=capture.url, title=capture.url, body_text=words)
        tables.add_article(article, capture, revision="r1")


def gone(tables):
    rows = tables.db.execute("SELECT url FROM articles WHERE gone_at IS NOT NULL ORDER BY url")
    return [int(row["url"].split("/")[3]) for row in rows]


@pytest.fixture
def archive(tmp_path):
    with Archive.open(tmp_path / "data") as archive:
        yield archive


def test_a_form_before_all_articles_is_a_wall_as_an_outage_is_and_takes_none_off_the_web(archive):
    first = Visit(archive, MONDAY)
    first.read(range(20))
    first.finish()
    for day in (1, 2):
        wall = Visit(archive, MONDAY + day * DAY)
        wall.meet(range(20), "login" if day == 2 else "password-protected")
        wall.finish()
    assert gone(archive.tables) == []
    held = archive.tables.db.execute("SELECT DISTINCT held FROM readings WHERE held IS NOT NULL").fetchall()
    assert [row["held"] for row in held] == [WALL.format(20)]
    reasons = archive.tables.db.execute("SELECT DISTINCT outcome, article FROM readings WHERE held IS NOT NULL")
    assert [tuple(row) for row in reasons] == [("not an article", None)]


@pytest.mark.parametrize(("walled", "read", "left"), [(4, 0, [0, 1, 2, 3]), (5, 0, []), (9, 1, list(range(9)))])
def test_few_forms_are_believed_and_many_where_others_are_still_read(archive, walled, read, left):
    first = Visit(archive, MONDAY)
    first.read(range(20))
    first.finish()
    second = Visit(archive, MONDAY + DAY)
    second.meet(range(walled))
    second.read(range(10, 10 + read))
    second.finish()
    assert gone(archive.tables) == left


def test_forms_that_the_operator_calls_real_take_all_articles_off_the_web(archive):
    first = Visit(archive, MONDAY)
    first.read(range(9))
    first.finish()
    second = Visit(archive, MONDAY + DAY, accepts_changes=True)
    second.meet(range(9))
    second.finish()
    assert gone(archive.tables) == list(range(9))


def test_pages_that_have_not_changed_are_there_too(archive):
    first = Visit(archive, MONDAY)
    captures = first.read(range(20))
    first.finish()
    second = Visit(archive, MONDAY + DAY)
    second.unchanged(captures[:10])
    second.meet(range(10, 20))
    second.finish()
    assert gone(archive.tables) == list(range(10, 20))


@pytest.mark.parametrize("seed", range(6))
def test_walls_do_not_depend_on_the_order_of_the_files(tmp_path, seed):
    chance = random.Random(seed)
    with Archive.open(tmp_path / "data") as archive:
        captures = []
        for day in range(4):
            run = Visit(archive, MONDAY + day * DAY)
            mostly = [run.read, run.meet][day % 2]
            for number in range(8):
                act = chance.choice([mostly] * 8 + [run.read, run.meet])
                found = act([number])
                captures += found or []
            run.unchanged(chance.sample(captures, chance.randrange(3)))
            run.finish()
    tables = tables_in_any_order(tmp_path / "data" / "warc", seed, read_all)
    with Archive.open(tmp_path / "data") as archive:
        assert content(tables.db) == content(archive.tables.db)
    tables.close()


def read_all(tables):
    for capture in tables.reads.unread():
        answer(tables, capture)
