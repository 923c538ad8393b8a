import lxml.html
import pytest

from extract.learn.drops import (
    Container,
    KnownText,
    learn_drops,
    learn_keeps,
    repeated_paragraphs,
    without_paragraphs,
)

TEXTS = [
    "The first ferry of the year left the pier at noon. Nobody had told the pilots.",
    "A canal that nobody planned is still paid for by the provinces. The council was not amused.",
    "Bread was never cheaper than in the year of the toll bridge. The bakers remember it well.",
]


def containers(around, *, shown=True, **given):
    """Make the container of each text: `around` is HTML with a place for it, which the reader shows whole or not."""
    made = {}
    for number, text in enumerate(TEXTS):
        first, second = text.split(". ", 1)
        html = around.format(text=f"<p>{first}.</p><p>{second}</p>", number=number, first=first)
        element = lxml.html.fragment_fromstring(f"<div class='text'>{html}</div>")
        read = " ".join(element.itertext()) if shown else second
        headline = next(element.iter("h1"), None)
        made[number] = Container(element=element, known=KnownText(text), read=read, headline=headline, **given)
    return made


def test_what_the_text_has_nothing_of_is_dropped():
    made = containers("{text}<div class='cta'><p>Join readers number {number} of our letter.</p></div>")
    assert learn_drops(made, is_told=True) == (".cta",)


def test_a_selector_that_also_matches_text_is_none():
    made = containers("<div class='part'>{text}</div><div class='part'>Join our Sunday letter today.</div>")
    assert learn_drops(made, is_told=True) == ()


def test_a_box_of_one_page_only_is_left_alone():
    made = containers("{text}")
    made[0].element.append(lxml.html.fragment_fromstring("<aside class='once'>Only here, and never again.</aside>"))
    assert learn_drops(made, is_told=True) == ()


def test_where_the_reader_is_the_teacher_only_what_repeats_is_dropped():
    repeats = containers("{text}<div class='cta'>Join the readers of our letter.</div>")
    differs = containers("{text}<div class='note'>Table {number} of all the tolls, in crowns.</div>")
    assert learn_drops(repeats, is_told=False) == (".cta",)
    assert learn_drops(differs, is_told=True) == (".note",)
    assert learn_drops(differs, is_told=False) == ()


def test_lines_of_author_and_date_are_dropped_in_any_case():
    days = ("3 march 2001", "3 march 2011", "3 march 2021")
    made = containers("<p class='when'>Posted on 3 march 20{number}1</p>{text}", facts=days)
    assert learn_drops(made, is_told=False) == (".when",)


def test_a_headline_is_dropped_though_the_text_has_its_words():
    made = containers("<h1>{first}</h1>{text}")
    assert learn_drops(made, is_told=False) == ("h1",)


def test_what_the_reader_left_out_of_the_text_is_kept():
    made = containers("<div class='poll'><p>{first}</p></div>{text}", shown=False)
    assert learn_keeps(made) == (".poll",)


@pytest.mark.parametrize(("least", "share", "repeated"), [(2, 0.5, {"join us"}), (4, 0.5, set())])
def test_paragraphs_of_many_articles_are_the_sites(least, share, repeated):
    texts = ["One text.\n\nJoin us!", "Another.\n\nJoin us.", "A third text."]
    found = repeated_paragraphs(texts, least, share)
    assert found == repeated
    assert without_paragraphs(texts[0], found) == ("One text." if repeated else texts[0])
