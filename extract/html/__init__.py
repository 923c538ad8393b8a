"""Parses HTML within limits and asks its tree (pure).

Charset, selectors, JSON-LD, landmarks and the text around an element are here.
"""

from extract.html.accordions import is_accordion, opens_panel
from extract.html.captions import is_caption
from extract.html.charset import codec_of, decode_declared, decode_html
from extract.html.data_tables import is_data_table
from extract.html.elements import INLINE, MEDIA, UNSEEN
from extract.html.images import IMAGE_TAGS, background_url, image_url, is_counting, wide_candidate
from extract.html.jsonld import is_article_object, jsonld_strings, jsonld_types, linked_data, parse_json, strings_at
from extract.html.landmarks import (
    Area,
    Areas,
    belongs_to_article,
    class_words,
    elements_near,
    has_few_elements,
    hyphened,
    is_in_card,
    up_to,
    with_ancestors,
)
from extract.html.parse import parse_html, remove_element, text_of, without_elements
from extract.html.place import landmark_path
from extract.html.selectors import compile_css, compile_xpath, select
from extract.html.stylesheet import NOT_SHOWN, hiding, hiding_names
from extract.html.text_around import PROSE_CHARACTERS, NearbyText, block_of, blocks_ahead, blocks_behind

__all__ = [
    "IMAGE_TAGS",
    "INLINE",
    "MEDIA",
    "NOT_SHOWN",
    "PROSE_CHARACTERS",
    "UNSEEN",
    "Area",
    "Areas",
    "NearbyText",
    "background_url",
    "belongs_to_article",
    "block_of",
    "blocks_ahead",
    "blocks_behind",
    "class_words",
    "codec_of",
    "compile_css",
    "compile_xpath",
    "decode_declared",
    "decode_html",
    "elements_near",
    "has_few_elements",
    "hiding",
    "hiding_names",
    "hyphened",
    "image_url",
    "is_accordion",
    "is_article_object",
    "is_caption",
    "is_counting",
    "is_data_table",
    "is_in_card",
    "jsonld_strings",
    "jsonld_types",
    "landmark_path",
    "linked_data",
    "opens_panel",
    "parse_html",
    "parse_json",
    "remove_element",
    "select",
    "strings_at",
    "text_of",
    "up_to",
    "wide_candidate",
    "with_ancestors",
    "without_elements",
]
