"""The profile "demo": a header for the demo site's address, and the field rules of the real site (reads sites/)."""

import re
from importlib.resources import files

from commentary.demo.world import SITE_TITLE, ZONE

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
url  = "{url}/wp-json/wp/v2/posts?per_page=100&_fields=link,modified_gmt"

[[sources]]
kind = "listing"
url  = "{url}/blog/"

"""


def profile(url: str) -> str:
    """Return the TOML text of the profile for a demo site at `url`."""
    header = HEADER.format(title=SITE_TITLE, host=url.partition("://")[2], zone=ZONE, url=url)
    return header + _foxiz_rules()


def _foxiz_rules() -> str:
    """Return the `[fields]` of the site whose theme the demo wears, so that both are read by the same rules."""
    shipped = (files("sites") / "geopolist.toml").read_text("utf8")
    # The text is taken as it stands, comments and all, so that no second copy of the rules can go stale.
    found = re.search(r"^\[fields\].*?(?=^\[(?!fields)|\Z)", shipped, re.DOTALL | re.MULTILINE)
    return found[0] if found else ""
