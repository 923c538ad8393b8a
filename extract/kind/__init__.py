"""Decides whether a page is an article, and if not, what kind of page it is (pure).

`refusal.py` refuses by status, URL, page number and mark-up, `static_page.py` finds what tells a page from a post;
`judge.py` scores the features of the whole page.
"""

from extract.kind.judge import ARTICLE, MIN_ARTICLE_PROBABILITY, Kind, judge_kind
from extract.kind.page_features import FEATURE_DESCRIPTIONS
from extract.kind.refusal import (
    BLOCKED_REASONS,
    LOGIN,
    NEEDS_BROWSER,
    NO_MATCH,
    PASSING_REASONS,
    PASSWORD,
    is_passing,
    is_wordpress_post,
    refusal_by_address,
    refusal_by_content,
    refusal_by_number,
    refusal_by_type,
)
from extract.kind.stated_kind import OTHER_KINDS
from extract.kind.static_page import STATIC_PAGE, static_page_sign

__all__ = [
    "ARTICLE",
    "BLOCKED_REASONS",
    "FEATURE_DESCRIPTIONS",
    "LOGIN",
    "MIN_ARTICLE_PROBABILITY",
    "NEEDS_BROWSER",
    "NO_MATCH",
    "OTHER_KINDS",
    "PASSING_REASONS",
    "PASSWORD",
    "STATIC_PAGE",
    "Kind",
    "is_passing",
    "is_wordpress_post",
    "judge_kind",
    "refusal_by_address",
    "refusal_by_content",
    "refusal_by_number",
    "refusal_by_type",
    "static_page_sign",
]
