"""No argument makes a page fail: what is wrong with the request is told with status 400 or 404, in words."""

from urllib.parse import quote

import pytest

HUGE = "9" * 5000
VALUES = ("", "x", "-1", "²", "[1", "{{1}}", "{}", "\0", HUGE)
TABLES = ("/commentary/articles", "/commentary/articles.json", "/commentary/history.csv")
_ARGUMENTS = """
_sort _sort_desc _next _page _size _facet _facet_array _facet_date _facet_size _where _col _nocol _shape _through
_search _searchmode _search_ _search_title _search[] _ttl _json _json_infinity _labels _nl _trace
_timelimit _fts_table _fts_pk title__in title__arraycontains published_day__gte views__gt
views__date nosuch__exact __ title__
"""
ARGUMENTS = _ARGUMENTS.split()
ROWS = ("_ttl", "_shape", "_extras", "_json", "_json_infinity")


def problem_of(answer):
    """Return what is wrong with an answer, empty for none: a failure, or a refusal without a word of ours."""
    if answer.status_code >= 500 or "internal error" in answer.text:
        return f"status {answer.status_code}"
    if answer.status_code >= 400 and answer.headers["content-type"].startswith("text/html"):
        return "" if 'role="alert"' in answer.text and "archive.css" in answer.text else "not a page of ours"
    return ""


@pytest.mark.slow
@pytest.mark.parametrize("table", TABLES)
def test_no_argument_of_a_list_makes_it_fail(get, table):
    asked = [f"{table}?{name}={quote(value)}" for name in ARGUMENTS for value in VALUES]
    assert {path[:90]: problem for path in asked if (problem := problem_of(get(path)))} == {}


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/commentary/articles?_sort=nosuch", "Cannot sort table by nosuch"),
        ("/commentary/articles?_sort=title&_sort_desc=title", "Cannot use _sort and _sort_desc"),
        ("/commentary/articles?_through=1", "This page takes no such value of _through."),
        ("/commentary/articles?_through=%7B%7D&title__in=a", "one of _through, title__in"),
        ("/commentary/articles?_facet=%7Bx", "no such value of _facet"),
        ("/commentary/articles?_facet=%7B%7D", "_facet names no column"),
        ("/commentary/articles?title__in=[", "no such value of title__in"),
        ("/commentary/articles?views__gt=%C2%B2", "no such value of views__gt"),
        (f"/commentary/articles?_ttl={HUGE}", "no such value of _ttl"),
        ("/commentary/articles.json?_json_infinity=x", "no such value of _json_infinity"),
    ],
)
def test_a_wrong_argument_is_named(get, path, words):
    answer = get(path)
    assert (answer.status_code, problem_of(answer)) == (400, "")
    assert words in answer.text


@pytest.mark.parametrize("name", ROWS)
@pytest.mark.parametrize("value", ["x", "²", HUGE, "{"])
def test_no_argument_of_a_row_makes_it_fail(get, name, value):
    key = get("/commentary/articles.json?_shape=array&_size=1").json()[0]["id"]
    for form in ("", ".json"):
        assert problem_of(get(f"/commentary/articles/{key}{form}?{name}={quote(value)}")) == ""


def test_a_failure_of_ours_is_no_mistake_of_the_reader(get, monkeypatch):
    # Stands for any mistake in our own code: the page fails also where the request has arguments.
    monkeypatch.setattr("archive.web.lists.plugin.first_page", None)
    monkeypatch.setattr("archive.web.plugins.history._page", lambda *_: int("x"))
    key = get("/commentary/articles.json?_shape=array&_size=1").json()[0]["id"]
    assert get(f"/-/history?article={key}&_x=1").status_code == 500


@pytest.mark.parametrize("path", ["/static/", "/-/static/", "/", "/commentary/", "/-/site/", "/-/a/", "/-/asset/"])
@pytest.mark.parametrize(
    "name", ["x" * 300, HUGE, "%00", "..%2F..%2Fetc%2Fpasswd", "~2E~2E~2Fsecret", "%FF", "\u202e"]
)
def test_a_name_that_there_is_not_is_not_found(get, path, name):
    # Datasette leads from a name with percent signs to the one with tildes.
    answer = get(path + name, follow_redirects=True)
    assert answer.status_code in {400, 403, 404}, answer.text[-300:]
    # Of a stylesheet that there is not nobody reads more than the status.
    assert "static" in path or problem_of(answer) == ""


_HIDDEN = """
actor allow-debug auth-token config databases logout messages metadata patterns permissions plugins settings threads
versions
"""
HIDDEN = _HIDDEN.split()


@pytest.mark.parametrize("name", HIDDEN)
@pytest.mark.parametrize("form", ["", ".json"])
def test_what_datasette_tells_of_itself_is_not_served(get, filled, name, form):
    answer = get(f"/-/{name}{form}")
    assert answer.status_code == 404
    assert str(filled) not in answer.text


def test_our_own_pages_beside_them_are_served(get):
    assert [get(f"/-/{name}").status_code for name in ("schema", "questions", "sites", "search")] == [200] * 4
