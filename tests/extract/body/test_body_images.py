"""Each image of a text is read once, however the page loads it, with its caption."""

import pytest

from extract.read import read_article

TEXT = (
    "The weir keeper opens the sluice at four in the morning, before the millers wake, and writes the height of the "
    "water "
    "on a slate that hangs beside the door. Nobody has asked to read the slate since the new gauge was built."
)
SITE = "https://site.example"
GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
SVG = "data:image/svg+xml,%3Csvg%20xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E"


@pytest.fixture(params=["any site", "a profile"])
def read_images(request, make_page, make_site):
    lines = "articles = '/2026/'\n" + (
        "[fields]\nbody = [{ css = '.text' }]\n" if request.param == "a profile" else ""
    )

    def read(html, **options):
        inner = f"<div class='text'><p>{TEXT}</p>{html}<p>{TEXT[::-1]}</p><p>Last of all: {TEXT}</p></div>"
        page = f"<html lang=en><title>The slate</title><body><article><h1>The slate</h1>{inner}</article>"
        article = read_article(make_page(page, **options), make_site(lines))
        return [(image.url.removeprefix(SITE), image.caption) for image in article.images]

    return read


ONE = [("/a.jpg", "")]
IMAGES = {
    "src": "<p><img src='/a.jpg'></p>",
    "data-src": f"<p><img src='{GIF}' data-src='/a.jpg' class='lazyload'></p>",
    "data-lazy-src and a twin": (
        f"<p><img src='{SVG}' data-lazy-src='/a.jpg'><noscript><img src='/a.jpg'></noscript></p>"
    ),
    "data-original": "<p><img src='/img/blank.gif' data-original='/a.jpg'></p>",
    "data-ezsrc": "<p><img src='/ezoimgfmt/x.gif' data-ezsrc='/a.jpg'></p>",
    "data-srcset": f"<p><img src='{GIF}' data-srcset='/a-300.jpg 300w, /a.jpg 1200w, /a-600.jpg 600w'></p>",
    "srcset": "<p><img srcset='/a-1x.jpg, /a.jpg 2x' alt=''></p>",
    "srcset beside a placeholder": "<p><img src='/static/placeholder.png' srcset='/a-300.jpg 300w, /a.jpg 900w'></p>",
    "srcset with commas in URLs": "<p><img srcset='/t/w_300,h_2/b.jpg 300w, /a.jpg 900w'></p>",
    "sources": "<picture><source srcset='/a.webp' type='image/webp'><source srcset='/s.jpg 1x, /a.jpg 2x'><img "
    "alt=x></picture>",
    "sources with data-srcset": (
        f"<picture><source data-srcset='/a.jpg 800w' type='image/jpeg'><img src='{GIF}' alt=x></picture>"
    ),
    "noscript alone": "<p><noscript><img src='/a.jpg'></noscript></p>",
    "a noscript between paragraphs": "<noscript><img src='/a.jpg' width=800></noscript>",
    "noscript beside a placeholder": f"<p><img src='{GIF}' class=lazy><noscript><img src='/a.jpg'></noscript></p>",
    "noscript before the lazy image": f"<p><noscript><img src='/a.jpg'></noscript><img src='{GIF}' "
    "data-src='/a.jpg'></p>",
    "a hidden lazy image": (
        "<p><img class=lazy style='display:none' data-src='/a.jpg'><noscript><img src='/a.jpg'></noscript></p>"
    ),
    "Next.js": f"<span><img src='{GIF}' data-nimg='fill'><noscript><img src='/a.jpg'></noscript></span>",
    "Gatsby": (
        f"<div class='gatsby-image-wrapper'><img aria-hidden='true' src='{SVG}' alt=''>"
        "<picture><source data-srcset='/a.avif' type='image/avif'><img data-main-image data-src='/a.jpg'></picture>"
        "<noscript><picture><img data-main-image src='/a.jpg'></picture></noscript></div>"
    ),
    "amp-img": "<amp-img src='/a.jpg' width=800 height=500 layout=responsive></amp-img>",
    "amp-img with a fallback": "<p><amp-img src='/a.jpg'><noscript><img src='/a.jpg'></noscript></amp-img></p>",
    "amp-img with srcset": "<amp-img srcset='/a-300.jpg 300w, /a.jpg 900w' width=900 height=500></amp-img>",
    "amp-anim": "<amp-anim src='/a.jpg' width=8 height=5><amp-img placeholder src='/p.jpg'></amp-img></amp-anim>",
    "a template of a width": "<p><img src='/a.jpg' data-src='/i/{width}/a.jpg'></p>",
}


