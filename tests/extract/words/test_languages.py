"""Checks the words of every language against Unicode's CLDR, as Babel packs it."""

import re
from datetime import UTC, date, datetime, timedelta
from itertools import product
from pathlib import Path

import pytest
from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton

from extract import words
from extract.dates.months import month_of
from extract.dates.parse import DateContext, read_moment
from extract.words import box_counter_words, box_words, clock_words, count_units, date_phrases
from extract.words.byline_words import AND
from extract.words.months import DAY_FIRST, MONTH_FIRST, MONTH_NAMES
from extract.words.paywall_words import GATES
from extract.words.relative_time import COUNTED_FORMS, RELATIVE_TIME
from extract.words.stop_words import ARABIC, CYRILLIC, DEVANAGARI, LATIN

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
SECONDS = {"second": 1, "minute": 60, "hour": 3600, "day": 86_400, "week": 604_800}
LONG_SECONDS = {"month": 30 * 86_400, "year": 365 * 86_400}

# What CLDR has and the reader leaves out, with the reason.
HALVES_NOT_READ = {
    "fi": "`ap.` is the Associated Press, and Finnish pages write 24 hours",
    "hu": "`de` stands behind a time in Spanish and Portuguese",
    "sl": "`pop.` is a kind of music, and Slovenian pages write 24 hours",
    "sv": "`em` stands behind a time in Portuguese, and Swedish pages write 24 hours",
}
SPANS_NOT_READ = {
    "hace {0} m": "`m` is a minute on most pages, and a month in CLDR alone",
    "hace {0} a": "`a` is a preposition",
    "il y a {0} m.": "`m` is a minute on most pages, and a month in CLDR alone",
    "il y a {0} a": "`a` is a verb",
    "خلال {0} أشهر": "`خلال` is `within`, and of no time that is past",
}
DATES_NOT_READ = {("ko", "short"): "`24. 1. 14.` is the 24th of January 2014 where the day stands first"}
MONTHS_WITHOUT_NAMES = {
    "ja": "months are numbers: 2月",
    "ko": "months are numbers: 2월",
    "zh": "months are numbers: 2月",
}


def read(text, language):
    return read_moment(text, DateContext(zone=UTC, fetched_at=NOW, language=language))


def month_forms(language):
    """Yield CLDR's names of a language's months, without the `de` and `d'` that Catalan writes before them."""
    months = Locale.parse(language).months
    for use in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in months[use][width].items():
                yield number, re.sub(r"^(?:de |d’)", "", name) if language == "ca" else name


@pytest.mark.parametrize("language", sorted(set(MONTH_NAMES) - {"vi"}))
def test_every_name_of_a_month_is_known_in_its_language(language):
    unknown = [
        (number, name)
        for number, name in month_forms(language)
        if month_of(name.replace(" ", "_"), language) != ("gregorian", number)
    ]
    assert unknown == []


@pytest.mark.parametrize(
    ("language", "width"),
    sorted(
        set(product({*MONTH_NAMES, *MONTHS_WITHOUT_NAMES}, ("short", "medium", "long", "full"))) - set(DATES_NOT_READ)
    ),
)
def test_every_date_is_read_as_its_language_writes_it(language, width):
    days = [date(2024, month, 13 + month) for month in range(1, 13)]
    printed = {day: format_date(day, width, Locale.parse(language)) for day in days}
    wrong = [text for day, text in printed.items() if getattr(read(text, language), "day", None) != day]
    assert wrong == []


@pytest.mark.parametrize("language", sorted(MONTH_NAMES))
def test_the_day_stands_first_in_three_numbers_where_its_language_writes_it_first(language):
    pattern = Locale.parse(language).date_formats["short"].pattern
    # Where the year is first, CLDR does not say how pages write a date that ends in the year.
    if not pattern.startswith("y"):
        assert (language in DAY_FIRST) == (pattern.index("d") < pattern.index("M")), f"CLDR writes {pattern}"


