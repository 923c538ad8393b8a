"""A profile's own examples: read, compared, and shown where they differ."""

import pytest

pytestmark = pytest.mark.slow

PROFILE = """
title = "Mine"
hosts = ["mine.example"]
timezone = "UTC"

[fields]
authors = [{ css = ".byline" }]

[[examples]]
page = "trees.html"
title = "Why Trees Matter"
authors = ["Ada Mill"]
published_at = 2026-03-01T08:00:00Z
body_text = "Trees hold the soil."
"""
TEXT = "Trees hold the soil. They hold the water as well, and the shade in which the market stands. " * 5
PAGE = f"""<html><head><title>Why Trees Matter</title>
<meta property="article:published_time" content="2026-03-01T09:00:00+01:00"></head>
<body><article><h1>Why Trees Matter</h1><p class="byline">Ada Mill</p><p>{TEXT}</p></article></body></html>"""


@pytest.fixture
def data(tmp_path):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "mine.toml").write_text(PROFILE, "utf-8")
    (tmp_path / "sites" / "trees.html").write_text(PAGE, "utf-8")
    return tmp_path


def test_examples_that_are_read_as_they_say_are_counted(commentary, data):
    said = commentary("sites", "--check", "--data", data)
    assert said.returncode == 0, said.stderr
    assert said.stdout.endswith(" examples, 0 differ\n")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["Ada Mill"]', '["Ada"]', "mine: trees.html: authors is ['Ada Mill'], expected ['Ada']\n"),
        ("T08:00:00Z", "T09:00:00Z", "mine: trees.html: published_at is "),
        ("hold the soil", "hold the sky", "mine: trees.html: body_text is "),
        ('page = "trees.html"', 'page = "gone.html"', "mine: gone.html: "),
    ],
)
def test_an_example_that_differs_is_shown(commentary, data, old, new, told):
    (data / "sites" / "mine.toml").write_text(PROFILE.replace(old, new), "utf-8")
    said = commentary("sites", "--check", "--data", data)
    assert said.returncode == 1
    assert said.stderr.startswith(told)
    assert "1 differ\n" in said.stdout


def test_a_page_that_is_no_article_is_a_difference(commentary, data):
    (data / "sites" / "trees.html").write_text("<html></html>", "utf-8")
    said = commentary("sites", "--check", "--data", data)
    assert said.returncode == 1
    assert said.stderr.startswith("mine: trees.html: ")
