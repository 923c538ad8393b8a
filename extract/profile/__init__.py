"""Turns a profile's TOML into a Site, and applies its rules to a page (pure).

A rule is one reader (`readers.py`) and at most three cleaners; `converters.py` turns what they found into values of
an Article.
"""

from extract.profile.converters import FIELDS, Values
from extract.profile.parser import parse_site
from extract.profile.readers import Found
from extract.profile.rules import apply_rules, read_field
from extract.profile.toml_table import is_loopback

__all__ = ["FIELDS", "Found", "Values", "apply_rules", "is_loopback", "parse_site", "read_field"]
