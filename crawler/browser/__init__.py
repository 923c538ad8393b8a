"""Renders pages that need scripts in Chromium, while Scrapy still fetches everything (drives a browser).

Import `crawler.browser.browser` itself only where the extra `render` is installed.
"""

from crawler.browser.options import capture_source, find_browser, is_page, needs_rendering, render_settings

__all__ = ["capture_source", "find_browser", "is_page", "needs_rendering", "render_settings"]
