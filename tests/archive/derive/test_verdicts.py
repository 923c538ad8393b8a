"""What many articles change alike in one run is one event; what authors change is an edit."""

import json
import re

import pytest

from archive.ask import known_of, left_over
from archive.derive.alike import is_many
from extract.profile.parser import parse_site
from magazine import PROFILE, SITE, Magazine, Post, page, post

WALL = "<p>Subscribe now to read on. Our journalism is paid for by its readers, and by nobody else at all.</p>"


@pytest.fixture
def magazine(tmp_path):
    magazine = Magazine(tmp_path / "data")
    yield magazine
    magazine.close()


def told(magazine: Magazine) -> list[str]:
    return [
        event["what"]
        for (row,) in magazine.rows("SELECT events FROM runs ORDER BY started_at")
        for event in json.loads(row)
    ]


def renamed_classes(shown: Post) -> str:
    html = page(shown)
    for name in ("entry-title", "author", "published", "cat", "views", "entry-content"):
        html = html.replace(f'class="{name}"', f'class="x-{name[::-1]}"')
    return html


def with_share_line(shown: Post) -> str:
    return page(shown).replace(
        '<div class="entry-content">', '<div class="entry-content"><p>Share this: Post Mail</p>'
    )


def with_subscription_box(shown: Post) -> str:
    return page(shown).replace(
        "</div></article>", f"<p>You are reading post {shown.number}. Subscribe!</p></div></article>"
    )


def with_byline_in_the_text(shown: Post) -> str:
    return page(shown).replace(
        '<div class="entry-content">', f'<div class="entry-content"><p>Words: {shown.author}</p>'
    )


def with_other_byline(shown: Post) -> str:
    return page(shown).replace(f">{shown.author}<", f">{shown.author}, Staff Correspondent<")


def with_title_suffix(shown: Post) -> str:
    return page(shown).replace(f'title">{shown.title}<', f'title">{shown.title} | Quay Magazine<')


def with_dates_of_the_move(shown: Post) -> str:
    return page(shown).replace(f'datetime="{shown.day}', 'datetime="2026-03-04')


def with_dates_in_local_time(shown: Post) -> str:
    return page(shown).replace("T08:00:00+00:00", "T08:00:00+03:00")


def without_first_paragraph(shown: Post) -> str:
    return page(shown).replace(f"<p>{shown.paragraphs[0]}</p>", "")


def without_half_of_the_text(shown: Post) -> str:
    html = page(shown)
    for paragraph in shown.paragraphs[:3]:
        html = html.replace(f"<p>{paragraph}</p>", "")
    return html


def with_other_quotation_marks(shown: Post) -> str:
    return re.sub(r"(?<=<p>)(\w+)", r"“\1”", page(shown)).replace(
        f'title">{shown.title}<', f'title">“{shown.title}”<'
    )


REDESIGNS = (
    with_other_quotation_marks,
    renamed_classes,
    with_share_line,
    with_subscription_box,
    with_byline_in_the_text,
    with_other_byline,
    with_title_suffix,
    with_dates_of_the_move,
    with_dates_in_local_time,
    without_first_paragraph,
    without_half_of_the_text,
)


@pytest.mark.parametrize("redesign", REDESIGNS)
@pytest.mark.parametrize("size", [14, 3])
def test_a_redesign_is_one_event_and_no_edit(magazine, redesign, size):
    magazine.crawl(range(size))
    before = magazine.rows(
        "SELECT url, articles.title, authors, published_at, body_text, versions"
        " FROM articles JOIN article_texts USING (id, url)"
    )
    magazine.crawl(range(size), redesign)
    assert magazine.edits == {}
    assert (
        magazine.rows(
            "SELECT url, articles.title, authors, published_at, body_text, versions"
            " FROM articles JOIN article_texts USING (id, url)"
        )
        == before
    )
    assert (len(magazine.held), magazine.events) == (1, [[], ["redesign"]])
    magazine.crawl(range(size), redesign)
    assert (magazine.edits, magazine.events[2]) == ({}, ["redesign"])
    since = [
        json.loads(row)[0]["since"] for (row,) in magazine.rows("SELECT events FROM runs ORDER BY id") if row != "[]"
    ]
    assert since == ["2026-03-04T09:00:00+00:00"] * 2
    magazine.check_replay()


def test_the_event_names_the_rule_that_stopped(magazine):
    magazine.crawl(range(14))
    magazine.crawl(range(14), lambda shown: page(shown).replace('class="author"', 'class="by"'))
    (what,) = told(magazine)
    assert what == (
        "14 of 14 articles changed alike: the rule «quay authors: css .author» finds it no longer in 14;"
        " the profile's rule «quay authors: css .author» no longer wins in 14 articles, and none is found in 14"
    )


