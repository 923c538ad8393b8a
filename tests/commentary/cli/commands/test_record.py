"""What a researcher asks of an archive: what changed, what an article said on a day, how to cite it."""

import gzip
import json
import re
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from commentary.demo.days import site_on_day

RELEASED = Path(__file__).parents[3] / "archive" / "database" / "released" / "schema_6.db.gz"
FIRST, SECOND = site_on_day(1), site_on_day(2)
RENAMED = dict(set(SECOND.moved.items()) - set(FIRST.moved.items()))


@pytest.fixture(scope="module")
def told(commentary, archive):
    said = commentary("changes", "--json", "--data", archive)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def articles_of(day):
    return {post.id: post for post in day.posts if post.outcome == "article"}


def paths(told, event):
    return sorted(urlsplit(change["article"]).path for change in told if change["event"] == event)


def test_the_changes_are_those_of_the_demos_two_days_and_no_others(told):
    first, second = articles_of(FIRST), articles_of(SECOND)
    both = first.keys() & second.keys()
    texts = [{number: (day[number].title_html, day[number].body) for number in both} for day in (first, second)]
    edited = [second[number] for number in both if texts[0][number] != texts[1][number]]
    assert paths(told, "edit") == sorted(post.path for post in edited)
    assert paths(told, "gone") == sorted(SECOND.gone)
    assert {
        urlsplit(each["previous_url"]).path: urlsplit(each["article"]).path
        for each in told
        if each["event"] == "renamed"
    } == RENAMED
    # The demo's paths have hexadecimal digits in lower case; the normal form of a URL has them in upper case.
    seen = sorted(path.lower() for path in paths(told, "new"))
    assert seen == sorted(post.path.lower() for post in (first | second).values())
    assert not paths(told, "back")


def test_each_class_and_the_words_are_told(told):
    classes = {
        urlsplit(change["article"]).path.split("/")[-2]: change for change in told if change["event"] == "edit"
    }
    assert {slug: change["class"] for slug, change in classes.items()} == {
        "the-quiet-coast-guard": "typo",
        "a-forecast-for-the-amber-gulf": "substantive",
        "will-the-winter-ranges-stay-open": "substantive",
        "port-ayu-after-dark": "rewrite",
        "correction-the-date-of-the-flood": "addition",
        "lighthouse-diplomacy-small-signals-in-the-sorrel-strait": "addition",
        "counting-boots-is-not-a-plan": "removal",
    }
    title = next(each for each in classes["will-the-winter-ranges-stay-open"]["fields"] if each["field"] == "title")
    assert (title["before"], title["after"]) == (
        "Will the Winter Ranges Stay Open?",
        "The Winter Ranges Will Stay Open",
    )
    [words] = classes["correction-the-date-of-the-flood"]["words"]
    assert words == [["+", "A reader writes that the church is right."]]


@pytest.mark.parametrize("asked", ["typo", "edit", "gone", "renamed", "new"])
def test_one_class_alone_can_be_asked_for(commentary, archive, told, asked):
    said = commentary("changes", "--class", asked, "--json", "--data", archive)
    expected = [change for change in told if asked in {change["class"], change["event"]}]
    assert json.loads(said.stdout) == expected != []


