# ruff: noqa: RUF001 - names and marks as they are written
from time import process_time

import pytest

from extract.fields.authors.byline import (
    after_date,
    beside_day,
    ends_with_other_credit,
    split_names,
    split_stated_names,
    states_day,
    text_after_by,
)


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


@pytest.mark.parametrize(
    ("line", "names"),
    [
        # Places and papers behind a name.
        ("Von Anna Bach und Otto See, Werlau", ["Anna Bach", "Otto See"]),
        ("Von Anna Bach aus Werlau", ["Anna Bach"]),
        ("By Jane Doe in Northwick and John Roe on Fern Island", ["Jane Doe", "John Roe"]),
        ("By Jane Doe in Northwick and Fernby", ["Jane Doe"]),
        ("By Jane Doe, New York", ["Jane Doe"]),
        ("Par Zoé Lac (à Vernoy)", ["Zoé Lac"]),
        ("di Ugo Rivo, inviato a Valmonte", ["Ugo Rivo"]),
        ("dal nostro inviato Ugo Rivo", ["Ugo Rivo"]),
        ("Par Zoé Lac, envoyée spéciale à Vernoy", ["Zoé Lac"]),
        ("Por María Río, corresponsal en Valverde", ["María Río"]),
        ("By Jane Doe For the Brook Gazette", ["Jane Doe"]),
        ("BY JANE DOE FOR THE BROOK GAZETTE", ["JANE DOE"]),
        ("By Jane Doe, Special to the Gazette", ["Jane Doe"]),
        ("By Jane Doe / Brook Newswire", ["Jane Doe"]),
        ("By Jane Doe, Brook Gazette and John Roe, Creek Herald", ["Jane Doe", "John Roe"]),
        # Agencies.
        ("By Jane Doe / Reuters", ["Jane Doe"]),
        ("By Jane Doe with AFP", ["Jane Doe"]),
        ("By Jane Doe, with inputs from PTI", ["Jane Doe"]),
        ("Von Anna Bach mit Material von dpa", ["Anna Bach"]),
        ("Von Anna Bach (dpa)", ["Anna Bach"]),
        ("Par Zoé Lac (avec AFP) et Léo Mont", ["Zoé Lac", "Léo Mont"]),
        ("di Ugo Rivo e agenzie", ["Ugo Rivo"]),
        ("Анна Речная, ТАСС", ["Анна Речная"]),
        ("ليلى النهر (رويترز)", ["ليلى النهر"]),
        # Jobs and degrees.
        ("By Jane Doe Staff Writer", ["Jane Doe"]),
        ("By Jane Doe Brook Gazette Staff Writer", ["Jane Doe"]),
        ("By Senior Reporter Jane Doe", ["Jane Doe"]),
        ("Redakteurin Anna Bach", ["Anna Bach"]),
        ("By Jane Doe | Political Correspondent", ["Jane Doe"]),
        ("By Dr. Jane Doe, PhD, and John Roe, MD", ["Dr. Jane Doe, PhD", "John Roe, MD"]),
        ("Prof. Dr. med. Anna Bach", ["Prof. Dr. med. Anna Bach"]),
        # What others did.
        ("Von Anna Bach (Text) und Otto See (Fotos)", ["Anna Bach"]),
        ("Translated by Ann Arbour. By Jane Doe", ["Jane Doe"]),
        ("Photos by Otto See. Words by Jane Doe", ["Jane Doe"]),
        ("Text Anna Bach Foto Otto See", ["Anna Bach"]),
        ("Text & Fotos: Anna Bach", ["Anna Bach"]),
        ("Story and photos by Jane Doe", ["Jane Doe"]),
        ("By Jane Doe and photographs by Otto See", ["Jane Doe"]),
        # Who helped, and unnamed colleagues.
        ("By Jane Doe, with reporting by John Roe", ["Jane Doe"]),
        ("By Jane Doe with additional reporting from John Roe", ["Jane Doe"]),
        ("By Jane Doe, with contributions from John Roe and Ann Arbour", ["Jane Doe"]),
        ("By Jane Doe; research by John Roe", ["Jane Doe"]),
        ("By Jane Doe. Additional reporting by John Roe", ["Jane Doe"]),
        ("Reporting by Jane Doe; additional reporting by John Roe", ["Jane Doe"]),
        ("Von Anna Bach, mit Recherchen von Otto See", ["Anna Bach"]),
        ("Par Zoé Lac, avec la collaboration de Léo Mont", ["Zoé Lac"]),
        ("By Jane Doe with John Research", ["Jane Doe", "John Research"]),
        ("By Jane Doe and staff", ["Jane Doe"]),
        ("By Jane Doe, John Roe and our data team", ["Jane Doe", "John Roe"]),
        ("By Jane Doe and the Brook Gazette news desk", ["Jane Doe"]),
        ("Von Anna Bach und der Redaktion", ["Anna Bach"]),
        ("Aufgezeichnet von Anna Bach", ["Anna Bach"]),
        ("Ein Essay von Anna Bach", ["Anna Bach"]),
        ("Fern Centre and the Lakes Team", ["Fern Centre and the Lakes Team"]),
        ("The Research and Data Team", ["The Research and Data Team"]),
        ("Jane Doe (pictures)", []),
        ("Pictures by Otto See. By Jane Doe", ["Jane Doe"]),
        ("Brook Pictures", ["Brook Pictures"]),
        ("Přeložil Otto See, napsala Anna Bach", ["Anna Bach"]),
        ("Przełożyła Anna Bach, napisał Otto See", ["Otto See"]),
        ("Napsala Anna Bach", ["Anna Bach"]),
        # Jobs and kinds of texts in Korean.
        ("홍지우 교수", ["홍지우"]),
        ("[칼럼] 홍지우 명예교수", ["홍지우"]),
        ("【기고】 홍지우", ["홍지우"]),
        ("홍지우교수", ["홍지우교수"]),
        # Marks and brackets.
        ("Jane Doe ⟡ John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe → John Roe", ["Jane Doe", "John Roe"]),
        ("Jane Doe → John Roe (pictures)", ["Jane Doe"]),
        ("Jane Doe ■", ["Jane Doe"]),
        ("Jane Doe ▪ May 3, 2026", ["Jane Doe"]),
        ("Jane Doe ◆ John Roe", ["Jane Doe", "John Roe"]),
        ("By Jane Doe / John Roe", ["Jane Doe", "John Roe"]),
        ("By Jane Doe + John Roe", ["Jane Doe", "John Roe"]),
        ("[By Jane Doe]", ["Jane Doe"]),
        ("【Jane Doe】", ["Jane Doe"]),
        ("Press Release", []),
        ("Pressemitteilung", []),
    ],
)
def test_what_stands_around_the_names_of_a_byline_is_left_out(line, names):
    assert list(split_names(line)) == names


