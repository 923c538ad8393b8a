"""Boxes about the author, and readers' comments, are none of the text; what looks like one and is the author's stays."""

import pytest

from essay import PARAGRAPHS, TEXT
from extract.body.end_boxes import is_label_of_comments
from extract.read import read_article

BIO = (
    "Ida Marsh was born beside the pans and left them at seventeen. She keeps bees, repairs clocks, and has written for "
    "the Lamp Room since its first number."
)
AUTHOR_BOXES = {
    "author-box": f"<div class=author-box><h4>Ida Marsh</h4><p>{BIO}</p></div>",
    "author-bio": f"<div class=author-bio><img src=/i.jpg alt=''><div><a href=/author/ida/>Ida Marsh</a><p>{BIO}</p></div></div>",
    "post-author": f"<div class=post-author><p><b>Ida Marsh</b></p><p>{BIO}</p></div>",
    "author-info with a prefix": f"<div class='x-author-info x-author-info--wide'><p>{BIO}</p></div>",
    "camel case": f"<div class=ArticleAuthorCard><p>{BIO}</p></div>",
    "about-the-author": f"<section id=about-the-author><h3>Who is this</h3><p>{BIO}</p></section>",
    "entry-author-info": f"<footer class=entry-author-info><p>{BIO}</p><p><a href=/author/ida/>All her texts</a></p></footer>",
    "Simple Author Box": f"<div class=saboxplugin-wrap><div class=saboxplugin-authorname>Ida Marsh</div><div class=saboxplugin-desc><p>{BIO}</p></div></div>",
    "Molongui": f"<div class=m-a-box data-box-layout=slim><div class=m-a-box-container><p>{BIO}</p></div></div>",
    "PublishPress": f"<div class=pp-multiple-authors-boxes-wrapper><ul><li><p>{BIO}</p></li></ul></div>",
    "the editor's block": f"<div class=wp-block-post-author-biography>{BIO}</div>",
    "in German": f"<div class=autorenbox><p>{BIO}</p></div>",
    "in Turkish": f"<div class=yazar-bilgisi><p>{BIO}</p></div>",
    "in an aside": f"<aside class=byline-bio><div class=author-profile><p>{BIO}</p></div></aside>",
}
COMMENT_TEXTS = [
    "I waited for that train every Friday, and I can say that the snow was real at least once, in the winter after the flood.",
    "With all respect for the essay: the company paid what it had promised, which nobody here had ever done before it.",
    "The figures in the town hall had rakes when the model was new. The children took them home, one after the other.",
]


def entries(pattern):
    names = ["Gullwing", "tarn_islander", "M. Dressel"]
    return "".join(
        pattern.format(name=name, text=text, n=n)
        for n, (name, text) in enumerate(zip(names, COMMENT_TEXTS, strict=True), 2)
    )


THREADS = {
    "native list of WordPress": (
        "<div id=comments class=comments-area><h2 class=comments-title>3 thoughts on “Salt and patience”</h2><ol class=comment-list>"
        + entries(
            "<li class='comment depth-1' id=comment-{n}><article class=comment-body><footer><b class=fn>{name}</b> "
            "<a href='#comment-{n}'><time>{n} March 2026 at 9:12</time></a></footer><div class=comment-content><p>{text}</p></div>"
            "<div class=reply><a href='#'>Reply</a></div></article></li>"
        )
        + "</ol></div>"
    ),
    "class and label": "<div class=comments><h2>Comments (3)</h2>"
    + entries("<div class=comment><b>{name}</b> <span>{n} hours ago</span><p>{text}</p></div>")
    + "</div>",
    "label over hashed classes": "<section class=css-1x9><h2 class=css-a1>Comments</h2>"
    + entries(
        "<div class=css-b><div class=css-c><a href='/@{name}'>{name}</a><span>{n} hours ago</span></div><p class=css-p>{text}</p></div>"
    )
    + "</section>",
    "label in German": "<section class=k7><h3>3 Kommentare</h3>"
    + entries(
        "<div><p>{name} <time>0{n}.02.2026, 10:12 Uhr</time></p><p>{text}</p><p><a href='#'>Antworten</a></p></div>"
    )
    + "</section>",
    "label in Turkish, with no element around": "<h3>Yorumlar (3)</h3>"
    + entries("<div class=y><p><b>{name}</b> {n} saat önce</p><p>{text}</p></div>"),
    "label in Russian": "<div class=r1><div>Комментарии</div>"
    + entries("<div class=r2><div>{name}, 0{n}.02.2026 10:12</div><div>{text}</div><button>Ответить</button></div>")
    + "</div>",
    "no label, with buttons to answer": "<section class=c-thread id=talk>"
    + entries(
        "<div class=c-item><div class=c-head><b>{name}</b> <span>{n} hours ago</span></div><div class=c-text><p>{text}</p></div><button>Reply</button></div>"
    )
    + "</section>",
    "a label that says voices": "<section><h2>3 voices</h2>"
    + entries(
        "<div class=v><div><b>{name}</b> <span>{n} days ago</span></div><p>{text}</p><div><button>Reply</button><span>{n}</span></div></div>"
    )
    + "</section>",
    "answers within answers": "<div class=discussion-block><h3>Leave a comment</h3>"
    + entries("<ul><li><div>{name} · {n} Feb 2026, 10:12</div><div>{text}</div><a href='#'>Reply</a></li></ul>")
    + "</div>",
}


