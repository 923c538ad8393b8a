"""Parses HTML within limits and asks its tree (pure).

Charset, selectors, JSON-LD, landmarks and the text around an element are here.
"""

from extract.html.charset import decode
from extract.html.data_tables import is_data
from extract.html.elements import INLINE, UNSEEN
from extract.html.jsonld import at_path, is_article, linked_data, parse_json, strings_at, types_of
from extract.html.landmarks import is_own, is_small, lineage, near
from extract.html.parse import parse_html, remove, text_of, without
from extract.html.place import place_of
from extract.html.selectors import compile_css, compile_xpath, select
from extract.html.text_around import PROSE_CHARACTERS, NearbyText, block_of, blocks_ahead, blocks_behind

__all__ = [
    "INLINE",
    "PROSE_CHARACTERS",
    "UNSEEN",
    "NearbyText",
    "at_path",
    "block_of",
    "blocks_ahead",
    "blocks_behind",
    "compile_css",
    "compile_xpath",
    "decode",
    "is_article",
    "is_data",
    "is_own",
    "is_small",
    "lineage",
    "linked_data",
    "near",
    "parse_html",
    "parse_json",
    "place_of",
    "remove",
    "select",
    "strings_at",
    "text_of",
    "types_of",
    "without",
]
