import pytest

from extract.learn import learn_rules, tell
from learning import is_right, read, site_of, taught_site, truths_of
from made_hard_sites import HARD, make_hard_site

# What is learned of each site of a difficulty of its own, where its interface or feed says the values.
SELECTORS = {
    "two-templates": {"authors": ".author, .signed", "published_at": ".published, .when"},
    "half-in-tables": {"title": ".entry-title, font > b"},
    "ads": {"title": ".story-title", "body": ".story-text"},
    "right-to-left": {"authors": ".katib", "published_at": ".tarikh", "body": ".maqal-nass"},
    "lying-head": {"title": ".piece-name", "authors": ".piece-writer", "published_at": ".piece-day"},
    "one-author": {"authors": ".note-author"},
    "comments-within": {"authors": "h2 + div > .author", "body": ".entry > .text"},
    "paged": {"title": ".long-title"},
    "css-modules": {"authors": '[class*="Byline_author__"]', "body": '[class*="Article_body__"]'},
    "utilities": {"title": "h1", "body": ".prose"},
    "short-feed": {"authors": ".post-meta > span:nth-of-type(2)", "body": ".post-content"},
    "twice": {"authors": ".only-phone .author", "body": ".copy"},
}


@pytest.fixture(scope="session")
def learn_hard():
    """Learn the rules of a site that is hard to learn from every second of its articles, each once."""
    kept = {}

    def learned(name):
        if name not in kept:
            made = make_hard_site(name, 24)
            pages = made.pages()
            rules = learn_rules(pages[::2], tell(pages[::2], made.lists()), site_of(made), others=made.not_articles())
            kept[name] = made, pages, rules
        return kept[name]

    return learned


@pytest.mark.parametrize("name", HARD)
def test_the_rules_of_a_site_that_is_hard_to_learn_name_its_elements(learn_hard, name):
    _, _, learned = learn_hard(name)
    found = {field: learned.fields[field].rule and learned.fields[field].rule.selector for field in SELECTORS[name]}
    assert found == SELECTORS[name]


@pytest.mark.parametrize("name", HARD)
def test_learned_rules_lose_no_value_that_the_default_rules_find_on_articles_that_learning_did_not_see(
    learn_hard, name
):
    made, pages, learned = learn_hard(name)
    bare = site_of(made)
    taught = taught_site(bare, learned)
    for page, truth in zip(pages[3::4], truths_of(made)[3::4], strict=True):
        default, after = read(page, bare), read(page, taught)
        lost = [
            field
            for field, value in truth.values.items()
            if is_right(field, value, default) and not is_right(field, value, after)
        ]
        assert lost == []


def test_names_are_parted_where_no_article_that_learning_saw_has_two_authors(learn_hard):
    made, pages, learned = learn_hard("one-author")
    number = next(number for number, essay in enumerate(made.essays) if len(essay.authors) > 1)
    assert number % 2
    assert read(pages[number], taught_site(site_of(made), learned)).authors == made.essays[number].authors


def test_what_a_site_of_ads_mixes_into_its_text_is_dropped_by_its_lasting_names(learn_hard):
    _, _, learned = learn_hard("ads")
    assert set(learned.fields["body"].drops) == {'[data-testid~="inline-ad"]', ".promo", ".in-article-promo"}


def test_a_text_of_several_pages_that_the_interface_gives_as_one_teaches_no_rule(learn_hard):
    _, _, learned = learn_hard("paged")
    assert learned.fields["body"].rule is None
    assert learned.fields["body"].without == "no element has the words of the text on most pages"
