"""Writes the profile "demo" for the demo site's URL, with the field rules of geopolist.io (reads sites/)."""

import re
from importlib.resources import files

from commentary.demo.site_texts import SITE_TITLE, TIMEZONE

HEADER = """\
title    = "{title}"
hosts    = ["{host}"]
timezone = "{zone}"
delay    = 0
articles = '/\\d{{4}}/\\d{{2}}/(?!\\d{{1,2}}/?$|feed/?$|page/?$)[^/]+/?$'

[[sources]]
kind = "sitemap"
url  = "{url}/wp-sitemap.xml"

[[sources]]
kind = "feed"
url  = "{url}/feed/"

[[sources]]
kind = "wordpress"
url  = "{url}/wp-json/wp/v2/posts?per_page=100&_fields=link,date_gmt,modified_gmt,title"

[[sources]]
kind = "listing"
url  = "{url}/blog/"

"""


def demo_profile(url: str, *, assets: bool = False) -> str:
    """Return the TOML text of the profile for a demo site at `url`; with `assets` its images are kept too."""
    header = HEADER.format(title=SITE_TITLE, host=url.partition("://")[2], zone=TIMEZONE, url=url)
    header = header.replace("delay    = 0\n", "delay    = 0\nassets   = true\n") if assets else header
    return header + _foxiz_rules()


def _foxiz_rules() -> str:
    """Return the `[fields]` table of the site whose theme the demo site imitates."""
    shipped = (files("sites") / "geopolist.toml").read_text("utf8")
    # The text is copied as it is, with its comments, so that there is no second copy of the rules to maintain.
    found = re.search(r"^\[fields\].*?(?=^\[(?!fields)|\Z)", shipped, re.DOTALL | re.MULTILINE)
    return found[0] if found else ""
