"""The kind of a page, decided with the defaults alone: pages of each kind, and articles that resemble them."""

import json
import re

import pytest

from extract.errors import NotAnArticle
from extract.explain import explain
from extract.kind.page_features import FEATURE_DESCRIPTIONS, PAGE_FEATURES
from extract.kind.stated_kind import kind_by_address
from extract.models import logistic_model
from extract.read import read_article

SENTENCES = (
    "Ferries wait for the tide, and the harbour waits for ferries, which nobody on the quay minds at all.",
    "The pilot, who has read the timetable twice, says that it was written by people who own no boat.",
    "Soup is sold from seven in the morning, and what is left of it at noon goes to the crews.",
    "It rained through most of March, so that the new pier was opened by four people and a dog.",
)
PARAGRAPHS = "".join(f"<p>{' '.join(SENTENCES[at % 4 :] + SENTENCES[: at % 4])}</p>" for at in range(7))
MENU = (
    "<nav><ul>"
    + "".join(f"<li><a href='/{name}/'>{name.title()}</a>" for name in ("boats", "soup", "rain"))
    + "</ul></nav>"
)
NAMES = ("harbour", "ferry", "pilot", "soup", "quay", "tide", "pier", "rope", "lantern", "anchor", "gull", "crane")


def cards(path, text="Read how it came about"):
    return "".join(
        f"<div class=card><a href='{path}/{name}-story-of-the-{number}/'><img src=/{name}.jpg></a>"
        f"<h3><a href='{path}/{name}-story-of-the-{number}/'>The {name} and what came of it</a></h3>"
        f"<p>{text}</p></div>"
        for number, name in enumerate(NAMES)
    )


def goods(path):
    return "".join(
        f"<li class=item><a href='{path}/{name}-{number}'><img src=/{name}.jpg>Brass {name}</a>"
        f"<span>$ {number}9.50</span>"
        f"<button>Add to cart</button></li>"
        for number, name in enumerate(NAMES)
    )


def document(body, title="The Pier", head=""):
    return f"<!DOCTYPE html><html lang=en><head><title>{title}</title>{head}</head><body>{MENU}{body}</body></html>"


def stated(**node):
    return f"<script type='application/ld+json'>{json.dumps({'@context': 'https://schema.org', **node})}</script>"


KINDS = {
    "listing": ("/news/harbour/", document(f"<h1>Harbour</h1>{cards('/news/harbour')}", "Harbour")),
    "category": ("/category/soup/", document(f"<h1>Soup</h1>{cards('/2026/03')}<a href='?page=2'>Next</a>", "Soup")),
    "tag": ("/tag/rain", document(f"<h1>Rain</h1>{cards('/a')}", "Rain", stated(**{"@type": "CollectionPage"}))),
    "collection": ("/collections/lanterns", document(f"<h1>Lanterns</h1><ul>{goods('/products')}</ul>", "Lanterns")),
    "home page": ("/", document(f"<h1>The Pier</h1>{cards('/stories')}{cards('/boats')}")),
    "author page": (
        "/author/ann-lee/",
        document(f"<h1>Ann Lee</h1><p>Ann writes.</p>{cards('/2026/03')}", "Ann Lee"),
    ),
    "search": ("/search/?q=soup", document(f"<h1>Results for soup</h1>{cards('/2026/03', 'Soup …')}", "soup")),
    "product": (
        "/products/brass-lantern",
        document(
            "<h1>Brass lantern</h1><span>$ 49.50</span><button>Add to cart</button>"
            f"<p>It is bright, it is brass, and it may hang on any boat.</p><ul>{goods('/products')}</ul>",
            "Brass lantern",
            "<meta property='og:type' content='product'>" + stated(**{"@type": "Product", "name": "Brass lantern"}),
        ),
    ),
    "job": (
        "/jobs/pilot-4711",
        document(
            "<h1>Pilot</h1><ul><li>Full time</li><li>Harbour</li></ul><a href='/apply'>Apply now</a>",
            "Pilot",
            stated(**{"@type": "JobPosting", "title": "Pilot"}),
        ),
    ),
    "contact page": (
        "/contact/",
        document("<h1>Contact</h1><p>Pier 4, open at seven.</p><form><input name=a><input name=b></form>", "Contact"),
    ),
    "video without a text": (
        "/watch/the-new-pier",
        document(
            "<h1>The new pier</h1><video src=/a.mp4></video><p>Four people and a dog open the new pier.</p>",
            "The new pier",
            "<meta property='og:type' content='video.other'>",
        ),
    ),
}  # fmt: skip
PAGES_OF_MANY = {
    "goods that og:type calls a group": (
        "/lanterns-for-any-boat",
        document(
            f"<h1>Lanterns for any boat</h1><ul>{goods('/lanterns')}</ul>{PARAGRAPHS[:900]}",
            "Lanterns for any boat",
            "<meta property=og:type content=product.group>",
        ),
    ),
    "a collection that og:type calls an article": (
        "/soup-recipes-4711",
        document(
            f"<h1>Soup recipes</h1>{cards('')}<p>{SENTENCES[2]}</p>",
            "Soup recipes",
            "<meta property=og:type content=article>" + stated(**{"@type": ["ItemList", "CollectionPage"]}),
        ),
    ),
    "a shop's list with a text under it": (
        "/gb/lanterns",
        document(
            f"<h1>Lanterns</h1><ul class=products>{goods('/gb/brass')}</ul><a class=add-to-cart>Add</a>"
            f"<div class=pagination><a href='?page=2'>2</a></div>{PARAGRAPHS[:800]}",
            "Lanterns",
        ),
    ),
}  # fmt: skip
REASONS = {"category": "listing", "tag": "listing", "collection": "listing"}


