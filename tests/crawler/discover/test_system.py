"""With what a page was made."""

from datetime import UTC, datetime

import pytest

from crawler.discover.found import NOTHING
from crawler.discover.system import find_system, find_theme
from extract.page import Page


def page(html):
    url = "https://review.example/"
    return Page(
        url=url, fetched_at=datetime(2026, 5, 1, tzinfo=UTC), content_type="text/html", body=f"<html>{html}".encode()
    )


@pytest.mark.parametrize(
    ("html", "name"),
    [
        ('<meta name="generator" content="WordPress 6.9">', "WordPress"),
        ('<meta name="generator" content="Elementor 3.1"><script src="/wp-includes/js/x.js"></script>', "WordPress"),
        ('<meta name="Generator" content="Drupal 10 (https://www.drupal.org)">', "Drupal"),
        ('<meta name="generator" content="Hugo 0.140.1">', "Hugo"),
        ('<link href="/sites/default/files/css/x.css" rel=stylesheet>', "Drupal"),
        ('<script id="__NEXT_DATA__">{}</script>', "Next.js"),
        ('<html data-wf-site="1"><p>x', "Webflow"),
    ],
)
def test_a_system_is_told_by_its_generator_or_by_marks_that_only_it_writes(html, name):
    assert find_system(page(html)).value == name


def test_a_page_of_no_known_system_has_none():
    assert find_system(page("<p>By hand, with a link to https://wordpress.org/")) == NOTHING


def test_the_theme_is_the_one_with_the_most_files_and_not_a_parent():
    html = "".join(f'<link href="/wp-content/themes/{name}/a.css">' for name in ("parent", "child", "child"))
    assert find_theme(page(html), "WordPress").value == "child"
    assert find_theme(page(html), "Ghost") == NOTHING
    assert find_theme(page("<link href=/themes/custom/paper/x.css>"), "Drupal").value == "paper"
