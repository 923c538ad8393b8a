"""What a dry run does in place of requests for pages (writes the frontier)."""

from crawler.recorder import Recorder


def skip_disallowed(recorder: Recorder) -> None:
    """Skip the queued pages that robots.txt disallows; a dry run sends no request that would find it out."""
    for queued in tuple(recorder.frontier.queued_pages()):
        if reason := recorder.robots_rules.disallow_reason(queued.url):
            recorder.frontier.mark_skipped(queued.id, reason)
            recorder.ledger.add_skipped(reason)
