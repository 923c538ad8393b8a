import pytest

from extract.learn import learn_rules, tell
from learning import site_of
from made_sites import make_site


@pytest.fixture(scope="session")
def made():
    """Make a generated site, its profile of which only host and zone are known, and its pages, each once."""
    kept = {}

    def make(name, count=12):
        if (name, count) not in kept:
            site = make_site(name, count)
            kept[name, count] = (site, site_of(site), site.pages())
        return kept[name, count]

    return make


@pytest.fixture(scope="session")
def learn(made):
    """Learn the rules of a generated site, each once: with what it says of its articles, or from the pages alone."""
    kept = {}

    def learned(name, *, told=True):
        if (name, told) not in kept:
            site, profile, pages = made(name)
            said = tell(pages, site.lists() if told else [])
            kept[name, told] = learn_rules(pages, said, profile, others=site.not_articles())
        return kept[name, told]

    return learned
