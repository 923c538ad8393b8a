import pickle

import pytest

import sites
from extract.errors import ProfileError
from extract.profile.parser import parse_site
from extract.profile.readers import READERS
from extract.site import Example, Source

GOOD = 'title = "T"\nhosts = ["a.example"]\ntimezone = "UTC"\n'


def parse(text, defaults=""):
    return parse_site("mine", text, defaults=defaults, origin="sites/mine.toml")


def test_a_whole_profile_becomes_a_site():
    site = parse(
        GOOD
        + """
delay = 3
render = true
language = "tr"
articles = '/\\d{4}/'
[[sources]]
kind = "feed"
url = "https://a.example/feed/"
[fields]
authors = [{ css = ".by", match = 'By (.+)', split = " and ", drop = ["i", "b"] }]
[[examples]]
page = "x.html"
title = "X"
"""
    )
    rule = site.fields["authors"][0]
    assert (site.name, site.title, site.hosts, site.timezone, site.delay) == ("mine", "T", ("a.example",), "UTC", 3.0)
    assert (site.render, site.language, site.articles) == (True, "tr", r"/\d{4}/")
    assert site.sources == (Source(kind="feed", url="https://a.example/feed/"),)
    assert site.examples == (Example(page="x.html", expected={"title": "X"}),)
    assert (rule.reader, rule.selector, rule.match, rule.split, rule.drop) == (
        "css",
        ".by",
        "By (.+)",
        " and ",
        "i, b",
    )
    assert pickle.loads(pickle.dumps(site)) == site  # noqa: S301 - our own value


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("title = ", "TOML", "Invalid"),
        ('hosts = ["a.example"]\ntimezone = "UTC"', "title", "missing"),
        ('title = "T"\nhosts = ["a.example"]', "timezone", 'add a line such as: timezone = "Europe/Istanbul"'),
        ('title = "T"\ntimezone = "UTC"', "hosts", 'add a line such as: hosts = ["example.org"]'),
        (GOOD + 'tiemzone = "UTC"', "tiemzone", "did you mean 'timezone'"),
        (GOOD + "zzz = 1", "zzz", "write one of title"),
        (GOOD.replace('["a.example"]', "[]"), "hosts", "is empty; name at least one host"),
        (GOOD.replace('["a.example"]', '"a.example"'), "hosts", 'write hosts = ["…"]'),
        (GOOD.replace("a.example", "https://a.example/"), "hosts", "without http:// and path"),
        (GOOD.replace("a.example", "a.example:99999"), "hosts", "a port from 1 to 65535"),
        (GOOD.replace("UTC", "Mars/Olympus"), "timezone", "IANA"),
        (GOOD.replace("UTC", "../etc/passwd"), "timezone", "IANA"),
        (GOOD + "delay = 0.5", "delay", "write seconds between 1.0 and 3600.0"),
        (GOOD + 'delay = "2"', "delay", "without quotes, such as delay = 2.0"),
        (GOOD + "delay = nan", "delay", "between"),
        (GOOD + 'render = "true"', "render", "neither true nor false"),
        (GOOD + "render = 1", "render", "neither true nor false"),
        (GOOD + "articles = '('", "articles", "regular expression"),
        (GOOD + "articles = '(a+)+$'", "articles", "write one repetition"),
        (GOOD + '[[sources]]\nkind = "sitemap"', "sources[1].url", "missing"),
        (
            GOOD + '[[sources]]\nkind = "sitmap"\nurl = "https://a.example/"',
            "sources[1].kind",
            "one of sitemap",
        ),
        (
            GOOD + '[[sources]]\nkind = "feed"\nurl = "https://b.example/"',
            "sources[1].url",
            "hosts: a.example",
        ),
        (GOOD + '[[sources]]\nkind = "feed"\nurl = "file:///etc"', "sources[1].url", "http or https URL"),
        (GOOD + "sources = 1", "sources", "write [[sources]]"),
        (GOOD + '[fields]\nauthor = [{ css = "a" }]', "fields.author", "did you mean 'authors'"),
        (GOOD + '[fields]\nauthors = [{ csss = "a" }]', "fields.authors[1].csss", "did you mean 'css'"),
        (GOOD + '[fields]\nauthors = [{ css = "a", xpath = "//a" }]', "css and xpath", "one reader"),
        (GOOD + '[fields]\nauthors = [{ match = "a" }]', "reader", "write one of alone"),
        (GOOD + '[fields]\nauthors = ["a"]', "fields.authors[1]", "write one such as {"),
        (GOOD + '[fields]\nauthors = [{ css = "a[" }]', "fields.authors[1].css", "CSS"),
        (GOOD + '[fields]\nauthors = [{ css = "a::text" }]', "fields.authors[1].css", "CSS"),
        (GOOD + '[fields]\nauthors = [{ xpath = "//a[" }]', "fields.authors[1].xpath", "XPath"),
        (GOOD + '[fields]\nauthors = [{ css = "a", match = "[" }]', "fields.authors[1].match", "regular expression"),
        (GOOD + '[fields]\nauthors = [{ css = "a", drop = "[" }]', "fields.authors[1].drop", "CSS"),
        (GOOD + '[fields]\nauthors = [{ css = "" }]', "fields.authors[1].css", "write a string in quotes"),
        (
            GOOD + '[fields]\nauthors = [{ json = "state" }]',
            "fields.authors[1].json",
            "a space and a dotted path",
        ),
        (GOOD + '[fields]\nbody = [{ alone = "main p" }]', "fields.body[1].alone", "end with a class"),
        (GOOD + '[fields]\nauthors = [{ meta = "a b" }]', "fields.authors[1].meta", "write a name of letters"),
        (GOOD + '[[examples]]\npage = "x.html"\ntitel = "X"', "examples[1].titel", "did you mean 'title'"),
    ],
)
def test_a_mistake_names_file_table_and_key(text, where, problem):
    with pytest.raises(ProfileError, match="mine") as caught:
        parse(text)
    assert where in caught.value.where
    assert problem in caught.value.problem
    assert str(caught.value).startswith("sites/mine.toml: ")


