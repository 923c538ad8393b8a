"""What `commentary add` refuses before it sends a request."""

import pytest
from click.testing import CliRunner

from commentary.cli.commands.add import add, with_scheme
from commentary.cli.commands.relearn import relearn
from extract.errors import CommentaryError

URL = "http://127.0.0.1:9/"


def refused(data, *words):
    """Return why nothing is added; nothing may have been written."""
    before = sorted(data.rglob("*"))
    error = CliRunner().invoke(add, [*words, "--yes", "--data", str(data)]).exception
    assert isinstance(error, CommentaryError), repr(error)
    assert sorted(data.rglob("*")) == before
    return str(error)


@pytest.mark.parametrize("name", ["../x", "a/b", ".hidden", "_default", "a b", "x" * 200, "", "é"])
def test_a_name_that_is_no_plain_name_of_a_file_is_refused(tmp_path, name):
    assert "cannot be the name of a site" in refused(tmp_path, URL, "--name", name or ".toml")


@pytest.mark.parametrize(
    "url", ["http:///", "ftp://review.example/", "http://[::1", "http://me:secret@review.example"]
)
def test_what_is_no_url_of_a_page_is_refused(tmp_path, url):
    assert url in refused(tmp_path, url)


def test_a_profile_that_is_there_and_one_that_is_shipped_are_not_written_over(tmp_path):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "mine.toml").write_text("title = 'Mine'\n", "utf-8")
    assert "is there already" in refused(tmp_path, URL, "--name", "mine")
    assert "shipped profile" in refused(tmp_path, URL, "--name", "geopolist")


def test_where_no_profile_can_be_written_nothing_is_fetched(tmp_path):
    (tmp_path / "sites").write_text("a file in its place", "utf-8")
    assert f"{tmp_path / 'sites'} is no folder" in refused(tmp_path, URL, "--name", "mine")
    error = CliRunner().invoke(relearn, ["geopolist", "--yes", "--data", str(tmp_path)]).exception
    assert f"{tmp_path / 'sites'} is no folder" in str(error)


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        ("review.example/blog", "https://review.example/blog"),
        ("review.example:8080", "https://review.example:8080"),
        ("127.0.0.1:8090", "http://127.0.0.1:8090"),
        ("localhost", "http://localhost"),
        ("https://127.0.0.1:8090", "https://127.0.0.1:8090"),
    ],
)
def test_without_a_scheme_https_is_asked_and_this_machine_by_http(given, asked):
    assert with_scheme(given) == asked
