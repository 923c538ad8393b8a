# ruff: noqa: RUF001 - names and marks as they are written
import json
from datetime import UTC, datetime

import pytest

from extract.context import PageContext
from extract.fields.authors.choose import choose_authors
from extract.page import Page

BODY = "<p>" + "The river was low that summer, and nobody could say why. " * 30 + "</p>"


def choose(**parts):
    return choose_authors(context_of_page(**parts))


def context_of_page(head="", top="", before="", bottom="", url="https://brook.example/2026/rivers"):
    html = (
        f"<html><head><title>Why rivers run low</title>{head}</head><body>{before}<main><article>"
        f"<h1>Why rivers run low</h1>{top}{BODY}</article></main>{bottom}</body></html>"
    )
    page = Page(url=url, fetched_at=datetime(2026, 6, 1, tzinfo=UTC), content_type="text/html", body=html.encode())
    return PageContext(page=page, hosts=("brook.example",), articles=None, zone=UTC, language=None)


def names(**parts):
    return [one.text for one in choose(**parts).chosen]


def jsonld(author, kind="Article", **more):
    data = {
        "@context": "https://schema.org",
        "@type": kind,
        "headline": "Why rivers run low",
        "author": author,
    } | more
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


@pytest.mark.parametrize(
    ("author", "expected"),
    [
        ("Jane Doe", ["Jane Doe"]),
        ({"@type": "Person", "name": "Jane Doe", "url": "https://brook.example/jane"}, ["Jane Doe"]),
        ([{"@type": "Person", "name": "Jane Doe"}, "John Roe"], ["Jane Doe", "John Roe"]),
        ([[{"name": "Jane Doe"}], [["John Roe"]]], ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "name": ["Jane Doe", "John Roe"]}, ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "name": {"@value": "Jane Doe"}}, ["Jane Doe"]),
        ({"@type": "Person", "name": "Jane Doe | Brook Review"}, ["Jane Doe | Brook Review"]),
        ({"@type": "Person", "name": "By Jane Doe and John Roe"}, ["Jane Doe", "John Roe"]),
        ({"@type": "Person", "givenName": "Jane", "familyName": "Doe"}, ["Jane Doe"]),
        (
            [{"givenName": "Jane", "familyName": "Doe"}, {"name": "", "givenName": "John", "familyName": "Roe"}],
            ["Jane Doe", "John Roe"],
        ),
        ({"name": "J. Doe", "givenName": "Jane", "familyName": "Doe"}, ["J. Doe"]),
        ({"@type": "Person", "givenName": ["Jane", "Ann"], "familyName": {"@value": "Doe"}}, ["Jane Doe"]),
        ({"@type": "Person", "familyName": None}, []),
        ({"@type": "Person", "name": "jane@creek.example"}, []),
        ("https://brook.example/jane", []),
        ({"@type": "Person", "name": "undefined"}, []),
        ({"@type": "Person", "name": "admin"}, []),
        ({"@type": "Person", "name": "unsere liebe Redaktion"}, []),
        ({"@id": "#nobody"}, []),
        ({"@type": 3, "name": None}, []),
        (None, []),
        (7, []),
    ],
)
def test_the_author_in_json_ld_may_have_any_shape(author, expected):
    assert names(head=jsonld(author)) == expected


def test_a_reference_in_a_graph_leads_to_the_person():
    graph = {
        "@graph": [
            {"@type": "WebPage", "author": {"@id": "#site"}},
            {"@type": "Article", "author": [{"@id": "#jane"}]},
            {"@type": ["Person", "Thing"], "@id": "#jane", "name": "Jane Doe"},
            {"@type": "Organization", "@id": "#site", "name": "Brook Review"},
        ]
    }
    assert names(head=f'<script type="application/ld+json">{json.dumps(graph)}</script>') == ["Jane Doe"]


def test_who_made_a_picture_or_a_comment_is_no_author():
    picture = jsonld({"@type": "Person", "name": "Otto See"}, kind="ImageObject")
    assert names(head=picture + jsonld({"@type": "Person", "name": "Cy Creek"}, kind="Comment")) == []


