import re

from commentary.cli.show.archive import edits_text, sites_text, status_text
from commentary.cli.status import Edit, SiteStatus
from extract.site import Site, Source


def test_the_forms_of_a_text_are_one_change():
    edit = Edit(
        "2026-03-01T08:09:10+00:00", "https://example.org/a", "A", ("title", "body_text", "body_html", "word_count")
    )
    assert edits_text([edit]) == "2026-03-01 08:09  title, text  A"


def test_a_run_that_never_ended_has_no_figures():
    site = SiteStatus("s", "2026-03-01T08:09:10+00:00", "running", None, None, None, None, 3, 0, 1, 9, 1)
    assert re.sub(r"\s+", " ", status_text([site]).splitlines()[1]) == "s 3 0 1 9 1 2026-03-01 08:09 running - -"


def test_a_site_is_told_with_its_kinds_of_sources_and_its_origin():
    sources = tuple(Source(kind=kind, url="https://a.example/") for kind in ("feed", "feed", "sitemap"))
    site = Site(name="a", title="A B", hosts=("a.example",), timezone="UTC", delay=2.5, revision="r", sources=sources)
    line = sites_text([(site, "shipped")]).splitlines()[1]
    assert re.split(r"\s{2,}", line) == ["a", "2.5 s", "a.example", "feed sitemap", "shipped", "A B"]
