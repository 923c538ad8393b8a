from dataclasses import replace

import pytest

from extract.learn import Learned, LearnedField, learn_rules
from extract.learn.scoring import NEEDLESS
from extract.profile import parse_site
from extract.read import read_article
from made_sites import DESIGNS
from sites import load_defaults

# What each generated site's rules are, with what its interface or feed says, or else what its pages say.
SELECTORS = {
    "wordpress-classic": {"title": ".entry-title", "tags": '.tags-links > [rel~="tag"]', "body": ".entry-content"},
    "block-theme": {"authors": ".wp-block-post-author-name", "published_at": "time", "body": ".entry-content"},
    "magazine-theme": {"title": ".s-title", "published_at": ".meta-date", "updated_at": ".updated-date"},
    "ghost": {"authors": ".gh-article-author-name", "published_at": ".gh-article-meta-date", "body": ".gh-content"},
    "newsletter": {"title": ".post-title", "body": ".body"},
    "drupal": {"title": ".page-title", "authors": ".username", "body": ".field--name-body"},
    "hugo": {"title": ".post-title", "authors": ".post-meta > span:nth-of-type(2)", "body": ".post-content"},
    "jekyll": {"title": "h1", "published_at": ".when", "body": ".post"},
    "tables": {"title": "font > b", "authors": "td > i", "body": "td > div"},
    "react": {"title": "h1", "authors": '[data-testid~="byline"] > a', "body": '[data-testid~="article-body"]'},
}


@pytest.mark.parametrize("name", DESIGNS)
def test_the_rules_of_a_site_name_its_elements(learn, name):
    fields = learn(name).fields
    assert {field: _nearest(fields[field]).selector for field in SELECTORS[name]} == SELECTORS[name]


def _nearest(field):
    """Return the rule that was learned, or would have been if the default rules did not read the same."""
    return field.needless or field.rule


def test_what_the_site_does_not_say_of_its_text_is_dropped(learn):
    assert learn("wordpress-classic").fields["body"].drops == (".newsletter-cta",)
    assert learn("hugo").fields["body"].drops == (".support-line",)
    assert _nearest(learn("jekyll").fields["body"]).drop == "h1, .when, .signed"


def test_a_rule_by_which_nothing_else_is_read_is_left_out_unless_the_site_says_that_it_is_right(learn):
    alone, told = (learn("wordpress-classic", told=told).fields["authors"] for told in (False, True))
    assert (alone.rule, alone.without, alone.told_by, alone.hits) == (None, NEEDLESS, "reading", 12)
    assert alone.needless == told.rule
    assert (told.rule.selector, told.without, told.hits, told.default_hits) == ('[rel~="author"]', "", 12, 12)


def test_several_names_in_one_text_are_split(learn):
    rule = learn("block-theme").fields["authors"].rule
    assert (rule.selector, rule.split) == (".wp-block-post-author-name", r"\s*,\s*")


@pytest.mark.parametrize(("name", "parted"), [("magazine-theme", False), ("react", False), ("hugo", True)])
def test_names_are_parted_unless_each_is_a_link_of_its_own(learn, name, parted):
    # No sampled article has two authors, and "Institute for Rivers and Roads" is one.
    assert (learn(name).fields["authors"].rule.split is not None) == parted


def test_a_field_tells_how_often_its_rule_was_right_and_shows_three_values(made, learn):
    field = learn("wordpress-classic").fields["title"]
    assert (field.hits, field.of, field.told_by, field.without) == (12, 12, "wordpress", "")
    assert field.examples == tuple(essay.title for essay in made("wordpress-classic")[0].essays[:3])
    assert field.tried
    assert all(hits <= field.of for _, hits in field.tried)


def test_a_field_without_a_rule_says_why(learn):
    field = learn("tables").fields["published_at"]
    assert field.rule is None
    assert field.without == (
        "too little to learn from: no feed or REST list states it of most articles, and the default rules are sure"
        " of it on no article"
    )


def test_a_rule_that_is_right_on_too_few_articles_is_not_taken(made, learn):
    _, profile, pages = made("wordpress-classic")
    told = {
        url: replace(each, values=each.values | {"title": (f"Another title {number}",)})
        for number, (url, each) in enumerate(_told(made, "wordpress-classic").items())
    }
    field = learn_rules(pages, told, profile).fields["title"]
    assert (field.rule, field.hits) == (None, 0)
    assert field.without == "no element of the pages holds the value, and nothing else"


def test_learned_rules_are_rules_of_a_profile(made, learn):
    site, _, pages = made("wordpress-classic")
    fields = learn("wordpress-classic").fields
    lines = [f"{name} = [{{ {_toml(field.rule)} }}]" for name, field in fields.items() if field.rule is not None]
    header = f'title = "Made"\nhosts = ["{site.host}"]\ntimezone = "Europe/Istanbul"\n[fields]\n'
    read = parse_site("made", header + "\n".join(lines), defaults=load_defaults())
    assert {name: read.fields[name][0] for name, field in fields.items() if field.rule} == {
        name: field.rule for name, field in fields.items() if field.rule
    }
    article = read_article(pages[0], read)
    essay = site.essays[0]
    assert (article.title, article.authors, article.body_text) == (essay.title, essay.authors, _as_read(essay))


def test_learning_is_deterministic(made, learn):
    _, profile, pages = made("drupal")
    again = learn_rules(pages, _told(made, "drupal"), profile, others=made("drupal")[0].not_articles())
    assert again == learn("drupal")


def test_no_pages_teach_nothing(made):
    learned = learn_rules([], {}, made("drupal")[1])
    assert isinstance(learned, Learned)
    assert all(isinstance(field, LearnedField) and field.rule is None for field in learned.fields.values())
    assert learned.articles is None


def test_a_page_without_html_is_passed_over(made, learn):
    _, profile, pages = made("drupal")
    picture = replace(pages[0], url="https://drupal.example/picture", body=b"\x89PNG", content_type="image/png")
    assert learn_rules([*pages[:5], picture], {}, profile).fields["title"].of <= 5


def _told(made, name):
    from extract.learn import tell  # noqa: PLC0415 - beside the one use

    site, _, pages = made(name)
    return tell(pages, site.lists())


def _as_read(essay):
    parts = []
    for number, (tag, text) in enumerate(essay.blocks):
        joint = "\n" if tag == "li" and number and essay.blocks[number - 1][0] == "li" else "\n\n"
        parts += [joint if number else "", text]
    return "".join(parts)


def _toml(rule):
    cleaners = {"match": rule.match, "split": rule.split, "drop": rule.drop}
    given = {rule.reader: rule.selector, **{key: value for key, value in cleaners.items() if value is not None}}
    return ", ".join(f"{key} = '{value}'" for key, value in given.items())
