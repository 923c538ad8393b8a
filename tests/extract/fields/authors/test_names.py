# ruff: noqa: RUF001 - names and marks as they are written
from time import process_time

import pytest

from extract.fields.authors.byline import after_date, split_names, states_day, text_after_by
from extract.fields.authors.names import is_name


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("By Jane Doe with John Roe", ["Jane Doe", "John Roe"]),
        ("Ann Arbour, Ben Brook & Cy Creek", ["Ann Arbour", "Ben Brook", "Cy Creek"]),
        ("Von Anna Bach und Otto See", ["Anna Bach", "Otto See"]),
        ("Text: Anna Bach, Foto: Otto See", ["Anna Bach"]),
        ("BY JANE DOE AND JOHN ROE", ["JANE DOE", "JOHN ROE"]),
        ("BY CARLOS E DAN ROE", ["CARLOS E DAN ROE"]),
        ("Column by Jane Doe", ["Jane Doe"]),
        ("By Jane Doe, as told to John Roe", ["Jane Doe"]),
        ("As told to John Roe", ["John Roe"]),
        ("By Jane Doe and others", ["Jane Doe"]),
        ("By Jane Doe et al.", ["Jane Doe"]),
        ("By Jane Doe @janedoe", ["Jane Doe"]),
        ("By Jane Doe (@janedoe)", ["Jane Doe"]),
        ("By Jane Doe (she/her)", ["Jane Doe"]),
        ("Par Zoé Lac et Léo Mont", ["Zoé Lac", "Léo Mont"]),
        ("Escrito por María Río", ["María Río"]),
        ("Автор: Анна Речная", ["Анна Речная"]),
        ("作者：王小明", ["王小明"]),
        ("מאת: דוד לוי", ["דוד לוי"]),
        ("โดย สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("ผู้เขียน: สมชาย ใจดี", ["สมชาย ใจดี"]),
        ("김하늘 기자", ["김하늘"]),
        ("بقلم ليلى النهر", ["ليلى النهر"]),
        ("J. R. van der Meer Jr.", ["J. R. van der Meer Jr."]),
        ("Jane Doe, PhD, MPH", ["Jane Doe, PhD, MPH"]),
        ("Jane Doe, Senior Editor, Brook Review", ["Jane Doe"]),
        ("Jane Doe | Senior Editor | 3 May 2026", ["Jane Doe"]),
        ("Jane Doe, March 3, 2026", ["Jane Doe"]),
        ("By Jane Doe on 3 May 2026", ["Jane Doe"]),
        ("Posted by Jane Doe under Rivers", ["Jane Doe"]),
        ("By Jane Doe for The Brook Review", ["Jane Doe"]),
        ("Jane Doe <jane@brook.example>", ["Jane Doe"]),
        ("Brook & Creek", ["Brook & Creek"]),
        ("Centre for Rivers and Lakes", ["Centre for Rivers and Lakes"]),
        ("José Ortega y Gasset", ["José Ortega y Gasset"]),
        ("JANE DOE", ["JANE DOE"]),
        ("Photo: Otto See", []),
        ("5 min read", []),
        ("March 3, 2026", []),
        ("Read more", []),
        ("https://brook.example/jane", []),
        ("undefined", []),
        ("", []),
    ],
)
def test_a_line_names_whom_it_names_as_written_and_nobody_else(line, names):
    assert list(split_names(line)) == names


def test_what_stands_behind_by_is_told_from_a_text_without_it():
    assert text_after_by("By Jane Doe") == "Jane Doe"
    assert text_after_by("Author:") == ""
    assert text_after_by("Bygone days") is None


def test_a_line_may_state_the_day_first():
    assert after_date("12.03.2026 13:30 von Olga") == "Olga"
    assert after_date("Posted on September 21, 2026 by Jane Doe") == "Jane Doe"
    assert after_date("A day by the sea") is None


@pytest.mark.parametrize(
    "text", ["3 May 2026", "May 3, 2026", "03.05.2026", "2026/05/03", "2026年5月3日", "2 days ago"]
)
def test_a_day_is_seen_in_the_ways_that_sites_write_it(text):
    assert states_day(text)


@pytest.mark.parametrize("text", ["Set goals", "3. Set goals", "Top 10", "May", "x" * 50 + " on 3 May 2026"])
def test_what_states_no_day_is_none(text):
    assert not states_day(text)


@pytest.mark.parametrize(
    "text", ["Jane Doe", "Ludwig van Meer", "Jean d'Arbre", "O’Neill Brook", "王小明", "Ольга Речная"]
)
def test_a_bare_name_reads_like_one(text):
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["Jane", "the river", "Senior Editor", "Read More", "Chapter 3", "A " * 9, "会員の方はログイン"]
)
def test_a_bare_text_that_may_be_anything_is_no_name(text):
    assert not is_name(text)


@pytest.mark.untraced
@pytest.mark.parametrize("mark", ["-", "(", "/", "·"])
def test_a_run_of_marks_takes_no_long_time(mark):
    start = process_time()
    assert len(list(split_names(mark * 590 + "1x"))) <= 1
    assert process_time() - start < 0.1
