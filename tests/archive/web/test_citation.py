"""What an article's page tells reference managers: meta elements, links to files, and a COinS span."""

import re

import pytest

from archive.export import FILE_TYPES
from archive.schema import article_id, article_key


@pytest.mark.parametrize("style", ["bibtex", "ris", "csl-json"])
def test_an_article_page_leads_a_reference_manager_to_each_style(get, style):
    listed = get("/commentary/articles.json", params={"_shape": "array", "url__endswith": "/2026/cited/"}).json()
    page = get(f"/commentary/articles/{listed[0]['id']}").text
    media_type = FILE_TYPES[style][0].partition(";")[0]
    [link] = re.findall(
        rf'<link rel="alternate" type="{re.escape(media_type)}" title="{style}" href="([^"]+)">', page
    )
    answer = get(link.replace("&amp;", "&"))
    assert answer.headers["content-type"] == FILE_TYPES[style][0]
    assert "Cited" in answer.text
    assert '<meta name="citation_title" content="Cited">' in page
    assert '<meta name="citation_keywords" content="ports">' in page
    [coins] = re.findall(r'<span class="Z3988" title="([^"]+)">', page)
    assert {"rft.title=Cited", "rft.creator=Ada+Byron", "rft.type=webpage"} <= set(coins.split("&amp;"))


def test_two_versions_of_one_article_have_two_keys_in_a_bibliography(get):
    url = "https://review.example/2026/grain/"
    readings = get(
        "/commentary/readings.json", params={"_shape": "array", "article": url, "_sort": "captured_at"}
    ).json()
    entries = [get("/-/cite", params={"capture": each["capture"], "style": "bibtex"}).text for each in readings]
    former, newest = (re.match(r"@online\{(.+),", entry)[1] for entry in entries)
    assert newest == article_key(article_id(url))
    assert former == f"{newest}-{readings[0]['version'][:8]}"
