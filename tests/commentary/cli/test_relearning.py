"""Which learned rules are proposed for a profile: none while it reads its site, some after a redesign."""

import tomllib
from datetime import UTC, datetime

from commentary.cli.relearning import Material, propose_rules
from extract.page import Page
from extract.profile import parse_site
from papers import letters
from sites import load_defaults

URL = "https://letters.example"
PROFILE = """title    = "The Harbour Letters"
hosts    = ["letters.example"]
timezone = "Europe/Berlin"
delay    = 2.0  # as they asked by mail

[fields]
authors = [{ css = ".signed" }]
tags    = [{ css = '[rel~="tag"]' }]  # not every letter has some
body    = [{ css = ".words" }]
"""


def proposed(*, redesigned, lists=("/atom.xml",)):
    """Return the text that is proposed for the profile, by pages of the site and its lists."""

    def page(path):
        answer = paper.pages[path](URL)
        at = datetime(2026, 6, 1, tzinfo=UTC)
        return Page(url=URL + path, fetched_at=at, content_type=answer.type, body=answer.body.encode())

    paper = letters(redesigned=redesigned)
    pages = [page(path) for path in paper.pages if path.startswith("/letters/")]
    material = Material(pages=pages, told=[page(path) for path in lists], others=(), origin="a test")
    site = parse_site("letters", PROFILE, defaults=load_defaults(), origin="letters.toml")
    return propose_rules(site, PROFILE, material).text


def test_a_profile_that_reads_its_site_stays_as_it_is():
    assert proposed(redesigned=False) == PROFILE


def test_after_a_redesign_rules_are_proposed_where_the_default_rules_stand_in_for_the_profiles_own():
    text = proposed(redesigned=True)
    fields = tomllib.loads(text)["fields"]
    assert fields["body"][1:] == [{"css": ".words"}]
    assert fields["tags"] == [{"css": '[rel~="tag"]'}]
    assert "# as they asked by mail" in text
    assert "# not every letter has some" in text


def test_a_rule_that_reads_what_the_default_rules_read_takes_the_place_of_one_that_finds_nothing_any_more():
    fields = tomllib.loads(proposed(redesigned=True, lists=()))["fields"]
    assert fields["body"] == [{"css": ".copy"}, {"css": ".words"}]
    assert "title" not in fields
