"""The pages of one article: its text as it looks, what it cites and who cites it, and two versions side by side.

`plugin.py` registers them with Datasette; `archive/web/plugins/article.py` gathers what the article's page shows.
"""
