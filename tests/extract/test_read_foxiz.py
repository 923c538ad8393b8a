from datetime import UTC, datetime
from importlib.resources import files

import pytest

import sites
from extract.article import Article, Comment, Hyperlink, Image
from extract.errors import NotAnArticle
from extract.explain import explain
from extract.read import read_article

URL = "https://geopolist.io/2024/10/the-quiet-lighthouse/"
TITLE = "The Quiet Lighthouse: Who Keeps the “Inner Strait” Open?"
HOUSE = "Geopolist | Istanbul Center for Geopolitics"

TEXT = """\
Summary and Additional Remarks by Geopolist | Istanbul Center for Geopolitics:

Nobody owns the lighthouse on the Inner Strait, which is why it still works.[1] Four navies pass below it, \
each of them certain that one of the others pays for the oil.

The rule of the lamp

There are three rules:

- the lamp is lit at dusk;
- nobody asks who paid for the oil;
- the log is never copied.

We are not neutral.

We are merely busy.

The keeper

A light has no flag

A heading with nothing under it

The strait at dusk, seen from the gallery

Navy | Passages
North | 1,204
South | 998

Passages in a year

for night in year:
    light(night)

The keeper speaks

Read more here.

[1] The charter of 1911 leaves the column blank."""

MARKDOWN = """\
Summary and Additional Remarks by Geopolist | Istanbul Center for Geopolitics:

Nobody owns the lighthouse on the Inner Strait, which is why it still works.[^1] Four navies pass below it, \
**each of them certain** that one of the others pays for the oil.

## The rule of the lamp

There are three rules:

- the lamp is lit at dusk;
- nobody asks [who paid for the oil](https://geopolist.io/2023/02/the-oil-ledger/);
- the log is *never* copied.

> We are not neutral.
>
> We are merely busy.
>
> The keeper

> A light has no flag

### A heading with nothing under it

![The strait at dusk](https://geopolist.io/wp-content/uploads/2024/10/strait.jpg)

The strait at dusk, seen from the gallery

| Navy | Passages |
| --- | --- |
| North | 1,204 |
| South | 998 |

Passages in a year

```
for night in year:
    light(night)
```

[The keeper speaks](https://video.example/embed/77)

[Read more here.](https://harbour-review.example/strait)

[^1]: The charter of 1911 leaves the column blank."""

KINDS = [
    *["paragraph"] * 2, "heading", "paragraph", *["item"] * 3, *["quote"] * 4, "heading", "caption",
    *["table"] * 3, "caption", "code", "embed", "paragraph", "item",
]  # fmt: skip

RULES = {
    "authors": "geopolist authors: css .single-meta .meta-author a",
    "body": "geopolist body: css .e-ct-outer > .entry-content drop .related-sec, .ruby-table-contents",
    "breadcrumbs": "geopolist breadcrumbs: css aside.breadcrumb-navxt [property='name']",
    "canonical_url": "_default canonical_url: link link[rel~='canonical']",
    "categories": "geopolist categories: css .s-cats a.p-category",
    "comment_count": r"geopolist comment_count: css .comment-box-title match (\d+) Comment",
    "comments": "geopolist comments: css ul.comment-list li[id^='comment-']",
    "image_url": "_default image_url: choose image_url, meta og:image",
    "language": "_default language: xpath /html/@lang",
    "next_url": "geopolist next_url: link .entry-pagination .nav-right a",
    "previous_url": "geopolist previous_url: link .entry-pagination .nav-left a",
    "published_at": "geopolist published_at: time .single-meta time.published",
    "reading_minutes": "geopolist reading_minutes: css .single-meta .meta-read, .single-right-meta .meta-read",
    "site_name": "_default site_name: meta og:site_name",
    "source_url": "geopolist source_url: source .e-ct-outer > .entry-content",
    "subtitle": "geopolist subtitle: css .s-tagline",
    "tags": "geopolist tags: css .tag-bar a",
    "title": "geopolist title: css h1.s-title",
    "updated_at": "geopolist updated_at: time .single-meta time.updated-date",
    "views": "geopolist views: css .single-meta .meta-view, .single-right-meta .meta-view",
}


