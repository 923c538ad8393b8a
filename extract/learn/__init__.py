"""Learns the rules of a site from what the site itself says of its articles (pure).

`tell` collects what the REST interface, feeds, JSON-LD and `meta` say; `learn_rules` aligns it with the elements of
the pages; `learn_articles` learns the pattern of the URLs of articles.
"""

from extract.learn.articles import ArticlePattern, learn_articles
from extract.learn.learning import LEAST_ARTICLES, learn_rules
from extract.learn.told import tell
from extract.learn.values import Learned, LearnedField, Told

__all__ = [
    "LEAST_ARTICLES",
    "ArticlePattern",
    "Learned",
    "LearnedField",
    "Told",
    "learn_articles",
    "learn_rules",
    "tell",
]
