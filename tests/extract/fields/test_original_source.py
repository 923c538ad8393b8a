# ruff: noqa: RUF001 - words as the languages write them
import pytest

from extract.fields.original_source import choose_source

LINK = "<a href='https://elsewhere.example/2026/ferries/'>The Elsewhere Review</a>"


@pytest.fixture
def choose(make_context):
    """Choose the source of a text; its container is known unless it is said to be unknown."""

    def make(html, *, head="", known=True, **options):
        context = make_context(
            f"<html><head>{head}</head><body><div class=text>{html}</div></body></html>", **options
        )
        return choose_source(context, context.page.select(".text")[0] if known else None)

    return make


def urls(choice):
    return [one.text for one in choice.chosen]


@pytest.mark.parametrize(
    "line",
    [
        f"This article first appeared in {LINK}.",
        f"Originally published by {LINK} on 3 March.",
        f"This post is republished from {LINK} under a Creative Commons licence.",
        f"Dieser Text ist zuerst erschienen in {LINK}.",
        f"Cet article a été initialement publié dans {LINK}.",
        f"Publicado originalmente en {LINK}",
        f"Pubblicato originariamente su {LINK}",
        f"Publicado originalmente no {LINK}",
        f"Dit stuk verscheen eerder in {LINK}",
        f"Впервые опубликовано в {LINK}",
        f"Bu yazı ilk olarak {LINK} sitesinde yayımlanmıştır",
        f"原文：{LINK}",
    ],
)
def test_a_sentence_that_says_where_a_text_first_stood_is_believed_anywhere(choose, line):
    for html in (f"<p>{line}</p><p>One.</p>", f"<p>One.</p><p><em>{line}</em></p>"):
        for known in (True, False):
            choice = choose(html, known=known)
            assert urls(choice) == ["https://elsewhere.example/2026/ferries/"]
            assert choice.confidence >= 0.9


@pytest.mark.parametrize(
    "label",
    ["Source: ", "via ", "Quelle: ", "Source : ", "Fuente: ", "Kaynak: ", "Fonte: ", "Źródło: ", "Источник: ",
     "المصدر: ", "来源：", "출처: "],
)  # fmt: skip
def test_a_label_is_believed_at_an_end_of_a_known_text_only(choose, label):
    line = f"<p>{label}{LINK}</p>"
    text = "<p><a href='/x'>A paragraph</a></p>" * 5
    assert urls(choose(line + text))
    assert choose(line + text).confidence < 0.9
    assert urls(choose(text + line))
    assert not urls(choose(text + line + text))
    assert not urls(choose(text + line, known=False))


@pytest.mark.parametrize(
    "line",
    [
        "Originally published in 2019.",
        "Source: Reuters",
        "This article first appeared in <a href='/2019/'>our archive</a>.",
        "This article first appeared in <a href='https://blog.site.example/x'>our blog</a>.",
        "Via <a href='https://twitter.com/intent/tweet?url=x'>Twitter</a>",
        "Source: <a href='https://www.facebook.com/sharer.php?u=x'>Share</a>",
        "Source: <a href='mailto:a@b.example'>Ann</a>",
        "Source: <a href='http://['>Broken</a>",
        f"{LINK} wrote of what had been originally published in 2019.",
        "It was originally published, " + "as all of them were, " * 20 + LINK,
    ],
)
def test_without_a_link_elsewhere_behind_the_cue_there_is_no_source(choose, line):
    assert urls(choose(f"<p>One.</p><p>{line}</p>")) == []


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://elsewhere.example/2026/ferries/", ["https://elsewhere.example/2026/ferries/"]),
        ("https://www.site.example/2026/ferries/", []),
        ("https://amp.site.example/2026/ferries/", []),
        ("https://elsewhere.example/", []),
        ("/2026/ferries/", []),
        ("http://[", []),
        ("", []),
    ],
)
def test_a_canonical_address_on_another_site_is_a_source(choose, href, expected):
    choice = choose("<p>One.</p>", head=f"<link rel=canonical href='{href}'>")
    assert (urls(choice), choice.confidence) == (expected, 0.9 if expected else 0.0)


def test_a_page_from_a_file_has_no_source_in_its_own_canonical_address(choose):
    head = "<link rel=canonical href='https://elsewhere.example/2026/ferries/'>"
    own = "<p>Originally published in <a href='https://www.elsewhere.example/2025/x'>our paper</a>.</p>"
    for html in ("<p>One.</p>", own):
        assert urls(choose(html, head=head, url="file:///home/ann/ferries.html", hosts=("localhost",))) == []


def test_a_page_from_a_file_has_the_source_that_its_text_states(choose):
    head = "<link rel=canonical href='https://site.example/2026/ferries/'>"
    choice = choose(f"<p>Originally published in {LINK}.</p>", head=head, url="file:///home/ann/ferries.html")
    assert urls(choice) == ["https://elsewhere.example/2026/ferries/"]


def test_what_the_text_says_goes_before_the_canonical_address_and_both_are_kept(choose):
    head = "<link rel=canonical href='https://third.example/x'>"
    choice = choose(f"<p>Originally published in {LINK}</p>", head=head)
    assert [one.text for one in choice.candidates] == [
        "https://elsewhere.example/2026/ferries/",
        "https://third.example/x",
    ]


def test_a_line_that_stands_in_no_paragraph_is_read_too(choose):
    assert urls(choose(f"<small>Source: {LINK}</small>")) == ["https://elsewhere.example/2026/ferries/"]