def with_other_titles_in_a_few(shown: Post) -> str:
    """Only the second rule finds the titles now: of three articles other ones, of the others the same."""
    html = page(shown).replace("entry-title", "headline")
    return html.replace(f">{shown.title}</h1>", f">Guest {'ABC'[shown.number]}</h1>") if shown.number < 3 else html


def test_what_other_rules_find_is_held_though_it_differs_in_few_articles(magazine):
    magazine.crawl(range(14))
    magazine.crawl(range(14), with_other_titles_in_a_few)
    assert (magazine.edits, magazine.events[1]) == ({}, ["redesign"])
    assert sum(magazine.held.values()) == 3
    # What an author changed when the first rule finds the titles again is an edit.
    magazine.edit(5, paragraphs=("A new text.", *post(5).paragraphs))
    magazine.crawl(range(14))
    assert list(magazine.edits) == [5]
    magazine.check_replay()


def test_views_that_stop_are_told_and_hold_no_text(magazine):
    magazine.crawl(range(14))
    magazine.edit(5, paragraphs=("A new text.", *post(5).paragraphs))
    magazine.crawl(range(14), lambda shown: re.sub("<p class=.views.*?</p>", "", page(shown)))
    assert (list(magazine.edits), magazine.held) == ([5], {})
    assert ["views" in what for what in told(magazine)] == [True]


def test_a_mended_profile_lets_go_what_was_held_and_shows_the_true_edit(magazine):
    magazine.crawl(range(14))
    magazine.edit(5, paragraphs=("A new text.", *post(5).paragraphs))
    redesign = lambda shown: page(shown).replace('class="author"', 'class="by"')  # noqa: E731 - used twice
    magazine.crawl(range(14), redesign)
    assert (magazine.edits, len(magazine.held)) == ({}, 1)
    mended = PROFILE.replace('{ css = ".author" }', '{ css = ".author" }, { css = ".by" }')
    magazine.site = parse_site("quay", mended, defaults="")
    assert magazine.site.revision != SITE.revision
    for _ in magazine.archive.replay({"quay": magazine.site}):
        pass
    assert (list(magazine.edits), magazine.held) == ([5], {})


def test_articles_that_go_from_one_rule_of_a_mended_profile_to_the_other_are_no_event(magazine):
    mended = PROFILE.replace('{ css = ".author" }', '{ css = ".author" }, { css = ".by" }')
    magazine.site = parse_site("quay", mended, defaults="")
    magazine.crawl(range(14))
    magazine.crawl(range(14), lambda shown: page(shown).replace('class="author"', 'class="by"'))
    assert (magazine.edits, magazine.held, magazine.events) == ({}, {}, [[], []])
    magazine.crawl(range(14), lambda shown: page(shown).replace('class="author"', 'class="writer"'))
    assert magazine.events[2] == ["redesign"]
    magazine.check_replay()


def test_changes_that_the_operator_accepts_are_edits_also_after_a_replay(magazine):
    magazine.crawl(range(14))
    magazine.crawl(range(14), with_other_byline)
    assert magazine.edits == {}
    magazine.crawl(range(14), with_other_byline, accepts_changes=True)
    assert (len(magazine.edits), magazine.events) == (14, [[], ["redesign"], []])
    magazine.crawl(range(14), with_other_byline)
    assert (len(magazine.edits), magazine.events[3]) == (14, [])
    magazine.check_replay()


# A paywall.


def teaser(shown: Post) -> str:
    html = page(shown)
    for paragraph in shown.paragraphs[1:]:
        html = html.replace(f"<p>{paragraph}</p>", "")
    return html.replace("</div></article>", f"{WALL}</div></article>")


@pytest.mark.parametrize("numbers", [range(14), range(3)])
def test_texts_that_go_behind_a_paywall_stay_whole(magazine, numbers):
    magazine.crawl(range(14))
    before = magazine.rows("SELECT url, body_text, cut_off FROM articles JOIN article_texts USING (id, url)")
    magazine.crawl(range(14), lambda shown: teaser(shown) if shown.number in numbers else page(shown))
    assert (
        magazine.edits,
        magazine.rows("SELECT url, body_text, cut_off FROM articles JOIN article_texts USING (id, url)"),
    ) == ({}, before)
    assert all(reason.startswith("cut off: ") for reason in magazine.held)
    assert sum(magazine.held.values()) == len(numbers)


def test_what_is_held_has_failed_and_is_left_over_for_each_next_run_unless_a_wall_cuts_it_off(magazine):
    for shown, left in ((teaser, 0), (with_other_byline, 14)):
        magazine.crawl(range(14))
        magazine.crawl(range(14), shown)
        db = magazine.archive.tables.db
        urls = [url for (url,) in magazine.rows("SELECT url FROM articles")]
        assert all(known_of(db, url).failed for url in urls)
        assert len(list(left_over(db, "quay", "", ()))) == left