SHORT_THREADS = {
    "a label that counts": "<h3>2 Responses</h3><ol><li><p><b>Gull</b> says:</p><p>3 March 2026 at 8:11 am</p><p>Was it snow?</p><a href='#r'>Reply</a></li><li><p><b>M. Dressel</b> says:</p><p>3 March 2026 at 9:40 am</p><p>Are the rakes on show in the autumn?</p><a href='#r'>Reply</a></li></ol>",
    "a bare label": "<h2>Comments</h2><div><p><b>Gull</b></p><p>3 March 2026 at 8:11</p><p>Was it snow?</p></div><div><p><b>M. Dressel</b></p><p>3 March 2026 at 9:40</p><p>Are the rakes on show in the autumn?</p></div>",
    "a label in an element": "<div class=c1><h4>2 comments</h4><div class=c2><div>Gull · 3 months ago</div><div>Was it snow, on that train, or did you see the salt?</div></div><div class=c2><div>M. Dressel · 2 months ago</div><div>Are the rakes on show?</div></div></div>",
    "in German": "<h4>2 Kommentare</h4><div><b>Gull</b> <span>13. März 2026, 08:11</span><p>War das Schnee?</p><a href='#r'>Antworten</a></div><div><b>M. Dressel</b> <span>13. März 2026, 10:40</span><p>Sind die Rechen im Herbst zu sehen?</p><a href='#r'>Antworten</a></div>",
    "no label, with links to answer": "<hr><div><p><a href=/u/gull>Gull</a> 13 March 2026 at 08:11</p><p>Was it snow?</p><a href='#'>Reply</a></div><div><p><a href=/u/d>M. Dressel</a> 13 March 2026 at 10:40</p><p>Are the rakes on show?</p><a href='#'>Reply</a></div>",
}


@pytest.mark.parametrize("kind", SHORT_THREADS)
def test_readers_comments_that_are_too_short_for_prose_are_none_of_the_text(read_essay, kind):
    for place in ("end", "behind"):
        assert read_essay(**{place: SHORT_THREADS[kind]}).body_text == TEXT


@pytest.mark.parametrize("kind", AUTHOR_BOXES)
def test_a_box_about_the_author_is_none_of_the_text(read_essay, kind):
    for place in ("end", "behind"):
        article = read_essay(**{place: AUTHOR_BOXES[kind]})
        assert article.body_text == TEXT
        assert article.authors == ("Ida Marsh",)


def test_a_box_about_the_author_above_the_text_is_none_of_it_either(read_essay):
    assert read_essay(above=AUTHOR_BOXES["author-bio"]).body_text == TEXT


@pytest.mark.parametrize("kind", THREADS)
def test_readers_comments_are_none_of_the_text(read_essay, kind):
    for place in ("end", "behind"):
        assert read_essay(**{place: THREADS[kind]}).body_text == TEXT


def test_comments_and_a_box_about_the_author_go_together(read_essay):
    behind = AUTHOR_BOXES["author-box"] + THREADS["class and label"]
    assert read_essay(behind=behind).body_text == TEXT
    assert read_essay(end=THREADS["label over hashed classes"] + AUTHOR_BOXES["post-author"]).body_text == TEXT


