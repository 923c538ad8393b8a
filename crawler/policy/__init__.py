"""Decides which requests to send, when, and which never (pure: no Scrapy, no Twisted, no SQLite, no network).

Retries, revisits, images and stylesheets, budgets, robots.txt, permitted hosts, the reasons why a request was not
sent, and whether a list was read whole.
"""

from crawler.policy.assets import MAX_UNANSWERED, is_asset_due, is_fixed_url
from crawler.policy.budget import Budget
from crawler.policy.claims import MAX_PASSES, ListPass, Verdict, judge_list
from crawler.policy.hosts import (
    count_article_urls,
    is_on_site,
    is_private_address,
    is_private_host,
    why_not_to_follow,
)
from crawler.policy.reasons import (
    CUT_OFF,
    DISALLOWED,
    FORGOTTEN,
    NOT_HTTP,
    OFF_SITE,
    PERMANENT_REASONS,
    PRIVATE_ADDRESS,
    REDIRECTS_OFF_SITE,
    REDIRECTS_TO_KNOWN_PAGE,
    REDIRECTS_TO_NO_URL,
    TOO_LARGE,
    TOO_MANY_REDIRECTS,
)
from crawler.policy.retry import (
    OVERLOAD_STATUSES,
    RETRY_STATUSES,
    RetryDelay,
    host_pause,
    read_retry_after,
    retry_delay,
)
from crawler.policy.revisit import (
    MODIFIED,
    NEVER_CAPTURED,
    NEW_OR_MODIFIED,
    Decision,
    decide_revisit,
    is_lastmod_idle,
    is_lastmod_trusted,
)
from crawler.policy.robots import RobotsTxt

__all__ = [
    "CUT_OFF",
    "DISALLOWED",
    "FORGOTTEN",
    "MAX_PASSES",
    "MAX_UNANSWERED",
    "MODIFIED",
    "NEVER_CAPTURED",
    "NEW_OR_MODIFIED",
    "NOT_HTTP",
    "OFF_SITE",
    "OVERLOAD_STATUSES",
    "PERMANENT_REASONS",
    "PRIVATE_ADDRESS",
    "REDIRECTS_OFF_SITE",
    "REDIRECTS_TO_KNOWN_PAGE",
    "REDIRECTS_TO_NO_URL",
    "RETRY_STATUSES",
    "TOO_LARGE",
    "TOO_MANY_REDIRECTS",
    "Budget",
    "Decision",
    "ListPass",
    "RetryDelay",
    "RobotsTxt",
    "Verdict",
    "count_article_urls",
    "decide_revisit",
    "host_pause",
    "is_asset_due",
    "is_fixed_url",
    "is_lastmod_idle",
    "is_lastmod_trusted",
    "is_on_site",
    "is_private_address",
    "is_private_host",
    "judge_list",
    "read_retry_after",
    "retry_delay",
    "why_not_to_follow",
]
