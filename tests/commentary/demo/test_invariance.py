"""What changes nothing for a reader of the demo site changes nothing in an article, with its profile and without."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from changes import CHANGES, UNSEEN, contents
from commentary.demo.days import site_on_day
from extract.page import Page
from extract.profile.parser import parse_site
from extract.read import read_article
from sites import load_defaults

pytestmark = pytest.mark.slow

FETCHED_AT = datetime(2026, 6, 20, tzinfo=UTC)
POSTS = [post for post in site_on_day(1).posts if post.outcome == "article"]


@pytest.fixture(scope="module")
def pages(first_day, fetch):
    """Every fourth article of the first day."""
    found = []
    for place, post in enumerate(POSTS):
        if place % 4 == 0:
            url = first_day.url + post.path
            reply = fetch(url)
            kind = reply.headers["content-type"]
            found.append(Page(url=url, fetched_at=FETCHED_AT, content_type=kind, body=reply.body))
    return found


def differences(pages, site, change):
    found = {}
    for page in pages:
        changed = replace(page, body=change(page.body.decode()).encode())
        before, after = (contents(read_article(one, site)) for one in (page, changed))
        if before != after:
            found[page.url] = [key for key, value in before.items() if after[key] != value]
    return found


@pytest.mark.parametrize("change", CHANGES)
def test_what_changes_nothing_for_a_reader_changes_nothing_in_an_article(first_day, pages, change):
    site = parse_site("demo", first_day.profile(), defaults=load_defaults())
    assert differences(pages, site, change) == {}


# A box that is added moves the places of all blocks a little, and with them a line of which the model was unsure.
@pytest.mark.parametrize("change", UNSEEN)
def test_nor_does_it_where_no_profile_says_what_the_text_is(first_day, pages, change):
    host = first_day.url.partition("//")[2]
    unknown = f'title = "D"\nhosts = ["{host}"]\ntimezone = "UTC"\n'
    assert differences(pages, parse_site("demo", unknown, defaults=load_defaults()), change) == {}
