"""Selects articles: the filters that the command, the pages of search and the exports share (pure)."""

from archive.selection.articles import ArticleFilter, conditions

__all__ = ["ArticleFilter", "conditions"]
