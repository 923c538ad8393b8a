"""Sends later what was cancelled before it was sent, as when a host asks for a pause (writes the frontier)."""

from scrapy import Request

from crawler.recorder import Recorder


def send_later(request: Request, recorder: Recorder) -> None:
    """Queue a request for a page or listing again; a redirect goes on where it was, unless the run ends.

    From its first URL, a loop of redirects would cost all its requests once more with each pause of the host.
    """
    meta = request.meta
    recorder.ledger.uncount_request(meta["download_slot"])
    if meta.get("redirect_times") and not recorder.winding_down.is_set():
        recorder.crawler.engine.crawl(request.copy())
        return
    recorder.frontier.requeue_unsent(meta["frontier_id"])
    recorder.pages_requested -= meta.get("source") is None and not meta["tries"]
