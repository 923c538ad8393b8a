import re
from pathlib import Path

import pytest
from lxml.html import document_fromstring

import extract
from extract.html.elements import INLINE, MEDIA, UNSEEN
from extract.html.text_around import blocks_behind
from extract.title.heading import whole_text
from extract.walls.visible_text import VisibleText

MODULES = {path.name: path.read_text("utf-8") for path in Path(extract.__file__).parent.rglob("*.py")}


@pytest.mark.parametrize("tags", [r'"script",\s+"style"', r'"abbr",\s+"b"', r"script style", r"script, style"])
def test_only_one_module_lists_unseen_and_inline_elements(tags):
    found = {name for name, source in MODULES.items() if re.search(tags, source)}
    # What the sanitiser lets through is a list of its own.
    assert found <= {"elements.py"} | ({"values.py"} if "abbr" in tags else set())


def test_no_element_is_both_part_of_a_line_and_unseen_unless_it_is_an_image():
    assert sorted(INLINE & UNSEEN) == ["img"]
    assert MEDIA < UNSEEN


@pytest.mark.parametrize("tag", ["nobr", "samp", "tt", "del", "acronym"])
def test_a_line_goes_on_through_inline_elements(tag):
    html = f"<html><body><h1>Ferries</h1><p>Changed on <{tag}>19 May 2010</{tag}> at noon.</p></body></html>"
    heading = document_fromstring(html).find(".//h1")
    assert [nearby.text for nearby in blocks_behind(heading, 200)] == ["Changed on 19 May 2010 at noon."]


@pytest.mark.parametrize("tag", sorted({"script", "style", "template", "noscript", "iframe", "canvas", "datalist"}))
def test_unseen_elements_are_no_text_of_a_line_or_heading(tag):
    html = f"<html><body><h1>Ferries<{tag}>unseen</{tag}> wait</h1><p>By<{tag}>unseen</{tag}> Ann</p></body></html>"
    heading = document_fromstring(html).find(".//h1")
    assert whole_text(heading) == "Ferries wait"
    assert [nearby.text for nearby in blocks_behind(heading, 200)] == ["By Ann"]


def test_blocks_within_a_heading_are_separated_by_a_space():
    html = "<html><body><h1><figure>Soup</figure><article>at Seven</article><span>!</span></h1></body></html>"
    assert whole_text(document_fromstring(html).find(".//h1")) == "Soup at Seven !"


@pytest.mark.parametrize("tag", ["noscript", "iframe", "object"])
def test_the_fallback_of_a_challenge_is_its_message(make_page, tag):
    page = make_page(f"<html><body><{tag}>Enable JavaScript</{tag}><svg>x</svg></body></html>")
    assert VisibleText(page).text(100) == "enable javascript"
