"""Articles in unusual HTML: each is read whole, in order, and without the site around it."""

import pytest

from extract.errors import NotAnArticle
from extract.read import read_article
from odd_pages import ALL, FURNITURE, PARAGRAPHS, TITLE, URL, framed, in_p

FRAMES = (
    "<html><head><title>The Harbour Post</title></head><frameset cols='20%,80%'><frame src=menu.html>"
    "<frame src=text.html><noframes><body><p>Your browser shows no frames. {}</p></body></noframes></frameset></html>"
)


@pytest.mark.parametrize("name", ALL)
def test_an_odd_page_is_read_whole_and_without_the_site_around_it(make_page, make_site, name):
    page = ALL[name]
    article = read_article(make_page(page.body, url=URL, content_type=page.content_type), make_site())
    assert article.body_text == page.text
    assert [one for one in FURNITURE if one in article.body_text] == []


@pytest.mark.parametrize("html", [FRAMES.format(""), FRAMES.format(" ".join(PARAGRAPHS))])
def test_a_page_of_frames_is_refused_by_name(make_page, make_site, html):
    with pytest.raises(NotAnArticle, match="frames"):
        read_article(make_page(html), make_site())


def test_lazy_images_are_kept_where_they_stand(make_page, make_site):
    article = read_article(make_page(ALL["lazy images"].body, url=URL), make_site())
    assert [image.url for image in article.images] == [f"https://post.example/i/{n}.jpg" for n in range(8)]


def test_the_title_of_a_page_whose_text_is_hidden_is_its_own(make_page, make_site):
    article = read_article(make_page(ALL["the state of Next.js, hidden"].body, url=URL), make_site())
    assert (article.title, article.found_by["body"]) == (TITLE, "hidden text")


@pytest.mark.parametrize("name", ["paragraphs", "a table of data", "divs only"])
def test_a_text_that_is_shown_goes_before_the_same_in_a_script(make_page, make_site, name):
    page = ALL[name].body.decode()
    for place in ("articleBody of JSON-LD", "the state of Next.js"):
        hidden = ALL[f"{place}, hidden"].body.decode()
        start = hidden.index('<script id="')
        script = hidden[start : hidden.index("</script>", start) + 9]
        both = page.replace("</head>", f"{script}</head>")
        article = read_article(make_page(both, url=URL), make_site())
        assert (article.body_text, article.found_by["body"]) == (ALL[name].text, "blocks")


def test_the_text_of_another_article_in_a_script_is_not_this_ones(make_page, make_site):
    page = framed(in_p(PARAGRAPHS[:3]) + '<script type="application/json">{"next": {"title": "Another", "body": "%s"}}</script>'
                  % ("The dredger went on by night, and the mole was closed to walkers until May. " * 90))  # fmt: skip
    article = read_article(make_page(page, url=URL), make_site())
    assert article.body_text == "\n\n".join(PARAGRAPHS[:3])
