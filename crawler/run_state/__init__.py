"""Holds the state of a run: its frontier, what each source listed, its plan and its ledger (one SQLite file).

A run that was killed goes on from here.
"""

from crawler.run_state.backoff import Backoff
from crawler.run_state.frontier import FRONTIER_NAME, Frontier
from crawler.run_state.idle_time import IdleTime
from crawler.run_state.ledger import BLOCKED_STATUSES, Ledger, Summary, trouble_of
from crawler.run_state.pager import Pager
from crawler.run_state.plan import CONTROL, LEFT, LINKED, NEXT_PAGE, NEXT_PAGE_PRIORITY, Dates, Plan, next_look
from crawler.run_state.queued import QueuedRequest
from crawler.run_state.requests import listing_request, page_request

__all__ = [
    "BLOCKED_STATUSES",
    "CONTROL",
    "FRONTIER_NAME",
    "LEFT",
    "LINKED",
    "NEXT_PAGE",
    "NEXT_PAGE_PRIORITY",
    "Backoff",
    "Dates",
    "Frontier",
    "IdleTime",
    "Ledger",
    "Pager",
    "Plan",
    "QueuedRequest",
    "Summary",
    "listing_request",
    "next_look",
    "page_request",
    "trouble_of",
]
