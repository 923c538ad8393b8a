import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.parts.page_number import MAY_HAVE_NUMBER, page_numbers_of, text_key

STORY = "https://site.example/2026/02/on-slow-ferries/"


@pytest.mark.parametrize(
    ("address", "number", "style", "first"),
    [
        (f"{STORY}2/", 2, "segment", STORY),
        (f"{STORY}2", 2, "segment", STORY.rstrip("/")),
        (f"{STORY}page/3/", 3, "word", STORY),
        (f"{STORY}seite-2", 2, "word", STORY.rstrip("/")),
        (f"{STORY}?page=2", 2, "word", STORY),
        (f"{STORY}?p=2&print=0", 2, "word", f"{STORY}?print=0"),
        ("https://site.example/index.php?id=9&seite=4", 4, "word", "https://site.example/index.php?id=9"),
        ("https://site.example/?p=71&page=2", 2, "word", "https://site.example/?p=71"),
        ("https://site.example/a/ferries_2.html", 2, "separator", "https://site.example/a/ferries.html"),
        ("https://site.example/a/ferries,2.html", 2, "separator", "https://site.example/a/ferries.html"),
        ("https://site.example/a/ferries-2.html", 2, "slug", "https://site.example/a/ferries.html"),
        ("https://site.example/a/ferries-page-12.php", 12, "word", "https://site.example/a/ferries.php"),
        ("https://site.example/a/ferries/2.html", 2, "segment", "https://site.example/a/ferries.html"),
    ],
)
def test_an_address_may_tell_which_page_of_which_text_it_is(address, number, style, first):
    found = next(iter(page_numbers_of(address)))
    assert (found.number, found.style, found.first) == (number, style, first)
    assert found.text_key == text_key(first) != text_key(address)
    assert MAY_HAVE_NUMBER.search(address)


@pytest.mark.parametrize(
    "address",
    [
        STORY,
        "https://site.example/2/",
        "https://site.example/page/2/",
        "https://site.example/?page=2",
        "https://site.example/?p=71",
        "https://site.example/news/12345",
        "https://site.example/a/?page=soon",
        "https://site.example/a/?page=123",
        "https://site.example/a/feed/",
        f"{STORY}comment-page-2/#comments",
        "mailto:a@site.example?page=2",
        "https://[",
        "",
    ],
)
def test_an_address_without_a_small_number_at_its_end_is_no_later_page_of_the_story(address):
    assert all(
        one.text_key not in {text_key(STORY), text_key("https://site.example/")} for one in page_numbers_of(address)
    )


def test_pages_of_one_text_share_a_key_whatever_its_ending():
    assert text_key("https://site.example/a/index.html") == text_key("https://site.example/a/")
    assert text_key("http://site.example/a.html?utm_source=x") == text_key("https://site.example/a")
    assert text_key("https://site.example/a") != text_key("https://www.site.example/a")
    assert text_key("https://site.example/a?id=1") != text_key("https://site.example/a?id=2")


@example(".-1", "-2").via("a path that normalisation leaves empty")
@given(st.text(), st.from_regex(r"[a-z0-9/_,.?=&;%-]{0,40}", fullmatch=True))
def test_any_address_is_taken_without_an_error(text, path):
    for address in (text, f"https://site.example/{text}", f"https://site.example/{path}"):
        for one in page_numbers_of(address):
            assert 0 <= one.number <= 99
            assert one.text_key == text_key(one.first)
