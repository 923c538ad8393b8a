"""With an article its own pictures go; those that others show stay, and do not say which article was the first."""

import gzip
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from archive.reading import read_recorded
from archive.store import Archive
from archive.warc import Recorded
from extract.profile import parse_site
from extract.site import ASSET, Source
from sites import SHIPPED

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOME, CDN = "https://x.example", "https://cdn.example"
SECRET, OTHER = f"{HOME}/2026/secret/", f"{HOME}/2026/other/"
PROFILE = 'title = "X"\nhosts = ["x.example"]\ntimezone = "UTC"\nassets = true\n'
WORDS = "".join(f"<p>{{0}} and harbours were dear in the year {year}, and ships were few.</p>" for year in range(20))
PAGE = (
    "<html><body><img src=/logo.png><article><h1>{0}</h1><img src={1}><img src=/lent.png>{2}</article></body></html>"
)


@pytest.fixture
def kept(tmp_path):
    """An archive of two articles, each with a picture of its own, and what both show."""
    site = parse_site("x", PROFILE, defaults=(SHIPPED / "_default.toml").read_text("utf-8"))
    with Archive.open(tmp_path / "data") as archive:
        run = archive.start_run(site, started_at=NOON)

        def store(url, kind, body, source, original=None):
            given = {"url": url, "method": "GET", "request_headers": [], "status": 200, "fetched_at": NOON}
            given |= {"response_headers": [("Content-Type", kind)], "source": source}
            if original:
                capture = run.warc.write_revisit(**given, original=original)
            else:
                capture = run.warc.write(**given, body=body)
            archive.tables.add_capture(capture)
            return Recorded(capture=capture, headers=(("Content-Type", kind),), body=body)

        for url, word in ((SECRET, "Grain"), (OTHER, "Iron")):
            body = PAGE.format(word, f"/{word}.png", WORDS.format(word)).encode()
            archive.tables.add_reading(read_recorded(store(url, "text/html", body, None), site))
        secret, other = Source(kind=ASSET, url=SECRET), Source(kind=ASSET, url=OTHER)
        store(f"{HOME}/Grain.png", "image/png", b"\x89PNG own", secret)
        lent = store(f"{HOME}/lent.png", "image/png", b"\x89PNG lent", secret)
        store(f"{HOME}/Iron.png", "image/png", b"", other, original=lent.capture)
        store(f"{HOME}/s.css", "text/css", b"p { background: url(paper.png) }", secret)
        for name in ("logo", "paper", "beside"):
            store(f"{HOME}/{name}.png", "image/png", f"\x89PNG {name}".encode("latin-1"), secret)
        store(f"{CDN}/c.png", "image/png", b"\x89PNG cdn", other)
        archive.finish_run(run, {"status": "finished"})
    return tmp_path / "data", site


def assets_in(data):
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        query = "SELECT url, source_url FROM captures WHERE source_kind = 'asset' ORDER BY url"
        return dict(db.execute(query).fetchall())


def test_its_own_pictures_go_and_others_do_not_name_it(kept, forget):
    data, site = kept
    forget(data, SECRET, {"x": site})
    shown = {f"{HOME}/lent.png": f"{HOME}/", f"{HOME}/s.css": f"{HOME}/"}
    # Of the page of the other article, and of the stylesheet.
    shown |= {f"{HOME}/logo.png": f"{HOME}/", f"{HOME}/paper.png": f"{HOME}/"}
    shown |= {f"{HOME}/Iron.png": OTHER, f"{CDN}/c.png": OTHER}
    assert assets_in(data) == shown
    stored = b"".join(gzip.decompress(path.read_bytes()) for path in (data / "warc").iterdir())
    assert b"/secret/" not in stored
    assert b"Grain.png" not in stored
    assert b"beside.png" not in stored
    with Archive.open(data) as archive:
        for _ in archive.replay({"x": site}):
            pass
    assert assets_in(data) == shown


def test_with_a_site_go_its_pictures_on_other_hosts(kept, forget):
    data, _ = kept
    forget(data, "x")
    assert assets_in(data) == {}
    stored = b"".join(gzip.decompress(path.read_bytes()) for path in (data / "warc").iterdir())
    assert b"PNG" not in stored
