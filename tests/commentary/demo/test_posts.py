"""The truth about the demo site's posts."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from commentary.demo.days import DAYS, site_on_day
from commentary.demo.generated_posts import generate_posts
from commentary.demo.posts import Post, shorten_count
from commentary.demo.site_texts import authors, categories, slugify

POSTS = {post.slug: post for post in site_on_day(1).posts}


@pytest.mark.parametrize(
    ("count", "printed"),
    [
        (999, "999"),
        (1000, "1k"),
        (1049, "1k"),
        (1050, "1.1k"),
        (1150, "1.2k"),
        (9999, "10k"),
        (999_950, "1,000k"),
        (1_000_000, "1M"),
        (1_234_567, "1.23M"),
        (1_500_000, "1.50M"),
    ],
)
def test_a_count_is_shortened_as_the_theme_does(count, printed):
    assert shorten_count(count) == printed


def test_the_views_of_a_post_are_what_its_page_can_tell():
    shown = {slug: (POSTS[slug].views_text, POSTS[slug].views_shown) for slug in ODD_VIEWS}
    assert shown == ODD_VIEWS


ODD_VIEWS = {
    "a-post-that-nobody-has-read": (None, None),
    "two-sentences-on-the-bridge": ("1 View", 1),
    "picture-of-the-week-the-last-ferry": ("999 Views", 999),
    "is-em-the-measure-of-power": ("1.1k Views", 1100),
    "nine-hundred-thousand-readers-later": ("1,000k Views", 1_000_000),
    "the-most-read-essay-on-the-sea": ("1.23M Views", 1_230_000),
    "one-and-a-half-million": ("1.50M Views", 1_500_000),
    "how-smart-ports-save-money": (None, None),
}


def test_about_150_posts_stand_on_the_first_day_and_none_twice():
    posts = site_on_day(1).posts
    assert 145 <= len(posts) <= 160
    assert len({post.id for post in posts}) == len({post.path for post in posts}) == len(posts)


def test_essays_are_composed_the_same_every_time():
    assert generate_posts() == generate_posts()


def test_no_paragraph_is_empty_and_no_slot_was_left_unfilled():
    texts = [text for post in site_on_day(2).posts for text in post.paragraphs]
    assert all(texts)
    assert not [text for text in texts if "{" in text]


def test_a_sentence_stands_once_in_an_essay():
    for post in generate_posts():
        sentences = [sentence for text in post.paragraphs for sentence in text.split(". ") if len(sentence) > 40]
        assert max(Counter(sentences).values()) == 1, post.path


def test_every_post_lies_in_the_past_and_is_not_edited_before_it_is_published():
    for number in DAYS:
        for post in site_on_day(number).posts:
            assert (
                datetime(2023, 1, 1, tzinfo=UTC)
                < post.published_at
                <= post.updated_at
                < datetime(2026, 7, 1, tzinfo=UTC)
            )


def test_every_category_and_author_is_known_and_used():
    posts = site_on_day(1).posts
    assert {name for post in posts for name in post.categories} | {"Regions"} == set(categories())
    assert {name for post in posts for name in post.authors} == set(authors())


def test_essays_are_of_many_lengths():
    lengths = [len(post.body) for post in generate_posts()]
    assert min(lengths) <= 4
    assert max(lengths) >= 20


def test_a_protected_and_a_pictured_post_are_to_be_refused():
    refused = {post.slug: post.kind for post in site_on_day(1).posts if post.outcome == "refused"}
    assert refused == {
        "members-only-quarterly-outlook": "password",
        "picture-of-the-week-the-grey-quay": "image-only",
    }


def test_a_title_is_as_read():
    assert POSTS["is-em-the-measure-of-power"].title == "Is Patience the Measure of Power? & Other Questions"
    assert POSTS["2741"].title == ""
    assert POSTS["members-only-quarterly-outlook"].title == "Protected: Members Only: The Quarterly Outlook"


def test_a_path_is_encoded_in_lower_case_and_dated_by_the_local_month():
    assert POSTS["灯台の外交"].path == "/2025/01/%e7%81%af%e5%8f%b0%e3%81%ae%e5%a4%96%e4%ba%a4/"
    assert POSTS["what-a-harbour-master-knows"].published_at == datetime(2025, 11, 1, 21, 15, tzinfo=UTC)
    assert POSTS["what-a-harbour-master-knows"].path == "/2025/11/what-a-harbour-master-knows/"


def test_a_post_of_three_pages_has_its_text_on_each():
    post = POSTS["the-long-peace-of-the-canal-towns"]
    assert [len(page) for page in post.pages] == [4, 2, 2]
    assert post.paragraphs[0].startswith("For two hundred years")
    assert post.paragraphs[-1] == "A peace that survives its own monuments is a peace indeed."


def test_a_source_is_the_last_link_or_the_themes_bar():
    assert reference(POSTS["the-harbour-pact-shared-umbrellas-and-the-call-for-an-eastern-league"]) == (
        "https://journal.example.org/essays/the-harbour-pact",
        "Read more here.",
    )
    assert reference(POSTS["a-short-reading-list-on-rivers"])[1] == "the review of rivers"
    assert reference(POSTS["translated-the-orchard-speech"])[1] == "Office of the President, Ak-Tura"
    assert reference(POSTS["via-a-friend-the-toll-keepers-daughter"])[1] == "Letters from the Marches"
    assert reference(POSTS["letter-to-a-young-analyst"]) == (None, None)


def reference(post: Post) -> tuple[str | None, str | None]:
    return post.source_url, post.source_text


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("MERIDIAN | Harbour Centre for Policy", "meridian-harbour-centre-for-policy"),
        ("Ines Ó Dálach", "ines-o-dalach"),
        ("Selin Akbaykuş", "selin-akbaykus"),
        ("Bo\u011fazda Sab\u0131r", "bogazda-sabir"),
        ("Middle East & Africa", "middle-east-africa"),
        ("It\u2019s 5°", "its-5"),
        ("小野 灯", "小野-灯"),
    ],
)
def test_a_slug_is_made_as_wordpress_makes_it(name, slug):
    assert slugify(name) == slug
