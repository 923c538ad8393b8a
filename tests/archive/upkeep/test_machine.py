"""What a machine tells by itself: each finding once, nothing of what is fine, and nothing without the database."""

import os
from datetime import timedelta

import pytest

from archive.settings import Settings
from archive.upkeep import DAMAGE, machine_findings
from archive.warc.files import warc_files
from extract.errors import ArchiveError
from test_replay import NOON

SETTINGS = Settings(schedule={"x": timedelta(hours=6), "y": timedelta(days=1)})
SOON = NOON + timedelta(days=1, hours=1)


def test_an_archive_that_is_well_has_no_findings_and_one_that_is_not_has_each_once(data):
    assert machine_findings(data, SETTINGS, SOON) == []
    path = warc_files(data / "warc")[0]
    os.truncate(path, path.stat().st_size - 9)
    found = machine_findings(data, SETTINGS, SOON + timedelta(days=1))
    assert [(each.kind, each.subject) for each in found] == [(DAMAGE, path.name), ("late", "x")]
    assert all(each.do for each in found)


def test_without_the_database_nothing_is_known(data):
    (data / "commentary.db").unlink()
    with pytest.raises(ArchiveError, match="does not exist"):
        machine_findings(data, SETTINGS, SOON)
