"""What is no edit: pages that differ in each response, and days on which a site shows something else than articles.

The history afterwards is that of what the authors changed.
"""

import json
import random
import re
import shutil
from dataclasses import replace
from itertools import count
from urllib.parse import urlsplit

import pytest

from commentary.demo.faults import Fault
from commentary.demo.profile import demo_profile
from commentary.demo.server import DemoSite
from contents import content_of
from extract.urls import canonical_url

from .conftest import SOME_ESSAYS, few_articles
from .test_demo_crawl import as_written, rows

pytestmark = pytest.mark.slow

POSTS = ("/2026/04/*", "/2026/05/*")
HOME = "/2026/05/a-post-that-nobody-has-read/"


def obfuscated(address, key):
    """Return an address as Cloudflare writes it: the key, then each byte xored with it, in hexadecimal."""
    return f"{key:02x}" + "".join(f"{ord(character) ^ key:02x}" for character in address)


def noise(number):
    """Return blocks that a page shows in an essay's container, other ones in each response."""
    draw = random.Random(number)
    key, mark, count = draw.randrange(1, 255), f"{draw.getrandbits(40):x}", draw.randrange(100, 999)
    mail = obfuscated("desk@meridian.example", key)
    image = (
        f"https://cdn{draw.randrange(1, 4)}.meridian.example/chart.jpg?X-Amz-Expires=900&amp;X-Amz-Signature={mark}"
    )
    return f"""
<p>Write to <a href="/cdn-cgi/l/email-protection#{mail}"><span class="__cf_email__" data-cfemail="{mail}">[email
protected]</span></a> about this essay.</p>
<figure><img src="{image}" width="800" height="500" alt="A chart"><figcaption>In figures</figcaption></figure>
<h2 id="h-{mark}">What follows<sup id="fnref-{mark}"><a href="#fn-{mark}">1</a></sup></h2>
<p>The <a href="/reports/corridor/?sid={draw.getrandbits(96):024x}">report on the corridor</a> has the tables.</p>
<div class="sharedaddy"><span class="share-count">{count} shares</span></div>
<div class="wp-polls"><p>Will it hold?</p><ul><li>Yes ({count} Votes)</li><li>No ({count} Votes)</li></ul></div>
<div class="ad-slot"><a href="https://ads.example/c?x={mark}">{draw.choice(["Ferries", "Tyres"])}</a></div>
<div class="jp-relatedposts"><h3>Related</h3><ul><li><a href="/2024/01/{mark}/">Essay {mark}</a></li></ul></div>
<script nonce="{mark}">var token = "{mark}";</script>
"""


def with_noise():
    """Return a function that puts other noise into the essay of each page, and a cache buster on its lead image."""
    numbers = count()

    def change(html):
        number = next(numbers)
        html = re.sub(r'(?<=<div class="entry-content rbct clearfix">)', lambda _: noise(number), html, count=1)
        return re.sub(r'(property="og:image" content="[^"]+)', rf"\1?t={number}00{number}", html)

    return change


