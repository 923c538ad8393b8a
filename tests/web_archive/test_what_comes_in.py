"""What wget and Browsertrix write comes in, and gives what our own crawl of the same site gives."""

import sqlite3
import time
import urllib.error
import urllib.request
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from browsertrix import Visited, write_wacz

from archive.schema import add_form_functions
from commentary.demo.server import DemoSite
from contents import content_of

ARTICLES = """
SELECT url, articles.title, authors, published_at, body_text, versions, gone_status
FROM articles JOIN article_texts USING (id, url)
WHERE body_text <> '' ORDER BY url
"""


def rows(data: Path, query: str, *values: object) -> list[tuple]:
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        return db.execute(query, values).fetchall()


def empty_archive(folder: Path, demo: DemoSite) -> Path:
    (folder / "sites").mkdir(parents=True)
    (folder / "sites" / "demo.toml").write_text(demo.profile(), "utf-8")
    return folder


@pytest.fixture(scope="session")
def wget(tmp_path_factory, run, crawled):
    """WARC files of the demo's two days as wget writes them: the second without compression, with revisit records."""
    folder = tmp_path_factory.mktemp("wget")
    demo = crawled.demo
    urls = [url for (url,) in rows(crawled.data, "SELECT DISTINCT url FROM captures WHERE source_kind IS NULL")]
    listings = ["/wp-sitemap.xml", "/wp-sitemap-posts-post-1.xml", "/feed/", "/robots.txt", "/style.css"]
    (folder / "urls").write_text("\n".join([*urls, *(demo.url + path for path in listings)]), "utf-8")
    options = ["-q", "--tries=1", "--max-redirect=0", "-O", "/dev/null", "-i", "urls"]
    for day, more in ((1, ["--warc-cdx"]), (2, ["--no-warc-compression", "--warc-dedup=day1.cdx"])):
        demo.day = day
        # WARC files tell times to the second.
        time.sleep(1.1)
        run("wget", *options, f"--warc-file=day{day}", *more, cwd=folder)
    return folder


def test_what_wget_wrote_reads_like_our_own_crawl(run, wget, crawled, tmp_path):
    data = empty_archive(tmp_path / "data", crawled.demo)
    said = run("commentary", "import", wget / "day1.warc.gz", wget / "day2.warc", "--site", "demo", "--data", data)
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    assert rows(data, ARTICLES) == rows(crawled.data, ARTICLES)


def test_twice_changes_nothing(run, wget, crawled, tmp_path):
    data = empty_archive(tmp_path / "data", crawled.demo)
    for _ in range(2):
        said = run("commentary", "import", wget, "--site", "demo", "--data", data)
        assert (said.returncode, said.stderr) == (0, "")
        names = sorted(path.name for path in (data / "warc").iterdir())
        assert len(names) == 2
    assert "0 taken in 0 runs" in said.stdout


def test_the_fields_tools_accept_what_was_imported(run, wget, crawled, tmp_path):
    data = empty_archive(tmp_path / "data", crawled.demo)
    assert run("commentary", "import", wget, "--site", "demo", "--data", data).returncode == 0
    for path in sorted((data / "warc").iterdir()):
        assert run("warcio", "check", path).stdout == ""


def test_a_replay_of_what_was_imported_gives_the_same(run, wget, crawled, tmp_path):
    data = empty_archive(tmp_path / "data", crawled.demo)
    assert run("commentary", "import", wget, "--site", "demo", "--data", data).returncode == 0
    before = content_of(data)
    (data / "commentary.db").unlink()
    said = run("commentary", "replay", "--data", data)
    assert said.returncode == 0, said.stderr
    assert content_of(data) == before


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_given):
        return None


def visit(url: str, kind: str = "document") -> Visited:
    """Fetch a URL as a browser does, which hands on decoded bodies."""
    try:
        with urllib.request.build_opener(NoRedirect).open(url) as answer:
            return Visited(url, answer.status, dict(answer.headers), answer.read(), kind=kind)
    except urllib.error.HTTPError as error:
        return Visited(url, error.code, dict(error.headers), error.read(), kind=kind)


def test_what_browsertrix_writes_reads_like_our_own_crawl(run, crawled, tmp_path):
    """What the second day repeats it names by URL, time and SHA-256."""
    demo, known = crawled.demo, {}
    runs = [run_id for (run_id,) in rows(crawled.data, "SELECT id FROM runs ORDER BY started_at")]
    of_run = "SELECT DISTINCT url FROM captures WHERE source_kind IS NULL AND run = ?"
    begin = datetime.now(UTC) - timedelta(days=3)
    for day in (1, 2):
        demo.day = day
        urls = [url for (url,) in rows(crawled.data, of_run, runs[day - 1])]
        visited = [visit(url) for url in [*urls, f"{demo.url}/robots.txt"]]
        pixel = {"Content-Type": "image/gif"}
        visited.append(Visited("https://tracker.example/pixel", 200, pixel, b"GIF", kind="image"))
        visited.append(Visited(urls[0], 200, {"Content-Type": "text/html"}, b"<p>Liked", method="POST", kind="fetch"))
        write_wacz(tmp_path / f"day{day}.wacz", visited, begin + timedelta(days=day - 1), known)
    data = empty_archive(tmp_path / "data", demo)
    said = run(
        "commentary", "import", *sorted(tmp_path.glob("*.wacz"), reverse=True), "--site", "demo", "--data", data
    )
    assert (said.returncode, said.stderr) == (0, ""), said.stdout
    assert "2 responses of tracker.example" in said.stdout
    assert "2 answers to POST" in said.stdout
    assert "resource records" in said.stdout
    assert rows(data, "SELECT count(*) > 0 FROM captures WHERE revisit_of IS NOT NULL") == [(1,)]
    assert rows(data, ARTICLES) == rows(crawled.data, ARTICLES)
    changes = "SELECT change, article FROM changes WHERE change <> 'new' ORDER BY 1, 2"
    assert rows(data, changes) == rows(crawled.data, changes)


def test_the_next_crawl_goes_on_from_what_was_imported_and_all_of_it_verifies(run, wget, crawled, tmp_path):
    demo = crawled.demo
    data = empty_archive(tmp_path / "data", demo)
    assert run("commentary", "import", wget, "--site", "demo", "--data", data).returncode == 0
    demo.day = 2
    said = run("commentary", "crawl", "demo", "--data", data)
    assert said.returncode == 0, said.stderr
    assert "0 new" in said.stdout
    verified = run("commentary", "verify", "--full", "--data", data)
    assert verified.returncode == 0, verified.stdout + verified.stderr
