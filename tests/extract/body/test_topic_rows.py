"""The topics under which a publisher files an article are none of its text; an author may write of topics."""

import pytest

from essay import TEXT
from extract.body.topic_rows import is_label_of_topics

LINKS = "<ul><li><a href=/tag/salt/>salt</a></li><li><a href=/tag/land/>land</a></li></ul>"
TOPICS = {
    "tags": f"<h3>Tags</h3>{LINKS}",
    "categories": "<h4>Categories</h4><ul class=x><li><a href=/category/land/>Land</a></li><li><a href=/category/sea/>Sea</a></li></ul>",
    "in paragraphs": "<p class=l>Topics:</p><p><a href=/topics/salt>salt</a> <a href=/topics/land>land</a></p>",
    "in bold": f"<p><strong>Tagged with</strong></p>{LINKS}",
    "in German": "<h3>Schlagwörter</h3><ul><li><a href=/schlagwort/salz/>Salz</a></li><li><a href=/schlagwort/land/>Land</a></li></ul>",
    "in French": f"<h4>Étiquettes</h4>{LINKS}",
    "in Russian": f"<h4>Теги</h4>{LINKS}",
    "a line": "<p>Filed under: <a href=/tag/salt>salt</a>, <a href=/tag/land>land</a></p>",
    "a line of two labels": "<p>Posted in <a href=/category/land/>Land</a> | Tagged <a href=/tag/salt/>salt</a> | <a href=#c>Leave a comment</a></p>",
    "a line in German": "<p>Veröffentlicht in <a href=/kategorie/land/>Land</a> · Schlagwörter: <a href=/tag/salz/>Salz</a></p>",
}
OF_THE_AUTHOR = {
    "a section without links": "<h2>Categories</h2><ul><li>Salt that is eaten</li><li>Salt that is sold</li></ul>",
    "links to other sites": "<h2>Topics</h2><ul><li>On <a href=https://else.example/a>salt that is eaten</a> there is a book, which nobody in the valley has read to its end since the flood.</li><li>On <a href=https://else.example/b>Salt that is sold</a> there is none, although the valley has sold more of it than any other since the flood.</li></ul>",
    "a sentence": "<p>Filed under <a href=/tag/salt>salt</a> in my memory is the summer of the flood, and Salt that is sold.</p>",
    "a sentence of labels": "<p>Posted in the north of the pans, I saw <a href=/tag/salt>Salt that is sold</a>.</p>",
}


@pytest.mark.parametrize("kind", TOPICS)
def test_the_topics_of_an_article_and_their_label_are_none_of_the_text(read_essay, kind):
    for place in ("end", "behind"):
        assert read_essay(**{place: TOPICS[kind]}).body_text == TEXT


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_what_an_author_writes_of_topics_is_of_the_text(read_essay, kind):
    assert "Salt that is sold" in read_essay(within=OF_THE_AUTHOR[kind]).body_text


@pytest.mark.parametrize(
    "label", ["Tags:", "Filed under", "Catégories", "Mots-clés", "Etiketler", "Ключевые слова", "标签", "タグ"]
)
def test_labels_of_topics_are_known_in_many_languages(label):
    assert is_label_of_topics(label)


@pytest.mark.parametrize(
    "label", ["Tags used on the trees", "A category of its own", "Posted by Ida Marsh", "Themenwechsel", ""]
)
def test_other_headings_are_no_labels_of_topics(label):
    assert not is_label_of_topics(label)
