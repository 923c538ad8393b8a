"""WARC files of another archive of ours are copied as they are: merging two archives."""

import shutil

import pytest

from archive.store import Archive
from archive.warc import raw_records
from contents import content_of
from foreign import Place, one_member_each, page
from test_replay import SITES


def merge(place: Place, *paths, site=None):
    return place.take(*paths, site=site)


@pytest.fixture
def other(two_runs, tmp_path):
    """Another archive, of three runs of two sites."""
    return shutil.copytree(two_runs, tmp_path / "other")


def replayed(folder):
    with Archive.open(folder) as archive:
        list(archive.read_unread(SITES))
        list(archive.replay(SITES))
    return content_of(folder)


def test_an_archive_that_is_imported_into_an_empty_one_is_the_same(place, other):
    taken = merge(place, other)
    files = sorted(path.name for path in (other / "warc").iterdir())
    assert (taken.problems, taken.files) == ([], {"copied": len(files)})
    assert place.warcs() == {path.name: path.read_bytes() for path in (other / "warc").iterdir()}
    assert replayed(place.data) == replayed(other)
    assert merge(place, other).files == {"known": len(files)}


def test_with_a_site_only_its_runs_are_copied(place, other):
    (site,) = (each for each in SITES.values() if each.name == "y")
    taken = merge(place, other, site=site)
    assert (taken.files["copied"], taken.files["of other sites"]) == (1, len(list((other / "warc").iterdir())) - 1)
    assert place.rows("SELECT DISTINCT site FROM runs") == [("y",)]


# A stored block of 65,535 bytes: a record that is damaged so looks like one that was torn.
ENDLESS = b"\x1f\x8b\x08" + bytes(7) + b"\x00\xff\xff\x00\x00"


@pytest.mark.parametrize("is_endless", [False, True])
def test_a_file_of_the_same_name_with_other_bytes_is_named_and_stays(place, other, is_endless):
    merge(place, other)
    path = min((place.data / "warc").iterdir())
    theirs = other / "warc" / path.name
    changed = bytearray(theirs.read_bytes())
    if is_endless:
        with theirs.open("rb") as file:
            *_, last = raw_records(file)
        changed[last.offset : last.offset + len(ENDLESS)] = ENDLESS
    else:
        # Of the checksum: a record whose compressed bytes change may look torn.
        changed[-6] ^= 1
    theirs.write_bytes(bytes(changed))
    before = place.warcs()
    taken = merge(place, other)
    assert taken.problems == [f"{theirs} and {path} have one name and different bytes; neither changed"]
    assert place.warcs() == before


def test_the_beginning_of_a_run_that_was_cut_is_completed(place, other):
    path = min((other / "warc").iterdir())
    whole = path.read_bytes()
    short = place.given / path.name
    # The last record, torn: the next start of that archive would cut it off.
    short.write_bytes(whole[:-20])
    assert merge(place, short).files == {"copied": 1}
    copied = place.warcs()[path.name]
    assert (len(copied) < len(short.read_bytes()), whole.startswith(copied)) == (True, True)
    assert merge(place, short).files == {"known": 1}
    assert merge(place, path).files == {"completed": 1}
    assert place.warcs() == {path.name: whole}
    assert place.rows("SELECT status FROM runs") == [("finished",)]
    # And the shorter one is no news any more.
    assert merge(place, short).files == {"known": 1}


def test_a_file_that_was_renamed_is_named(place, other):
    path = min((other / "warc").iterdir())
    renamed = shutil.copy(path, place.given / "renamed.warc.gz")
    (problem,) = merge(place, renamed).problems
    assert problem.startswith(f"{renamed}: it is a file of the run {path.name[:-14]}; give it its name back")


def test_the_archives_own_files_are_passed_over(place):
    place.take(place.put("a.warc.gz", one_member_each(page("/alpha/"))))
    before = place.warcs()
    taken = place.take(place.data)
    assert (taken.files, taken.captures, taken.problems, place.warcs()) == ({}, {}, [], before)
