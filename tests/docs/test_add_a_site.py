"""Follows `docs/add-a-site.md`, whose site is the demo site here: its host stands in the place of review.example."""

import json
import os
import re
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from commentary.demo.server import DemoSite
from extract.urls import canonical_url

GUIDE = (Path(__file__).parents[2] / "docs" / "add-a-site.md").read_text("utf-8")
FENCE = re.compile(r"^ *```\w*\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)

pytestmark = pytest.mark.slow


def run(command, folder):
    """Run a shell command as a person in that folder does, with the environment's programs on the path."""
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "COMMENTARY_CONTACT": "ann@x.example"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}"
    return done.stdout


def replaced(text, pattern, new):
    """Replace what a pattern finds, which must be there."""
    edited, count = re.subn(pattern, lambda _: new, text, flags=re.MULTILINE | re.DOTALL)
    assert count > 0, f"the example profile has no {pattern}"
    return edited


def blocks():
    """Return the commands and tables of the guide, in its order."""
    return [textwrap.dedent(block) for block in FENCE.findall(GUIDE)]


def test_a_site_is_added_checked_and_crawled_by_the_first_commands_of_its_guide(tmp_path):
    adding, using, *_ = blocks()
    with DemoSite(essays=20) as demo:
        run(adding.strip().replace("https://review.example", demo.url) + " --yes --name review", tmp_path)
        run(using, tmp_path)
        exported = run("commentary export --format ndjson --data data", tmp_path)
        archived = {json.loads(line)["url"] for line in exported.splitlines()}
        posts = {canonical_url(demo.url + post.path) for post in demo.posts() if post.outcome == "article"}
        assert posts <= archived


def test_a_site_is_explained_checked_and_crawled_after_the_steps_of_its_guide(tmp_path):
    _, _, _, copying, sources, explaining = blocks()
    with DemoSite(essays=20) as demo:
        post = next(post for post in demo.posts() if post.outcome == "article")
        run(copying, tmp_path)
        path = tmp_path / "data" / "sites" / "review.toml"
        profile = replaced(
            path.read_text("utf-8"), r"^hosts = .*?$", f'hosts = ["{demo.url.removeprefix("http://")}"]'
        )
        profile = replaced(profile, r"^delay = .*?$", "delay = 0")
        profile = replaced(profile, r"^timezone = .*?$", 'timezone = "Europe/Istanbul"')
        # The example's own sources, rules and stored page are of another site.
        profile = replaced(profile, r"^\[\[sources\]\].*\Z", sources.replace("https://review.example", demo.url))
        path.write_text(profile, "utf-8")

        explained = run(
            explaining.replace("https://review.example/2025/03/why-trees/", demo.url + post.path), tmp_path
        )
        assert post.title in explained
        run("commentary sites --check --data data", tmp_path)
        run("commentary crawl review --data data", tmp_path)
        run("commentary replay --data data", tmp_path)
        exported = run("commentary export --format ndjson --data data", tmp_path)
        archived = {json.loads(line)["url"] for line in exported.splitlines()}
        posts = {canonical_url(demo.url + post.path) for post in demo.posts() if post.outcome == "article"}
        assert len(posts) > 50
        assert posts <= archived