def read(make_page, make_site, path, html, lines=""):
    return read_article(make_page(html, url=f"https://site.example{path}"), make_site(lines))


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_another_kind_is_refused_with_its_reason(make_page, make_site, kind):
    with pytest.raises(NotAnArticle) as caught:
        read(make_page, make_site, *KINDS[kind])
    assert caught.value.problem == REASONS.get(kind, kind)


@pytest.mark.parametrize("name", PAGES_OF_MANY)
def test_a_page_of_many_items_is_refused_whatever_else_it_states(make_page, make_site, name):
    with pytest.raises(NotAnArticle, match="listing"):
        read(make_page, make_site, *PAGES_OF_MANY[name])


@pytest.mark.parametrize("kind", KINDS)
def test_a_profiles_articles_and_container_overrule_the_score(make_page, make_site, kind):
    path, html = KINDS[kind]
    assert read(make_page, make_site, path, html, "articles = '.'\n").body_text
    assert read(make_page, make_site, path, html, '[fields]\nbody = [{ css = "body" }]\n').body_text


ARTICLES = {
    "an article": ("/2026/03/a-slow-ferry/", document(f"<h1>A Slow Ferry</h1>{PARAGRAPHS}", "A Slow Ferry")),
    "an article with cards under it": (
        "/2026/03/a-slow-ferry/",
        document(f"<article><h1>A Ferry</h1>{PARAGRAPHS}</article><h2>More</h2>{cards('/2026/03')}", "A Ferry"),
    ),
    "a short article on a bare page": (
        "/2026/03/soup-at-seven",
        f"<html><title>Soup at Seven</title><body><h1>Soup at Seven</h1><p>{' '.join(SENTENCES[:3])}</p>",
    ),
    "an article of links": (
        "/2026/03/what-we-read-in-march/",
        document(
            "<h1>What we read in March</h1>"
            + "".join(
                f"<p><a href='https://{name}.example/a'>The {name} and what came of it</a>: {SENTENCES[at % 4]}</p>"
                for at, name in enumerate(NAMES)
            ),
            "What we read in March",
        ),
    ),
    "a numbered list as an article": (
        "/best-twelve-lanterns",
        document(
            "<h1>The best twelve lanterns</h1>"
            + "".join(f"<h2>{at}. Brass {name}</h2><p>{' '.join(SENTENCES)}</p>" for at, name in enumerate(NAMES, 1)),
            "The best twelve lanterns",
        ),
    ),
    "an article with a video": (
        "/2026/03/the-new-pier/",
        document(f"<h1>The new pier</h1>{PARAGRAPHS}", "The new pier", stated(**{"@type": "VideoObject"})),
    ),
    "a review that names its product": (
        "/reviews/brass-lantern-review",
        document(
            f"<h1>Brass lantern review</h1>{PARAGRAPHS}",
            "Brass lantern review",
            stated(**{"@type": "Product", "name": "Brass lantern"}) + stated(**{"@type": "Review"}),
        ),
    ),
    "an article saved without its URL": (
        "/",
        document(
            f"<h1>A Slow Ferry</h1>{PARAGRAPHS[:700]}",
            "A Slow Ferry",
            "<link rel=canonical href=https://harbour.example/2026/03/a-slow-ferry>",
        ),
    ),
    "a short article at a URL without words": (
        "/?id=0",
        document(f"<h1>The Building Office</h1><p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>", "The Building Office"),
    ),
    "an article with classes of basketball and cartoons": (
        "/2026/03/a-slow-ferry",
        document(
            f"<div class='basketball descartes'><h1>A Slow Ferry</h1><p class=cartoon>{SENTENCES[0]}</p>"
            f"<p>{SENTENCES[1]}</p></div>",
            "A Slow Ferry",
        ),
    ),
    "an article of many prices": (
        "/topics/lights/best-lanterns",
        document(
            "<h1>The best lanterns</h1><article>"
            + "".join(f"<h2>Brass {name}</h2><p>$ 49.50</p><p>{' '.join(SENTENCES)}</p>" for name in NAMES)
            + "</article>",
            "The best lanterns",
            "<meta property=og:title content='The best lanterns'>",
        ),
    ),
    "an article at a URL of a number": ("/?p=4711", document(f"<h1>A Ferry</h1>{PARAGRAPHS}", "A Ferry")),
    "an article in another language": (
        "/nachrichten/die-langsame-faehre-12345.html",
        document(
            "<h1>Die langsame Fähre</h1>"
            + "<p>Die Fähre wartet auf die Flut, und der Hafen auf die Fähre, was am Kai niemanden stört.</p>" * 9,
            "Die langsame Fähre",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ARTICLES)
def test_an_article_is_kept(make_page, make_site, name):
    assert read(make_page, make_site, *ARTICLES[name]).body_text


@pytest.mark.parametrize(
    ("url", "kind"),
    [
        ("https://site.example/", "home page"),
        ("https://site.example/en-gb/", "home page"),
        ("https://site.example/index.html", "home page"),
        ("https://site.example/?s=soup", "search"),
        ("https://site.example/?p=4711", None),
        ("https://site.example/de/kontakt.html", "contact page"),
        ("https://site.example/authors/ann", "author page"),
        ("https://site.example/authors/ann/2026/why", None),
        ("https://site.example/search-for-soup/", None),
        ("file:///tmp/", None),
        ("https://[broken/", None),
    ],
)
def test_a_url_tells_some_kinds(url, kind):
    assert kind_by_address(url) == kind


def test_a_file_has_no_address_to_be_judged_by(make_page, make_site):
    page = make_page(ARTICLES["an article"][1], url="file:///tmp/search/index.html")
    assert read_article(page, make_site()).body_text


@pytest.mark.parametrize("types", [None, 7, [["Product"]], {"a": 1}, [None, "Thing"] * 3000])
def test_broken_jsonld_types_state_nothing(make_page, make_site, types):
    html = document(f"<h1>A Slow Ferry</h1>{PARAGRAPHS}", "A Slow Ferry", stated(**{"@type": types}))
    assert read(make_page, make_site, "/2026/03/a-slow-ferry/", html).body_text


def test_explain_shows_the_kind_and_why(make_page, make_site):
    path, html = KINDS["author page"]
    page = make_page(html, url=f"https://site.example{path}")
    told = explain(page, make_site())[-1]
    assert (told.field, told.value) == ("kind", "refused as author page")
    assert re.fullmatch(r"probability of an article 0\.0\d, below the threshold 0\.36", told.details[0])
    assert ("-3.0", "states author page") in told.others
    told = explain(page, make_site("articles = '.'"))[-1]
    assert told.value == "author page, by its score"
    assert told.details[1].startswith("not used")


def test_explain_shows_numbers_that_add_up(make_page, make_site):
    for path, html in (*KINDS.values(), *ARTICLES.values()):
        told = explain(make_page(html, url=f"https://site.example{path}"), make_site())[-1]
        *parts, total = [float(contribution) for contribution, _ in told.others]
        assert abs(sum(parts) - total) < 0.05 * (len(parts) + 1) + 1e-9
        assert told.rule == f"score {total:+.1f}"


def test_every_feature_has_a_description_of_its_own():
    assert logistic_model("kind").features == PAGE_FEATURES == tuple(FEATURE_DESCRIPTIONS)
    assert len(set(FEATURE_DESCRIPTIONS.values())) == len(FEATURE_DESCRIPTIONS)


def test_the_same_page_has_the_same_kind_twice(make_page, make_site):
    told = [explain(make_page(html), make_site())[-1] for _, html in ARTICLES.values() for _ in range(2)]
    assert told[::2] == told[1::2]
