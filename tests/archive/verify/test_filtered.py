"""A filtered archive, which an export wrote, is verified as far as it goes, and nothing else passes for one."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from archive.export import Export, export_to_file
from archive.schema import add_cut_words, add_form_functions
from archive.selection import ArticleFilter
from archive.verify import Scope, verify
from later import LATER, clock
from test_replay import SITES


@pytest.fixture(params=[{}, {"edited": True}, {"gone": True}, {"authors": ("Nobody",)}], ids=str)
def exported(filled, tmp_path, request):
    data = tmp_path / "filtered"
    data.mkdir()
    asked = Export(filled / "commentary.db", "sqlite", only=ArticleFilter(**request.param))
    export_to_file(data / "commentary.db", asked)
    return data


def verified(data, **scope):
    clock(data)
    return verify(data, SITES, Scope(**scope), now=LATER)


@pytest.mark.parametrize("scope", [{}, {"full": True}, {"sample": 3}], ids=str)
def test_what_is_there_is_checked_and_what_lacks_is_told(exported, scope):
    found = verified(exported, **scope)
    assert found.findings == ()
    assert found.left_out[0].startswith("This is a filtered archive")
    assert any("derived anew" in each for each in found.left_out) == bool(scope.get("full"))


def test_a_change_is_found(filled, tmp_path):
    export_to_file(tmp_path / "commentary.db", Export(filled / "commentary.db", "sqlite"))
    with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
        add_cut_words(db)
        add_form_functions(db)
        db.execute("UPDATE versions SET packed_text = packed_text || '.' WHERE id = (SELECT min(id) FROM versions)")
        db.execute("DELETE FROM authors WHERE article = (SELECT min(article) FROM authors)")
        db.commit()
    kinds = {each.kind for each in verified(tmp_path).findings}
    assert {"version-differs", "article-differs"} <= kinds


def test_an_archive_that_has_or_knows_warc_files_is_no_filtered_one(filled, tmp_path):
    data = shutil.copytree(filled, tmp_path / "data")
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        db.execute("CREATE TABLE dictionary (table_name TEXT)")
        db.commit()
    for path in (data / "warc").iterdir():
        path.unlink()
    found = verified(data)
    assert "warc-missing" in {each.kind for each in found.findings}
    assert not any("filtered" in each for each in found.left_out)
