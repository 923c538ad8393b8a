"""A site whose pages show nothing until scripts run is added in a real Chromium."""

import json
import os
import subprocess
import sys
import tomllib

from own_site import Answer, served
from papers import Paper, essays

CLEAN = {name: value for name, value in os.environ.items() if not name.startswith("COMMENTARY_")}
CLEAN |= {name: value for name, value in os.environ.items() if name == "COMMENTARY_CHROMIUM"}
SHELL = """<!DOCTYPE html><html lang="en"><head><title>App</title></head>
<body><main id="app"></main><script src="/app.js"></script></body></html>"""
SCRIPT = """
const app = document.getElementById("app");
async function show() {
    const page = await (await fetch("/api" + location.pathname)).json();
    app.innerHTML = page.cards
        ? page.cards.map(each => `<article><h2><a href="/app/${each[0]}">${each[1]}</a></h2></article>`).join("")
        : `<article><h1 class="headline">${page.title}</h1><p class="who">By ${page.author}</p>`
            + `<time datetime="${page.at}">${page.at}</time><div class="text">${page.text}</div></article>`;
}
show();
"""
ARTICLES = 7


def app():
    """Return a site that is one shell for all its pages."""
    paper, written = Paper(), essays("Europe/Berlin", count=ARTICLES)
    cards = [(each.slug, each.title) for each in written]
    paper.pages = {"/": Answer(SHELL), "/app.js": Answer(SCRIPT, type="text/javascript")}
    paper.pages["/api/"] = Answer(json.dumps({"cards": cards}), type="application/json")
    for each in written:
        text = "".join(f"<p>{paragraph}</p>" for paragraph in each.paragraphs)
        said = {"title": each.title, "author": each.author, "at": each.at.isoformat(), "text": text}
        paper.pages[f"/app/{each.slug}"] = Answer(SHELL)
        paper.pages[f"/api/app/{each.slug}"] = Answer(json.dumps(said), type="application/json")
    return paper


def test_a_site_of_shells_is_visited_again_in_a_browser_and_its_profile_renders(tmp_path):
    with served(app()) as paper:
        words = [sys.executable, "-m", "commentary", "add", paper.url, "--yes", "--name", "app", "--data", tmp_path]
        said = subprocess.run(words, capture_output=True, text=True, check=False, env=CLEAN)
        assert said.returncode == 0, said.stdout + said.stderr
        profile = tomllib.loads((tmp_path / "sites" / "app.toml").read_text("utf-8"))
        assert profile["render"] is True
        assert [source["kind"] for source in profile["sources"]] == ["listing"]
        assert profile["timezone"] == "Europe/Berlin"
        assert f"{ARTICLES} articles" in said.stdout
