"""After a removal the tables are those of the redacted WARC files: nothing is found, and a replay changes nothing."""

import pytest

from archive.store import Archive
from archive.verify import Scope, verify
from commentary.demo.server import DemoSite
from sites import load_sites

pytestmark = pytest.mark.slow

# Articles whose comments, titles or words other pages of the demo have too, and one whose page changed its address.
WITH_COMMENTS = """
SELECT url FROM articles WHERE id IN (SELECT article FROM comments GROUP BY article ORDER BY count(*) DESC LIMIT 1)
"""
NEWEST = "SELECT url FROM articles ORDER BY published_at DESC, url LIMIT 1"


@pytest.fixture(scope="module")
def run(commentary):
    def run_without_error(data, *words):
        said = commentary(*words, "--data", data)
        assert said.returncode == 0, said.stdout + said.stderr

    return run_without_error


@pytest.fixture(scope="module")
def with_assets(tmp_path_factory, run):
    """An archive of the demo's two days, with images and stylesheets."""
    data = tmp_path_factory.mktemp("with-assets")
    (data / "sites").mkdir()
    with DemoSite(essays=4) as demo:
        (data / "sites" / "demo.toml").write_text(f"assets = true\n{demo.profile()}", "utf-8")
        for demo.day in (1, 2):
            run(data, "crawl", "demo", "--full")
    return data


def test_verify_and_replay_find_nothing_after_a_removal(with_assets, run):
    sites = load_sites(with_assets / "sites")
    for target in (WITH_COMMENTS, NEWEST, "demo"):
        with Archive.open(with_assets) as archive:
            found = archive.tables.db.execute(target).fetchone()[0] if "SELECT" in target else target
            read = archive.tables.db.execute("SELECT count(*) FROM readings").fetchone()[0]
        assert read > 50
        run(with_assets, "forget", found, "--reason", "a court", "--yes")
        verified = verify(with_assets, sites, Scope(full=True))
        assert verified.findings == (), found
        if found != "demo":
            assert verified.counts["captures read again"] > 50
        run(with_assets, "replay", "--dry-run")
