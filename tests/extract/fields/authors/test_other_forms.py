# ruff: noqa: RUF001 - dashes as papers print them
from time import process_time

import pytest

from essay import PARAGRAPHS
from extract.fields.authors.byline import split_names, text_after_by
from extract.fields.authors.other_forms import names_behind_kind, names_in_other_forms
from extract.read import read_article


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("NORTHPORT (Reuters) - By Jane Doe", ["Jane Doe"]),
        ("NORTH PORT, March 3 (AP) — By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Orlo (AFP) – Par Zoé Lac", ["Zoé Lac"]),
        ("Wie das Salz grau wurde. Von Anna Bach", ["Anna Bach"]),
        ("Who raked the pans at night? By Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Un été sans sel… Par Zoé Lac", ["Zoé Lac"]),
        ("Foto: Otto See / Text: Anna Bach", ["Anna Bach"]),
        ("Photos • Otto See • Words • Jane Doe", ["Jane Doe"]),
        ("Bilder: Otto See, Text: Anna Bach", ["Anna Bach"]),
        ("Tribune de Zoé Lac", ["Zoé Lac"]),
        ("Une chronique de Zoé Lac, historienne", ["Zoé Lac"]),
        ("Tribune d’Anne Lac", ["Anne Lac"]),
        ("Columna de María Río", ["María Río"]),
        ("Un commento di Ugo Rivo", ["Ugo Rivo"]),
        ("An essay by Jane Doe", ["Jane Doe"]),
        ("A column by Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("A report by Jane Doe for Brook News", ["Jane Doe"]),
        ("Una cronaca di Ugo Rivo, foto di Otto See", ["Ugo Rivo"]),
        ("Un’inchiesta di Ugo Rivo", ["Ugo Rivo"]),
        ("Una crónica de María Río", ["María Río"]),
        ("Une enquête de Zoé Lac", ["Zoé Lac"]),
    ],
)
def test_a_line_that_begins_otherwise_names_who_wrote(line, names):
    assert names_in_other_forms(line) == names


@pytest.mark.parametrize(
    "line",
    [
        "NORTHPORT (Reuters) - By noon the pans were white again.",
        "NORTHPORT (pop. 4,000) - By Jane Doe",
        "The salt is made. By the sun alone",
        "He was stopped. By Friday",
        "Foto: Otto See",
        "Photos by Otto See",
        "Tribune de Genève",
        "Chronique de la vie à Orlo",
        "Portrait de Zoé Lac",
        "An essay by the sea",
        "A report by Brook International says that the pans are grey.",
        "A review by The Brook Gazette",
        "Una crónica de Buenos Aires",
        "Jane Doe",
        "",
    ],
)
def test_a_line_that_names_no_writer_so_is_none(line):
    assert names_in_other_forms(line) == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Column: Jane Doe", ["Jane Doe"]),
        ("Analysis: Jane Doe and John Roe", ["Jane Doe", "John Roe"]),
        ("Kommentar: Anna Bach", ["Anna Bach"]),
        ("Chronique : Zoé Lac", ["Zoé Lac"]),
        ("Review: a film of salt", []),
        ("Review: The Brook Gazette", []),
        ("Opinion: Salt is a friend", []),
        ("Columns: Jane Doe", []),
        ("Comment", []),
    ],
)
def test_behind_the_kind_of_a_text_a_person_may_stand(line, names):
    assert names_behind_kind(line) == names


def test_only_a_marked_line_names_its_writer_behind_the_kind_of_the_text(make_page, make_site):
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    line = "<p class=byline>Review: Jane Doe</p>"
    html = f"<html lang=en><title>Salt</title><body><main><h1>Salt and patience</h1>{line}{text}</main></body>"
    assert read_article(make_page(html), make_site('articles = "site"\n')).authors == ("Jane Doe",)
    bare = html.replace(" class=byline", "")
    assert read_article(make_page(bare), make_site('articles = "site"\n')).authors == ()


@pytest.mark.parametrize(
    "line",
    [
        "Words • Anna Lee • Photos • Ben Ray",
        "Words | Anna Lee | Photography | Ben Ray",
        "Text – Anna Lee, Foto – Ben Ray",
    ],
)
def test_a_mark_may_stand_between_a_role_and_its_name(line):
    assert list(split_names(text_after_by(line))) == ["Anna Lee"]


@pytest.mark.parametrize("line", ["BY JANE O'NEILL-SMITH", "By JANE O'NEILL-SMITH", "JANE O'NEILL-SMITH"])
def test_a_name_in_capitals_stays_as_it_is_printed(line):
    assert list(split_names(line)) == ["JANE O'NEILL-SMITH"]


@pytest.mark.parametrize(
    "line",
    [
        "NORTHPORT (Reuters) - By Jane Doe",
        "How the salt turned grey. By Jane Doe",
        "Photos • Ben Ray • Words • Jane Doe",
    ],
)
def test_such_a_line_below_the_headline_is_the_byline(make_page, make_site, line):
    text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
    html = f"<html lang=en><title>Salt</title><body><main><h1>Salt and patience</h1><p>{line}</p>{text}</main></body>"
    assert read_article(make_page(html), make_site('articles = "site"\n')).authors == ("Jane Doe",)
    prose = html.replace(line, "NORTHPORT (Reuters) - By noon the pans were white, and by dusk they were grey again.")
    assert read_article(make_page(prose), make_site('articles = "site"\n')).authors == ()


@pytest.mark.untraced
@pytest.mark.parametrize(
    "text", ["a. By " * 3000, "A (" * 3000, "Foto: " * 3000, "Tribune de " * 3000, ". von a" * 60]
)
def test_a_line_without_end_takes_no_long_time(text):
    start = process_time()
    names_in_other_forms(text)
    assert process_time() - start < 0.1