def test_statements_that_agree_are_surer_than_one_alone():
    alone = choose(head=jsonld("Jane Doe"))
    both = choose(head=jsonld("Jane Doe") + '<meta name="author" content="Jane Doe">')
    assert [one.text for one in both.chosen] == ["Jane Doe"]
    assert both.confidence >= 0.9 > alone.confidence


def test_a_byline_that_names_more_than_the_head_is_taken():
    top = "<p class='byline'>By Jane Doe, Ann Arbour and John Roe</p>"
    assert names(head=jsonld("Jane Doe"), top=top) == ["Jane Doe", "Ann Arbour", "John Roe"]


def test_who_put_the_page_in_gives_way_to_a_person_right_below_the_headline():
    head = jsonld("Web Desk") + '<meta name="author" content="Otto See">'
    assert names(head='<meta name="author" content="Otto See">', top="<p>By Jane Doe</p>") == ["Jane Doe"]
    assert names(head=head, top="<p>By Jane Doe</p>") == ["Jane Doe"]


def test_a_login_gives_way_to_what_the_reader_sees():
    head = '<meta name="author" content="jdoe_7">'
    assert names(head=head) == ["jdoe_7"]
    assert names(head=head, top="<div class='entry-meta'>By Jane Doe</div>") == ["Jane Doe"]


@pytest.mark.parametrize(
    "top",
    [
        "<p>By Jane Doe</p>",
        "<div><span>By</span> <a href='/authors/jane'>Jane Doe</a></div>",
        "<div>Von <a href='/autor/jane'>Jane Doe</a> | 3. Mai 2026</div>",
        "<div><time>May 3, 2026</time> · <span>Jane Doe</span></div>",
        "<div>Jane Doe | May 3, 2026</div>",
        "<div>03.05.2026 13:30 von Jane Doe</div>",
        "<div>Posted on May 3, 2026 by Jane Doe</div>",
        "<a rel='author' href='/x'>Jane Doe</a>",
        "<span itemprop='author' itemscope><span itemprop='name'>Jane Doe</span></span>",
        "<div class='PostAuthorName'>Jane Doe</div>",
        "<div class='post-author__name'>Jane Doe</div><div class='post-author__role'>Editor</div>",
        "<div>By <a class='category' href='/c'>Rivers</a> <a class='author' href='/j'>Jane Doe</a></div>",
        "<aside class='post-author'>Jane Doe</aside>",
        "<div>Escrito por Jane Doe el 3 de mayo de 2026</div>",
        "<p>Jane Doe, 3 May 2026</p>",
        "<p>2026-05-03 Jane Doe</p>",
        "<p class='byline'>Jane Doe ▪ May 3, 2026</p>",
        "<p class='byline'>By Jane Doe / Creek Newswire</p>",
        "<p class='byline'>Von Jane Doe, Osterbach</p>",
        "<div><span>May 3, 2026</span>&nbsp;·&nbsp;4 min&nbsp;·&nbsp;Jane Doe</div>",
        "<div>May 3, 2026 · 4 min · 800 words · Jane Doe</div>",
        "<p class='firma'>Jane Doe | Corresponsal en Bruselas</p><p>3 May 2026</p>",
        "<p>Jane Doe, dpa</p><p>3 May 2026</p>",
        "<p class='byline'>Jane Doe<br>Special to The Creek</p>",
        "<p class='byline'>dpa/Jane Doe</p>",
        "<p>Por Jane Doe, de Lisboa</p>",
        "<p>Por Jane Doe / Agencia EFE</p>",
        "<p>Door onze redacteur Jane Doe</p>",
        "<p>Written by Jane Doe. Reviewed by Otto See.</p>",
        "<p>Photographs by <a rel='author' href='/o'>Otto See</a></p><p>Words by <a rel='author'>Jane Doe</a></p>",
    ],
)
def test_a_byline_below_the_headline_is_found_however_it_is_built(top):
    assert names(top=top) == ["Jane Doe"]


