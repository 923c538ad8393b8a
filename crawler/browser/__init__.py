"""Renders pages that need scripts in Chromium, while Scrapy still fetches everything (drives a browser).

Import `crawler.browser.browser` itself only where the extra `render` is installed.
"""

from crawler.browser.options import is_page, is_to_render, kept_for, render_settings

__all__ = ["is_page", "is_to_render", "kept_for", "render_settings"]
