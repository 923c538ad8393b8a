"""A page that stands at many addresses is no edit of any article; what authors wrote is one."""

import itertools
import random
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from archive.ask.audit import audit_site
from archive.ask.history import known_of, left_over
from archive.read_captures import read_unread
from archive.reading import read_recorded
from archive.recover import load_warc, warc_files
from archive.store import Archive
from archive.tables import Tables
from archive.warc.reader import read_records
from archive.warc.records import Recorded
from contents import content, content_of
from magazine import SITE, Magazine, Post, page, post

SHELL = (
    """<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body><main>{text}</main></body></html>"""
)
NOTICE = SHELL.format(
    title="The Quay",
    text="<h1>Back soon!</h1><p>We are performing some maintenance. We shall be back up shortly!</p>",
)
NOT_FOUND = SHELL.format(
    title="The Quay",
    text="<h1>Nothing here</h1><p>The page that you were looking for has moved to another place.</p>",
)
KINDS = {
    "maintenance": lambda _post: NOTICE,
    "parked": lambda _post: SHELL.format(
        title="quay.example",
        text="<h1>quay.example</h1><p>This name is offered for 2488 USD by its owner. Buy it.</p>",
    ),
    "quotes the address": lambda post: SHELL.format(
        title="The Quay",
        text=f"<h1>Lost</h1><p>We looked for {post.url} everywhere and could not find such a page.</p>",
    ),
    "quotes the title": lambda post: SHELL.format(
        title="The Quay",
        text=f"<h1>Lost</h1><p>Nothing was found for {post.url.split('/')[-2].replace('-', ' ')} here.</p>",
    ),
    "has an id": lambda post: SHELL.format(
        title="The Quay",
        text=f"<h1>Oh no</h1><p>Something broke at our end. Tell us {post.number * 7919:x}a1 if you write.</p>",
    ),
    "home page": lambda _post: SHELL.format(
        title="The Quay",
        text="".join(f"<h2>{post(n).title}</h2><p>{post(n).paragraphs[0]}</p>" for n in range(10)),
    ),
    "shell": lambda post: SHELL.format(
        title=post.title, text=f"<h1 class='entry-title'>{post.title}</h1><p>You need JavaScript to run this app.</p>"
    ),
    "members": lambda _post: SHELL.format(
        title="The Quay", text="<h1>Members</h1><p>This site is for members. Use the account that we gave you.</p>"
    ),
}


@pytest.fixture
def magazine(tmp_path):
    magazine = Magazine(tmp_path / "data")
    yield magazine
    magazine.close()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", [14, 5, 3])
def test_a_page_in_the_place_of_all_articles_hides_none(magazine, kind, size):
    magazine.crawl(range(size))
    before = magazine.rows(
        "SELECT url, articles.title, body_text, versions FROM articles JOIN article_texts USING (id, url)"
    )
    magazine.crawl(range(size), KINDS[kind])
    assert (
        magazine.rows(
            "SELECT url, articles.title, body_text, versions FROM articles JOIN article_texts USING (id, url)"
        )
        == before
    )
    assert (magazine.edits, magazine.events[1]) == ({}, ["same page"])
    (reason,) = magazine.held
    assert reason.startswith(f"the same page at {size} addresses: «")
    assert known_of(magazine.archive.tables.db, post(0).url).failed
    magazine.crawl(range(size))
    assert (magazine.edits, magazine.events[2]) == ({}, [])
    assert not known_of(magazine.archive.tables.db, post(0).url).failed
    magazine.check_replay()


def test_both_articles_of_a_small_site_are_kept(magazine):
    magazine.crawl(range(2))
    magazine.crawl(range(2), lambda _post: NOTICE)
    assert (magazine.edits, sum(magazine.held.values())) == ({}, 2)


def test_deleted_articles_that_answer_200_with_one_page_are_told_and_the_others_go_on(magazine):
    magazine.crawl(range(14))
    magazine.edit(9, paragraphs=("Another text altogether.",))
    magazine.crawl(range(14), instead=dict.fromkeys((2, 5, 11), NOT_FOUND))
    assert list(magazine.edits) == [9]
    assert magazine.held == {"the same page at 3 addresses: «Nothing here»": 3}
    assert len(magazine.titles) == 14


def test_two_deleted_articles_that_lost_title_author_and_date_are_held(magazine):
    magazine.crawl(range(14))
    magazine.crawl(range(14), instead=dict.fromkeys((2, 5), NOT_FOUND))
    assert (magazine.edits, magazine.held) == ({}, {"the same page at 2 addresses: «Nothing here»": 2})
    magazine.check_replay()


