import pytest

from extract.title import choose_title
from extract.title.no_title import names_nothing

TEXT = "<p>" + "The lamp at the pier was lit again, and nobody could say by whom. " * 20 + "</p>"


@pytest.fixture
def title(make_page):
    def read(head, body):
        page = make_page(f"<html><head>{head}</head><body>{body}</body></html>", url="https://pier.example/2026/lamp")
        return [one.text for one in choose_title(page).chosen]

    return read


@pytest.mark.parametrize(
    "text",
    [
        "0 Comments",
        "3 comments",
        "No Comments Yet",
        "Comments (12)",
        "Leave a Comment",
        "Leave a reply",
        "2 Responses",
        "One thought on “The Lamp”",
        "2 Kommentare",
        "Schreibe einen Kommentar",
        "Laisser un commentaire",
        "Sin comentarios",
        "Lascia un commento",
        "Geef een reactie",
        "Добавить комментарий",
        "コメントを残す",
        "发表评论",
        "댓글 쓰기",
        "Untitled",
        "Untitled Document",
        "Home",
        "Startseite",
        "Single Post",
        "Elementor #4711",
        "{{ title }}",
        "undefined",
    ],
)
def test_a_count_of_comments_or_a_template_names_nothing(text):
    assert names_nothing(text)


@pytest.mark.parametrize(
    "text",
    [
        "12 comments that changed a river",
        "Two comments on rivers",
        "No comment from the harbour",
        "Home by the sea",
        "Responses to drought",
        "Untitled lamps",
        "The details",
        "A thought on lamps",
        "Kommentar: Die Lampe",
    ],
)
def test_a_headline_with_such_words_names_its_article(text):
    assert not names_nothing(text)


@pytest.mark.parametrize("other", ["0 Comments", "Leave a Reply", "Home", "Untitled", "Single Post", "Blog"])
@pytest.mark.parametrize(
    "head", ["<title>Pier Letters</title>", "<title>{}</title>", '<meta property="og:title" content="{}">']
)
def test_the_post_s_title_goes_before_what_names_nothing(title, head, other):
    body = f"<article><h2 class='entry-title'>The Lamp Is Lit</h2>{TEXT}</article>"
    assert title(head.format(other), f"<h1>{other}</h1>{body}") == ["The Lamp Is Lit"]
    assert title(head.format(other), f"{body}<h1>{other}</h1>") == ["The Lamp Is Lit"]


@pytest.mark.parametrize("name", ["Untitled", "Untitled Document", "Home", "Loading...", "{{ title }}", "undefined"])
def test_a_visible_headline_goes_before_a_template_in_the_head(title, name):
    assert title(f"<title>{name}</title>", f"<h1>The Lamp Is Lit</h1>{TEXT}") == ["The Lamp Is Lit"]
    assert title(f"<title>{name}</title>", f"<h2>The Lamp Is Lit</h2>{TEXT}<h2>Afterwards</h2>") == [
        "The Lamp Is Lit"
    ]
    stated = f'<title>{name}</title><meta property="og:title" content="The Lamp Is Lit">'
    assert title(stated, TEXT) == ["The Lamp Is Lit"]


def test_where_there_is_nothing_else_such_a_title_is_one(title):
    assert title("<title>Home | Pier Letters</title>", f"<h1>Home</h1>{TEXT}") == ["Home"]
    assert title("<title>Details</title>", f"<h1>Details</h1>{TEXT}<h2>Of lamps</h2>") == ["Details"]
