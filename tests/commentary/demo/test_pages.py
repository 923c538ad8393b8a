"""The demo site's pages, asked for over HTTP, beside the truth they were made of."""

import json

import pytest

from commentary.demo.days import site_on_day
from commentary.demo.site_texts import TIMEZONE

POSTS = {post.slug: post for post in site_on_day(1).posts}
OPEN = [post for post in site_on_day(1).posts if post.kind not in {"password", "sponsored"}]


def page(site, fetch, slug):
    return fetch(site.url + POSTS[slug].path)


def iso(at):
    return at.astimezone(TIMEZONE).isoformat()


def body_texts(reply):
    """The visible text of the body, without what the theme puts into it."""
    body = reply.tree.cssselect(".e-ct-outer > .entry-content.rbct")[0]
    for noise in body.cssselect(".related-sec, .ruby-table-contents, sup.fn, a[aria-label]"):
        noise.drop_tree()
    return " ".join(body.text_content().split())


@pytest.mark.parametrize("post", OPEN, ids=lambda post: post.slug)
def test_an_article_shows_what_its_post_says(first_day, fetch, post):
    reply = fetch(first_day.url + post.path)
    assert reply.status == 200
    assert reply.texts("h1.s-title") == [post.title]
    assert reply.values(f"body.single-post.postid-{post.id}", "data-theme") == ["default"]
    assert reply.values(".single-meta time.date.published", "datetime") == [iso(post.published_at)]
    assert reply.values(".single-meta time.updated-date", "datetime") == [iso(post.updated_at)]
    people = ".single-meta .co-authors .meta-separate a" if len(post.authors) > 1 else ".single-meta .meta-author a"
    assert tuple(reply.texts(people)) == post.authors
    assert tuple(reply.texts(".s-cats a.p-category")) == post.categories
    assert tuple(reply.texts(".tag-bar a")) == post.tags
    assert reply.texts(".single-meta .meta-view") == ([post.views_text] if post.views_text else [])
    assert reply.texts(".single-meta .meta-read") == [f"{post.reading_minutes} Min Read"]
    assert reply.texts(".comment-list .fn") == [comment.author for comment in post.comments]
    assert reply.values("link[rel=canonical]", "href") == [first_day.url + post.path]
    flat = body_texts(reply)
    for block in post.pages[0]:
        for text in block.texts:
            assert " ".join(text.replace("[1]", "").replace("[2]", "").split()) in flat


def test_the_articles_of_the_house_have_one_author_with_a_bar(first_day, fetch):
    reply = page(first_day, fetch, "the-harbour-pact-shared-umbrellas-and-the-call-for-an-eastern-league")
    assert reply.texts(".single-meta .meta-inner") == [
        "By MERIDIAN | Harbour Centre for Policy Published October 13, 2024 1.6k Views 1 Min Read"
    ]
    assert reply.texts(".updated-date") == ["Last updated: October 13, 2024 10:13 pm"]
    crumbs = ["Meridian | Harbour Centre for Policy", "Blog", "Regions", "Indo-Pacific"]
    assert reply.texts(".breadcrumb-navxt [property=name]")[:-1] == crumbs
    assert reply.texts(".breadcrumb-navxt .current-item") == reply.texts("h1.s-title")
    assert reply.texts(".entry-content > p:last-of-type a") == ["Read more here."]


def test_the_noise_of_the_theme_stands_around_an_article(first_day, fetch):
    text = page(first_day, fetch, "letter-to-a-young-analyst").tree.text_content()
    for noise in (
        "By using this site, you agree to the Privacy Policy and Terms of Use.",
        "Accept",
        "Show More",
        "Top News",
        "Font Resizer",
        "Have an existing account?",
        "Follow US",
        "Reading:",
        "SHARE",
        "You Might Also Like",
        "Share This Article",
        "Previous Article",
        "Next Article",
        "Leave a Reply",
        "Cancel reply",
        "Your email address will not be published.",
        "Stay Connected",
        "Latest News",
        "Find Us on Socials",
        "Welcome Back!",
        "Lost your password?",
    ):
        assert noise in text


def test_cards_around_an_article_carry_other_articles_modified_dates(first_day, fetch):
    reply = page(first_day, fetch, "two-sentences-on-the-bridge")
    others = {iso(post.updated_at) for post in site_on_day(1).posts}
    cards = reply.values(".mega-dropdown time.updated", "datetime")
    assert len(cards) > 20
    assert set(cards) <= others


def test_structured_data_names_authors_and_leaves_entities_in_sections(first_day, fetch):
    reply = page(first_day, fetch, "is-em-the-measure-of-power")
    data = [json.loads(script.text) for script in reply.tree.cssselect('script[type="application/ld+json"]')]
    assert [one["@type"] for one in data] == ["Organization", "WebSite", "Article"]
    assert data[2]["headline"] == "Is <em>Patience</em> the Measure of Power? &amp; Other Questions"
    assert data[2]["articleSection"] == ["Commentary", "Middle East &amp; Africa"]
    assert data[2]["author"]["name"] == "Selin Akbaykuş"
    assert reply.values("meta[name=author]", "content") == ["Selin Akbaykuş"]
    assert reply.values("meta[property='og:description'], meta[property='article:section']", "content") == []


