"""Tells by which content management system and theme a page was made (pure).

To add a system: a line in GENERATORS, or in MARKS where its pages name no generator.
"""

import re
from collections.abc import Mapping

from crawler.discover.found import NOTHING, Fact
from extract.page import Page

__all__ = ["find_system", "find_theme"]

# What stands in <meta name="generator">, in lower case.
GENERATORS: Mapping[str, str] = {
    "wordpress": "WordPress", "ghost": "Ghost", "drupal": "Drupal", "joomla": "Joomla", "typo3": "TYPO3",
    "hugo": "Hugo", "jekyll": "Jekyll", "eleventy": "Eleventy", "astro": "Astro", "gatsby": "Gatsby",
    "hexo": "Hexo", "pelican": "Pelican", "nikola": "Nikola", "blogger": "Blogger", "movable type": "Movable Type",
    "contao": "Contao", "wix.com": "Wix", "squarespace": "Squarespace", "webflow": "Webflow", "hubspot": "HubSpot",
    "shopify": "Shopify", "craft cms": "Craft", "publii": "Publii", "textpattern": "Textpattern",
    "docusaurus": "Docusaurus", "zola": "Zola", "medium": "Medium", "substack": "Substack",
    "discourse": "Discourse", "mediawiki": "MediaWiki", "plone": "Plone", "silverstripe": "SilverStripe",
    "concrete": "Concrete CMS", "bolt": "Bolt", "django cms": "django CMS",
}  # fmt: skip
# Paths and names in the source of a page; a page may link to a file of another site, so that each is one that
# only pages of the system have.
MARKS: Mapping[str, re.Pattern[str]] = {
    "WordPress": re.compile(r"/wp-(?:content/(?:themes|plugins)|includes)/|rel=[\"']https://api\.w\.org/"),
    "Drupal": re.compile(r"data-drupal-|drupal-settings-json|/sites/(?:default|all)/(?:files|themes)/"),
    "Ghost": re.compile(r"data-ghost=|/ghost/api/|/public/cards\.min\.(?:js|css)"),
    "Joomla": re.compile(r"/media/(?:system|jui)/js/|joomla-script-options"),
    "TYPO3": re.compile(r"/typo3(?:conf|temp)/"),
    "Squarespace": re.compile(r"static1\.squarespace\.com|Static\.SQUARESPACE_CONTEXT"),
    "Wix": re.compile(r"static\.parastorage\.com|wix-essential-viewer-model"),
    "Webflow": re.compile(r"data-wf-(?:site|page)="),
    "HubSpot": re.compile(r"hs-scripts\.com|/hs-fs/hubfs/|hubspot\.net/hub/"),
    "Substack": re.compile(r"substackcdn\.com"),
    "Medium": re.compile(r"cdn-client\.medium\.com"),
    "Blogger": re.compile(r"blogger\.com/static/|www\.blogblog\.com"),
    "Shopify": re.compile(r"cdn\.shopify\.com|Shopify\.theme"),
    "Arc XP": re.compile(r"Fusion\.globalContent|/pf/resources/"),
    "Next.js": re.compile(r"__NEXT_DATA__|/_next/static/"),
    "Nuxt": re.compile(r"__NUXT__|/_nuxt/"),
    "Gatsby": re.compile(r"id=[\"']___gatsby"),
}
# The folder of a theme in the URLs of its files.
THEMES: Mapping[str, re.Pattern[str]] = {
    "WordPress": re.compile(r"/wp-content/themes/([\w.-]{1,60})/"),
    "Drupal": re.compile(r"/(?:sites/[\w.-]{1,40}/)?themes/(?:custom/|contrib/)?([\w-]{1,60})/"),
    "Joomla": re.compile(r"/templates/([\w-]{1,60})/"),
    "Hugo": re.compile(r"/themes/([\w-]{1,60})/"),
}
MAX_SOURCE_CHARACTERS = 2_000_000


def find_system(page: Page) -> Fact:
    """Return the content management system of a page's site."""
    for stated in page.metas.get("generator", ()):
        for word, name in GENERATORS.items():
            if word in stated.lower():
                return Fact(value=name, why=f"generator: {stated[:60]}")
    source = page.text[:MAX_SOURCE_CHARACTERS]
    for name, mark in MARKS.items():
        if found := mark.search(source):
            return Fact(value=name, why=f"its pages have {found[0][:60]}")
    return NOTHING


def find_theme(page: Page, system: str) -> Fact:
    """Return the theme of a page of a system: the one whose folder the most files come from."""
    pattern = THEMES.get(system)
    counts: dict[str, int] = {}
    for name in pattern.findall(page.text[:MAX_SOURCE_CHARACTERS]) if pattern else ():
        counts[name] = counts.get(name, 0) + 1
    if not counts:
        return NOTHING
    name = max(counts, key=lambda each: counts[each])
    return Fact(value=name, why=f"{counts[name]} of its files")