@pytest.fixture
def html():
    return (files("sites") / "examples" / "geopolist.html").read_text("utf-8")


@pytest.fixture
def geopolist():
    return sites.load_site("geopolist")


def test_every_field_of_a_foxiz_page_is_read_and_nothing_of_its_noise(make_page, geopolist, html):
    article = read_article(make_page(html, url=URL), geopolist)
    assert article == Article(
        url=URL,
        canonical_url=URL,
        title=TITLE,
        subtitle="A small crew, an old lamp, and four navies that would rather not talk about it",
        authors=("GEOPOLIST | Istanbul Center for Geopolitics",),
        published_at=datetime(2024, 10, 13, 19, 13, tzinfo=UTC),
        published_text="2024-10-13T22:13:00+03:00",
        updated_at=datetime(2024, 10, 14, 6, 5, tzinfo=UTC),
        updated_text="2024-10-14T09:05:00+03:00",
        published_precision="second",
        published_zone="stated",
        published_day="2024-10-13",
        published_offset="+03:00",
        updated_precision="second",
        updated_zone="stated",
        updated_day="2024-10-14",
        updated_offset="+03:00",
        views=1600,
        views_text="1.6k Views",
        views_rounded=True,
        reading_minutes=5,
        comment_count=2,
        categories=("Commentary", "Geopolitics", "Middle East & Africa"),
        tags=("Lighthouses", "Straits & Canals"),
        breadcrumbs=(HOUSE, "Regions", TITLE),
        language="en-US",
        language_detected="en",
        site_name=HOUSE,
        image_url="https://geopolist.io/wp-content/uploads/2024/10/lighthouse.jpg",
        body_text=TEXT,
        body_markdown=MARKDOWN,
        body_html=article.body_html,
        word_count=131,
        source_url="https://harbour-review.example/strait",
        source_text="Read more here.",
        links=(
            Hyperlink(url="https://geopolist.io/2023/02/the-oil-ledger/", text="who paid for the oil", paragraph=5),
            Hyperlink(url="https://video.example/embed/77", text="The keeper speaks", paragraph=15),
            Hyperlink(url="https://harbour-review.example/strait", text="Read more here.", paragraph=16),
        ),
        images=(
            Image(
                url="https://geopolist.io/wp-content/uploads/2024/10/strait.jpg",
                alt="The strait at dusk",
                caption="The strait at dusk, seen from the gallery",
            ),
        ),
        previous_url="https://geopolist.io/2024/10/before-it/",
        next_url="https://geopolist.io/2024/10/after-it/",
        comments=(
            Comment(
                id="31",
                author="Ada | of the Harbour",
                published_at=datetime(2024, 10, 14, 5, 0, tzinfo=UTC),
                text="I paid for the oil once.\n\nNobody asked.",
            ),
            Comment(
                id="32",
                author="<O’Brien> & Söhne",  # noqa: RUF001 - an apostrophe as printed
                published_at=datetime(2024, 10, 14, 6, 30, tzinfo=UTC),
                text="So did we.",
                parent_id="31",
            ),
        ),
        blocks=article.blocks,
        found_by=RULES,
        confidence={field: 1.0 for field, rule in RULES.items() if rule.startswith("geopolist")}
        | {"image_url": 0.93},
    )


def test_every_piece_of_its_text_has_a_kind(make_page, geopolist, html):
    article = read_article(make_page(html, url=URL), geopolist)
    assert [block.kind for block in article.blocks] == KINDS
    words = " ".join(" ".join(block.text for block in article.blocks).split())
    assert words == " ".join(article.body_text.split())


