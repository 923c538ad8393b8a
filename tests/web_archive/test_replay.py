"""pywb, started by the command on what a crawl wrote: it finds text, style and image, and nothing of the web."""

import os
import re
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

import pytest

from commentary.demo.pictures import draw_picture, draw_raster
from commentary.demo.server import DemoSite

THEME = "/wp-content/themes/foxiz/"
OPENER = build_opener(ProxyHandler({}))


@contextmanager
def running(*arguments):
    """Run the command until the block ends, as Ctrl-C ends it; yield its process."""
    words = [Path(sys.executable).with_name("commentary"), *map(str, arguments)]
    process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        yield process
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 0
    finally:
        process.kill()
        process.communicate()


def address_in(process, pattern):
    """Return the first address that a command prints."""
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found[0]
    raise AssertionError(process.stderr.read())


def get(url):
    with OPENER.open(url, timeout=30) as reply:
        return reply.headers, reply.read()


@pytest.fixture(scope="module")
def kept(tmp_path_factory, run):
    """An archive of a few pages with their images and styles, and the site."""
    assert os.environ.get("COMMENTARY_PYWB"), "make test-web-archive names pywb's program"
    data = tmp_path_factory.mktemp("kept")
    with DemoSite(essays=2) as demo:
        (data / "sites").mkdir()
        (data / "sites" / "demo.toml").write_text(demo.profile(assets=True), "utf-8")
        said = run("commentary", "crawl", "demo", "--data", data)
        assert said.returncode == 0, said.stderr
        yield data, demo


def test_pywb_finds_text_style_and_images_and_asks_the_web_for_nothing(kept):
    data, demo = kept
    post = next(post for post in demo.posts() if post.slug == "picture-of-the-week-the-last-ferry")
    before = len(demo.requests)
    with running("view", demo.url + post.path, "--data", data) as process:
        framed = address_in(process, r"http://127\.0\.0\.1:\d+/archive/\d{14}/http\S+")
        base, timestamp = re.match(r"(http://[^/]+/archive/)(\d{14})", framed).groups()

        def stored(path, kind):
            return get(f"{base}{timestamp}{kind}_/{demo.url}{path}")

        assert b"<iframe" in get(framed)[1]
        headers, page = stored(post.path, "mp")
        text = page.decode("utf-8")
        assert post.title in text
        assert post.paragraphs[0][:40] in text
        policy = headers["Content-Security-Policy"]
        assert policy.startswith("default-src 'unsafe-eval' 'unsafe-inline' 'self' data: blob:;")
        # What the page names is asked of pywb.
        assert f"{timestamp}cs_/{demo.url}{THEME}style.css?ver=2.3" in text
        style = stored(f"{THEME}style.css?ver=2.3", "cs")[1].decode("utf-8")
        assert ".single" in style or ".rbct" in style
        assert "url(images/paper.png)" in stored(f"{THEME}paper.css?ver=2.3", "cs")[1].decode().replace("'", "")
        assert stored(f"{THEME}images/paper.png", "im")[1] == draw_raster(f"{THEME}images/paper.png")
        pictures = re.findall(rf"{re.escape(demo.url)}(/wp-content/[^\"' ]+\.(?:png|svg))", text)
        assert len(set(pictures)) > 2
        for path in set(pictures):
            # Some portraits are revisit records of others.
            drawn = draw_raster(path) if path.endswith(".png") else draw_picture(path)
            assert stored(path, "im")[1] == drawn, path
        with pytest.raises(HTTPError, match="404"):
            stored("/nowhere/", "mp")
    assert len(demo.requests) == before
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", urlsplit(framed).port)) != 0


def test_datasette_links_to_the_replay(kept):
    data, _ = kept
    with running("serve", "--replay", "--port", "0", "--data", data) as process:
        address = address_in(process, r"http://127\.0\.0\.1:\d+/")
        listed = get(f"{address}commentary/articles.json?_shape=array&_size=1")[1].decode()
        number = re.search(r'"id": (\d+)', listed)[1]
        html = get(f"{address}commentary/articles/{number}")[1].decode()
        link = re.search(r'href="(http://127\.0\.0\.1:\d+/archive/\d{14}/[^"]+)"', html)[1]
        assert b"<iframe" in get(link)[1]