def test_one_text_that_says_it_is_cut_off_stays_whole(magazine):
    magazine.crawl(range(6))
    magazine.crawl(
        range(6),
        lambda shown: (
            teaser(shown).replace(
                WALL, "<p>This article is for subscribers only.</p><p>Subscribe to continue reading.</p>"
            )
            if shown.number == 2
            else page(shown)
        ),
    )
    assert magazine.edits == {}
    assert [reason.split(":")[0] for reason in magazine.held] == ["cut off"]


def test_an_article_that_its_author_shortens_is_edited(magazine):
    magazine.crawl(range(6))
    magazine.edit(2, paragraphs=post(2).paragraphs[:2])
    magazine.crawl(range(6))
    assert (list(magazine.edits), magazine.held) == ([2], {})


# Pages that are refused.


def test_refused_pages_of_known_articles_are_told_and_asked_again(magazine):
    magazine.crawl(range(8))
    empty = '<html><body><div class="entry-content"></div></body></html>'
    magazine.crawl(range(8), lambda shown: empty if shown.number < 7 else page(shown))
    assert (magazine.edits, magazine.events[1]) == ({}, ["refused"])
    assert told(magazine) == ["7 of 8 known articles are not read as articles now: 7 x empty"]


def test_one_refused_page_is_no_event(magazine):
    magazine.crawl(range(8))
    magazine.crawl(range(8), lambda shown: "<html><body></body></html>" if shown.number == 7 else page(shown))
    assert magazine.events == [[], []]


# What is true and must not be hidden.


def test_a_name_that_is_corrected_on_three_articles_is_an_edit(magazine):
    magazine.crawl(range(60))
    for number in (0, 5, 10):
        magazine.edit(number, author="Ada Korhan-Weiss")
    magazine.crawl(range(60))
    assert (set(magazine.edits), magazine.held, magazine.events[1]) == ({0, 5, 10}, {}, [])


def test_a_category_that_is_renamed_everywhere_is_an_edit(magazine):
    magazine.crawl(range(14))
    for number in range(14):
        magazine.edit(number, category="Opinion")
    magazine.crawl(range(14))
    assert (len(magazine.edits), magazine.held, magazine.events[1]) == (14, {}, [])


def correct(magazine: Magazine, numbers: range, *, updated: bool) -> None:
    note = "Correction: an earlier version of this series gave the wrong year for the opening of the canal."
    for number in numbers:
        magazine.edit(
            number,
            paragraphs=(*post(number).paragraphs, note),
            updated="2026-03-03T12:00:00+00:00" if updated else "",
        )


def test_a_series_with_one_correction_note_is_edited(magazine):
    magazine.crawl(range(30))
    correct(magazine, range(6), updated=False)
    magazine.crawl(range(30))
    assert (set(magazine.edits), magazine.held) == (set(range(6)), {})


def test_a_series_that_says_when_it_was_corrected_is_edited_also_if_nothing_else_is_read(magazine):
    magazine.crawl(range(30))
    correct(magazine, range(6), updated=True)
    magazine.crawl(range(6))
    assert (set(magazine.edits), magazine.held) == (set(range(6)), {})


@pytest.mark.parametrize("size", range(1, 7))
def test_a_small_site_whose_author_edits_every_article_is_believed(magazine, size):
    magazine.crawl(range(size))
    for number in range(size):
        mine = post(number + 50)
        magazine.edit(number, title=post(number).title, paragraphs=(*post(number).paragraphs[1:], mine.paragraphs[0]))
    magazine.crawl(range(size))
    assert (set(magazine.edits), magazine.held, magazine.events[1]) == (set(range(size)), {}, [])


def test_a_single_redesigned_article_is_edited(magazine):
    magazine.crawl(range(14))
    magazine.crawl(range(14), lambda shown: with_share_line(shown) if shown.number == 3 else page(shown))
    assert (list(magazine.edits), magazine.held) == ([3], {})


@pytest.mark.parametrize(
    ("count", "of", "articles", "verdict"),
    [
        (5, 10, 60, True),
        (5, 11, 60, False),
        (4, 4, 60, True),
        (4, 6, 60, False),
        (3, 3, 3, True),
        (2, 2, 60, False),
        (2, 2, 2, True),
        (1, 1, 1, False),
        (0, 0, 0, False),
    ],
)
def test_many_are_half_of_a_large_run_and_nearly_all_of_a_small_one(count, of, articles, verdict):
    assert is_many(count, of, articles) == verdict
