"""Selects articles: the filters that the command, the pages of search and the exports share (pure)."""

from archive.selection.arguments import ARGUMENTS, arguments_of_filter, filter_of_arguments
from archive.selection.articles import ArticleFilter, conditions

__all__ = ["ARGUMENTS", "ArticleFilter", "arguments_of_filter", "conditions", "filter_of_arguments"]
