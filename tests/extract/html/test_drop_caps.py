import pytest

from extract.html.parse import parse_html


def texts(html):
    source = f"<html><body>{html}</body></html>"
    body = parse_html("https://site.example/", source.encode(), lambda: source).find("body")
    return [" ".join("".join(element.itertext()).split()) for element in body]


TWICE = [
    '<p><span class="cap" aria-hidden="true">T</span><span class="visually-hidden">T</span>he quay is long.</p>',
    '<p><span class="sr-only">The</span><span aria-hidden="true">T</span><span aria-hidden="true">he</span> quay is long.</p>',
    '<p><span aria-hidden="true"><span class="big">T</span>he</span> <span class="x1f3">The</span> quay is long.</p>',
    "<p><b aria-hidden=true>T</b><i>T</i>he quay is long.</p>",
    '<p><span class="screen-reader-text">The quay is long.</span><span aria-hidden="true"><b>T</b>he quay is long.</span></p>',
]


@pytest.mark.parametrize("html", TWICE)
def test_a_text_for_the_eye_and_again_for_screen_readers_is_read_once(html):
    assert texts(html) == ["The quay is long."]


@pytest.mark.parametrize(
    "html",
    [
        '<p><img class="initial" src="/caps/t.png" alt="T">he quay is long.</p>',
        "<p><img alt=T src=t.svg>he quay is long.</p>",
        "<p><span><img src='t.png' alt='T'/>he</span> quay is long.</p>",
    ],
)
def test_an_image_of_the_first_letter_is_read_as_the_letter(html):
    assert texts(html) == ["The quay is long."]


@pytest.mark.parametrize(
    "html",
    [
        '<p><span class="dropcap">T</span>\nhe quay is long.</p>',
        '<p><span class="has-drop-cap">T</span> he quay is long.</p>',
        '<div class="drop-cap">T</div><p>he quay is long.</p>',
        '<span class="dropcap">T</span><p>he quay is long.</p>',
        '<span class="drop-cap">T</span>\n<p> he quay is long.</p>',
        '<div><span class="lettrine"><b>T</b></span><p>he <i>quay</i> is long.</p></div>',
        '<p><span class="lettrine">T</span>he quay is long.</p>',
        '<p><span class="firstcharacter">“T</span> he quay is long.</p>',
    ],
)
def test_a_letter_set_apart_is_joined_to_its_word(html):
    assert [text.lstrip("“") for text in texts(html)] == ["The quay is long."]


def test_a_first_letter_for_the_eye_alone_is_shown_to_all():
    source = '<html><body><p><span aria-hidden="true">T</span>he quay</p></body></html>'
    body = parse_html("https://site.example/", source.encode(), lambda: source).find("body")
    assert [element.get("aria-hidden") for element in body.iter("span")] == [None]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p><span class="dropcap">A</span> man waits.</p>', "A man waits."),
        ('<p><span class="dropcap">X</span> marks the spot.</p>', "X marks the spot."),
        ('<p>He wrote <span aria-hidden="true">A</span> and <span>A</span>.</p>', "He wrote A and A."),
        ('<p><span aria-hidden="true">2</span><span>3</span> boats</p>', "23 boats"),
        ('<p>Plan <img alt="B" src="b.png">y noon.</p>', "Plan y noon."),
        ('<p><img alt="T" src="t.png"> The quay.</p>', "The quay."),
        ('<p><img alt="The quay" src="q.png">is long.</p>', "is long."),
        ("<p><b>no</b><b>no</b> she said</p>", "nono she said"),
        ('<p class="dropcap">The quay is long.</p>', "The quay is long."),
    ],
)
def test_what_looks_like_a_first_letter_stays(html, expected):
    assert texts(html) == [expected]
