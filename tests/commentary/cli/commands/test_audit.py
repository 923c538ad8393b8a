"""`commentary audit` on the demo site: complete to the last address, and each reason is what the site really does."""

import json
import sqlite3
import tomllib
from contextlib import closing

import pytest

from commentary.cli.show.audit import audit_json
from extract.urls.canonical import canonical_url

# What the page of such a post makes of it.
REASONS = {"password": "not an article: password-protected", "image-only": "not an article: no text"}


@pytest.fixture(scope="module")
def told(commentary, archive):
    said = commentary("audit", "demo", "--json", "--data", archive)
    assert (said.returncode, said.stderr) == (0, "")
    return json.loads(said.stdout)


@pytest.fixture(scope="module")
def origin(archive):
    """The address of the site that was crawled; it is gone, and its twin of the second day has another port."""
    return f"http://{tomllib.loads((archive / 'sites' / 'demo.toml').read_text())['hosts'][0]}"


@pytest.fixture(scope="module")
def named(archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        return {url for (url,) in db.execute("SELECT url FROM sources")}


def test_every_address_that_a_source_names_is_there_or_has_its_reason(told, named, archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        query = "SELECT url FROM addresses WHERE article IN (SELECT id FROM articles WHERE gone_at IS NULL)"
        had = {url for (url,) in db.execute(query)}
    absent = {each["url"]: each for each in told["addresses"]}
    assert named <= had | absent.keys()
    assert not had & absent.keys()
    assert all(each["reason"] for each in absent.values())
    assert told["named"] == told["have"] + told["missing"] + told["gone"] + told["not_article"] + told["other"]
    linked = sum({source["kind"] for source in each["sources"]} == {"links"} for each in absent.values())
    assert len(named) == told["have"] + len(absent) - linked


def test_each_reason_is_what_the_site_does(told, origin, first_day, second_day):
    before = {canonical_url(origin + post.path): post for post in first_day.posts(1)}
    now = {canonical_url(origin + post.path): post for post in second_day.posts(2)}
    ids = {post.id for post in now.values()}
    expected = {url: REASONS[post.kind] for url, post in now.items() if post.kind in REASONS}
    withdrawn = {url for url, post in before.items() if post.id not in ids}
    found = {each["url"]: each for each in told["addresses"]}
    assert {url: found[url]["reason"] for url in expected} == expected
    assert {url for url, each in found.items() if each["outcome"] == "gone" and url in before} == withdrawn
    assert {found[url]["reason"] for url in withdrawn} == {"gone: status 404", "gone: status 410"}


def test_what_is_no_post_by_its_address_is_only_linked_or_no_post_of_the_site(told, origin, second_day, fetch):
    posts = {canonical_url(second_day.url + post.path) for post in second_day.posts(2)}
    for each in told["addresses"]:
        twin = each["url"].replace(origin, second_day.url)
        if each["outcome"] == "missing" and twin not in posts:
            # A text links to the former address of another post, which only an answer could tell.
            assert ({source["kind"] for source in each["sources"]}, each["reason"]) == ({"links"}, "never asked for")
            assert canonical_url(fetch(twin).headers["location"]) in posts
    assert all("/20" not in each["url"] for each in told["addresses"] if each["outcome"] == "other")


def test_what_the_rest_interface_claims_is_what_it_named(told):
    (rest,) = (each for each in told["sources"] if each["kind"] == "wordpress")
    assert rest["claimed"] == rest["have"] + rest["missing"] - 1
    # One address was a former one of a post that has another by now.
    assert rest["unnamed"] == 0
    assert [each["kind"] for each in told["sources"]] == ["sitemap", "feed", "wordpress", "listing", "links"]


def test_the_table_says_the_same_to_people(told, commentary, archive):
    lines = commentary("audit", "demo", "--data", archive).stdout.splitlines()
    assert lines[0] == f"demo: {told['missing']} of {told['have'] + told['missing']} known articles are missing"
    sitemap = next(line.split() for line in lines if line.startswith("sitemap"))
    assert [int(word) for word in sitemap[1:7]] == [
        told["sources"][0][name] for name in ("named", "have", "missing", "gone", "not_article", "other")
    ]
    shown = [line.split()[0] for line in lines if line.startswith("http")]
    assert shown == [each["url"] for each in told["addresses"] if each["outcome"] != "other"]
    protected = next(line for line in lines if "password-protected" in line)
    assert (
        "sitemap, feed, wordpress, listing, links between articles  not an article: password-protected, 20"
        in protected
    )


def test_the_last_run_keeps_the_same_counts(told, archive):
    with closing(sqlite3.connect(archive / "commentary.db")) as db:
        query = "SELECT summary FROM runs ORDER BY started_at DESC LIMIT 1"
        kept = json.loads(db.execute(query).fetchone()[0])["audit"]
    names = ("named", "have", "missing", "gone", "not_article", "other")
    assert {name: kept[name] for name in names} == {name: told[name] for name in names}
    assert len(kept["sources"]) == len(told["sources"])


def test_every_key_of_the_json_is_documented(told):
    described = audit_json.__doc__
    for keys in (told, told["sources"][0], told["addresses"][0]):
        assert all(f'"{key}"' in described for key in keys)


def test_a_warc_file_that_is_gone_costs_the_claim_and_nothing_else(told, commentary, archive, tmp_path):
    (tmp_path / "sites").mkdir()
    for name in ("commentary.db", "sites/demo.toml"):
        (tmp_path / name).write_bytes((archive / name).read_bytes())
    less = json.loads(commentary("audit", "demo", "--json", "--data", tmp_path).stdout)
    assert {each["claimed"] for each in less["sources"]} == {None}
    assert less["addresses"] == told["addresses"]


@pytest.mark.parametrize(
    ("site", "problem"),
    [("dmo", "no such site; did you mean demo?"), ("geopolist", "holds no run of geopolist. Run `commentary crawl")],
)
def test_a_site_that_is_unknown_or_was_never_crawled_is_one_sentence(commentary, archive, site, problem):
    said = commentary("audit", site, "--data", archive)
    assert (said.returncode, said.stdout) == (1, "")
    assert problem in said.stderr
    assert said.stderr.count("\n") == 1