@pytest.mark.parametrize(
    "name",
    [
        "Alfred von Bach",
        "Maria di Rivo",
        "Jane (Jenny) Doe",
        "Jean Lac (LacSoft)",
        "Laura / House of Ferns",
        "AFP/The Brook",
        "Le Ruisseau et AFP",
        "Reuters",
        "News Desk",
        "Brook Travel Editor",
        "Gabriel·la Riu",
        "弗拉基米尔·列奇金",
    ],
)
def test_a_name_that_looks_like_more_stays_whole(name):
    assert list(split_names(name)) == [name]


def test_between_the_commas_of_a_statement_for_programs_are_names():
    assert list(split_stated_names("Jane Doe, dpa")) == ["Jane Doe", "dpa"]
    assert list(split_names("Jane Doe, dpa")) == ["Jane Doe"]


@pytest.mark.parametrize(
    "line",
    [
        "Jane Doe, 2 April 2026",
        "Jane Doe, April 2, 2026, 10:30 AM",
        "Jane Doe (2 April 2026)",
        "2026-04-02 Jane Doe",
        "2026-04-02, Jane Doe",
        "Thursday, 2 April 2026 – Jane Doe – Northwick",
        "02.04.2026 10:30 Uhr Jane Doe",
    ],
)
def test_a_name_beside_a_day_is_told_from_it(line):
    assert states_day(line)
    assert beside_day(line) == "Jane Doe"


def test_a_name_beside_a_day_is_read_in_other_scripts():
    assert beside_day("Анна Речная, 3 мая 2026") == "Анна Речная"
    assert beside_day("রুমানা নদী, ০৩ মে ২০২৬") == "রুমানা নদী"


def test_a_line_may_end_before_the_name_of_somebody_who_did_not_write():
    assert ends_with_other_credit("Photographs by")
    assert ends_with_other_credit("Foto:")
    assert ends_with_other_credit(", with reporting by")
    assert ends_with_other_credit("Additional reporting by")
    assert not ends_with_other_credit("Reporting by")
    assert not ends_with_other_credit("Text und Fotos:")
    assert not ends_with_other_credit("Written by")


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


@pytest.mark.untraced
@pytest.mark.parametrize("mark", ["-", "(", "/", "·"])
def test_a_run_of_marks_takes_no_long_time(mark):
    start = process_time()
    assert len(list(split_names(mark * 590 + "1x"))) <= 1
    assert process_time() - start < 0.1
