"""The archive that `bench/pages.py` measures is one that the writer could have left."""

import sqlite3
from contextlib import closing

import pytest

from archive.replay import derive_all
from archive.schema import add_cut_words, add_form_functions
from archive.tables import Tables
from contents import content_of
from made_archive import make_archive

# Each archive is made in worker processes.
pytestmark = pytest.mark.slow

# Its texts are drawn words, and the pairs are drawn, too.
COPIES = {"copies", "compared_texts", "probes"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("made")
    make_archive(folder, 120, 3, lambda _: None)
    return folder


def test_deriving_all_of_it_anew_changes_no_row(folder):
    before = content_of(folder)
    tables = Tables(folder / "commentary.db", folder / "warc")
    derive_all(tables)
    tables.close()
    with closing(sqlite3.connect(folder / "commentary.db")) as db:
        add_form_functions(db)
        add_cut_words(db)
        add_form_functions(db)
        db.execute("INSERT INTO articles_fts_words (articles_fts_words) VALUES ('rebuild')")
        db.commit()
    after = content_of(folder)
    assert {name for name in before if before[name] != after[name]} <= COPIES


def test_it_has_all_that_pages_show(folder):
    with closing(sqlite3.connect(folder / "commentary.db")) as db:
        count = {name: db.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in (  # noqa: S608 - our own
            "articles", "versions", "readings", "captures", "runs", "links", "comments", "changes", "view_counts",
            "absences", "tallies", "sources",
        )}  # fmt: skip
    assert count["articles"] == 120
    assert all(count.values()), count


def test_the_same_seed_makes_the_same_archive(tmp_path):
    for name in "ab":
        make_archive(tmp_path / name, 30, 5, lambda _: None)
    assert content_of(tmp_path / "a") == content_of(tmp_path / "b")
