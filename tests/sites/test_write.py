"""Profiles as they are written: read again they say the same, and what was there stays."""

import tomllib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.profile import parse_site
from extract.site import Rule, Source
from sites import SHIPPED, load_defaults
from sites.write import Draft, DraftExample, rule_text, to_toml, with_example, with_rules

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
HEADLINE = Rule(name="x", reader="css", selector="h1.new", match=r"On (\w+)", drop=".ad, aside")


def parsed(text):
    return parse_site("review", text, defaults=load_defaults(), origin="review.toml")


def draft(**given):
    keys = {"title": "The Review", "hosts": ("r.example", "www.r.example"), "timezone": "Europe/London", "delay": 2.0}
    return Draft(**keys | given)


@given(title=TEXTS, comment=TEXTS, expected=TEXTS, heading=TEXTS)
def test_any_text_of_a_site_is_read_again_as_it_was_written(title, comment, expected, heading):
    written = to_toml(
        draft(
            title=title,
            heading=heading,
            comments={"timezone": comment, "fields.title": comment, "https://r.example/feed/": comment},
            sources=(Source(kind="feed", url="https://r.example/feed/"),),
            fields={"title": (HEADLINE,)},
            examples=(DraftExample(page="examples/x.html", expected={"title": expected, "tags": (expected, "b")}),),
        )
    )
    site = parsed(written)
    assert site.title == title
    assert site.examples[0].expected == {"title": expected, "tags": [expected, "b"]}
    assert site.fields["title"][0].match == HEADLINE.match


def test_what_an_editor_would_not_show_is_written_by_its_number():
    title = "Left \u202e right\u2028 and \u2066 below\x85"
    written = to_toml(draft(title=title))
    assert not set(title) & set(written) - set("Left right and below")
    assert parsed(written).title == title


def test_every_key_of_a_draft_is_read_again():
    at = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
    site = parsed(
        to_toml(
            draft(
                language="en-GB",
                delay=2.5,
                render=True,
                pages=True,
                articles=r"/\d{4}/[^/]+/?$",
                sources=(Source(kind="sitemap", url="https://r.example/s.xml"),),
                fields={"body": (HEADLINE, Rule(name="y", reader="css", selector=".old"))},
                examples=(DraftExample(page="x.html", expected={"published_at": at, "views": 16}),),
            )
        )
    )
    assert (site.language, site.delay, site.render, site.pages) == ("en-GB", 2.5, True, True)
    assert site.articles == r"/\d{4}/[^/]+/?$"
    assert site.sources == (Source(kind="sitemap", url="https://r.example/s.xml"),)
    assert [rule.selector for rule in site.fields["body"]][:2] == ["h1.new", ".old"]
    assert site.examples[0].expected == {"published_at": at, "views": 16}


def test_a_new_rule_goes_before_the_former_ones_and_all_else_stays():
    before = (SHIPPED / "geopolist.toml").read_text("utf-8")
    after = with_rules(before, {"title": HEADLINE, "source_url": HEADLINE, "image_url": HEADLINE}, articles=r"/\d+/'")
    kept = [line for line in before.splitlines() if not line.startswith("title           =")]
    assert [line for line in after.splitlines() if line in kept] == kept
    old, new = tomllib.loads(before), tomllib.loads(after)
    assert new["articles"] == r"/\d+/'"
    assert new["fields"]["title"][1:] == old["fields"]["title"]
    assert new["fields"]["source_url"][1:] == old["fields"]["source_url"]
    assert new["fields"]["title"][0] == new["fields"]["image_url"][0]
    assert new["examples"] == old["examples"]
    assert parsed(after).fields["title"][0].selector == "h1.new"


def test_a_profile_without_rules_gets_its_table_before_the_examples():
    before = to_toml(draft(examples=(DraftExample(page="x.html", expected={"title": "T"}),), heading="Mine."))
    after = with_rules(before, {"body": HEADLINE})
    assert after.index("[fields]") < after.index("[[examples]]")
    assert after.startswith("# Mine.\n")
    assert parsed(after).fields["body"][0].selector == "h1.new"


@given(selector=TEXTS, match=st.sampled_from([None, r"(\d+) 'x'", "a\tb", "\x7f"]))
def test_any_rule_is_read_again_as_it_was_written(selector, match):
    rule = Rule(name="x", reader="meta", selector=selector, match=match)
    found = tomllib.loads(f"rule = {rule_text(rule)}")["rule"]
    assert found == {"meta": selector} | ({"match": match} if match else {})


def test_a_new_example_goes_behind_the_former_ones_also_where_they_stand_in_one_line():
    first, second = (DraftExample(page=f"{name}.html", expected={"title": name, "views": 16}) for name in "ab")
    before = to_toml(draft(examples=(first,), heading="Mine.", fields={"body": (HEADLINE,)}))
    inline = 'examples = [{ page = "a.html", title = "a", views = 16 }]  # mine\n' + to_toml(draft())
    for text in (before, inline):
        after = with_example(text, second)
        assert [(each.page, each.expected) for each in parsed(after).examples] == [
            ("a.html", {"title": "a", "views": 16}),
            ("b.html", {"title": "b", "views": 16}),
        ]
        assert ("# Mine." in after or "# mine" in after, parsed(after).title) == (True, "The Review")


@pytest.mark.parametrize(
    "fields",
    [
        'fields = { title = [{ css = "h1" }] }',
        'fields.title = [{ css = "h1" }]',
        '[fields]\ntitle = [\n    { css = "h1" },\n]',
        '[[fields.title]]\ncss = "h1"',
    ],
)
def test_a_new_rule_goes_before_the_former_ones_in_whatever_form_of_toml_these_stand(fields):
    text = to_toml(draft()) + fields + "  # mine\n"
    after = with_rules(text, {"title": HEADLINE})
    expected = {"css": "h1.new", "match": r"On (\w+)", "drop": ".ad, aside"}
    assert tomllib.loads(after)["fields"] == {"title": [expected, {"css": "h1"}]}
    assert "# mine" in after
