"""What is too slow, too large or without an end costs a bounded time and memory, and nothing but itself."""

import json
import sqlite3
from contextlib import closing

import pytest

from commentary.demo.faults import Fault
from commentary.demo.server import DemoSite
from crawler.run_state.pager import MAX_SITEMAP_LEVELS

pytestmark = pytest.mark.slow

TURKISH = "/2025/04/bogazda-sabir-kucuk-devletlerin-uzun-hafizasi/"
# A crawl of this site takes a third of it; a page, a listing or a payload held whole would take a gigabyte.
MOST_MEMORY = 300 << 20
LATE = (Fault.stall(), Fault.stall_midway(), Fault.drip(0.3))
LARGE = (Fault.big(1 << 30), Fault.big_chunked(1 << 30), Fault.bomb(4 << 30))
SITEMAPS = {
    # What it is, and the reason why it is not read; None where it is, and brings nothing.
    "/packed.xml": (Fault.bomb(4 << 30), "decodes to more than 64 MB"),
    "/packed.xml.gz": (Fault.bomb(4 << 30), None),
    "/entities.xml": (Fault.entity_bomb(30), None),
    "/flood.xml": (Fault.big(1 << 30), "larger than the size limit for a response"),
    "/flood-chunked.xml": (Fault.big_chunked(1 << 30), "larger than the size limit for a response"),
    "/late.xml": (Fault.stall_midway(), "no answer in time"),
    "/challenge.xml": (Fault.challenge(), "challenge"),
    "/consent.xml": (Fault.consent(), "consent wall"),
    "/error.xml": (Fault.status(200), "error page"),
}


def rows(data, query, *values):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        return db.execute(query, values).fetchall()


def asked(demo, path):
    return [request for request in demo.requests if request.path.partition("?")[0] == path]


def crawl_with_short_timeout(script, data):
    said = script("one_second_timeout.py", "demo", data)
    assert said.returncode == 0, said.stderr
    return json.loads(said.stdout)


def test_what_is_late_or_too_large_is_given_up_and_every_other_page_is_read(demo, data, script):
    posts = [post for post in demo.posts() if post.kind == "article" and post.path != TURKISH]
    paths = [post.path for post in posts]
    demo.faults.update(zip(paths, LATE + LARGE, strict=False))
    demo.faults[TURKISH] = Fault.charset(written="windows-1254", declared="utf-8")
    told = crawl_with_short_timeout(script, data)
    assert told["reasons"]["failed"].pop("no answer in time") == len(LATE)
    assert sum(told["reasons"]["failed"].values()) == len(LARGE)
    assert told["peak"] < MOST_MEMORY
    assert all(0 < len(asked(demo, path)) <= 3 for path in paths[: len(LATE)])
    titles = {url.removeprefix(demo.url): title for url, title in rows(data, "SELECT url, title FROM articles")}
    truth = [post for post in demo.posts() if post.outcome == "article"]
    assert len(titles) == len(truth) - len(LATE) - len(LARGE)
    assert titles[TURKISH] == next(post.title for post in truth if post.path == TURKISH)


@pytest.fixture(scope="module")
def read(tmp_path_factory, script):
    """What a crawl told of every sitemap that is none, of one of 50,000 addresses, and of a feed; and its archive."""
    data = tmp_path_factory.mktemp("sitemaps")
    (data / "sites").mkdir()
    with DemoSite() as demo:
        kinds = {"/long.xml": "sitemap", "/feed/": "feed"} | dict.fromkeys(SITEMAPS, "sitemap")
        (data / "sites" / "demo.toml").write_text(profile_of(demo, kinds), "utf-8")
        demo.faults["/long.xml"] = Fault.long_sitemap()
        demo.faults.update({path: fault for path, (fault, _) in SITEMAPS.items()})
        yield demo, data, crawl_with_short_timeout(script, data)


def profile_of(demo, kinds):
    """Return a profile with other sources, whose articles are those of one year: none of the long sitemap's is."""
    before, _, _ = demo.profile().partition("\n[[sources]]")
    head = "\n".join("articles = '/2025/'" if line.startswith("articles") else line for line in before.split("\n"))
    return head + "".join(
        f'\n[[sources]]\nkind = "{kind}"\nurl = "{demo.url}{path}"\n' for path, kind in kinds.items()
    )


@pytest.mark.parametrize("path", SITEMAPS)
def test_a_sitemap_that_is_none_is_told_with_its_reason(read, path):
    demo, _, told = read
    assert told["sources"].get(demo.url + path) == SITEMAPS[path][1]


def test_a_sitemap_of_fifty_thousand_addresses_is_read_whole(read):
    demo, data, told = read
    assert f"{demo.url}/long.xml" not in told["sources"]
    assert rows(data, "SELECT found FROM captures WHERE url = ?", f"{demo.url}/long.xml") == [(50_000,)]


def test_bad_sources_cost_no_memory_and_hide_no_good_one(read):
    _, data, told = read
    assert told["peak"] < MOST_MEMORY
    assert len(rows(data, "SELECT url FROM articles")) > 10


def test_a_maze_of_sitemaps_is_left_after_a_few_levels_and_named(demo, data, commentary):
    demo.faults["/wp-sitemap.xml"] = Fault.maze()
    said = commentary("crawl", "demo", "--data", data)
    assert said.returncode == 3
    # Each names two others.
    assert len(asked(demo, "/wp-sitemap.xml")) == 2 ** (1 + MAX_SITEMAP_LEVELS) - 1
    reason = f"has sitemaps below sitemaps, more than {MAX_SITEMAP_LEVELS} deep"
    assert f"{demo.url}/wp-sitemap.xml: {reason}" in said.stdout
