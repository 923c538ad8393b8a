"""Who owns a blog wrote its posts, where no page says otherwise."""

import pytest

from essay import PARAGRAPHS
from extract.read import read_article


@pytest.fixture
def authors(make_page, make_site):
    def read(*, head="", byline="", within="", behind=""):
        text = "".join(f"<p>{text}</p>" for text in PARAGRAPHS)
        html = (
            f"<html lang=en><head><title>Salt and patience</title>{head}</head><body><main><article>"
            f"<h1>Salt and patience</h1>{byline}<div>{text}{within}</div></article></main>{behind}</body></html>"
        )
        return read_article(make_page(html), make_site('articles = "site"\n')).authors

    return read


def site(key, value, kind="WebSite"):
    return f'<script type="application/ld+json">{{"@type": "{kind}", "name": "Lamps", "{key}": {value}}}</script>'


PERSON = '{"@type": "Person", "name": "Ida Marsh"}'
OWNERS = {
    "site's author": {"head": site("author", PERSON)},
    "site's publisher": {"head": site("publisher", PERSON)},
    "blog's author as text": {"head": site("author", '"Ida Marsh"')},
    "link": {"head": "<link rel=author href=/about/ title='Ida Marsh'>"},
    "card in a footer": {"behind": "<footer class=h-card><a class='p-name u-url' href=/>Ida Marsh</a></footer>"},
    "card in an aside": {"behind": "<aside><div class=h-card><span class=p-name>Ida Marsh</span></div></aside>"},
    "card of one link": {"behind": "<p><a class=h-card rel=me href=https://social.example/@ida>Ida Marsh</a></p>"},
    "link to about": {"behind": "<footer>© <a rel=author href=/about/>Ida Marsh</a></footer>"},
}


@pytest.mark.parametrize("kind", OWNERS)
def test_the_owner_of_a_site_is_the_author_where_nothing_else_is_known(authors, kind):
    assert authors(**OWNERS[kind]) == ("Ida Marsh",)


@pytest.mark.parametrize("kind", OWNERS)
def test_the_owner_of_a_site_gives_way_to_a_byline(authors, kind):
    assert authors(byline="<p>By Ann Lee</p>", **OWNERS[kind]) == ("Ann Lee",)


@pytest.mark.parametrize(
    "places",
    [
        {"within": "<p>I met <a class=h-card href=https://else.example/>Ben Ray</a> there.</p>"},
        {"behind": "<div class=comments><a class='p-author h-card' href=https://else.example>Ben Ray</a></div>"},
        {"behind": "<div class=comments><p class=h-card><b class=p-name>Ben Ray</b></p></div>"},
        {
            "behind": "".join(
                f"<p class=h-card><a class=p-name href=/>{name}</a></p>" for name in ("Ann Lee", "Ben Ray")
            )
        },
        {"head": site("author", '{"@type": "Organization", "name": "Lamp Works"}')},
        {"head": site("publisher", '"Lamps"')},
        {"head": "<link rel=author href=https://else.example/>"},
        {"behind": "<footer><a rel=author href=https://else.example/>Ben Ray</a></footer>"},
    ],
)
def test_whom_a_page_only_mentions_or_who_is_nobody_is_no_owner(authors, places):
    assert authors(**places) == ()