def test_the_kept_html_has_structure_and_nothing_that_runs_or_hides(make_page, geopolist, html):
    kept = read_article(make_page(html, url=URL), geopolist).body_html
    for piece in ("<h2", "<ul>", "<blockquote>", "<figcaption>", "<table>", "<pre><code>", '<a href="#text-fn-1"'):
        assert piece in kept
    for piece in (
        "<script",
        "<form",
        "<iframe",
        "A hidden line",
        "You Might Also Like",
        "style=",
        "class=",
        "Contents",
    ):
        assert piece not in kept


def test_reading_the_same_page_twice_gives_the_same_article(make_page, geopolist, html):
    page = make_page(html, url=URL)
    assert (
        read_article(page, geopolist)
        == read_article(page, geopolist)
        == read_article(make_page(html, url=URL), geopolist)
    )


def test_an_untitled_post_has_no_title_and_takes_none_from_elsewhere(make_page, geopolist, html):
    head, _, rest = html.partition("<h1")
    untitled = head + '<h1 class="s-title"></h1>' + rest.partition("</h1>")[2]
    for stated in ('content="The Quiet', '"headline":"The Quiet', "<title>The Quiet"):
        untitled = untitled.replace(stated, stated.replace("The Quiet", ""))
    untitled = untitled.replace(" Lighthouse: Who Keeps the &#8220;Inner Strait&#8221; Open?", "")
    untitled = untitled.replace(" Lighthouse: Who Keeps the <em>\\u201cInner Strait\\u201d</em> Open?", "")
    assert read_article(make_page(untitled, url=URL), geopolist).title is None


def test_a_sponsored_post_takes_author_and_dates_from_its_json_ld(make_page, geopolist, html):
    head, _, rest = html.partition('<div class="single-meta')
    sponsored = head + rest.partition('<div class="s-feat">')[2]
    article = read_article(make_page(sponsored, url=URL), geopolist)
    assert (article.authors, article.published_at, article.updated_at, article.views) == (
        ("GEOPOLIST | Istanbul Center for Geopolitics",),
        datetime(2024, 10, 13, 19, 13, tzinfo=UTC),
        datetime(2024, 10, 14, 6, 5, tzinfo=UTC),
        None,
    )


def test_several_authors_are_read_in_order_and_whole(make_page, geopolist, html):
    one = (
        '<a class="meta-author-url" href="/author/geopolist/">GEOPOLIST | Istanbul Center for Geopolitics</a></span>'
    )
    several = (
        '<span class="co-authors"><span class="meta-separate"><a>A. B. Ng</a></span>, '
        '<span class="meta-separate"><a>Smith &amp; Sons (ed.)</a></span></span></span>'
    )
    assert one in html
    article = read_article(make_page(html.replace(one, several), url=URL), geopolist)
    assert article.authors == ("A. B. Ng", "Smith & Sons (ed.)")


def test_the_source_bar_is_the_source_where_the_text_names_none(make_page, geopolist, html):
    link = '<p><a href="https://harbour-review.example/strait">Read more here.</a></p>'
    article = read_article(make_page(html.replace(link, "<p>The end of it.</p>"), url=URL), geopolist)
    assert (article.source_url, article.source_text) == ("https://other-review.example/", "Other Review")


def test_a_picture_without_words_is_no_article_whatever_else_the_page_holds(make_page, geopolist, html):
    head, _, rest = html.partition("<p>Summary and Additional")
    bare = (
        head
        + '<figure><img src="/x.jpg" alt=""></figure><div class="related-sec">You Might Also Like</div></div>'
        + rest[rest.index('<div class="efoot">') :]
    )
    with pytest.raises(NotAnArticle, match="no text"):
        read_article(make_page(bare, url=URL), geopolist)


def test_explain_shows_the_winning_rule_and_what_the_others_found(make_page, geopolist, html):
    told = {one.field: one for one in explain(make_page(html, url=URL), geopolist)}
    assert told["title"].value == TITLE
    assert told["title"].rule == RULES["title"]
    assert ("_default title: choose title, h1", TITLE) in told["title"].others
    assert "Four navies" in dict(told["body"].others)["trafilatura"]
    assert (told["description"].value, told["description"].rule, told["description"].others) == (None, None, ())