def test_a_span_of_time_holds_what_was_seen_in_it(commentary, archive, told):
    middle = told[len(told) // 2]["changed_at"]
    since = json.loads(commentary("changes", "--since", middle, "--json", "--data", archive).stdout)
    assert since == [change for change in told if change["changed_at"] >= middle]
    day = middle[:10]
    assert json.loads(commentary("changes", "--until", day, "--since", day, "--json", "--data", archive).stdout)
    before = commentary("changes", "--until", "2020-01-01", "--data", archive)
    assert re.fullmatch(r"nothing changed; the captures are of 20[-\d :]+ to 20[-\d :]+ UTC\n", before.stdout)
    later = commentary("changes", "--since", "2999-01-01", "--data", archive)
    assert (later.returncode, later.stdout) == (0, before.stdout)
    assert commentary("changes", "--since", "2999-01-01", "--json", "--data", archive).stdout == "[]\n"
    turned = commentary("changes", "--since", "2026-03-02", "--until", "2026-03-01", "--data", archive)
    assert turned.returncode == 2
    assert "--since is later than --until" in turned.stderr
    unknown = commentary("changes", "--site", "none", "--data", archive)
    assert (unknown.returncode, unknown.stdout) == (1, "")
    assert "there is no site 'none' in" in unknown.stderr
    assert "its sites are: demo." in unknown.stderr


def test_the_table_has_a_line_for_each_change(commentary, archive, told):
    lines = commentary("changes", "--data", archive).stdout.splitlines()
    assert lines[0].split()[:4] == ["seen", "(UTC)", "class", "what"]
    assert lines[-1] == f"{len(told)} changes"
    assert any("was http" in line and line.split()[2] == "renamed" for line in lines)


@pytest.fixture(scope="module")
def renamed(told):
    return next(change for change in told if change["event"] == "renamed")


def test_a_history_is_found_under_an_earlier_url_and_names_versions_and_changes(commentary, archive, renamed):
    said = commentary("history", renamed["previous_url"], "--json", "--data", archive)
    history = json.loads(said.stdout)
    assert (history["url"], history["addresses"]) == (renamed["article"], [renamed["previous_url"]])
    assert [change["event"] for change in history["changes"]] == ["new", "edit", "renamed"]
    first, second = history["versions"]
    assert first["last_seen_at"] < second["first_seen_at"]
    assert history["changes"][1]["unchanged_until"] == first["last_seen_at"]
    text = commentary("history", renamed["article"], "--data", archive).stdout
    assert first["id"] in text
    assert second["id"] in text
    assert "which is [-is-] either" in text


def test_the_text_of_a_day_is_that_of_the_version_then_seen(commentary, archive, renamed):
    history = json.loads(commentary("history", renamed["article"], "--json", "--data", archive).stdout)
    first, second = history["versions"]
    then = commentary("history", renamed["article"], "--at", first["first_seen_at"], "--data", archive).stdout
    now = commentary("history", renamed["article"], "--at", "2100-01-01", "--data", archive).stdout
    assert "which is is either" in then
    assert first["id"] in then
    assert "which is is either" not in now
    assert second["id"] in now
    fields = json.loads(
        commentary("history", renamed["article"], "--at", first["first_seen_at"], "--json", "--data", archive).stdout
    )
    assert fields["id"] == first["id"]


def test_a_time_before_the_first_capture_and_an_unknown_url_are_errors(commentary, archive, renamed):
    early = commentary("history", renamed["article"], "--at", "2001-01-01", "--data", archive)
    assert (early.returncode, early.stdout) == (1, "")
    assert "was first captured at 2" in early.stderr
    unknown = commentary("cite", "https://example.org/none/", "--data", archive)
    assert unknown.returncode == 1
    assert "has no article at https://example.org/none/" in unknown.stderr
    for no_url in ("", "two words", "javascript:alert(1)"):
        said = commentary("history", no_url, "--data", archive)
        assert said.returncode == 2
        assert f"{no_url!r} is no URL; write one such as https://" in said.stderr
    for nowhere in ("harbour", "example.org", "https://example.org/category/harbour/"):
        said = commentary("history", nowhere, "--data", archive)
        assert (said.returncode, said.stdout) == (1, "")
        assert f"has no article at {nowhere}" in said.stderr
    wrong = commentary("changes", "--since", "yesterday", "--data", archive)
    assert wrong.returncode == 2
    assert "'yesterday' is no day or time; write one such as" in wrong.stderr


def test_a_citation_names_author_day_moment_and_digest(commentary, archive, renamed):
    plain = commentary("cite", renamed["previous_url"], "--data", archive).stdout
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        [(digest, at)] = db.execute(
            "SELECT payload_digest, captures.captured_at FROM captures"
            " JOIN articles ON articles.capture = captures.id WHERE articles.url = ?",
            (renamed["article"],),
        )
    assert "“The Quiet Coast Guard”" in plain
    assert f"archived {datetime.fromisoformat(at):%Y-%m-%d %H:%M:%S} UTC, digest {digest}" in plain
    assert renamed["article"] in plain
    [item] = json.loads(commentary("cite", renamed["article"], "--style", "csl-json", "--data", archive).stdout)
    assert (item["type"], item["URL"]) == ("webpage", renamed["article"])
    post = next(post for post in SECOND.posts if post.path == urlsplit(renamed["article"]).path)
    assert item["issued"]["date-parts"] == [[post.published_at.year, post.published_at.month, post.published_at.day]]
    assert digest in item["note"]


def test_an_article_is_found_by_its_former_slug_and_a_host_with_several_lists_them(commentary, archive, renamed):
    for typed in (urlsplit(renamed["previous_url"]).path.split("/")[-2], renamed["previous_url"].rstrip("/")):
        found = json.loads(commentary("history", typed, "--json", "--data", archive).stdout)
        assert found["url"] == renamed["article"]
    several = commentary("cite", urlsplit(renamed["article"]).netloc, "--data", archive)
    assert several.returncode == 2
    assert "stands for several articles; give the URL of one:\n  http" in several.stderr


def test_a_history_lists_each_capture_and_the_series_of_counts(commentary, archive, renamed):
    history = json.loads(commentary("history", renamed["article"], "--json", "--data", archive).stdout)
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        stored = db.execute(
            "SELECT id, captured_at FROM captures WHERE address IN (?, ?) AND source_kind IS NULL"
            " ORDER BY captured_at, id",
            (renamed["article"], renamed["previous_url"]),
        ).fetchall()
    assert [(each["capture"], each["captured_at"]) for each in history["captures"]] == stored
    # The sitemap led to the new URL before the old one was looked at again.
    assert [each["kind"] for each in history["captures"]] == ["shown", "shown", "redirect"]
    edit = next(change for change in history["changes"] if change["event"] == "edit")
    assert [edit["previous_capture"], edit["capture"]] == [stored[0][0], stored[1][0]]
    assert [each["captured_at"] for each in history["views"]] == [at for _, at in stored[:2]]
    text = commentary("history", renamed["article"], "--data", archive).stdout
    assert "from (UTC)" in text
    assert "redirects to http" in text
    assert "views: " in text


def test_the_comments_of_an_article_are_told_with_their_times(commentary, archive):
    letter = next(post for post in SECOND.posts if post.slug == "letter-to-a-young-analyst")
    url = urlsplit(letter.path).path
    comments = json.loads(commentary("history", url, "--comments", "--json", "--data", archive).stdout)
    assert len(comments) == len(letter.comments)
    assert {span["ended"] for each in comments for span in each["spans"]} == {None}
    new = next(each for each in comments if "Read this aloud" in each["spans"][0]["text"])
    assert new["spans"][0]["first_seen_at"] > min(each["spans"][0]["first_seen_at"] for each in comments)
    text = commentary("history", url, "--comments", "--data", archive).stdout
    assert "Zeynep Ilgaz-Moor" in text
    both = commentary("history", url, "--comments", "--at", "2026-01-01", "--data", archive)
    assert both.returncode == 2


def test_no_comment_of_the_demo_is_gone_or_edited_between_its_days(archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        [(spans, ended)] = db.execute("SELECT count(*), count(ended) FROM comment_history")
        [(printed, shown)] = db.execute(
            "SELECT sum(comment_count), (SELECT count(*) FROM comments) FROM articles"
            " WHERE id IN (SELECT article FROM comments)"
        )
    assert (ended, printed) == (0, shown)
    assert spans == shown


@pytest.mark.parametrize(
    "command", [["changes"], ["history", "x.example/a"], ["history", "x.example/a", "--comments"]]
)
def test_where_there_is_no_archive_one_line_says_so(commentary, tmp_path, command):
    said = commentary(*command, "--data", tmp_path)
    assert (said.returncode, said.stdout, said.stderr.count("\n")) == (1, "", 1)
    assert "commentary.db does not exist. Crawl a site into this folder first" in said.stderr
    (tmp_path / "commentary.db").write_bytes(gzip.decompress(RELEASED.read_bytes()))
    old = commentary(*command, "--data", tmp_path)
    assert (old.returncode, old.stdout) == (1, "")
    assert "has the older schema 6. Crawl or replay into it once with this release." in old.stderr
