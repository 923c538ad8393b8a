import pytest

from own_site import OwnSite, RestList, served


@pytest.fixture
def own_site(tmp_path, commentary):
    """A site without pages and lists, which the test writes."""
    with served(OwnSite(tmp_path / "own", commentary)) as site:
        yield site


@pytest.fixture
def rest_list(own_site):
    """The same with a WordPress that lists seventeen posts."""
    return RestList(own_site)
