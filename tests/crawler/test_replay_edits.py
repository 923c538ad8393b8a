"""A replay with another profile makes no edit, and hides none: on the demo's two days, for changes of many fields."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from archive.schema import add_form_functions
from archive.store import Archive
from sites import load_sites

pytestmark = pytest.mark.slow

# What takes the place of what in the profile, and the fields whose values are then others.
HEADLINES = (
    ('title           = [{ css = "h1.s-title" }]', "title = [{ css = \"h1.s-title\", match = '(.{4,})' }]"),
    ('subtitle        = [{ css = ".s-tagline" }]', "subtitle = [{ css = \".s-tagline\", match = '^(.{1,9})' }]"),
)
NAMES = (
    (
        'categories      = [{ css = ".s-cats a.p-category" }]',
        'categories = [{ css = ".single-meta .meta-author a" }]',
    ),
    ('tags            = [{ css = ".tag-bar a" }]', "tags = [{ css = \".tag-bar a\", match = '^(.{1,3})' }]"),
    (
        '{ css = ".single-meta .meta-author a" }]\npub',
        "{ css = \".single-meta .meta-author a\", match = '^(\\S+)' }]\npub",
    ),
)
COUNTS = (
    (
        'views           = [{ css = ".single-meta .meta-view, .single-right-meta .meta-view" }]',
        "views = [{ css = '.single-meta .meta-view, .single-right-meta .meta-view', match = '^(\\d)' }]",
    ),
)
TEXT = (('drop = [".related-sec", ', 'drop = ["blockquote", "h2", "h3", ".related-sec", '),)
CHANGES = {
    "headlines": (HEADLINES, {"subtitle"}),
    "names and counts": ((*NAMES, *COUNTS), {"categories", "tags", "views"}),
    "all": ((*HEADLINES, *NAMES, *COUNTS, *TEXT), {"subtitle", "categories", "tags", "views", "body_text"}),
}
EDITS = "SELECT article, captured_at, previous_captured_at, capture FROM history"
EVENTS = "SELECT change, article, changed_at, capture FROM changes"


def rows(data, query):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        return sorted(db.execute(query).fetchall())


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_profile_makes_no_edit_and_hides_none(two_days, tmp_path, change):
    data = shutil.copytree(two_days.data, tmp_path / "data")
    edits, events = rows(data, EDITS), rows(data, EVENTS)
    assert len(edits) >= 7
    profile = data / "sites" / "demo.toml"
    text = profile.read_text("utf-8")
    replaced, fields = CHANGES[change]
    for old, new in replaced:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    profile.write_text(text, "utf-8")
    with Archive.open(data) as archive, archive.new_database(load_sites(data / "sites")) as new:
        list(new.read())
        effect = new.effect()
        new.put_in_place()
    assert fields <= effect.fields.keys()
    assert (effect.appeared, effect.vanished, effect.verdicts) == ({}, {}, ())
    assert rows(data, EDITS) == edits
    assert rows(data, EVENTS) == events
