"""Chooses the title of an article (pure).

Titles of the head are stripped of the names of site and section; the heading that agrees with them wins.
"""

from extract.title.choose import best_headings, choose_title
from extract.title.head_titles import is_host, site_names, without_site_name
from extract.title.heading import whole_text

__all__ = [
    "best_headings",
    "choose_title",
    "is_host",
    "site_names",
    "whole_text",
    "without_site_name",
]
