"""Lists of questions behind a text, with answers so short that the body model drops them."""

import pytest

from extract.read import read_article

PROSE = [
    "The lock at Sellin is worked by hand, and she who works it has done so since the bridge was closed to carts.",
    "She opens the upper gate at six, in fog at seven, and writes the names of boats in a book without lines.",
    "Last year the county sent a man who counted the boats. He came on a Monday, the day on which she bakes.",
]
QUESTIONS = (("Is it open on Monday?", "No."), ("Who pays?", "The boats do."), ("How deep is it?", "Two metres."))
FORMS = {
    "an accordion of Bootstrap": "<div class=accordion-item><h3><button data-bs-toggle=collapse>{}</button></h3>"
    "<div class='accordion-collapse collapse'><p>{}</p></div></div>",
    "cards with buttons": "<div class=card><h5><button aria-expanded=false>{}</button></h5><div>{}</div></div>",
    "a block for questions": "<div class=schema-faq-section><strong>{}</strong> <p>{}</p></div>",
    "headings in a list": "<div class=rank-math-faq-item><h3>{}</h3><div><p>{}</p></div></div>",
    "tabs": "<div><div role=button class=elementor-tab-title aria-controls=c><a class=accordion-title>{}</a>"
    "</div><div role=region><p>{}</p></div></div>",
}


def page(end):
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PROSE)
    return (
        "<html lang=en><head><title>The lock at Sellin | Quay</title></head><body class=single-post><main><article>"
        f"<h1>The lock at Sellin</h1><p class=byline>By Nele Aarden</p><div class=entry-content>{text}{end}</div>"
        "</article></main><footer><p>© 2026 Quay</p></footer></body></html>"
    )


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("around", ["<div class=accordion>{}</div>", "{}"], ids=["in one element", "side by side"])
def test_short_questions_and_answers_behind_a_text_are_kept(make_page, make_site, form, around):
    html = around.format("".join(FORMS[form].format(*question) for question in QUESTIONS))
    text = read_article(make_page(page(html)), make_site("articles = '/2026/'")).body_text
    assert all(part in text for part in (*PROSE, *(part for question in QUESTIONS for part in question)))


@pytest.mark.parametrize(
    "end",
    [
        "<div class=cta><h3>Want more?</h3><p>Our letter comes on Fridays.</p></div>",
        "<div><h3>Next?</h3><p><a href=/a/>A bridge of boats</a></p><h3>Then?</h3><p><a href=/b/>Late</a></p></div>",
    ],
)
def test_a_question_that_calls_or_leads_away_is_left_out(make_page, make_site, end):
    article = read_article(make_page(page(end)), make_site("articles = '/2026/'"))
    assert article.body_text == "\n\n".join(PROSE)