@pytest.mark.parametrize("html", IMAGES.values(), ids=IMAGES)
def test_an_image_is_read_once_by_its_true_url(read_images, html):
    assert read_images(html) == ONE


FIGURES = {
    "amp-img": "<figure><amp-img src='/a.jpg' width=8 height=5></amp-img>{}</figure>",
    "a background attribute": "<figure><div class='lazy' data-bg='/a.jpg'></div>{}</figure>",
    "a background style": "<figure><div style=\"height:9em;background:#eee url('/a.jpg') center\"></div>{}</figure>",
    "a background and a fallback": "<figure><div data-bg='url(/a.jpg)'></div><noscript><img "
    "src='/a.jpg'></noscript>{}</figure>",
    "noscript": "<figure><noscript><img src='/a.jpg'></noscript>{}</figure>",
    "a lazy image and a fallback": (
        f"<figure><a href='/a-full.jpg'><img src='{GIF}' data-src='/a.jpg'></a><noscript><img "
        f"src='/a.jpg'></noscript>"
        "{}</figure>"
    ),
    "sources": "<figure><picture><source srcset='/a.jpg 1x' type='image/jpeg'><img "
    "loading=lazy></picture>{}</figure>",
}


@pytest.mark.parametrize("html", FIGURES.values(), ids=FIGURES)
def test_a_caption_stays_with_its_image(read_images, html):
    assert read_images(html.format("<figcaption>The sluice at dawn.</figcaption>")) == [
        ("/a.jpg", "The sluice at dawn.")
    ]


def test_a_figure_with_a_background_and_no_caption_is_an_image(read_images):
    assert read_images("<figure><div data-background-image='/a.jpg'></div></figure>") == ONE


NO_IMAGES = {
    "a placeholder alone": f"<p><img src='{GIF}'></p>",
    "an image that counts": "<p><img src='/count.gif' width=1 height=1></p>",
    "one in a noscript": "<noscript><img src='/tr?id=1' height='1' width='1' style='display:none'></noscript>",
    "a background outside of figures": "<div class='hero' style=\"background-image:url('/a.jpg')\"></div>",
    "an svg": "<p><svg><image href='/a.jpg'></image></svg></p>",
    "a template": "<p><img data-src='{{ image }}'></p>",
}


@pytest.mark.parametrize("html", NO_IMAGES.values(), ids=NO_IMAGES)
def test_what_shows_no_picture_of_the_text_is_no_image(read_images, html):
    assert read_images(html) == []


def test_two_images_and_their_fallbacks_are_two(read_images):
    html = "".join(
        f"<p><img src='{GIF}' data-src='/{name}.jpg'><noscript><img src='/{name}.jpg'></noscript></p>"
        for name in "ab"
    )
    assert read_images(html) == [("/a.jpg", ""), ("/b.jpg", "")]


def test_links_of_a_saved_page_start_from_the_url_that_it_states(read_images):
    assert read_images("<p><img src='/a.jpg'></p>", url="file:///tmp/page.html") == []
    html = f"<link rel=canonical href='{SITE}/2026/late/'><p><img src='/a.jpg'></p>"
    assert read_images(html, url="file:///tmp/page.html") == ONE


def test_many_fallbacks_take_linear_time(read_images):
    count = 4000
    assert len(read_images(f"<div>{'<noscript><img src=/a.jpg></noscript>' * count}</div>")) == count
