"""What a crawl would fetch, and when it fetches a page again, as text (pure)."""

from collections import Counter
from collections.abc import Sequence

from commentary.cli.show.run import off_site_lines, static_page_lines
from commentary.cli.show.text import align, minute
from crawler.ledger import Summary
from crawler.policy import Decision
from crawler.run_state import QueuedRequest


def plan_text(summary: Summary, planned: Sequence[QueuedRequest], *, assets: tuple[int, int] | None = None) -> str:
    """Return the pages that a crawl would fetch, in order and each with its reason, and the count of each reason.

    `assets` counts the images and stylesheets of the site that the archive has, and the pages that were the first to
    show them; None for a site whose profile does not keep them.
    """
    counts = Counter(request.reason for request in planned)
    lines = [
        ("would fetch", f"{len(planned)} pages"),
        *(("", f"{count} x {why}") for why, count in counts.most_common()),
    ]
    if assets is not None:
        # Which ones a page shows is known when it is there.
        known = f"; the archive has {assets[0]} of {assets[1]} pages" if assets[0] else ""
        lines.append(("assets", f"after them, their images and stylesheets that are not in the archive{known}"))
    if summary.not_due:
        lines.append(("not due", f"{summary.not_due} known pages that are not due for another fetch"))
    lines += [("not fetched", f"{count} x {reason}") for reason, count in summary.reasons.get("skipped", {}).items()]
    lines += [("not read", f"{url}: {reason}") for url, reason in summary.sources.items()]
    lines += off_site_lines(summary)
    lines += static_page_lines(summary)
    lines.append(("requests", f"{summary.requests}, for robots.txt and sources only"))
    pages = align((request.url, request.reason) for request in planned)
    head = f"{summary.site}: dry run; nothing was stored"
    return "\n".join(filter(None, (pages, head, align(lines))))


def next_look_text(decision: Decision) -> str:
    """Return when a crawl fetches a page again, and why."""
    when = "in the next crawl" if decision.due else "later"
    if decision.due_at is not None and not decision.due:
        when = f"after {minute(decision.due_at.isoformat())} UTC, or when a source reports a modification"
    return f"next fetch  {when} ({decision.reason})"


def last_response_text(captured_at: str, status: int, redirect_url: str | None) -> str:
    """Return the time and status of the last response to a page's URL."""
    note = f", redirects to {redirect_url}" if redirect_url else ""
    if status >= 400:
        note = "; the values above are from an earlier capture"
    return f"last response  {minute(captured_at)} UTC: status {status}{note}"