OF_THE_AUTHOR = {
    "the name under a quotation": (
        "<blockquote><p>Salt is what the sea leaves to those who can wait for it, and to nobody else.</p><p class=author>Ada Wicks, 1911</p></blockquote>",
        "Ada Wicks, 1911",
    ),
    "a paragraph that a theme names after the author": (
        "<div class=author-content><p>The wind at Orlo has eleven names, and the rakers used nine of them on Sundays too.</p></div>",
        "eleven names",
    ),
    "a section called Comments": (
        "<h2>Comments</h2><p>The board answered in a letter that is worth reading twice, because it says nothing in four ways.</p>"
        "<p>A second letter came in May and said that the first one had been meant as a draft for a third.</p>",
        "in four ways",
    ),
    "a section called Discussion, of dates": (
        "<h2>Discussion</h2><ul><li>12 March 2026: the county replies</li><li>14 March 2026: the farm is sold</li></ul>",
        "the county replies",
    ),
    "a section called Comments, of short lines": (
        "<h2>Comments</h2><ul><li>Opened on 12 March 2026</li><li>Too salt, says the jury</li><li>Just right, says the mayor</li></ul>",
        "Too salt",
    ),
    "an interview": (
        "<p><b>Lamp Room:</b> Who raked the pans before the war, and who paid them for it?</p><p><b>Ada Wicks:</b> My uncles did, and nobody paid them; they were given salt, and sold it on the train.</p>"
        "<p><b>Lamp Room:</b> What did a bag of it bring in those days, on that train?</p><p><b>Ada Wicks:</b> Less than the ticket, which is why they sold it before the guard came round.</p>",
        "before the guard came round",
    ),
    "a quoted comment": (
        "<p>Under the article a reader wrote:</p><blockquote><p>Gullwing, 3 hours ago: I waited for that train every Friday, and the snow was real at least once.</p></blockquote>"
        "<p>I have thought about that sentence ever since, and I believe it was not meant as a joke at all.</p>",
        "the snow was real at least once",
    ),
    "a log with times": (
        "<h3>9 August, 10:12</h3><p>The pumps were started, and the water rose by the width of a hand within the first hour of it.</p>"
        "<h3>9 August, 11:40</h3><p>The pumps were stopped, because the crew of the second shift had taken the earlier train.</p>",
        "taken the earlier train",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", OF_THE_AUTHOR)
def test_what_looks_like_comments_or_a_bio_and_is_the_authors_stays(read_essay, kind):
    html, words = OF_THE_AUTHOR[kind]
    for place in ("within", "end"):
        text = read_essay(**{place: html}).body_text
        assert words in text
        assert all(paragraph in text for paragraph in PARAGRAPHS)


def test_a_page_of_a_discussion_keeps_its_answers(make_page, make_site):
    question = (
        "<p>Does anybody know why the salt of Orlo has turned grey, and whether it can be made white again?</p>"
    )
    html = f"<html><body><h1>Grey salt</h1><div class=text>{question}{THREADS['class and label']}</div></body></html>"
    article = read_article(make_page(html), make_site("[fields]\nbody = [{ css = '.text' }]\n"))
    assert all(text in article.body_text for text in COMMENT_TEXTS)


@pytest.mark.parametrize(
    "label",
    ["Comments", "Comments (3)", "3 comments:", "0 Comments", "12 Responses to “Salt”", "Leave a Reply", "Join the conversation",
     "Kommentare (4)", "4 Kommentare", "Schreiben Sie einen Kommentar", "Commentaires", "Laisser un commentaire", "Deja un comentario",
     "Comentários", "Lascia un commento", "Reacties", "Kommentarer", "Komentarze", "Dodaj komentarz", "Komentáře", "Hozzászólások",
     "Lasă un comentariu", "Комментарии (12)", "Коментарі", "Σχόλια", "Yorumlar", "Bir yanıt yazın", "التعليقات", "دیدگاه‌ها", "תגובות",
     "टिप्पणियाँ", "Bình luận", "Komentar", "评论", "コメント", "댓글 3"],
)  # fmt: skip
def test_labels_of_comments_are_known_in_many_languages(label):
    assert is_label_of_comments(label)


@pytest.mark.parametrize(
    "label",
    [
        "Commentary",
        "Comments of the board",
        "Kommentar der Woche",
        "What the commentators said",
        "3 voices from Orlo",
    ],
)
def test_other_headings_are_no_labels_of_comments(label):
    assert not is_label_of_comments(label)
