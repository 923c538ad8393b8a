"""What a replay would change is told by field, article, edit and capture, and compared row by row."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.effect import MAX_SHOWN, Effect, Found, RowEffect, excerpt
from archive.store import Archive
from commentary.cli.show.replay import effect_json, effect_text
from contents import content_of
from extract.profile.parser import parse_site
from test_replay import BETTER, PROFILE, SITES

A = "https://x.example/a/"


def effect_of(data: Path, sites=SITES, only=None, examples: int = 3) -> Effect:
    before = content_of(data)
    with Archive.open(data) as archive, archive.new_database(sites, only=only) as new:
        list(new.read())
        found = new.effect(examples)
    assert content_of(data) == before
    return found


def profile(**replaced: str):
    text = PROFILE.format(name="x", title="h2")
    for old, new in replaced.items():
        assert old in text
        text = text.replace(old, new)
    return SITES | {"x": parse_site("x", text, defaults="")}


def test_the_same_profiles_change_nothing(data):
    found = effect_of(data)
    assert not found
    assert effect_text(found) == "nothing changes"
    assert effect_json(found)["changes"] is False


def test_a_better_rule_changes_a_field_and_no_edit(data):
    found = effect_of(data, SITES | {"x": BETTER}, examples=1)
    assert found
    title = found.fields["title"]
    assert (title.changed, title.appeared, title.vanished) == (5, 0, 0)
    (example,) = title.examples
    assert (example.url, example.before, example.after) == (A, "Kicker", "Alpha")
    assert (found.won, found.lost, found.moved) == (Found(), Found(), Found())
    assert (found.appeared, found.vanished, found.verdicts) == ({}, {}, ())
    assert found.rows["articles"] == RowEffect(changed=5)
    text = effect_text(found)
    assert f"«Kicker» → «Alpha»  {A}" in text
    assert "articles: 6 before, 6 now" in text


def test_values_appear_and_vanish(data):
    without = profile(**{'[{ css = ".views" }]': '[{ css = ".nothing" }]'})
    vanished = effect_of(data, without).fields["views"]
    assert (vanished.changed, vanished.appeared, vanished.vanished) == (0, 0, 5)
    assert vanished.examples[0].after is None
    with Archive.open(data) as archive:
        list(archive.replay(without))
    appeared = effect_of(data).fields["views"]
    assert (appeared.changed, appeared.appeared, appeared.vanished) == (0, 5, 0)
    assert appeared.examples[0].before is None


def test_articles_are_lost_with_the_reason_and_won_again(data):
    strict = profile(**{"'/[a-z-]+/$'": "'/(?!d)[a-z-]+/$'"})
    found = effect_of(data, strict)
    ((url, reason),) = found.lost.examples
    assert (found.lost.count, url) == (1, "https://x.example/d/")
    assert reason.startswith("not an article: ")
    assert found.vanished["gone"].count == 1
    ((before, after, captures, _),) = found.verdicts
    assert (before, captures) == ("article", 1)
    assert after == reason
    with Archive.open(data) as archive:
        list(archive.replay(strict))
    back = effect_of(data)
    assert back.won == Found(count=1, examples=(("https://x.example/d/",),))
    assert back.appeared["gone"].count == 1


def test_an_edit_that_the_rules_no_longer_see_is_told(data):
    # A body that leaves out what was edited.
    found = effect_of(data, profile(**{'css = ".body" }': 'css = ".body", drop = "p + p" }'}))
    edit = found.vanished["edit"]
    assert [url for url, _ in edit.examples] == ["https://x.example/b/", "https://x.example/long/"]
    assert found.appeared == {}
    assert "changes of kind edit that vanish: 2" in effect_text(found)


def test_an_archive_without_a_database_has_everything_to_win(data):
    for path in data.glob("commentary.db*"):
        path.unlink()
    with Archive.open(data) as archive, archive.new_database(SITES) as new:
        list(new.read())
        found = new.effect()
    assert found.articles == (0, 6)
    assert effect_text(found) == "articles: none before, 6 now"


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        (None, "x", (None, "x")),
        ("", "[]", (None, None)),
        (3, 4, ("3", "4")),
        ("a" * 400 + "b", "a" * 400 + "c", ("…" + "a" * 20 + "b", "…" + "a" * 20 + "c")),
    ],
)
def test_an_example_shows_the_first_difference(before, after, shown):
    assert excerpt(before, after) == shown


@given(st.text(max_size=400), st.text(max_size=400))
def test_an_example_of_two_values_is_short_and_shows_two(before, after):
    one, other = excerpt(before, after)
    assert all(len(each or "") <= MAX_SHOWN + 2 for each in (one, other))
    if before != after and before not in {"[]", "{}"} and after not in {"[]", "{}"}:
        assert one != other
