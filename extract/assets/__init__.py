"""Finds the images and stylesheets with which a browser shows a page, and those that a stylesheet names (pure)."""

from extract.assets.of_page import MAX_ASSETS, WINDOW_WIDTH, may_be_image, names_stylesheet, page_assets
from extract.assets.of_stylesheet import (
    MAX_SHEET_BYTES,
    SheetUrl,
    is_stylesheet,
    map_urls,
    sheet_text,
    sheet_urls,
)
from extract.assets.written import MAX_URL, asset_url

__all__ = [
    "MAX_ASSETS",
    "MAX_SHEET_BYTES",
    "MAX_URL",
    "WINDOW_WIDTH",
    "SheetUrl",
    "asset_url",
    "is_stylesheet",
    "map_urls",
    "may_be_image",
    "names_stylesheet",
    "page_assets",
    "sheet_text",
    "sheet_urls",
]
