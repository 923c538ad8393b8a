"""A server whose responses are broken as those of real ones are: what came is stored, and what is whole is read."""

import socketserver
import sqlite3
import threading
from contextlib import closing
from urllib.parse import urlsplit

import pytest

from archive.schema import add_form_functions

pytestmark = pytest.mark.slow

PROFILE = """title = "The Quay"
hosts = ["{host}"]
timezone = "UTC"
delay = 0
articles = '/2026/'

[[sources]]
kind = "sitemap"
url = "http://{host}/sitemap.xml"
"""
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
CLOSE = HEAD + b"Connection: close\r\n"


def page(name, paragraphs=9):
    text = "".join(f"<p>On day {day} the harbour of {name} counted its ferries.</p>" for day in range(paragraphs))
    body = f"<body><article><h1>{name}</h1>{text}</article></body>"
    return f"<html><head><title>{name}</title></head>{body}</html>".encode()


def lengths(body, length, head=HEAD):
    return head + b"Content-Length: %d\r\n\r\n" % length + body


def chunks(body, end, head=CLOSE):
    return head + b"Transfer-Encoding: chunked\r\n\r\n%x\r\n" % len(body) + body + b"\r\n" + end


WHOLE = {
    "long-line": lambda body: lengths(
        body, len(body), HEAD + b"Link: " + b"</a.css>; rel=preload, " * 2000 + b"\r\n"
    ),
    "many-headers": lambda body: lengths(body, len(body), HEAD + b"X-Debug: yes\r\n" * 900),
    "too-long": lambda body: lengths(body, 3 * len(body), CLOSE),
    "no-last-chunk": lambda body: chunks(body, b""),
    "bad-last-chunk": lambda body: chunks(body, b"zz\r\n"),
    "comment-behind": lambda body: lengths(body + b"\n<!-- cached -->", 9 * len(body), CLOSE),
    "no-number": lambda body: CLOSE + b"Content-Length: unknown\r\n\r\n" + body,
    "identity": lambda body: lengths(body, len(body), HEAD + b"Transfer-Encoding: identity\r\n"),
    "name-that-is-no-token": lambda body: lengths(body, len(body), HEAD + b"X-\xc4\xb0l: 1\r\nX Y: 2\r\n"),
    "bare-bytes": lambda body: lengths(body, len(body), HEAD + b"X-City: \xc4\xb0zmir \xff\r\n"),
}
CUT = {
    "cut": lambda body: lengths(body[: len(body) // 2], len(body), CLOSE),
    "cut-chunk": lambda body: chunks(body[:200], b"", CLOSE),
    "bad-chunk": lambda body: chunks(body[:200], b"not a size\r\n", CLOSE),
}
NO_HTTP = {
    "no-head": lambda body: body + b"\n",
    "two-lengths": lambda body: lengths(body, 9, HEAD + b"Content-Length: 8\r\n"),
}
CASES = WHOLE | CUT | NO_HTTP


class Handler(socketserver.StreamRequestHandler):
    def handle(self):
        path = urlsplit(self.rfile.readline().decode("latin-1").split(" ")[1]).path
        while self.rfile.readline().strip():
            pass
        name = path.strip("/").rpartition("/")[2]
        if path == "/robots.txt":
            self.wfile.write(b"HTTP/1.1 404 No\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")
        elif path == "/sitemap.xml":
            host = "{}:{}".format(*self.server.server_address)
            urls = "".join(f"<url><loc>http://{host}/2026/{each}/</loc></url>" for each in self.server.names)
            body = f"<urlset>{urls}</urlset>".encode()
            self.wfile.write(lengths(body, len(body), CLOSE.replace(b"text/html", b"text/xml")))
        else:
            respond = self.server.cases.get(name) or (lambda body: lengths(body, len(body), CLOSE))
            self.wfile.write(respond(page(name)))


@pytest.fixture
def quay(tmp_path, commentary):
    """Crawl a site of broken responses; `cases` may be changed between two crawls."""

    class Quay(socketserver.ThreadingTCPServer):
        allow_reuse_address = daemon_threads = True
        names = tuple(CASES)
        cases = CASES

        def crawl(self, *arguments):
            return commentary("crawl", "quay", "--data", tmp_path, *arguments)

        def rows(self, query):
            with closing(sqlite3.connect(tmp_path / "commentary.db")) as db:
                add_form_functions(db)
                return db.execute(query).fetchall()

        data = tmp_path

    with Quay(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (tmp_path / "sites").mkdir()
        host = "{}:{}".format(*server.server_address)
        (tmp_path / "sites" / "quay.toml").write_text(PROFILE.format(host=host), "utf-8")
        yield server
        server.shutdown()


def names(rows):
    return {url.strip("/").rpartition("/")[2] for (url,) in rows}


def test_what_is_whole_is_read_what_is_cut_off_is_kept_and_marked_and_all_else_is_named(quay, commentary):
    said = quay.crawl()
    assert said.returncode == 3
    assert "Traceback" not in said.stderr
    assert f"{len(CUT)} x cut off by the connection" in said.stdout
    assert f"{len(NO_HTTP)} x its response is not valid HTTP" in said.stdout
    assert names(quay.rows("SELECT url FROM articles")) == set(WHOLE)
    assert names(quay.rows("SELECT url FROM captures WHERE broken_off")) == set(CUT)
    marked = {"too-long", "no-last-chunk", "bad-last-chunk", "comment-behind", *CUT}
    assert names(quay.rows("SELECT url FROM captures WHERE length_error IS NOT NULL")) == marked
    audit = commentary("audit", "quay", "--data", quay.data).stdout
    assert audit.count("cut off by the connection") == len(CUT)
    assert audit.count("not fetched: its response is not valid HTTP") == len(NO_HTTP)
    tables = ("captures", "readings", "articles", "versions", "unfetched")
    before = [quay.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables]  # noqa: S608 - our own names
    assert commentary("replay", "--data", quay.data).returncode == 0
    assert [quay.rows(f"SELECT * FROM {table} ORDER BY 1, 2") for table in tables] == before  # noqa: S608 - our own names


def test_an_article_that_is_cut_off_later_keeps_its_text_and_is_asked_for_again(quay):
    quay.names, quay.cases = ("cut", "sound"), {}
    assert quay.crawl().returncode == 0
    text = quay.rows("SELECT body_text FROM articles JOIN article_texts USING (id, url) ORDER BY url")
    quay.cases = CUT
    assert quay.crawl("--full").returncode == 3
    assert quay.rows("SELECT body_text FROM articles JOIN article_texts USING (id, url) ORDER BY url") == text
    quay.cases = {"cut": lambda _body: lengths(page("cut", 20), len(page("cut", 20)))}
    assert quay.crawl().returncode == 0
    assert quay.rows("SELECT count(*) FROM history") == [(1,)]
    assert len(quay.rows("SELECT 1 FROM captures WHERE url LIKE '%/cut/'")) == 5


def test_a_first_run_that_meets_nothing_but_faults_is_blocked_and_the_next_one_reads_all(quay):
    quay.names = ("empty", "white", "down", "part", "later")
    faults = {
        "empty": b"",
        "white": b"<html><head></head><body></body></html>",
        "down": b"<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>",
        "part": page("part")[:300],
        "later": b"",
    }
    heads = {
        "part": CLOSE.replace(b"200 OK", b"206 Partial Content"),
        "later": CLOSE.replace(b"200 OK", b"202 Accepted") + b"x-amzn-waf-action: challenge\r\n",
    }
    quay.cases = {
        name: lambda _body, name=name: lengths(faults[name], len(faults[name]), heads.get(name, CLOSE))
        for name in faults
    }
    said = quay.crawl()
    assert said.returncode == 3
    assert "quay: blocked, because no page showed its own content: " in said.stdout
    assert quay.rows("SELECT status, failed FROM runs") == [("blocked", 5)]
    quay.cases = {}
    assert quay.crawl().returncode == 0
    assert names(quay.rows("SELECT url FROM articles")) == set(quay.names)


def test_a_folder_of_warc_files_that_is_removed_ends_the_run_as_an_error(quay):
    def remove(body):
        for file in (quay.data / "warc").iterdir():
            file.unlink()
        (quay.data / "warc").rmdir()
        return lengths(body, len(body), CLOSE)

    quay.names, quay.cases = ("sound", "removed", "sound-too"), {"removed": remove}
    said = quay.crawl()
    assert said.returncode == 1
    assert said.stdout == ""
    # On a busy machine, lines of progress come before it.
    (line,) = (line for line in said.stderr.splitlines() if not line.startswith("quay: "))
    assert line.startswith(f"commentary: {quay.data / 'warc'}")
    assert "was removed during the run" in line