@pytest.mark.parametrize(
    ("top", "name"),
    [
        ("<p class='byline'>本报记者　王小明</p>", "王小明"),
        ("<p>文／記者王小明　圖／記者李河川</p>", "王小明"),
        ("<p>〔記者王小明／台北報導〕" + "港口的早班渡輪總是晚點。" * 20 + "</p>", "王小明"),
        ("<p>取材・文／川野美咲　撮影／水木健</p>", "川野美咲"),
        ("<div>글 홍강우 사진 김하천</div>", "홍강우"),
        ("<p>Анна Речная, 3 мая 2026</p>", "Анна Речная"),
        ("<p class='byline'>লেখা: রুমানা নদী</p>", "রুমানা নদী"),
    ],
)
def test_a_byline_is_found_in_any_script(top, name):
    assert names(top=top) == [name]


@pytest.mark.parametrize(
    "top",
    [
        "<p>New York, 3 May 2026</p>",
        "<p>Press Release, 3 May 2026</p>",
        "<div><span>May 3, 2026</span> · 4 min · <a href='/edit'>Suggest Changes</a></div>",
        "<p>3 May 2026 – Arts &amp; Crafts</p>",
        "<p>记者了解到，港口的早班渡轮晚点。</p>",
        "<p>責任編輯：李河</p>",
        "<p class='byline'>Press Release</p>",
    ],
)
def test_what_stands_beside_a_date_or_looks_like_a_byline_is_no_name(top):
    assert names(top=top) == []


def test_a_job_in_the_head_gives_way_to_the_person_on_the_page():
    card = (
        "<div class='author-card'><a class='author-card__link' href='/author/jane'>Jane Doe</a>"
        "<div class='author-card__bio'>Senior Reporter, Brookside</div></div>"
    )
    job = '<meta name="author" content="Senior Reporter, Brookside">'
    assert names(head=job, top=card) == ["Jane Doe"]
    assert names(head='<meta name="author" content="News Desk">') == ["News Desk"]


def test_a_login_behind_by_is_read_where_a_day_stands_beside_it():
    assert names(top="<div>by jdoe on May 3, 2026</div>") == ["jdoe"]
    assert names(top="<div>by chance</div>") == []


def test_a_byline_before_the_headline_is_found():
    assert names(before="<div class='byline'>Jane Doe</div>") == ["Jane Doe"]


def test_names_in_a_row_of_links_are_one_byline():
    links = "<a href='/authors/a'>Ann Arbour</a>, <a href='/authors/b'>Ben Brook</a> and <a href='/c'>Cy Creek</a>"
    assert names(top=f"<div>By {links}</div>") == ["Ann Arbour", "Ben Brook", "Cy Creek"]
    spans = "<div><span class='author'>Ann Arbour</span><span class='author'>Ben Brook</span></div>"
    assert names(top=spans) == ["Ann Arbour", "Ben Brook"]


@pytest.mark.parametrize(
    "top",
    [
        "<p>Photo: Otto See</p>",
        "<p>By clicking you agree to all of this.</p>",
        "<figure><figcaption>By Otto See</figcaption></figure>",
        "<nav><a href='/authors/otto'>Otto See</a></nav>",
        "<div class='related-posts'><h3>More</h3><span class='author'>Otto See</span></div>",
        "<p class='reviewer'>Medically reviewed by Otto See</p>",
        "<p>Edited by Otto See</p>",
        "<a href='/2026/other'><h3>Other story</h3><p>By Otto See</p></a>",
        "<p>" + "Long ago " * 30 + "<a href='/people/otto'>Otto See</a> wrote of it.</p>",
        "<time>May 3, 2026</time><span>5 min read</span>",
        "<h2>Otto See</h2>",
    ],
)
def test_what_names_nobody_as_the_author_gives_none(top):
    assert choose(top=top).chosen == ()


def test_comments_name_no_author():
    assert names(bottom="<ol class='comments'><li><b class='comment-author'>Otto See</b><p>Nice.</p></li></ol>") == []


def test_a_box_below_the_text_counts_where_it_stands_alone():
    one = "<section><a rel='author' href='/author/jane'>Jane Doe</a></section>"
    assert names(bottom=one) == ["Jane Doe"]
    assert names(bottom=one + "<section><a rel='author' href='/author/otto'>Otto See</a></section>") == []


def test_a_signature_below_the_text_is_read():
    assert names(bottom="<h3>Written by Jane Doe</h3>") == ["Jane Doe"]


