import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read import read_article
from extract.urls.believed import trusted_canonical_url
from extract.urls.canonical import canonical_url

OWN = "https://site.example/2026/02/slug/"
TEXT = "<p>" + "Ports do not sleep, and ferries wait for nobody in the harbour. " * 8 + "</p>"


@pytest.fixture
def own_address(make_page, make_site):
    def read(head, *, url=OWN, lines="", hosts=("site.example",)):
        named = ", ".join(f'"{host}"' for host in hosts)
        site = make_site(lines, header=f'title = "S"\nhosts = [{named}]\ntimezone = "UTC"\n')
        return read_article(make_page(f"<head>{head}</head><body>{TEXT}", url=url), site).canonical_url

    return read


def link(*addresses):
    return "".join(f"<link rel=canonical href='{address}'>" for address in addresses)


def og(address):
    return f"<meta property=og:url content='{address}'>"


LISTINGS = [
    "/",
    "",
    "/index.php",
    "/en/",
    "/de-DE",
    "/category/ports/",
    "/tag/x",
    "/author/ann-lee/",
    "/blog/tags/x/",
]
PAGES = ["/page/3/", "/news/page/2", "/2026/02/slug/2/", "/2026/02/slug/page/2/", "/2026/02/slug/comment-page-1/"]
DATES = ["/2026/", "/2026/02/", "/2026/02/11", "/en/2026"]
QUERIES = ["/?paged=2", "/2026/02/slug/?page=2", "/?p=7", "/blog/?p=7", "/?page_id=7", "/?cat=3", "/?s=x"]
ELSEWHERE = [
    "https://elsewhere.example/2026/02/other/",
    "https://site.example:8443/2026/02/other/",
    "http://[",
    "m:a@b",
]


@pytest.mark.parametrize("address", LISTINGS + PAGES + DATES + QUERIES + ELSEWHERE)
@pytest.mark.parametrize("state", [link, og])
def test_a_page_does_not_live_at_a_listing_nor_off_the_site_whoever_says_so(own_address, state, address):
    assert own_address(state(address)) == OWN


@pytest.mark.parametrize(
    ("url", "stated", "expected"),
    [
        ("/2026/02/slug/2/", "/2026/02/slug/", "/2026/02/slug/"),
        ("/2026/02/slug/2/", "/2026/02/slug/2/", "/2026/02/slug/2/"),
        ("/2026/02/slug/?page=2", "/2026/02/slug/", "/2026/02/slug/"),
        ("/2026/02/slug", "/2026/02/slug/", "/2026/02/slug/"),
        ("/2026/02/slug/", "/2026/02/slug", "/2026/02/slug"),
        ("/?p=7", "/2026/02/slug/", "/2026/02/slug/"),
        ("/?p=7", "/?p=7", "/?p=7"),
        ("/?p=7", "/", "/?p=7"),
        ("/?p=7&utm_source=x", "/blog/?p=7", "/blog/?p=7"),
        ("/amp/2026/02/slug/", "/2026/02/slug/", "/2026/02/slug/"),
        ("/2026/02/slug/amp/", "../", "/2026/02/slug/"),
        ("/2026/02/old/", "/2026/02/new/?utm_source=x#top", "/2026/02/new/"),
        ("/category/ports/slug/", "/category/harbours/slug/", "/category/harbours/slug/"),
        ("/2026/02/slug/", "http://site.example/2026/02/new/", "/2026/02/new/"),
        ("/story", "/story/12345", "/story/12345"),
        ("/story/", "/story/index.html", "/story/index.html"),
    ],
)
def test_a_page_lives_where_it_says_within_its_site(own_address, url, stated, expected):
    home = "https://site.example"
    assert own_address(link(stated), url=home + url) == home + expected
    assert own_address(og(stated), url=home + url) == home + expected


GROWING = ["?t=1732879123", "?v=2", "?utm=x&n=", "slug/", "2026/02/slug/", "2026/02/slug/?t=2", "02/"]


@pytest.mark.parametrize("relative", GROWING)
def test_a_canonical_url_that_would_grow_with_each_look_is_not_believed(own_address, relative):
    assert own_address(link(relative)) == OWN


@pytest.mark.parametrize(
    ("url", "stated"),
    [("/story.php?id=7", "/story.php?id=7&title=ports"), ("/slug?page=1&id=7", "/slug?id=7"), ("/a/", "/a/b/")],
)
def test_a_longer_url_that_names_something_is_believed(own_address, url, stated):
    assert own_address(link(stated), url=f"https://site.example{url}") == f"https://site.example{stated}"


def test_a_profile_may_name_the_default_port(own_address):
    assert own_address(link("/2026/02/new/"), hosts=("site.example:443",)) == "https://site.example/2026/02/new/"


def test_an_address_that_is_none_of_the_profiles_articles_is_not_believed(own_address):
    lines = "articles = '/\\d{4}/\\d{2}/[a-z-]+/$'\n"
    assert own_address(link("/news/other/"), lines=lines) == OWN
    assert own_address(link("/2026/02/other/"), lines=lines) == "https://site.example/2026/02/other/"
    assert own_address(link("/2026/02/other/2/"), lines=lines) == OWN


def test_several_words_that_disagree_count_for_none(own_address):
    assert own_address(link("/a/one/", "/a/two/")) == OWN
    assert own_address(link("/a/one/", "/")) == OWN
    assert own_address(link("/a/one/", "/a/one/?utm_source=x", "")) == "https://site.example/a/one/"


def test_the_link_goes_before_what_is_said_to_social_networks(own_address):
    assert own_address(og("/a/two/") + link("/a/one/")) == "https://site.example/a/one/"
    assert own_address(og("/a/two/") + link("/")) == "https://site.example/a/two/"
    assert own_address(og("/a/two/") + link("/a/one/", "/a/three/")) == "https://site.example/a/two/"


def test_a_host_for_small_screens_leads_to_the_other_when_both_are_the_sites(own_address):
    amp, www = "https://amp.site.example/2026/02/slug/", "https://www.site.example/2026/02/slug/"
    assert own_address(link(www), url=amp, hosts=("amp.site.example", "www.site.example")) == www
    assert own_address(link(www), url=amp, hosts=("amp.site.example",)) == amp


def test_a_page_that_came_by_https_lives_there_though_its_mark_up_is_older(own_address):
    assert own_address(link("http://site.example/2026/02/slug/")) == OWN
    old = OWN.replace("https", "http")
    assert own_address(link(OWN), url=old) == OWN


PATHS = st.lists(
    st.sampled_from(["a", "2026", "02", "page", "tag", "2", "", "?p=7", "?page=2", "amp", "é"]), max_size=5
)


@given(PATHS, PATHS)
def test_what_is_believed_of_a_page_is_believed_at_its_better_address_too(own, stated):
    here, there = (canonical_url("https://site.example/" + "/".join(parts)) for parts in (own, stated))
    believed = trusted_canonical_url(there, here, ("site.example",), None)
    assert believed in {None, there}
    assert trusted_canonical_url(here, here, ("site.example",), None) == here
    if believed:
        assert trusted_canonical_url(believed, believed, ("site.example",), None) == believed
