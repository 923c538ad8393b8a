"""A dry run: what would be fetched and why, after reading robots.txt and the sources only, and nothing of it kept."""

import hashlib

import pytest

from commentary.demo.faults import Fault

pytestmark = pytest.mark.slow


def content(few):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in few.data.rglob("*") if path.is_file()}


def listed(few):
    """Return what the command listed: addresses and reasons."""
    lines = [line.split("  ", 1) for line in few.said.stdout.splitlines() if line.startswith("http")]
    return {address.removeprefix(few.demo.url): why.strip() for address, why in lines}


def test_a_dry_run_lists_everything_of_a_new_site_and_fetches_none_of_it(few):
    few.demo.faults["/robots.txt"] = Fault.text(f"User-agent: *\nDisallow: {few.paths[0]}\n")
    before = content(few)
    assert few.crawl("--dry-run") == []
    assert listed(few) == dict.fromkeys(few.paths[1:], "never captured")
    assert "1 x robots.txt disallows it" in few.said.stdout
    assert content(few) == before


def test_a_dry_run_of_a_known_site_lists_what_is_due_and_why(few):
    few.crawl()
    few.demo.day = 2
    assert few.crawl("--dry-run") == []
    wanted = listed(few)
    assert few.rows("SELECT count(*) FROM runs") == [(1,)]
    # A crawl asks for just that, so that the dry run has changed nothing.
    asked = {request.path: request.status for request in few.crawl()}
    assert set(wanted) == set(asked)
    reasons = {"its source says that it was modified", "its sitemap lists it no longer", "never captured"}
    assert set(wanted.values()) == reasons


def test_a_dry_run_with_full_lists_every_article(few):
    few.crawl()
    few.crawl("--dry-run", "--full")
    assert listed(few) == dict.fromkeys(few.paths, "a full crawl (--full)")


def test_explain_says_when_a_page_is_looked_at_again_and_why(few):
    few.crawl()
    said = few.command("explain", few.demo.url + few.paths[0], "--data", few.data)
    assert said.returncode == 0
    assert "next fetch  after " in said.stdout
    assert "by its age and edits: every " in said.stdout
