"""An archive of two crawls whose changes are of given moments."""

import shutil
import sqlite3
from contextlib import closing

import pytest

from archive.schema import add_form_functions


@pytest.fixture
def changed_at(small_archive, tmp_path):
    """Return a function that copies the archive of two crawls and sets when the changes of each were."""

    def copy(*moments):
        data = shutil.copytree(small_archive, tmp_path / "data")
        with closing(sqlite3.connect(data / "commentary.db")) as db:
            add_form_functions(db)
            runs = [id_ for (id_,) in db.execute("SELECT id FROM runs ORDER BY started_at")]
            of = "UPDATE changes SET changed_at = ? WHERE capture IN (SELECT id FROM captures WHERE run = ?)"
            db.executemany(of, zip(moments, runs, strict=True))
            db.commit()
        return data

    return copy