def test_a_page_that_one_run_after_the_other_finds_in_another_place_is_known_by_then(magazine):
    magazine.crawl(range(14))
    for number in range(5):
        magazine.crawl([number], lambda _post: NOTICE)
    assert magazine.edits == {}
    assert magazine.held == {"the same page at 5 addresses: «Back soon!»": 5}
    assert [len(events) for events in magazine.events] == [0, 1, 1, 1, 1, 1]
    magazine.check_replay()


def test_what_was_never_read_otherwise_is_a_refusal_and_no_article(magazine):
    magazine.crawl(range(8), instead=dict.fromkeys((1, 4, 6), NOT_FOUND))
    assert len(magazine.titles) == 5
    assert magazine.rows("SELECT count(*) FROM addresses") == [(5,)]
    assert set(left_over(magazine.archive.tables.db, "quay", "next", ())) == {post(n).url for n in (1, 4, 6)}
    magazine.crawl([1, 4, 6])
    assert (len(magazine.titles), magazine.edits) == (8, {})
    magazine.check_replay()


def test_a_first_crawl_of_a_site_under_maintenance_has_no_article(magazine):
    magazine.crawl(range(6), lambda _post: NOTICE)
    assert (magazine.titles, magazine.events) == ([], [["same page"]])
    magazine.crawl(range(6))
    assert (len(magazine.titles), magazine.edits) == (6, {})


def test_a_canonical_url_of_a_held_page_joins_nothing(magazine):
    magazine.crawl(range(6))
    home = NOTICE.replace("<title>", '<link rel="canonical" href="https://quay.example/2026/home/"><title>')
    magazine.crawl(range(6), lambda _post: home)
    assert (len(magazine.titles), magazine.edits) == (6, {})
    assert magazine.rows("SELECT count(*) FROM addresses") == [(6,)]
    magazine.check_replay()


def test_the_audit_names_the_articles_whose_page_shows_something_else(magazine):
    magazine.crawl(range(4))
    magazine.archive.tables.db.execute(
        "INSERT INTO sources (site, url, source_kind, source_url, first_found_at, last_found_at)"
        " SELECT 'quay', url, 'sitemap', 's', '2026', '2026' FROM articles"
    )
    magazine.crawl(range(4), lambda _post: NOTICE)
    audit = audit_site(magazine.archive.tables.db, SITE)
    assert (audit.whole.have, audit.missing) == (4, ())
    assert {each.reason for each in audit.displaced} == {"held: the same page at 4 addresses: «Back soon!»"}
    assert len(audit.displaced) == 4


def test_a_held_page_is_not_asked_for_with_a_condition(magazine):
    magazine.crawl(range(4))
    magazine.crawl(range(4), lambda _post: NOTICE)
    magazine.archive.tables.db.execute("UPDATE captures SET etag = '\"1\"'")
    assert magazine.archive.tables.reads.unchanged_since(post(0).url) is None


def test_pages_of_a_foreign_file_are_held_too(tmp_path):
    magazine = Magazine(tmp_path / "data")
    magazine.crawl(range(5))
    magazine.crawl(range(5), KINDS["maintenance"])
    tables = Tables(Path(":memory:"), tmp_path / "data" / "warc")
    for path in warc_files(tables.warc_folder):
        for entry in read_records(path):
            if isinstance(entry, Recorded):
                # A file of another tool names no run.
                foreign = replace(entry, capture=replace(entry.capture, run=""))
                tables.add_capture(foreign.capture)
                tables.add_reading(read_recorded(foreign, SITE))
    tables.judge_readings()
    assert tables.db.execute("SELECT count(*) FROM history").fetchone()[0] == 0
    assert tables.db.execute("SELECT count(*) FROM readings WHERE held IS NOT NULL").fetchone()[0] == 5
    tables.close()
    magazine.close()


# What is true and must not be hidden.


def test_one_or_two_withdrawn_articles_are_edited(magazine):
    magazine.crawl(range(14))
    for number in (3, 8):
        magazine.edit(number, paragraphs=("This article was withdrawn by its author.",))
    magazine.crawl(range(14))
    assert (set(magazine.edits), magazine.held, magazine.events[1]) == ({3, 8}, {}, [])


def test_a_withdrawn_series_that_keeps_its_titles_is_edited(magazine):
    magazine.crawl(range(14))
    for number in range(4):
        magazine.edit(number, paragraphs=("This article was withdrawn by its author.",))
    magazine.crawl(range(14))
    assert (set(magazine.edits), magazine.held) == ({0, 1, 2, 3}, {})


