import json

import pytest

from extract.fields.lead_image import choose_image

PICTURE = "https://site.example/p/ferry.jpg"


def image_of(make_context, head="", body=""):
    html = f"<html><head>{head}</head><body>{body}</body></html>"
    choice = choose_image(make_context(html))
    return choice.chosen[0].text if choice.chosen else None


def linked(image, **more):
    return f"<script type=application/ld+json>{json.dumps({'@type': 'Article', 'image': image, **more})}</script>"


@pytest.mark.parametrize(
    "image",
    [
        PICTURE,
        "/p/ferry.jpg",
        [PICTURE, "https://site.example/p/other.jpg"],
        {"@type": "ImageObject", "url": PICTURE},
        {"@type": "ImageObject", "url": [PICTURE]},
        {"@type": "ImageObject", "contentUrl": PICTURE},
        {"@id": PICTURE},
        [{"url": PICTURE}],
        [None, 7, "", {"url": None}, PICTURE],
    ],
)
def test_an_image_is_read_in_every_shape_of_json_ld(make_context, image):
    assert image_of(make_context, linked(image)) == PICTURE


@pytest.mark.parametrize(
    "image", [None, 7, True, [], {}, [[PICTURE]], {"url": {"url": {}}}, "data:image/png;base64,A="]
)
def test_what_is_no_address_is_no_image(make_context, image):
    assert image_of(make_context, linked(image)) is None


def test_a_reference_to_another_object_is_followed(make_context):
    graph = {
        "@graph": [
            {"@type": "Article", "image": {"@id": "#i"}},
            {"@type": "ImageObject", "@id": "#i", "url": PICTURE},
        ]
    }
    assert image_of(make_context, f"<script type=application/ld+json>{json.dumps(graph)}</script>") == PICTURE


@pytest.mark.parametrize(
    "head",
    [
        "<meta property=og:image content=/p/ferry.jpg>",
        "<meta property=og:image content='//site.example/p/ferry.jpg'>",
        "<meta name=twitter:image content=/p/ferry.jpg>",
        "<meta name=twitter:image:src content=/p/ferry.jpg>",
        "<link rel=image_src href=/p/ferry.jpg>",
        "<meta itemprop=image content=/p/ferry.jpg>",
        "<meta property=og:image content=/p/site-logo.png><meta name=twitter:image content=/p/ferry.jpg>",
        "<meta property=og:image content=/default-share.png><meta name=twitter:image content=/p/ferry.jpg>",
        "<meta property=og:image content='http://[x'><meta name=twitter:image content=/p/ferry.jpg>",
    ],
)
def test_the_head_names_the_image(make_context, head):
    assert image_of(make_context, head) == PICTURE


def test_what_the_page_says_is_its_logo_is_not_the_articles_image(make_context):
    publisher = {"@type": "Organization", "logo": {"url": "/p/mark.png"}}
    head = linked(PICTURE, publisher=publisher) + "<meta property=og:image content=/p/mark.png>"
    assert image_of(make_context, head) == PICTURE


def test_an_article_about_a_logo_may_show_one(make_context):
    head = "<title>How We Drew a Logo</title><meta property=og:image content=/p/new-logo.png>"
    assert image_of(make_context, head) == "https://site.example/p/new-logo.png"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<article><h1>A</h1><img src=/p/ferry.jpg></article>", PICTURE),
        ("<article><h1>A</h1><img src='data:image/gif;base64,R0' data-src=/p/ferry.jpg></article>", PICTURE),
        ("<article><h1>A</h1><img src=/i.png width=24 height=24px><img src=/p/ferry.jpg></article>", PICTURE),
        ("<article><h1>A</h1><aside><img src=/x.jpg></aside></article>", None),
        ("<header><img src=/x.jpg></header><article><h1>A</h1></article>", None),
        ("<article><img src=/p/ferry.jpg width=100%></article>", PICTURE),
        ("<h1>A</h1><img src=/x.jpg>", None),
    ],
)
def test_else_the_first_large_picture_of_the_article_is_its_image(make_context, body, expected):
    assert image_of(make_context, "", body) == expected
