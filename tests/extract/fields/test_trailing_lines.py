"""Who the author is, said behind a text, is none of it; a text that speaks of its author is."""

import pytest

from essay import BODY_RULE, PARAGRAPHS, TEXT, essay_page
from extract.read import read_article

WHO = "writes about trains and salt. She keeps bees, repairs clocks, and has been with the Lamp Room since its first number."
NOTES = {
    "utility classes": f"<div class='mt-8 flex gap-4'><img src=/i.jpg alt=''><div><p class=font-bold>Ida Marsh</p><p>Ida Marsh {WHO}</p></div></div>",
    "italics": f"<p><em>Ida Marsh {WHO}</em></p>",
    "bold name": f"<hr><p><strong>Ida Marsh</strong> {WHO}</p>",
    "is a": "<p>Ida Marsh is a writer and clockmaker at Orlo. Her book on slow trains was published in 2024 by the Pump House Press.</p>",
    "name as a heading": "<div class=css-1a2b3c><h4>Ida Marsh</h4><p>A clockmaker by trade, who came to writing when the last clock of the station had stopped.</p></div>",
    "label": "<h3>About the author</h3><p>Ida left the pans at seventeen. These days she repairs clocks, and keeps bees behind the station.</p>",
    "label with the name": "<h3>About Ida Marsh</h3><p>She left the pans at seventeen. These days she repairs clocks, and keeps bees behind the station.</p>",
    "label in the line": "<p><b>About the author:</b> Ida Marsh left the pans at seventeen. These days she repairs clocks and keeps bees there.</p>",
    "followed by links": f"<p><em>Ida Marsh {WHO}</em></p><p>Follow her on <a href='https://twitter.com/ida'>Twitter</a></p>",
    "German": "<p><em>Ida Marsh ist Uhrmacherin und freie Autorin. Sie schreibt seit 2014 für diese Zeitschrift und lebt hinter dem Bahnhof von Orlo.</em></p>",
    "a short line": "<p>Ida Marsh is a clockmaker at Orlo.</p>",
    "a short German line": "<p>Zur Autorin: Ida Marsh lebt in Orlo.</p>",
    "a short French line": "<p><em>Ida Marsh est économiste et enseigne.</em></p>",
    "a German profession": "<p><em>Ida Marsh ist Uhrmacherin in Orlo.</em></p>",
    "a French profession": "<p><em>Ida Marsh est horlogère à Orlo.</em></p>",
    "a Spanish profession": "<p><em>Ida Marsh es relojera en Orlo.</em></p>",
    "the author": "<p>The author is a clockmaker in Orlo.</p>",
    "the author in italics": "<p><em>The author is a clockmaker who keeps bees. Views expressed are her own.</em></p>",
    "whose views": "<p>The writer is a clockmaker by trade, and a keeper of bees behind the station. The views expressed here are her own.</p>",
    "the writer": "<p><em>The writer is professor of clocks at the University of Orlo.</em></p>",
    "the author in German": "<p><em>Die Autorin ist Uhrmacherin in Orlo.</em></p>",
    "our columnist": "<p><em>Our columnist Ida Marsh is a clockmaker at Orlo.</em></p>",
    "the author by name": "<p>The author, Ida Marsh, is a clockmaker at Orlo.</p>",
    "our author in German": "<p><em>Unsere Autorin Ida Marsh arbeitet als Uhrmacherin in Orlo.</em></p>",
    "German label": "<h3>Über die Autorin</h3><p>Ida Marsh, geboren in Orlo, schreibt seit 2014 für diese Zeitschrift und hält Bienen hinter dem Bahnhof.</p>",
    "French": "<h4>À propos de l’autrice</h4><p>Ida Marsh vit à Orlo, où elle répare des horloges et élève des abeilles derrière la gare depuis dix ans.</p>",
    "Spanish": "<h4>Sobre la autora</h4><p>Ida Marsh vive en Orlo, donde repara relojes y cría abejas detrás de la estación desde hace diez años.</p>",
    "Turkish": "<h4>Yazar hakkında</h4><p>Ida Marsh Orlo’da yaşıyor, saat tamir ediyor ve istasyonun arkasında on yıldır arı yetiştiriyor, yazıyor.</p>",
    "Russian": "<h4>Об авторе</h4><p>Ida Marsh живёт в Орло, чинит часы и уже десять лет держит пчёл за старым вокзалом у самой железной дороги.</p>",
}  # fmt: skip


@pytest.mark.parametrize("kind", NOTES)
def test_a_note_about_the_author_behind_a_text_is_none_of_it(read_essay, kind):
    for place in ("end", "behind"):
        article = read_essay(**{place: NOTES[kind]})
        assert article.body_text == TEXT
        assert article.authors == ("Ida Marsh",)


OF_THE_AUTHOR = {
    "a memoir that ends with its author's name": "Ida Marsh is a name that I was given twice, once by the priest and once by the guard of the slow train.",
    "somebody else": "Ada Wicks is a clockmaker at Orlo. She keeps the last rake behind her door, and she lends it to nobody at all.",
    "somebody else in italics": "<em>Ada Wicks ist Uhrmacherin in Orlo.</em>",
    "our columnist's guest": "Our columnist Ada Wicks is a clockmaker at Orlo.",
    "a reviewed author": "The author is a master of the slow sentence, and she knows it.",
    "a reviewed author in many words": "The author is a clockmaker in Orlo, and each of her sentences ticks as if it had been oiled on the evening before.",
    "an author who does something": "The author went home to Orlo in the end.",
    "what the author is not": "<em>The author is not in the photograph.</em>",
    "a signature": "Ida Marsh",
    "a short last sentence": "Ida saw it, and went home.",
    "an author's note": "Author’s note: a shorter form of this essay was read aloud in the town hall, where nobody liked the ending.",
    "thanks": "I thank Ada Wicks, who showed me the pans at night, and the guard, who held the slow train for the two of us.",
}


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_a_last_paragraph_of_the_authors_stays(make_page, make_site, kind):
    html = essay_page(end=f"<p>{OF_THE_AUTHOR[kind]}</p>")
    text = read_article(make_page(html), make_site(BODY_RULE)).body_text
    last = OF_THE_AUTHOR[kind].removeprefix("<em>").removesuffix("</em>")
    assert text == f"{TEXT}\n\n{last}"


def test_a_review_keeps_what_it_says_of_the_author_of_the_book(read_essay):
    section = "<h3>About the author</h3><p>Ada Wicks raked salt for thirty summers before she wrote a line, and it shows on each page.</p>"
    text = read_essay(end=section).body_text
    assert "it shows on each page" in text
    assert "About the author" in text


def test_a_memoir_that_begins_with_its_authors_name_stays(read_essay):
    first = "Ida Marsh is a writer whom I have been for thirty years, and it is time that I say how it came to that at all."
    text = read_essay(paragraphs=[first, *PARAGRAPHS[1:]]).body_text
    assert text == "\n\n".join([first, *PARAGRAPHS[1:]])
