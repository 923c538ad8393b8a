"""Reads and changes settings.toml of a data folder: who crawls, when, and who is told (disk)."""

from archive.settings.change import change_settings
from archive.settings.load import SETTINGS_NAME, Digest, NotifySettings, Settings, load_settings, parse_settings

__all__ = [
    "SETTINGS_NAME",
    "Digest",
    "NotifySettings",
    "Settings",
    "change_settings",
    "load_settings",
    "parse_settings",
]
