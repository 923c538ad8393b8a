"""The guides of docs/ that change the reader are followed to the letter, on a copy of it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (
    "<html><head><title>Slow Ferries</title></head><body><article><p class=kicker>Harbours</p><h1>Slow Ferries</h1>"
    "<dl><dt>Author:</dt><dd>Ann Lee</dd></dl><p>"
    + "Ferries wait, and harbours wait for ferries, and nobody minds. " * 12
    + "</p></article></body></html>"
)
READ = """
import sys
from datetime import UTC, datetime
from extract.page import Page
from extract.profile import parse_site
from extract.read import read_article
from sites import load_defaults
page = Page(url="https://a.example/x", fetched_at=datetime(2026, 3, 1, tzinfo=UTC), content_type="text/html",
            body=sys.argv[1].encode())
profile = 'title = "A"\\nhosts = ["a.example"]\\ntimezone = "UTC"\\narticles = "."\\n[fields]\\n' + sys.argv[3]
print(getattr(read_article(page, parse_site("a", profile, defaults=load_defaults())), sys.argv[2]))
"""


@pytest.fixture
def copy(tmp_path):
    for package in ("extract", "sites"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


def snippets(guide):
    """Return the code blocks of a guide, with the indentation that they have within the guide's list removed."""
    text = (ROOT / "docs" / guide).read_text("utf-8")
    blocks = re.findall(r"^   ```\w+\n(.*?)^   ```$", text, re.DOTALL | re.MULTILINE)
    return ["\n".join(line[3:] for line in block.splitlines()) + "\n" for block in blocks]


def insert(path, anchor, text):
    """Put a text before the first line of a file that begins with an anchor."""
    source = path.read_text("utf-8")
    at = source.index(f"\n{anchor}") + 1
    path.write_text(source[:at] + text + source[at:], "utf-8")


def value_of(copy, field, rule=""):
    command = [sys.executable, "-c", READ, PAGE, field, rule]
    # The copy comes before the project that is installed.
    done = subprocess.run(
        command, cwd=copy, env={"PYTHONPATH": str(copy)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_a_field_is_read_after_the_steps_of_its_guide(copy):
    declaration, rules = snippets("add-a-field.md")
    insert(copy / "extract" / "article.py", "    found_by:", declaration)
    insert(copy / "sites" / "_default.toml", "title =", rules)
    assert value_of(copy, "kicker") == "Harbours"


def test_a_reader_is_used_after_the_steps_of_its_guide(copy):
    function, check, entry, explanation, rule = snippets("add-a-reader.md")
    readers = copy / "extract" / "profile" / "readers.py"
    insert(readers, "READERS:", f"{function}\n\n{check}\n\n")
    insert(readers, '    "link":', entry)
    insert(copy / "sites" / "_example.toml", "#   link ", explanation)
    assert value_of(copy, "authors", rule) == "('Ann Lee',)"
    assert value_of(copy, "title", "") == "Slow Ferries"
