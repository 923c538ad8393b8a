"""The line of an event is not the article's date; a line that is printed with a time of day still is."""

import pytest

from essay import PARAGRAPHS
from extract.read import read_article

TEXT = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)


@pytest.fixture
def published_on(make_page, make_site):
    """Return the day of a page with a line below its headline, and with the same line as its end."""

    def read(line, lang="en"):
        days = []
        for within in (f"<p>{line}</p>{TEXT}", f"{TEXT}<p>{line}</p>"):
            html = f"<html lang={lang}><title>Salt and patience</title><body><main><h1>Salt and patience</h1>{within}</main>"
            article = read_article(make_page(html), make_site('articles = "/2026/"'))
            days.append(article.published_at and article.published_at.date().isoformat())
        assert days[0] == days[1]
        return days[0]

    return read


@pytest.mark.parametrize(
    "line",
    [
        "Saturday, 7 June 2025, 7 pm, Town Hall",
        "Saturday, 7 June 2025 at 7pm at the Town Hall, Orlo",
        "7 June 2025, 7:00 pm, Orlo Public Library",
        "7 June 2025, 7\u20139 pm",
        "7 June 2025 | 19:00 - 21:00 | Orlo",
        "7 June 2025, 7 pm to 9 pm",
        "28 February 2026 \u2013 5 June 2027",
        "Saturday, 5 June 2027, 7 pm, Town Hall",
        "1 March 2026, 7:30 pm, Town Hall",
    ],
)
def test_the_line_of_an_event_dates_no_article(published_on, line):
    assert published_on(line) is None


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Samstag, 7. Juni 2025, 19 Uhr, Rathaus"),
        ("de", "Sa., 7. Juni 2025, 19.00 bis 21.00 Uhr"),
        ("fr", "7 juin 2025, de 19h à 21h"),
        ("nl", "7 juni 2025, 19 tot 21 uur"),
    ],
)
def test_the_line_of_an_event_in_other_languages_dates_no_article(published_on, lang, line):
    assert published_on(line, lang) is None


@pytest.mark.parametrize(
    "line",
    [
        "Saturday, 7 June 2025, 7:12 pm",
        "7 June 2025, 7 pm",
        "7 June 2025, 7 pm, by Ida Marsh",
        "7 June 2025, 7:12 pm | Opinion",
        "7 June 2025, 10:30 am | Essays",
        "7 June 2025, 7:12 pm EST",
        "Orlo, 7 June 2025",
        "Published 7 June 2025, 7 pm, Orlo Town Hall",
        "Salt and patience was posted on 7 June 2025 at 7:12 pm and filed under essays.",
    ],
)
def test_a_line_with_a_time_of_day_is_the_articles(published_on, line):
    assert published_on(line) in {"2025-06-07", "2025-06-08"}


@pytest.mark.parametrize(
    "line",
    [
        "On 5 May 2019 the company came.",
        "The first map of the pans was published on 5 May 2019 by the board.",
        "The rules for the pans were last updated on 5 May 2019 by the board.",
        "Am 5. Mai 2019 wurde das Salz grau.",
    ],
)
def test_a_sentence_with_a_day_dates_no_article(published_on, line):
    assert published_on(line) is None


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "7 June 2025, 7pm, updated 8 June 2025, 9am"),
        ("en", "7 June 2025, 7 p.m. | Updated 8 June 2025"),
        ("de", "7. Juni 2025, 19 Uhr, aktualisiert am 8. Juni 2025"),
        ("fr", "Le 7 juin 2025 à 19h, mis à jour le 8 juin 2025"),
    ],
)
def test_a_full_hour_before_an_update_is_of_no_event(make_page, make_site, lang, line):
    html = f"<html lang={lang}><title>Salt and patience</title><body><main><h1>Salt and patience</h1><p>{line}</p>{TEXT}</main>"
    article = read_article(make_page(html), make_site('articles = "/2026/"'))
    assert article.published_at.date().isoformat() == "2025-06-07"
    assert article.updated_at.date().isoformat() == "2025-06-08"


@pytest.mark.parametrize(
    "line",
    [
        "Date: 7 June 2025 Time: 19:00 Place: The old dairy",
        "Date: 7 June 2025<br>Venue: The old dairy",
        "Datum: 7. Juni 2025, Uhrzeit: 19:30, Ort: Alte Molkerei",
        "<span><b>Date:</b> 7 June 2025</span><span> <b>Venue:</b> The old dairy</span>",
        "</p><ul><li><b>Date:</b> 7 June 2025</li><li><b>Venue:</b> The old dairy</li></ul><p>",
        "<time datetime='2025-06-07T19:00'>7 June 2025, 7pm</time>, The old dairy, Orlo",
        "<time datetime='2025-06-07T19:00'>7 June 2025, 7 pm</time> at the old dairy",
    ],
)
def test_the_labelled_facts_of_an_event_date_no_article(published_on, line):
    assert published_on(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "Date: 7 June 2025",
        "Date: 7 June 2025, Location: Orlo",
        "Published: 7 June 2025. Venue: The old dairy",
        "</p><ul><li>Date: 7 June 2025</li><li>Author: Ida Marsh</li></ul><p>",
        "</p><ul><li>Published: 7 June 2025</li><li>Venue: The old dairy</li></ul><p>",
        "<time datetime='2025-06-07T19:00:00+02:00'>7 June 2025, 7 pm</time>, Opinion",
        "<time datetime='2025-06-07T19:12'>7 June 2025, 7:12 pm</time>, Opinion",
    ],
)
def test_labels_and_hours_of_a_publication_date_an_article(published_on, line):
    assert published_on(line) == "2025-06-07"
