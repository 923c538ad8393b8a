import pytest

from commentary.cli.show.text import align, counted_hosts, duration, minute, size


def test_columns_begin_at_the_same_place_and_the_last_is_not_cut():
    assert align([("a", "bb", "c" * 300), ("aaa", "b", "")]) == f"a    bb  {'c' * 300}\naaa  b"


def test_no_rows_are_no_lines():
    assert align([]) == ""


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.04, "0.0 s"), (59.94, "59.9 s"), (61, "1 min 1 s"), (3599.7, "1 h 0 min"), (7260, "2 h 1 min")],
)
def test_time_spans_are_told_in_the_units_of_people(seconds, text):
    assert duration(seconds) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(0, "0 bytes"), (999, "999 bytes"), (1_000, "1.0 KB"), (43_210, "43.2 KB"), (999_949, "999.9 KB"),
     (999_950, "1.0 MB"), (1_234_567, "1.2 MB"), (999_949_999, "999.9 MB"), (43_210_000_000, "43.2 GB")],
)  # fmt: skip
def test_sizes_are_told_in_the_units_of_people(number, text):
    assert size(number) == text


def test_times_are_short():
    assert minute("2026-03-01T08:09:10+00:00") == "2026-03-01 08:09"


def test_of_many_hosts_the_commonest_are_named_and_the_others_counted():
    assert counted_hosts({"www.a.example": 57}) == "57 links to www.a.example"
    assert counted_hosts({"www.a.example": 1}) == "1 link to www.a.example"
    hosts = {"a.example": 5, "b.example": 4, "c.example": 3, "d.example": 2, "other hosts": 9}
    assert counted_hosts(hosts) == "5 links to a.example, 4 to b.example, 3 to c.example, 11 to other hosts"
