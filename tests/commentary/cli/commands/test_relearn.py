"""After a redesign, `check` is red and `relearn` proposes rules as a diff that keeps the profile's comments."""

import shutil
import tomllib

import pytest

from own_site import served
from papers import letters

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def profiled(commentary, tmp_path_factory):
    """The static site, and a folder with a profile of it."""
    data = tmp_path_factory.mktemp("profiled")
    with served(letters()) as paper:
        said = commentary("add", paper.url, "--yes", "--name", "letters", "--data", data)
        assert said.returncode == 0, said.stderr
        yield paper, data


@pytest.fixture
def added(profiled, tmp_path):
    """The paper, which can be redesigned, and its profile in `tmp_path`."""
    paper, data = profiled
    paper.pages = letters().pages
    shutil.copytree(data, tmp_path, dirs_exist_ok=True)
    return paper


def run(commentary, tmp_path, *words):
    return commentary(*words, "--data", tmp_path)


def test_a_profile_is_green_until_the_site_is_redesigned_and_green_again_after_it_was_learned_anew(
    commentary, tmp_path, added
):
    path = tmp_path / "sites" / "letters.toml"
    checked = run(commentary, tmp_path, "check", "letters")
    assert checked.returncode == 0, checked.stdout
    assert "  wrong  " not in checked.stdout
    unchanged = run(commentary, tmp_path, "relearn", "letters")
    assert (unchanged.returncode, "nothing is proposed" in unchanged.stdout) == (0, True), unchanged.stdout

    before = path.read_text("utf-8")
    added.pages = letters(redesigned=True).pages
    red = run(commentary, tmp_path, "check", "letters")
    assert red.returncode == 1, red.stdout
    assert "wrong  body" in red.stdout or "no text" in red.stdout

    shown = run(commentary, tmp_path, "relearn", "letters")
    assert shown.returncode == 3, shown.stdout + shown.stderr
    assert f"+++ {path} (proposed)" in shown.stdout
    assert path.read_text("utf-8") == before
    written = run(commentary, tmp_path, "relearn", "letters", "--yes")
    assert written.returncode == 0, written.stdout + written.stderr
    after = path.read_text("utf-8")
    assert [line for line in before.splitlines() if line.startswith("#")] == [
        line for line in after.splitlines() if line.startswith("#")
    ]
    profile = tomllib.loads(after)
    assert len(profile["fields"]["body"]) == 2
    assert [each["page"] for each in profile["examples"]] == ["examples/letters.html", "examples/letters-2.html"]
    assert "letters-2.html" in shown.stdout
    green = run(commentary, tmp_path, "check", "letters")
    assert green.returncode == 0, green.stdout


def test_captures_of_the_archive_are_learned_from_where_there_are_enough(commentary, tmp_path, added):
    crawled = run(commentary, tmp_path, "crawl", "letters")
    assert crawled.returncode == 0, crawled.stdout
    asked = len(added.asked)
    said = run(commentary, tmp_path, "relearn", "letters")
    assert (said.returncode, "captures of the archive" in said.stdout) == (0, True), said.stdout + said.stderr
    assert "--live learns from its pages of today" in said.stdout
    assert len(added.asked) == asked


def test_after_a_redesign_captures_of_the_former_design_are_not_learned_from(commentary, tmp_path, added):
    assert run(commentary, tmp_path, "crawl", "letters").returncode == 0
    added.pages = letters(redesigned=True).pages
    # Eight pages show the redesign, and are too few to learn from.
    told = run(commentary, tmp_path, "crawl", "letters", "--full", "--max-pages", "8")
    assert "ALARM: redesign" in told.stdout, told.stdout
    said = run(commentary, tmp_path, "relearn", "letters", "--yes")
    assert (said.returncode, "live pages" in said.stdout) == (0, True), said.stdout + said.stderr
    assert f"`commentary replay --dry-run --site letters --data {tmp_path}`" in said.stdout
    assert run(commentary, tmp_path, "check", "letters").returncode == 0


def test_a_source_that_does_not_answer_is_named_and_the_check_incomplete(commentary, tmp_path, added):
    del added.pages["/atom.xml"]
    said = run(commentary, tmp_path, "check", "letters")
    assert said.returncode == 3, said.stdout
    assert "1 source of 2 gave no article" in said.stdout
    assert f"feed {added.url}/atom.xml\n  no article  status 404\n" in said.stdout


def test_stored_pages_alone_are_checked_without_a_request(commentary, tmp_path, added):
    asked = len(added.asked)
    assert run(commentary, tmp_path, "check", "letters", "--stored").returncode == 0
    assert len(added.asked) == asked