@pytest.mark.parametrize(
    "bottom",
    [
        "<div><h3>Author</h3><p>Jane Doe</p></div>",
        "<div><h2>Article by</h2><div>Jane Doe</div></div>",
        "<p><strong>Autor:</strong> <a href='/x'>Jane Doe</a></p>",
    ],
)
def test_a_label_that_stands_alone_below_the_text_names_who_follows(bottom):
    assert names(bottom=bottom) == ["Jane Doe"]
    assert names(bottom=bottom.replace("Jane Doe", "Read more of this")) == []


def test_a_given_name_below_the_text_is_sure_beside_a_day():
    assert names(bottom="<span class='posted'>Posted by Jane at May 3, 2026</span>") == ["Jane"]
    assert names(bottom="<span class='posted'>Posted by Jane</span>") == []


def test_a_link_without_a_target_is_no_card_and_an_author_s_tag_no_topic():
    link = "<span>3 May 2026</span><span>·</span><a title='Jane Doe'><div>Jane Doe</div></a>"
    assert names(top=f"<div>{link}</div>") == ["Jane Doe"]
    assert names(top="<div class='field--name-field-tag-author'><a href='/autor/jane'>Jane Doe</a></div>") == [
        "Jane Doe"
    ]


def test_two_words_without_capitals_that_the_head_states_are_a_name_and_a_phrase_is_none():
    assert names(head='<meta name="author" content="jane doe">') == ["jane doe"]
    assert names(head='<meta name="author" content="our blog team">') == []
    assert names(head='<meta name="author" content="press release">') == []


SITE = '<meta property="og:site_name" content="Brook Review">'
FIRM = {"@type": "Organization", "name": "Brook Review"}


def test_the_site_is_the_author_only_where_the_page_says_so_twice_or_to_the_reader():
    assert names(head=SITE + jsonld(FIRM)) == []
    assert names(head=SITE + jsonld(FIRM) + '<meta name="author" content="Brook Review">') == ["Brook Review"]
    assert names(head=SITE, top="<p>By Brook Review</p>") == ["Brook Review"]


def test_a_paper_may_say_that_it_wrote_its_news():
    assert names(head=SITE + jsonld(FIRM, kind="NewsArticle")) == ["Brook Review"]


def test_a_person_goes_before_the_site():
    assert names(head=SITE + jsonld(FIRM), top="<p>By Jane Doe</p>") == ["Jane Doe"]


def test_messengers_cards_name_the_writer():
    card = '<meta name="twitter:label1" content="Verfasst von"><meta name="twitter:data1" content="Anna Bach">'
    assert names(head=card) == ["Anna Bach"]
    assert names(head=card.replace("Verfasst von", "Lesezeit")) == []


def test_catalogues_turn_names():
    head = '<meta name="citation_author" content="Doe, Jane"><meta name="citation_author" content="Roe, John">'
    assert names(head=head) == ["Jane Doe", "John Roe"]


def test_the_authors_of_a_page_are_chosen_once():
    context = context_of_page(top="<p>By Jane Doe</p>")
    assert choose_authors(context) is choose_authors(context)


def test_all_candidates_are_kept_with_reader_and_place():
    choice = choose(head=jsonld("Jane Doe"), top="<p class='byline'>By Otto See</p>")
    found = {(one.text, one.reader, one.landmark_path.rpartition(" ")[2]) for one in choice.candidates}
    assert {("Jane Doe", "jsonld author.name", "head"), ("Otto See", "byline by", "p.byline")} <= found


@pytest.mark.parametrize(
    "author",
    [
        ["x"] * 100_000,
        "Jane, " * 200_000,
        {"name": ["Jane Doe"] * 100_000},
        [[[[[[[[["Jane Doe"]]]]]]]]],
        {"@type": {"a": []}, "name": {"name": {}}},
        "1 " * 100_000,
        ", ; | " * 100_000,
    ],
)
def test_broken_and_huge_statements_end_soon_and_never_raise(author):
    assert len(choose(head=jsonld(author)).chosen) < 2000


def test_huge_texts_near_the_headline_end_soon():
    assert names(top="<p>By " + "A b, " * 100_000 + "</p>" + "<i>By</i>" * 2000) == []
