"""Chooses the title, the headline and the subtitle of an article (pure).

Titles of the head are stripped of the names of site and section; the heading that they agree with wins.
"""

from extract.title.choose import best_headings, choose_headline, choose_title
from extract.title.head_titles import site_names, without_site_name
from extract.title.subtitle import choose_subtitle

__all__ = [
    "best_headings",
    "choose_headline",
    "choose_subtitle",
    "choose_title",
    "site_names",
    "without_site_name",
]
