"""A replay never puts a database in place that has lost something: what counts as lost, and what does not."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from archive.loss import Loss
from archive.store import Archive
from archive.warc.files import warc_files
from contents import content_of
from extract.errors import ArchiveError
from extract.profile.parser import parse_site
from test_replay import NOON, PROFILE, SITES, Crawl, X, html


def judged(data: Path, sites=SITES, only=None) -> Loss:
    """Return what a replay finds to be lost."""
    seen: list[Loss] = []
    with Archive.open(data) as archive:
        list(archive.replay(sites, only=only, judge=seen.append))
    return seen[0]


def refused(data: Path, sites=SITES, only=None) -> str:
    """Return why a replay did not go on; the database must be as it was."""
    before = content_of(data)
    with Archive.open(data) as archive, pytest.raises(ArchiveError) as error:
        list(archive.replay(sites, only=only))
    assert content_of(data) == before
    return str(error.value)


def first_file(data: Path) -> Path:
    """Return the file of the first run of x; it has 12 captures and four articles."""
    return warc_files(data / "warc")[0]


def test_nothing_is_lost_where_nothing_changed(data):
    assert not judged(data)
    assert list(judged(data).refusals()) == []


def test_a_profile_that_is_gone_does_not_take_the_articles_of_its_site(data):
    told = refused(data, {"y": SITES["y"]})
    assert "what 13 captures of x showed: there is no profile x; 5 articles of x, with them" in told


def unlink(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def rename(path: Path) -> None:
    path.rename(path.with_name(f"{path.name}.bak"))


def to_nowhere(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("elsewhere"))


def to_itself(path: Path) -> None:
    path.unlink()
    path.symlink_to(path)


def to_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def to_pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def zero_its_middle(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 900] = bytes(900)
    path.write_bytes(content)


HARMS = {
    unlink: "the file is missing",
    rename: "the file is missing",
    to_nowhere: "the file is a link to nowhere",
    to_itself: "the file is a link that leads to itself",
    to_folder: "the file is a folder",
    to_pipe: "the file is not a regular file",
    empty: "the file lacks their records, or they are damaged",
    truncate: "the file lacks their records, or they are damaged",
    zero_its_middle: "the file lacks their records, or they are damaged",
}


@pytest.mark.parametrize("harm", HARMS)
def test_a_harmed_warc_file_does_not_take_its_captures(data, harm):
    path = first_file(data)
    harm(path)
    told = refused(data)
    assert path.name in told
    assert HARMS[harm] in told


@pytest.mark.parametrize("harm", [harm for harm in HARMS if harm is not zero_its_middle])
def test_an_opening_keeps_the_captures_of_a_harmed_file_and_tells_of_it_each_time(data, harm):
    path = first_file(data)
    before = content_of(data)
    harm(path)
    for _ in range(2):
        with Archive.open(data) as archive:
            (told,) = archive.problems
        assert told.startswith(f"{path} ")
        assert told.endswith("its 12 captures are still in the database. Put the file back.")
    assert content_of(data) == before


def test_a_file_that_is_put_back_is_no_problem_any_more(data):
    path = first_file(data)
    path.rename(data / "elsewhere")
    assert len(problems_of(data)) == 1
    (data / "elsewhere").rename(path)
    assert problems_of(data) == ()
    assert not judged(data)


def problems_of(data: Path) -> tuple[str, ...]:
    with Archive.open(data) as archive:
        return archive.problems


@pytest.mark.parametrize("name", ["a.warc.gz", "zz.warc.gz"])
def test_a_file_that_is_renamed_and_still_a_warc_file_loses_nothing(data, name):
    path = first_file(data)
    path.rename(path.with_name(name))
    assert problems_of(data) == problems_of(data) == ()
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        assert db.execute("SELECT count(*) FROM captures WHERE warc = ?", (name,)).fetchone() == (12,)
    opened = content_of(data)
    assert not judged(data)
    assert content_of(data) == opened


def test_a_run_without_captures_is_missed_too(data):
    with Archive.open(data) as archive:
        run = Crawl(archive, X, NOON)
        run.finish()
    path = run.run.warc.path
    path.unlink()
    assert f"the run {run.run.id}: no WARC file names it" in refused(data)


def test_the_end_of_a_run_is_missed_too(data):
    path = warc_files(data / "warc")[1]
    os.truncate(path, path.stat().st_size - 20)
    assert "the end of the run x-20260302120000" in refused(data)


def test_one_site_alone_is_judged_too(data):
    path = first_file(data)
    path.unlink()
    told = refused(data, only="x")
    assert "captures of x showed: their records cannot be read from the WARC files" in told


def test_articles_that_a_changed_rule_refuses_are_told_and_no_loss(data):
    strict = parse_site("x", PROFILE.format(name="x", title="h2").replace("[a-z-]+", "(?!d)[a-z-]+"), defaults="")
    loss = judged(data, SITES | {"x": strict})
    assert not loss
    assert [words for words in loss.refusals() if words.startswith("1 article of x: now not an article")]


def test_rules_that_leave_no_article_of_a_site_are_a_loss(data):
    none = parse_site("x", PROFILE.format(name="x", title="h2").replace("[a-z-]+", "never"), defaults="")
    assert "every article of x, 5 in all" in refused(data, SITES | {"x": none})


def test_an_article_that_gets_another_url_is_not_lost(tmp_path):
    with Archive.open(tmp_path) as archive:
        run = Crawl(archive, X, NOON)
        run.fetch("old/", html("Old"))
        run.finish()
    with Archive.open(tmp_path) as archive:
        moved = Crawl(archive, X, NOON.replace(day=2))
        moved.fetch("old/", status=301, headers=[("Location", "/new/")])
        moved.fetch("new/", html("Old"))
        moved.finish()
    assert not judged(tmp_path, {"x": X})


def test_what_is_lost_is_accepted_once(data):
    path = first_file(data)
    path.unlink()
    loss = judged(data)
    assert loss.captures == ((path.name, "the file is missing", 12),)
    assert loss.articles == (("x", 3),)
    assert not judged(data)