def test_copies_of_an_article_are_articles_and_edited_together(magazine):
    def copy(shown: Post) -> str:
        original = magazine.posts[0]
        return page(original) if shown.number in {0, 1, 2} else page(shown)

    magazine.crawl(range(8), copy)
    assert len(magazine.titles) == 8
    magazine.edit(0, paragraphs=("All of it is new.", *post(0).paragraphs))
    magazine.crawl(range(8), copy)
    assert (set(magazine.edits), magazine.held) == ({0, 1, 2}, {})


def test_short_posts_are_articles(magazine):
    for number in range(8):
        magazine.posts[number] = Post(
            number, f"Day {number}", "Ada Korhan", f"2026-01-{1 + number:02}", (f"{number + 11} km walked.",)
        )
    magazine.crawl(range(8))
    assert (len(magazine.titles), magazine.held) == (8, {})


def test_posts_with_one_title_and_text_and_their_own_dates_are_articles(magazine):
    for number in range(8):
        magazine.posts[number] = Post(
            number, f"Open thread {number}", "Ada", f"2026-01-{1 + number:02}", ("Say it.",)
        )
    magazine.crawl(range(8), lambda shown: page(shown).replace(f"Open thread {shown.number}", "Open thread"))
    assert (len(magazine.titles), magazine.held) == (8, {})


def test_an_article_that_stands_where_others_stood_stays_one(magazine):
    magazine.crawl(range(9))
    magazine.crawl(range(9), instead=dict.fromkeys((1, 2, 3), page(post(0))))
    magazine.edit(0, category="News")
    magazine.crawl([0])
    assert (list(magazine.edits), len(magazine.titles)) == ([0], 9)
    assert sum(magazine.held.values()) == 3


def test_boilerplate_under_each_own_text_is_no_sign(magazine):
    for number in range(8):
        magazine.posts[number] = Post(
            **{
                **vars(post(number)),
                "paragraphs": (f"Word {number} of {post(number).title}.", "All rights reserved. " * 9),
            }
        )
    magazine.crawl(range(8))
    magazine.edit(2, paragraphs=("Another word.", "All rights reserved. " * 9))
    magazine.crawl(range(8))
    assert (list(magazine.edits), magazine.held) == ([2], {})


# Invariants.


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_files_and_a_killed_run_change_nothing(tmp_path, seed):
    magazine = Magazine(tmp_path / "data")
    magazine.crawl(range(5))
    magazine.crawl([0, 1], lambda _post: NOTICE, end=False)
    magazine.close()
    magazine.archive = Archive.open(magazine.data)
    magazine.crawl([2], lambda _post: NOTICE)
    magazine.crawl(range(5))
    magazine.crawl(range(5), lambda shown: page(shown).replace('class="author"', 'class="a"'))
    assert (magazine.edits, sum(magazine.held.values())) == ({}, 8)
    magazine.close()
    whole = content_of(magazine.data)
    paths = warc_files(magazine.data / "warc") * 2
    random.Random(seed).shuffle(paths)
    tables = Tables(Path(":memory:"), magazine.data / "warc")
    for place, path in enumerate(paths):
        load_warc(tables, path)
        tables.mark_loaded(path)
        if (place + seed) % 2:
            list(read_unread(tables, {"quay": SITE}))
    list(read_unread(tables, {"quay": SITE}))
    tables.judge_readings()
    assert content(tables.db) == whole
    tables.close()


def test_a_file_of_an_earlier_run_that_comes_later_is_judged_with_the_others(tmp_path):
    magazine = Magazine(tmp_path / "data")
    for numbers, render in ((range(4), page), ([0], KINDS["maintenance"]), ([1, 2], KINDS["maintenance"])):
        magazine.crawl(numbers, render)
    magazine.close()
    whole = content_of(magazine.data)
    files = warc_files(magazine.data / "warc")
    for kept in itertools.permutations(range(3), 2):
        later = tmp_path / f"later-{kept}"
        (later / "warc").mkdir(parents=True)
        for place in kept:
            shutil.copy(files[place], later / "warc")
        with Archive.open(later) as archive:
            list(archive.read_unread({"quay": SITE}))
        for path in files:
            shutil.copy(path, later / "warc")
        with Archive.open(later) as archive:
            list(archive.read_unread({"quay": SITE}))
        assert content_of(later) == whole