def test_several_authors_are_a_list_in_structured_data_and_the_first_alone_in_meta(first_day, fetch):
    reply = page(first_day, fetch, "what-a-harbour-master-knows")
    article = json.loads(reply.tree.cssselect('script[type="application/ld+json"]')[2].text)
    assert [one["name"] for one in article["author"]] == [
        "Ruth Okonedo-Vale",
        "J. R. Tolland Jr.",
        "Institute for Rivers and Roads",
    ]
    assert reply.values("meta[name=author]", "content") == ["Ruth Okonedo-Vale"]


def test_a_protected_post_shows_a_form_and_never_its_text(first_day, fetch):
    reply = page(first_day, fetch, "members-only-quarterly-outlook")
    assert reply.texts("h1.s-title") == ["Protected: Members Only: The Quarterly Outlook"]
    assert len(reply.tree.cssselect(".entry-content form.post-password-form")) == 1
    assert "quillwort" not in reply.text


def test_a_sponsored_post_has_no_line_about_author_date_or_views(first_day, fetch):
    reply = page(first_day, fetch, "how-smart-ports-save-money")
    assert reply.texts(".single-meta .meta-author, .single-meta time, .meta-view, .meta-read") == []
    article = json.loads(reply.tree.cssselect('script[type="application/ld+json"]')[2].text)
    assert article["author"]["name"] == "P. T. St. Clair, M.A."
    assert article["datePublished"] == "2025-08-20T12:00:00+03:00"


def test_an_untitled_post_has_an_empty_headline(first_day, fetch):
    reply = page(first_day, fetch, "2741")
    assert reply.texts("h1.s-title") == [""]
    assert reply.texts("head title") == ["Meridian | Harbour Centre for Policy"]


def test_the_pages_of_a_post_hold_their_own_text_and_link_to_one_another(first_day, fetch):
    post = POSTS["the-long-peace-of-the-canal-towns"]
    second = fetch(f"{first_day.url}{post.path}2/")
    assert second.status == 200
    assert "The second part concerns money." in body_texts(second)
    assert "The first part concerns water." not in body_texts(second)
    assert second.values("aside.page-links a", "href") == [first_day.url + post.path, f"{first_day.url}{post.path}3/"]
    assert second.values("link[rel=canonical]", "href") == [f"{first_day.url}{post.path}2/"]


@pytest.mark.parametrize("number", [1, 4])
def test_a_page_that_a_post_does_not_have_leads_back_to_it(first_day, fetch, number):
    path = POSTS["the-long-peace-of-the-canal-towns"].path
    reply = fetch(f"{first_day.url}{path}{number}/")
    assert (reply.status, reply.headers["location"]) == (301, first_day.url + path)


def test_comments_are_nested_and_odd_ones_survive(first_day, fetch):
    reply = page(first_day, fetch, "letter-to-a-young-analyst")
    assert reply.texts("ul.children ul.children > li > article .fn") == ["Lio"]
    odd = page(first_day, fetch, "an-open-thread-on-odd-manners")
    assert odd.texts(".comment-list .fn") == ["harbour_cat", "<O'Brien> & Söhne", "読者"]
    assert odd.texts("ul.children .comment-content") == ["My name breaks every form. 5 < 6 > 4 & so on."]


def test_the_theme_adds_contents_highlights_and_bars(first_day, fetch):
    glossary = page(first_day, fetch, "a-glossary-of-evasions")
    assert glossary.texts(".entry-content .ruby-table-contents a")[0] == "Frank"
    interview = page(first_day, fetch, "conversation-with-a-cable-layer")
    assert len(interview.texts(".s-hl li")) == 2
    assert interview.texts(".s-tagline") == ["On splices, storms and the people who pull anchors"]
    speech = page(first_day, fetch, "translated-the-orchard-speech")
    assert speech.values(".efoot .source-bar a", "href") == ["https://documents.example.org/orchard-speech"]
    story = page(first_day, fetch, "via-a-friend-the-toll-keepers-daughter")
    assert story.values(".efoot .via-bar a", "href") == ["https://letters.example.net/toll-keeper"]


@pytest.mark.parametrize(
    ("slug", "language"),
    [("bogazda-sabir-kucuk-devletlerin-uzun-hafizasi", "tr-TR"), ("الماء-قبل-النفط", "ar"), ("灯台の外交", "ja")],
)
def test_articles_in_other_languages_say_so(first_day, fetch, slug, language):
    assert page(first_day, fetch, slug).values("html", "lang") == [language]


def test_neighbours_are_the_posts_before_and_after(first_day, fetch):
    newest, second, third = site_on_day(1).posts[:3]
    reply = fetch(first_day.url + second.path)
    assert reply.values(".entry-pagination .nav-left a", "href") == [first_day.url + third.path]
    assert reply.texts(".entry-pagination .nav-right .p-url") == [newest.title]


def test_the_same_page_has_the_same_bytes_every_time(first_day, fetch):
    path = POSTS["what-a-harbour-master-knows"].path
    assert fetch(first_day.url + path).body == fetch(first_day.url + path).body
    assert len({fetch(first_day.url + path, Accept_Encoding="gzip").body for _ in range(2)}) == 1


def test_a_post_as_amp_names_the_post_as_its_canonical_page(first_day, fetch):
    post = first_day.posts()[0]
    for path in (f"{post.path}amp/", f"{post.path}?amp=1"):
        reply = fetch(first_day.url + path)
        assert (reply.status, reply.values("link[rel=canonical]", "href")) == (200, [first_day.url + post.path])
        assert reply.texts("h1") == [post.title]
    assert fetch(first_day.url + "/about/amp/").status == 404
