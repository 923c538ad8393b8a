"""Pages that need a browser, in a real Chromium."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from archive.schema import add_form_functions
from archive.schema.tables import TABLES
from commentary.demo.faults import Fault

BAD_COMPANY = """<!DOCTYPE html><html><head>
<link rel="preconnect" href="http://127.0.0.1:{port}"><link rel="dns-prefetch" href="//elsewhere.example">
<link rel="prefetch" href="http://127.0.0.1:{port}/prefetch"><link rel="stylesheet" href="http://127.0.0.1:{port}/css">
</head><body><h1>Bad company</h1><div class="text"><p>{text}</p></div>
<img src="http://127.0.0.1:{port}/picture"><iframe src="http://127.0.0.1:{port}/frame"></iframe>
<script src="http://127.0.0.1:{port}/script"></script><script>
const place = "127.0.0.1:{port}";
for (const url of ["http://169.254.169.254/latest/", `http://${{place}}/data`, "http://localhost:{port}/"])
    fetch(url).then(() => document.querySelector("h1").textContent = "Betrayed", () => 0);
navigator.sendBeacon(`http://${{place}}/beacon`, "x");
try {{ new WebSocket(`ws://${{place}}/socket`) }} catch (error) {{ }}
try {{ new Worker(`http://${{place}}/worker`) }} catch (error) {{ }}
window.open(`http://${{place}}/window`);
const call = new RTCPeerConnection({{ iceServers: [{{ urls: `stun:${{place}}` }}] }});
call.createDataChannel("x");
call.createOffer().then(offer => call.setLocalDescription(offer));
navigator.serviceWorker.register("/private/worker.js").catch(() => 0);
setTimeout(() => location.href = `http://${{place}}/away`, 50);
</script></body></html>"""


def dump(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        add_form_functions(db)
        query = 'SELECT * FROM "{}"'
        return {name: sorted(db.execute(query.format(name)).fetchall(), key=repr) for name in TABLES}


def read(record):
    record.content_stream().read()
    return True


def test_an_article_that_a_script_puts_in_is_read_with_its_text_and_cards_lead_to_it(crawled):
    assert crawled.titles() == {"Harbour", "Lighthouse"}
    texts = crawled.rows("SELECT body_text FROM articles JOIN article_texts USING (id, url) ORDER BY articles.title")
    assert [text.split() for (text,) in texts] == [
        crawled.text.format(slug).split() for slug in ("harbour", "lighthouse")
    ]


def test_a_replay_makes_every_table_the_same(crawled):
    before = dump(crawled.data)
    assert len(before["articles"]) == 2
    (crawled.data / "commentary.db").unlink()
    said = crawled.run("-m", "commentary", "replay", "--data", crawled.data)
    assert said.returncode == 0, said.stderr
    assert dump(crawled.data) == before


def test_the_document_is_kept_as_received_and_what_was_shown_refers_to_it(crawled):
    url = f"{crawled.demo.url}/app/harbour"
    document, shown = (recorded for recorded in crawled.recorded() if recorded.capture.url == url)
    assert (document.body, document.capture.source_kind) == (crawled.shell.encode(), "render")
    assert shown.headers == (("Content-Type", "text/html; charset=utf-8"),)
    assert shown.capture.source_kind is None
    assert "The ferry to harbour" in shown.body.decode()
    (path,) = (crawled.data / "warc").iterdir()
    with path.open("rb") as file:
        records = [record.rec_headers for record in ArchiveIterator(file, check_digests="raise") if read(record)]
    (fields,) = (
        record for record in records if record["WARC-Type"] == "conversion" and record["WARC-Target-URI"] == url
    )
    assert fields["WARC-Refers-To"] == f"<{document.capture.id}>"
    assert fields["Commentary-Rendered-By"].startswith("Chromium/")
    subprocess.run([Path(sys.executable).with_name("warcio"), "check", path], check=True)


def test_what_a_page_needs_is_fetched_by_the_crawl_itself(crawled):
    (agent,) = {request.headers["User-Agent"] for request in crawled.demo.requests}
    assert agent.endswith("(+me@example.org)")
    (asked,) = crawled.asked("/api/app/harbour")
    assert asked.headers["X-App"] == "1"
    # Once in a run, however many pages have it; styles never.
    assert len(crawled.asked("/app.js")) == 1
    assert crawled.asked("/app.css") == []
    kinds = crawled.rows("SELECT source_kind, count(*) FROM captures GROUP BY 1 ORDER BY 1")
    # Three documents, the script, and the data of three pages.
    assert kinds == [(None, 2), ("listing", 1), ("render", 7), ("robots", 1)]
    assert crawled.summary()["captures"] == 8


def test_without_render_the_same_page_is_no_article(app):
    app.add("harbour")
    app.profile(render=False)
    url = f"{app.demo.url}/app/harbour"
    said = app.run("-m", "commentary", "read", url, "--data", app.data)
    assert said.returncode == 1
    assert "needs a browser" in said.stderr
    assert app.asked("/app.js") == []
    app.profile()
    assert "The ferry to harbour" in app.run("-m", "commentary", "read", url, "--data", app.data).stdout


def test_nothing_leaves_the_site_whatever_a_script_tries(app, elsewhere):
    app.add("bad-company", BAD_COMPANY.format(port=elsewhere.port, text=app.text.format("bad company")))
    app.add(
        "wanderer", app.shell.replace("<script", "<script>setTimeout(() => location = '/app/', 50)</script><script")
    )
    said = app.crawl()
    assert said.returncode == 0, said.stderr
    assert elsewhere.knocks == []
    assert app.titles() == {"Bad company", "Wanderer"}
    assert app.summary()["reasons"]["skipped"] == {
        "a script leads off the site": 1,
        "a script leads to another page": 1,
    }
    assert app.asked("/private/worker.js") == []


def test_robots_txt_holds_for_pages_and_for_what_their_scripts_load(app):
    app.add("harbour", app.shell.replace("<script", '<script src="/private/a.js"></script><script', 1))
    app.say("/app.js", "fetch('/private/b'); " + app.script, "javascript")
    app.say("/robots.txt", "User-agent: *\nDisallow: /private/\nDisallow: /app/secret\n", "plain")
    app.add("secret")
    app.crawl()
    assert app.titles() == {"Harbour"}
    assert app.summary()["reasons"]["skipped"] == {"robots.txt disallows it": 1}
    asked = {request.path for request in app.demo.requests}
    assert asked == {"/robots.txt", "/app/", "/app.js", "/api/app/", "/app/harbour", "/api/app/harbour"}


def test_robots_txt_sitemaps_and_feeds_see_no_browser(app):
    app.add("harbour")
    more = "".join(
        f'\n[[sources]]\nkind = "{kind}"\nurl = "{app.demo.url}{path}"\n'
        for kind, path in (("sitemap", "/wp-sitemap.xml"), ("feed", "/feed/"))
    )
    app.profile(more=more)
    # An error page that calls itself a sitemap is HTML, and none.
    app.say("/wp-sitemap.xml", app.shell)
    assert app.crawl().returncode == 3
    shown = [recorded.capture.source_kind for recorded in app.recorded() if len(recorded.headers) == 1]
    assert sorted(kind or "" for kind in shown) == ["", "listing"]


def test_a_rendered_page_is_asked_for_in_full_since_its_data_may_have_changed(app):
    app.add("harbour")
    app.say("/app/harbour", app.shell, ETag='"1"')
    app.crawl()
    app.tell("/api/app/harbour", {"title": "Harbour", "text": app.text.format("another harbour")})
    app.crawl("--full")
    _, second = app.asked("/app/harbour")
    assert "If-None-Match" not in second.headers
    assert app.rows("SELECT versions FROM articles") == [(2,)]


def test_data_that_does_not_come_today_makes_no_edit(app):
    app.add("harbour")
    app.crawl()
    app.demo.faults["/api/app/harbour"] = Fault.status(503)
    app.crawl("--full")
    assert app.summary()["reasons"] == {"failed": {"a request of its scripts failed (status 503)": 1}}
    assert app.rows("SELECT versions FROM articles") == [(1,)]


def test_a_redirect_is_captured_and_a_page_that_is_gone_needs_no_browser(app):
    app.add("harbour")
    app.add("old")
    app.add("gone")
    app.demo.faults["/app/old"] = Fault.redirect("/app/new", status=301)
    app.demo.faults["/app/gone"] = Fault.status(410)
    app.say("/app/new", app.shell)
    app.demo.faults["/api/app/new"] = app.demo.faults["/api/app/old"]
    app.list("harbour", "old", "gone")
    app.crawl()
    answers = (
        "SELECT status, source_kind FROM captures WHERE url LIKE '%/app/{}' AND url NOT LIKE '%/api/%' ORDER BY id"
    )
    assert app.rows(answers.format("old")) == [(301, None)]
    assert app.rows(answers.format("new")) == [(200, "render"), (200, None)]
    assert app.rows(answers.format("gone")) == [(410, None)]
    assert app.asked("/api/app/gone") == []
    assert app.titles() == {"Harbour", "Old"}


def test_a_page_in_another_charset_keeps_its_letters(app):
    app.add("harbour")
    document = "<html><body><h1>İlk</h1><div class=text></div><script src=/kept.js></script></body></html>"
    app.say("/app/harbour", document, charset="windows-1254")
    app.say("/kept.js", f"document.querySelector('.text').textContent = 'Şöyle: {app.text}'", "javascript")
    app.crawl()
    assert app.titles() == {"İlk"}
    assert app.rows("SELECT count(*) FROM versions WHERE body_text LIKE 'Şöyle: %'") == [(1,)]


TRAPS = {
    "while (true) { }": "not rendered in time",
    "setTimeout(() => { while (true) { } }, 150)": "not rendered in time",
    "document.body.append('x'.repeat(2_000_000))": "larger than the size limit for a response",
    "const again = () => fetch('/api/app/').finally(again); again()": "not rendered in time",
}


def test_a_trap_costs_its_own_page_and_no_other(app):
    for number, trap in enumerate(TRAPS):
        app.add("trap-" + "abcd"[number], f"<html><body><h1>Trap</h1><script>{trap}</script></body></html>")
    app.add("harbour")
    said = app.run(Path(__file__).with_name("four_second_limit.py"), "app", app.data)
    assert said.returncode == 0, said.stderr
    assert "Traceback" not in said.stderr
    assert app.titles() == {"Harbour"}
    assert app.summary()["reasons"]["failed"] == dict(Counter(TRAPS.values()))
    assert "'playwright/page_count/max_concurrent': 1" in said.stderr
    assert ("without its sandbox" in said.stderr) == (os.geteuid() == 0)
    # Of what a script asks for in a circle, only so much goes out.
    assert len(app.asked("/api/app/")) <= 101


@pytest.mark.parametrize("program", ["/bin/false", "/nowhere/chromium"])
def test_a_browser_that_is_not_there_ends_the_run_and_is_named(app, program):
    said = app.crawl(COMMENTARY_CHROMIUM=program)
    assert said.returncode == 1
    assert "COMMENTARY_CHROMIUM" in said.stderr
    assert "Traceback" not in said.stderr