@pytest.fixture(scope="module")
def quiet_and_noisy(tmp_path_factory, commentary):
    """Two archives of the demo's two days: as they are, and with noise in every post."""
    folders = [tmp_path_factory.mktemp("quiet-days"), tmp_path_factory.mktemp("noisy-days")]
    with DemoSite(essays=20) as demo:
        for data in folders:
            (data / "sites").mkdir()
            (data / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
            for day in (1, 2):
                demo.day = day
                said = commentary("crawl", "demo", "--data", data, "--full")
                assert said.returncode == 0, said.stdout + said.stderr
            demo.faults["/20*"] = Fault.altered(with_noise())
    return folders


@pytest.mark.parametrize(
    "query",
    [
        "SELECT article, changed FROM history ORDER BY article, captured_at",
        "SELECT url, title, versions, gone_status, authors, published_at, views FROM articles ORDER BY url",
        "SELECT url, article FROM addresses ORDER BY url",
    ],
)
def test_noise_in_every_response_changes_nothing_that_is_stored_of_what_authors_wrote(quiet_and_noisy, query):
    quiet, noisy = ([tuple(row) for row in rows(data, query)] for data in quiet_and_noisy)
    # A post that is a picture and nothing else has a text with the noise.
    known = {row["url"] for row in rows(quiet_and_noisy[0], "SELECT url FROM addresses")}
    assert [row for row in noisy if row[0] in known] == quiet
    assert quiet


FIELDS = demo_profile("http://demo").partition("[fields]")[2]


@pytest.fixture(scope="module")
def known_once(tmp_path_factory, commentary):
    """Two months of the demo site by its own profile, crawled once."""
    with DemoSite(essays=SOME_ESSAYS) as demo:
        first = few_articles(tmp_path_factory.mktemp("known"), demo, commentary)
        profile = first.data / "sites" / "few.toml"
        profile.write_text(f"{profile.read_text('utf-8')}\n[fields]{FIELDS}", "utf-8")
        first.crawl()
        assert len(first.rows("SELECT 1 FROM articles")) == len(first.paths)
        yield first


@pytest.fixture
def known(known_once, tmp_path):
    """The same for one test: a copy of the archive, and the site as it was."""
    known_once.demo.faults.clear()
    known_once.demo.day = 1
    return replace(known_once, data=shutil.copytree(known_once.data, tmp_path / "few"))


def stored(few):
    """Return what the archive says of each article, its text and history, and no time of a visit."""
    query = """SELECT url, articles.title, body_text, authors, categories, published_at, versions,
        (SELECT json_group_array(changed) FROM history WHERE article = url)
        FROM articles JOIN article_texts USING (id, url) ORDER BY url"""
    return few.rows(query)


def everywhere(few, fault):
    for pattern in POSTS:
        few.demo.faults[pattern] = fault


def page(title, body):
    return f'<!DOCTYPE html><html lang="en"><head><title>{title}</title></head><body>{body}</body></html>'


def maintenance(few):
    words = "<h1>We will be back soon</h1><p>The site is being looked after. Thank you for your patience.</p>"
    everywhere(few, Fault.text(page("Meridian", words), content_type="text/html"))


def coming_soon(few):
    words = "".join(
        f"<p>A new Meridian is on its way, part {part}. All essays will be here again.</p>" for part in "abcd"
    )
    everywhere(
        few, Fault.text(page("Coming soon", f"<main><article>{words}</article></main>"), content_type="text/html")
    )


def parked(few):
    words = "<h1>meridian.example is for sale</h1><p>The owner asks 2488 USD. A parking service made this page.</p>"
    everywhere(few, Fault.text(page("meridian.example is for sale", words), content_type="text/html"))


def home_page(few):
    cards = "".join(
        f'<article><h2><a href="{path}">An essay</a></h2><p>Its first words …</p></article>' for path in few.paths
    )
    everywhere(few, Fault.text(page("Meridian", f"<main>{cards}</main>"), content_type="text/html"))


def shell(few):
    words = '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
    everywhere(few, Fault.text(page("Meridian", words), content_type="text/html"))


def not_found_with_status_200(few):
    words = "<main><h1>Oops! That page cannot be found</h1><p>Nothing is at this address. Try a search?</p></main>"
    everywhere(few, Fault.text(page("Page not found", words), content_type="text/html"))


def teaser(few):
    """Every essay ends after its first paragraph, with the same words of a subscription."""

    def change(html):
        first, _, rest = html.partition('<div class="entry-content rbct clearfix">')
        paragraph = re.search(r"<p>.*?</p>", rest, re.DOTALL)
        wall = "<p>This essay is for subscribers. Subscribe for 5 a month to read on, or sign in.</p>"
        after = rest[rest.index('<div class="related-sec') :] if '<div class="related-sec' in rest else "</div>"
        return f'{first}<div class="entry-content rbct clearfix">{paragraph[0] if paragraph else ""}{wall}{after}'

    everywhere(few, Fault.altered(change))


def renamed_classes(few):
    """A new theme: the names of the classes that the profile's rules look for are others."""
    names = "entry-content|e-ct-outer|meta-view|single-meta|single-right-meta|s-title|s-cats|p-category"

    def change(html):
        return re.sub(rf'(?<=[" ])(?:{names})(?=[" ])', lambda name: f"theme-{name[0][::-1]}", html)

    everywhere(few, Fault.altered(change))


def standing_line(few):
    """A new theme puts the same line into every essay."""

    def change(html):
        line = (
            '<div class="entry-content rbct clearfix">\n<p>Follow our channel so that you miss no essay of ours.</p>'
        )
        return html.replace('<div class="entry-content rbct clearfix">', line)

    everywhere(few, Fault.altered(change))


def empty(few):
    everywhere(few, Fault.text("", content_type="text/html"))


def accepted(few):
    everywhere(few, Fault.status(202))


def login(few):
    """A login form at every address, as of a site that was closed to the public."""
    form = (
        '<form><label>User</label><input name="log"><label>Password</label><input type="password" name="pwd"></form>'
    )
    words = f'<div id="login"><h1>Meridian</h1><p>You must be logged in to see this site.</p>{form}</div>'
    everywhere(few, Fault.text(page("Log In", words), content_type="text/html"))


def cut_off(few):
    everywhere(few, Fault.cut())


def without_last_chunk(few):
    everywhere(few, Fault.cut_chunked())


def server_error(few):
    everywhere(few, Fault.text("<h1>Server Error (500)</h1>", content_type="text/html"))


DAYS = [
    login,
    cut_off,
    without_last_chunk,
    server_error,
    maintenance,
    coming_soon,
    parked,
    home_page,
    shell,
    not_found_with_status_200,
    teaser,
    renamed_classes,
    standing_line,
    empty,
    accepted,
]


def edited_by_authors(few):
    before = {post.id: post for post in few.demo.posts(1)}
    return {
        canonical_url(few.demo.url + post.path)
        for post in few.demo.posts(2)
        if post.path in few.paths and post.id in before and as_written(post) != as_written(before[post.id])
    }


@pytest.mark.parametrize("state", DAYS, ids=lambda state: state.__name__)
def test_a_day_without_articles_leaves_every_text_and_is_told(known, state):
    before = stored(known)
    state(known)
    known.crawl("--full", code=3)
    assert stored(known) == before
    assert known.rows("SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == [(0,)]
    assert "ALARM" in known.said.stdout or "blocked" in known.said.stdout or "failed" in known.said.stdout
    # The next run looks at all of these again, long before they would be due. What other rules find alike counts.
    ill = known.rows("SELECT url FROM captures LEFT JOIN readings ON capture = id WHERE NOT ifnull(article = url, 0)")
    expected = set(known.paths) if state is not renamed_classes else {urlsplit(url).path for (url,) in ill}
    known.demo.faults.clear()
    asked = {request.path for request in known.crawl()}
    assert asked >= expected & set(known.paths)
    assert expected & set(known.paths)
    assert stored(known) == before
    # And what an author changed then is an edit as ever.
    known.demo.day = 2
    known.crawl("--full")
    edited = {url for (url,) in known.rows("SELECT DISTINCT article FROM history")}
    assert edited == edited_by_authors(known)
    assert edited


def test_all_articles_that_redirect_to_one_stay_with_their_texts_and_come_back(known):
    before = stored(known)
    for path in set(known.paths) - {HOME}:
        known.demo.faults[path] = Fault.redirect(HOME, status=301)
    known.crawl("--full", code=None)
    assert stored(known) == before
    gone = known.rows("SELECT count(*), min(gone_status), max(gone_status) FROM articles WHERE gone_at IS NOT NULL")
    assert gone == [(len(known.paths) - 1, 301, 301)]
    known.demo.faults.clear()
    known.crawl("--full")
    assert stored(known) == before
    assert known.rows("SELECT count(*) FROM articles WHERE gone_at IS NOT NULL") == [(0,)]


def canonical(change):
    return lambda html: re.sub(
        r'(?<=rel="canonical" href=")[^"]+|(?<=property="og:url" content=")[^"]+', change, html
    )


@pytest.mark.parametrize("grows", ["one for all", "a time", "longer each time"])
def test_a_canonical_url_that_cannot_be_right_makes_and_loses_no_article(few, grows):
    turn = count()
    changes = {
        "one for all": lambda _: few.demo.url + HOME,
        "a time": lambda url: f"{url[0]}?time={1_790_000_000 + next(turn)}",
        "longer each time": lambda url: f"{url[0]}index/",
    }
    everywhere(few, Fault.altered(canonical(changes[grows])))
    for _ in range(3):
        few.crawl("--full", code=None)
        titles = few.rows("SELECT title FROM articles WHERE gone_at IS NULL ORDER BY title")
        assert len(titles) == len(few.paths)
        assert len(set(titles)) == len(few.paths)
    assert few.rows("SELECT * FROM history") == []


def test_a_sitemap_of_another_host_is_named_with_the_host(few):
    few.demo.faults["/wp-sitemap*"] = Fault.altered(
        lambda text: text.replace(few.demo.url, "http://www.meridian.example")
    )
    assert few.crawl(code=3) == []
    assert "www.meridian.example" in few.said.stdout
    audit = few.command("audit", "few", "--data", few.data)
    assert "www.meridian.example" in audit.stdout


def test_replay_of_noise_and_outages_gives_the_same_tables(few):
    everywhere(few, Fault.altered(with_noise()))
    few.crawl()
    maintenance(few)
    few.crawl("--full", code=3)
    everywhere(few, Fault.altered(with_noise()))
    few.crawl("--full")
    assert few.rows("SELECT * FROM history") == []
    before = content_of(few.data)
    (few.data / "commentary.db").unlink()
    said = few.command("replay", "--data", few.data)
    assert said.returncode == 0, said.stdout + said.stderr
    assert content_of(few.data) == before


NOTICE = "<br />\n<b>Notice</b>:  Undefined index: x in <b>/srv/x.php</b> on line <b>7</b><br />\n"


def as_object(text):
    """Return a JSON list as PHP writes one of which an entry was taken out: an object of numbers."""
    rows = json.loads(text)
    return json.dumps({str(2 * place): row for place, row in enumerate(rows)}) if isinstance(rows, list) else text


LISTS = {
    "a notice before": lambda text: NOTICE + text,
    "marks before": lambda text: "\ufeff\n\ufeff" + text,
    "a comment behind": lambda text: f"{text}\n<!-- Performance optimized by a cache. -->",
    "an object": as_object,
}


@pytest.mark.parametrize("noise", LISTS)
def test_noise_around_the_lists_loses_no_article(demo, data, commentary, noise):
    demo.faults["/wp-json/*"] = Fault.altered(LISTS[noise])
    if noise != "an object":
        for path in ("/feed*", "/wp-sitemap*"):
            demo.faults[path] = Fault.altered(LISTS[noise])
    said = commentary("crawl", "demo", "--data", data)
    assert said.returncode == 0, said.stdout + said.stderr
    stored = {row["url"] for row in rows(data, "SELECT url FROM articles")}
    assert stored == {canonical_url(demo.url + post.path) for post in demo.posts() if post.outcome == "article"}