def past_texts(language):
    """Yield each text in which CLDR counts back, long and short, with how many seconds it means."""
    locale = Locale.parse(language)
    fields = locale._data["date_fields"]
    for unit, seconds in (SECONDS | LONG_SECONDS).items():
        for width in ("", "-short"):
            patterns = fields[unit + width].get("past", {})
            for number in (1, 2, 3, 5, 11, 21):
                pattern = patterns.get(locale.plural_form(number)) or patterns.get("other")
                if (
                    pattern
                    and pattern not in SPANS_NOT_READ
                    and (unit in LONG_SECONDS or number * seconds <= 31 * SECONDS["day"])
                ):
                    yield pattern.replace("{0}", str(number)), number * seconds


@pytest.mark.parametrize("language", sorted(RELATIVE_TIME))
@pytest.mark.parametrize("is_language_known", [True, False])
def test_every_time_that_counts_back_is_read_as_its_language_writes_it(language, is_language_known):
    wrong = []
    for text, seconds in past_texts(language):
        moment = read(text, language if is_language_known else None)
        at = NOW - timedelta(seconds=seconds)
        expected = at if seconds % SECONDS["day"] else datetime(at.year, at.month, at.day, tzinfo=UTC)
        if moment is None or moment.at != expected:
            wrong.append((text, seconds, moment and moment.at))
    assert wrong == []


@pytest.mark.parametrize("language", sorted({*MONTH_NAMES, *MONTHS_WITHOUT_NAMES} - set(HALVES_NOT_READ)))
@pytest.mark.parametrize("hour", [3, 15])
def test_every_half_of_the_day_is_read_as_its_language_writes_it(language, hour):
    at = datetime(2026, 2, 1, hour, 15, tzinfo=UTC)
    clock = format_skeleton("hm", at, locale=language, fuzzy=True)
    if language == "ko":
        # CLDR writes AM and PM there, pages write the words.
        clock = clock.replace("AM", "오전").replace("PM", "오후")
    assert read(f"2026-02-01 | {clock}".replace("-", "/"), language).at == at, clock


def test_every_language_of_a_table_has_the_code_of_cldr():
    tables = [
        AND, ARABIC, COUNTED_FORMS, CYRILLIC, DEVANAGARI, GATES, LATIN, MONTH_NAMES, RELATIVE_TIME,
        clock_words.AT_HOUR, clock_words.EVENING, clock_words.HOUR_MARKS, clock_words.MINUTE_MARKS,
        clock_words.MORNING,
        box_words.ADVERTISEMENT, box_counter_words.CALLS, box_words.CONTENTS, box_counter_words.COUNT_FILLERS,
        box_words.OTHER_ARTICLES, box_counter_words.PEOPLE, box_counter_words.REACTIONS, box_words.READ_ALSO, box_counter_words.READ_TIMES,
        box_counter_words.READING_NOW,
        count_units.COUNT_UNITS, count_units.OWN_LANGUAGE_UNITS, date_phrases.BEHIND_YEAR,
        date_phrases.JOINERS,
        date_phrases.ORDINALS,
    ]  # fmt: skip
    unknown = []
    for code in {code for table in tables for code in table} | DAY_FIRST | MONTH_FIRST:
        try:
            Locale.parse(code, sep="-")
        except (UnknownLocaleError, ValueError):
            unknown.append(code)
    assert unknown == []


def test_a_language_with_names_of_months_counts_back_too_and_the_other_way_round():
    assert set(RELATIVE_TIME) - set(MONTH_NAMES) == set(MONTHS_WITHOUT_NAMES)
    assert set(MONTH_NAMES) <= set(RELATIVE_TIME)


def test_a_language_has_a_line_for_each_unit_of_time():
    keys = {"ago", "one", "today", "yesterday", *SECONDS}
    assert {code: row.keys() ^ keys for code, row in RELATIVE_TIME.items() if row.keys() != keys} == {}


def test_a_line_of_months_has_twelve_of_them():
    assert [line for lines in MONTH_NAMES.values() for line in lines if len(line.split()) != 12] == []


def test_the_tables_hold_words_and_no_functions():
    for file in Path(words.__file__).parent.glob("*.py"):
        assert not re.search(r"^\s*(?:def|class|lambda) ", file.read_text("utf8"), re.MULTILINE), file.name
