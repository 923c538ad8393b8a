"""The field's own tools read what a crawl writes."""

import json
import random

import pytest
import surt

from archive.wacz import surt_key


@pytest.fixture(scope="session")
def warcs(crawled):
    return sorted((crawled.data / "warc").iterdir())


def test_warcio_finds_every_digest_right(run, warcs):
    for path in warcs:
        said = run("warcio", "check", "-v", path)
        assert (said.returncode, "fail" in said.stdout) == (0, False)
        assert said.stdout.count("digest pass") > 50


def test_cdxj_indexer_lists_every_response(run, warcs):
    said = run("cdxj-indexer", "--sort", *warcs)
    assert (said.returncode, said.stderr) == (0, "")
    fields = [json.loads(line.split(" ", 2)[2]) for line in said.stdout.splitlines()]
    assert {"200", "301", "404", "410"} <= {each.get("status") for each in fields}
    assert {each["filename"] for each in fields} == {path.name for path in warcs}


def test_wacz_packs_them_and_takes_what_it_packed(run, warcs, tmp_path):
    made = run("wacz", "create", "-o", tmp_path / "theirs.wacz", *warcs)
    assert made.returncode == 0, made.stderr
    said = run("wacz", "validate", "-f", tmp_path / "theirs.wacz")
    assert (said.returncode, "the passed WACZ is valid" in said.stdout) == (0, True)


def lines_with_url(text: str) -> list[str]:
    """The lines of an index but those of our metadata records, which have no URL."""
    return [line for line in text.splitlines() if not line.startswith("- ")]


def test_cdxj_indexer_agrees_with_our_index(run, crawled, warcs, tmp_path):
    theirs = run("cdxj-indexer", "--sort", *warcs)
    ours = run("commentary", "export", "--format", "cdxj", "--data", crawled.data)
    assert (ours.returncode, ours.stdout.splitlines()) == (0, lines_with_url(theirs.stdout))


def test_wacz_takes_our_package(run, crawled, tmp_path):
    made = run("commentary", "export", "--format", "wacz", "-o", tmp_path / "ours.wacz", "--data", crawled.data)
    assert made.returncode == 0, made.stderr
    said = run("wacz", "validate", "-f", tmp_path / "ours.wacz")
    assert (said.returncode, "the passed WACZ is valid" in said.stdout) == (0, True), said.stdout


URLS = """
http://www.Example.org:80/A/b/?z=1&a=2&a=1 https://www2.example.org/a//b/../c/./d/ http://example.org
http://example.org/a%20b/%7Efoo/%C3%BC http://example.org/ü?ş=1 http://münchen.example/a http://example.org/?
http://127.0.0.1:8080/Foo?x=Y#frag http://example.org/a?PHPSESSID=0123456789abcdef0123456789abcdef&b=1
http://user:pw@example.org/a http://example.org/a/?b=c& http://example.org/a?&&b http://example.org/a?b=%2F&c=%26
http://example.org/%2525 urn:pageinfo:https://x.example/a http://EXAMPLE.org./a http://example.org/a+b?c+d=e
https://example.org:443/ http://example.org:443/ http://example.org/a'b"c<d>|e http://www.com/ http://www1.com/a
http://example.org/(S(abcdefghijklmnopqrstuvwx))/page.aspx http://example.org/a?sid=9999&x=1 http://example.org//
http://example.org/a?cfid=1234&cftoken=abcd-ef&z=1 http://example.org/a/b// http://example.org/a?b=2&b=10&a
http://example.org/a?x=http://b.c/d http://example.org/a%0Ab http://example.org/a?q=%u1234 http://www-1.example.org/
http://example.org/a;b=c?d https://sub.example.co.uk/a/? http://example.org/2026/03/essay/?page=2&utm_source=x
http://example.org/wp-json/wp/v2/posts?per_page=100&_fields=link,modified http://example.org/A%c3%9c?q=%c3%9c
"""


def test_our_keys_are_those_of_cdxj_indexer():
    numbers = random.Random(20260301)
    letters = "abXY019-._~/?&=%25+,;:@!$'()*ü é"
    made = ["http://example.org/" + "".join(numbers.choices(letters, k=12)) for _ in range(2000)]
    urls = [*URLS.split(), *made]
    wrong = {url: (surt_key(url), surt.surt(url)) for url in urls if surt_key(url) != surt.surt(url)}
    assert wrong == {}
