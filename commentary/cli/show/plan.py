"""What a crawl would fetch, for people (pure)."""

from collections import Counter
from collections.abc import Sequence

from commentary.cli.show.text import align, minute
from crawler.policy import Decision
from crawler.run_state import QueuedRequest, Summary


def plan_text(summary: Summary, planned: Sequence[QueuedRequest]) -> str:
    """Return the pages that a crawl would ask for, in order and each with its reason, and how many of each reason."""
    counts = Counter(request.reason for request in planned)
    lines = [
        ("would fetch", f"{len(planned)} pages"),
        *(("", f"{count} x {why}") for why, count in counts.most_common()),
    ]
    if summary.not_due:
        lines.append(("not due", f"{summary.not_due} pages that need no look yet"))
    lines += [("not asked", f"{count} x {reason}") for reason, count in summary.reasons.get("skipped", {}).items()]
    lines += [("not read", f"{url}: {reason}") for url, reason in summary.sources.items()]
    lines.append(("requests", f"{summary.requests}, for robots.txt and sources only"))
    pages = align((request.url, request.reason) for request in planned)
    head = f"{summary.site}: no page was fetched, and nothing was kept"
    return "\n".join(filter(None, (pages, head, align(lines))))


def next_look_text(decision: Decision) -> str:
    """Return when a crawl will look at a page again, and why."""
    when = "with the next crawl" if decision.due else "later"
    if decision.due_at is not None and not decision.due:
        when = f"after {minute(decision.due_at.isoformat())} UTC, or when a source says that it was modified"
    return f"next look  {when} ({decision.reason})"


def answer_text(captured_at: str, status: int, redirect_url: str | None) -> str:
    """Return how a page answered last."""
    told = f", leads to {redirect_url}" if redirect_url else ""
    if status >= 400:
        told = ": what stands above is what it showed before"
    return f"last answer  {minute(captured_at)} UTC: status {status}{told}"
