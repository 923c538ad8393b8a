import re

from archive.ask.audit import Audit, SourceCount, UrlStatus
from commentary.cli.show.audit import audit_text
from extract.site import Source


def test_an_audit_tells_losses_from_pages_of_another_kind():
    def stands(name, outcome, reason):
        return UrlStatus(
            url=f"https://a.example/{name}",
            outcome=outcome,
            reason=reason,
            answered_at="2026-03-01T08:09:10+00:00",
            leads_to=None,
            is_former=False,
            sources=(Source(kind="sitemap", url="https://a.example/map"),),
        )

    found = Audit(
        site="a",
        whole=SourceCount(source=Source(kind="all", url=""), have=3, missing=1, not_article=1),
        sources=(),
        missing=(stands("lost", "missing", "not an article: no text"),),
        gone=(),
        not_article=(stands("news", "not_article", "not an article: listing"),),
        other=(),
        displaced=(),
    )
    lines = [re.split(r"\s{2,}", line) for line in audit_text(found).splitlines() if line]
    assert lines[0] == ["a: 1 of 4 known articles are missing"]
    assert lines[1][1:7] == ["listed", "archived", "missing", "gone", "not an article", "not an article URL"]
    assert lines[2][1:7] == ["5", "3", "1", "0", "1", "0"]
    assert lines[3:] == [
        ["missing", "listed by", "reason"],
        ["https://a.example/lost", "sitemap", "not an article: no text, 2026-03-01 08:09"],
        ["not an article", "listed by", "reason"],
        ["https://a.example/news", "sitemap", "listing, 2026-03-01 08:09"],
    ]