@pytest.mark.parametrize("hosts", [["localhost:8000"], ["127.0.0.1:1", "127.3.2.1"], ["[::1]:80"]])
def test_only_a_site_on_this_machine_may_be_asked_without_delay(hosts):
    assert parse(f'title = "T"\nhosts = {hosts}\ntimezone = "UTC"\ndelay = 0').delay == 0
    with pytest.raises(ProfileError, match="delay"):
        parse(f'title = "T"\nhosts = {[*hosts, "a.example"]}\ntimezone = "UTC"\ndelay = 0')


def test_a_browser_is_needed_only_where_a_profile_says_so():
    assert parse(GOOD).render is False
    assert parse(GOOD + "render = false") == parse(GOOD)


def test_hosts_are_lower_case_and_without_a_default_port():
    assert parse(GOOD.replace("a.example", "A.Example:443")).hosts == ("a.example",)


def test_own_rules_go_before_the_defaults_which_are_not_tried_twice():
    defaults = '[fields]\ntitle = [{ css = "h1" }, { css = "h2" }]\ntags = [{ css = ".t" }]'
    site = parse(GOOD + '[fields]\ntitle = [{ css = "h2" }, { css = "h3" }]', defaults)
    assert [(rule.name, rule.inherited) for rule in site.fields["title"]] == [
        ("mine title: css h2", False),
        ("mine title: css h3", False),
        ("_default title: css h1", True),
    ]
    assert [rule.name for rule in site.fields["tags"]] == ["_default tags: css .t"]


def test_the_names_of_rules_are_unique():
    names = [rule.name for rules in sites.load_site("geopolist").fields.values() for rule in rules]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    "changed",
    [
        GOOD + 'language = "tr"',
        GOOD.replace("UTC", "Europe/Paris"),
        GOOD + '[fields]\ntitle = [{ css = "h1" }]',
        GOOD + "articles = '/x/'",
    ],
)
def test_the_revision_tells_when_pages_may_read_differently(changed):
    assert parse(changed).revision != parse(GOOD).revision


@pytest.mark.parametrize(
    "same",
    [
        GOOD + "delay = 9",
        GOOD + "render = true",
        "# a comment\n" + GOOD,
        GOOD + '[[sources]]\nkind = "feed"\nurl = "https://a.example/"',
    ],
)
def test_the_revision_stays_when_reading_stays(same):
    assert parse(same).revision == parse(GOOD).revision


def test_the_revision_follows_the_defaults():
    assert parse(GOOD, '[fields]\ntitle = [{ css = "h1" }]').revision != parse(GOOD).revision


@pytest.mark.parametrize("name", READERS)
def test_every_reader_is_documented_in_its_place_and_in_the_example(name):
    example = (sites.SHIPPED / "_example.toml").read_text("utf-8")
    assert READERS[name].find.__doc__
    assert f"#   {name} " in example


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("straße.example", "xn--strae-oqa.example"),
        ("XN--STRAE-OQA.example", "xn--strae-oqa.example"),
        ("Bücher.example:8080", "xn--bcher-kva.example:8080"),
        ("Example.ORG.", "example.org"),
        ("a_b.example", "a_b.example"),
        ("localhost:8000", "localhost:8000"),
        ("127.0.0.1:80", "127.0.0.1"),
        ("[::1]:8000", "[::1]:8000"),
    ],
)
def test_a_host_may_be_written_in_unicode_or_punycode_and_is_stored_in_one_form(written, stored):
    site = parse(GOOD.replace("a.example", written) + f'[[sources]]\nkind = "feed"\nurl = "http://{written}/feed/"')
    assert site.hosts == (stored,)


@pytest.mark.parametrize(
    ("host", "problem"),
    [
        ("💩.example", r"hosts: '💩\.example': not a host name by IDNA 2008 .*; write it in Punycode"),
        ("ä_b.example", "not a host name by IDNA 2008"),
        ("https://example.org", "not a host; write it without http"),
        ("example.org/blog", "not a host; write it without http"),
        ("a" * 64 + ".example", "at most 63 characters between two dots"),
        ("[::1", "not a host; write it without"),
        ("example.org:99999", "Port out of range"),
    ],
)
def test_a_host_that_cannot_be_asked_is_an_error_that_says_why(host, problem):
    with pytest.raises(ProfileError, match=problem):
        parse(GOOD.replace("a.example", host))
