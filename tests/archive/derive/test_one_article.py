"""Which addresses are one article, and which only say so: redirects, canonical URLs and stubs, in any order."""

import pytest

from captures import url_of
from story import Story, text


@pytest.fixture
def story():
    return Story()


def test_articles_that_all_redirect_to_a_farewell_stay_with_their_texts_and_are_gone(story):
    for number in range(8):
        story.read(f"slug-{number}", text(number))
    story.read("farewell", text("goodbye"))
    for number in range(8):
        story.capture(f"slug-{number}", 301, to="farewell")
    assert len(story.articles) == 9
    assert story.edits == 0
    assert story.gone == {f"slug-{number}": (301, url_of("farewell")) for number in range(8)}


@pytest.mark.parametrize("by_stub", [False, True])
def test_a_renamed_article_is_one_though_some_of_it_was_edited_and_two_if_it_was_written_anew(story, by_stub):
    for name, kept in (("same", 200), ("edited", 160), ("new", 20)):
        story.read(f"{name}-old", text(name))
        (story.stub if by_stub else lambda path, to: story.capture(path, 308, to=to))(f"{name}-old", f"{name}-new")
        story.read(f"{name}-new", " ".join(text(name).split()[:kept] + text(f"{name} 2").split()[kept:]))
    assert story.articles == ["edited-new", "new-new", "new-old", "same-new"]
    assert (story.article_of("same-old"), story.article_of("edited-old")) == ("same-new", "edited-new")
    assert story.edits == 1
    assert story.gone == {"new-old": (200 if by_stub else 308, url_of("new-new"))}


def test_an_address_that_was_never_read_is_an_alias_while_few_lead_to_its_article(story):
    story.read("article", text(1))
    for number in range(5):
        story.capture(f"alias-{number}", 301, to="article")
    assert {story.article_of(f"alias-{number}") for number in range(5)} == {"article"}
    story.capture("alias-5", 301, to="article")
    assert {story.article_of(f"alias-{number}") for number in range(6)} == {None}


def test_other_spellings_of_its_own_name_are_aliases_however_many(story):
    story.read("article", text(1))
    own = [
        f"{scheme}://{host}/2026/article" for scheme in ("http", "https") for host in ("x.example:1", "www.x.example")
    ]
    own += [f"https://x.example/{folder}/article.html" for folder in ("a", "b", "c", "d")]
    for address in own:
        story.capture(address, 301, to="article")
    assert {story.article_of(address) for address in own} == {"article"}


@pytest.mark.parametrize(
    ("reason", "is_gone"),
    [("home page", True), ("listing", True), ("challenge", False), ("no text", False), (None, False)],
)
def test_an_article_that_redirects_to_the_home_page_is_gone_and_to_a_wall_is_not(story, reason, is_gone):
    story.read("a", text(1))
    story.capture("a", 301, to="home")
    if reason:
        story.refuse("home", reason)
    assert story.articles == ["a"]
    assert bool(story.gone) == is_gone


def test_a_text_is_not_lost_behind_addresses_without_one(story):
    story.read("a", text(1))
    story.capture("a", 301, to="hop")
    story.capture("hop", 301, to="b")
    story.read("b", text(2))
    assert (story.articles, story.article_of("hop")) == (["a", "b"], "b")
    assert story.gone == {"a": (301, url_of("hop"))}


def test_one_canonical_url_on_many_articles_joins_none(story):
    for number in range(4):
        story.read(f"slug-{number}", text(number), states="slug-0")
        story.read(f"other-{number}", text(f"other {number}"), states="never-read")
    assert story.articles == [*(f"other-{n}" for n in range(4)), *(f"slug-{n}" for n in range(4))]
    assert story.edits == 0


def test_a_translation_does_not_join_its_original_and_a_print_view_does(story):
    story.read("sv/slug", text("svenska"), states="slug")
    story.read("slug/print", " ".join(text("english").split()[20:]), states="slug")
    story.read("slug", text("english"))
    assert story.articles == ["slug", "sv/slug"]
    assert story.article_of("slug/print") == "slug"


def test_a_canonical_url_that_is_another_one_at_each_look_makes_one_article(story):
    for look in range(3):
        story.read("slug", text(1), states=f"slug-at-{look}")
        story.read(f"slug-at-{look}", text(1), states=f"slug-at-{look}-too")
    assert story.articles == ["slug"]
    assert story.article_of("slug-at-0") == "slug"


def test_a_canonical_url_that_was_not_read_is_believed_until_another_text_states_it(story):
    story.read("?p=7", text(1), states="slug")
    assert story.articles == ["slug"]
    story.read("?p=8", text(2), states="slug")
    assert story.articles == ["?p=7", "?p=8"]


def test_a_canonical_url_that_is_missing_or_no_article_is_not_believed(story):
    story.read("a", text(1), states="dead")
    story.read("b", text(2), states="home")
    assert story.articles == ["dead", "home"]
    story.capture("dead", 404)
    story.refuse("home", "home page")
    assert story.articles == ["a", "b"]


def test_two_pages_of_one_text_that_name_each_other_are_one_article(story):
    story.read("a", text(1), states="b")
    story.read("b", text(1), states="a")
    assert story.articles == ["a"]


def test_a_page_that_shows_another_article_each_day_belongs_to_each_for_its_text(story):
    for day in range(3):
        story.read(f"article-{day}", text(day))
        story.read("today", text(day), states=f"article-{day}")
    assert story.articles == ["article-0", "article-1", "article-2"]
    assert story.edits == 0


def test_a_stub_that_has_not_changed_is_one_still_and_a_text_in_its_place_ends_it(story):
    story.read("old", text(1))
    story.stub("old", "new")
    story.read("new", text(1))
    story.unchanged("old", 1)
    assert (story.articles, story.article_of("old")) == (["new"], "new")
    story.read("old", text(2))
    assert story.articles == ["new", "old"]


def absences(story):
    query = """
    SELECT (julianday(gone_at) - julianday('2026-03-01 12:00')) * 1440 AS gone, status, leads_to,
        (julianday(back_at) - julianday('2026-03-01 12:00')) * 1440 AS back FROM absences ORDER BY gone_at
    """
    return [
        (round(row["gone"]), row["status"], row["leads_to"], row["back"] and round(row["back"]))
        for row in story.tables().db.execute(query)
    ]


def test_each_time_that_an_article_was_gone_is_kept_with_its_end(story):
    story.read("a", text(1))
    story.capture("a", 404)
    story.capture("a", 410)
    story.read("a", text(1))
    story.capture("a", 301, to="home")
    story.refuse("home", "home page")
    story.unchanged("a", 0)
    story.capture("a", 410)
    assert absences(story) == [(1, 404, None, 3), (4, 301, url_of("home"), 6), (7, 410, None, None)]
    assert story.gone == {"a": (410, None)}


def test_a_former_address_that_is_missing_is_no_absence(story):
    story.read("old", text(1))
    story.capture("old", 301, to="new")
    story.read("new", text(1))
    story.capture("old", 404)
    assert (absences(story), story.gone) == ([], {})


def test_a_failure_and_a_page_that_was_never_an_article_are_no_absence(story):
    story.capture("a", 404)
    story.read("a", text(1))
    story.capture("a", 503)
    story.capture("a", 302, to="b")
    assert absences(story) == []
