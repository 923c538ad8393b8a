# ruff: noqa: RUF001 - names as they are written
import pytest

from extract.fields.authors.names import is_agency, is_name, may_stand_behind, without_role


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


@pytest.mark.parametrize(
    "text", ["AFP", "dpa/AFP", "Material von dpa", "l’AFP", "Agenturen", "The Associated Press", "연합뉴스"]
)
def test_a_news_agency_is_known(text):
    assert is_agency(text)


@pytest.mark.parametrize("text", ["Jane Doe", "Brook", "Brook/Creek", "Material"])
def test_what_is_no_agency_is_none(text):
    assert not is_agency(text)


@pytest.mark.parametrize(
    "text", ["Brook Gazette", "The Brook", "New York", "Press Release", "Climate News", "Arts & Crafts"]
)
def test_papers_places_and_sections_are_no_second_author(text):
    assert not may_stand_behind(text)


@pytest.mark.parametrize(
    "text", ["Jane Doe", "News Desk", "Brook Travel Editor", "The Brook Contributor", "Jörg Staff"]
)
def test_without_a_job_that_surely_stands_beside_a_name_a_name_stays(text):
    assert without_role(text) == text
