"""Signs by which content management systems tell static pages from posts (values only).

A static page is of a site's frame: about, contact, register, a home page. Classes are those of <body> unless stated.
"""

from collections.abc import Mapping

# WordPress (`get_body_class`). `page` alone is a word of many themes; with one of these beside it, WordPress wrote it.
WORDPRESS_PAGE = "page"
WORDPRESS_PAGE_MARKS = r"page-id-\d+|page-template(?:-\S+)?|page-parent|page-child|parent-pageid-\d+|wp-singular"
# What WordPress and Ghost give a post of any type, and no page. Themes give pages `single-author` and `single-page`.
POST = r"single|single-post|single-format-\S+|postid-\d+|post-template(?:-\S+)?"
# The type in a REST route: `/wp-json/wp/v2/pages/7`, `?rest_route=%2Fwp%2Fv2%2Fposts%2F7`.
REST_ROUTE = r"(?:/|%2F)wp(?:/|%2F)v2(?:/|%2F)(?P<type>[\w-]+)(?:/|%2F)\d+(?:/|%2F)?(?:[?&#]|$)"
REST_PAGES = "pages"
# Taxonomies and users have REST routes too, which name no post.
REST_NO_POSTS = frozenset({"categories", "tags", "users", "media"})
# The classes of the element that holds a page, where <body> has none (`get_post_class`).
WORDPRESS_PAGE_ELEMENT = "type-page"
WORDPRESS_ELEMENT_MARKS = frozenset({"hentry", "status-publish"})


_DRUPAL_TYPES = ("page", "basic-page", "basicpage", "static-page", "landing-page", "webform", "contact")
_SILVERSTRIPE_TYPES = ("Page", "HomePage", "ContactPage", "UserDefinedForm", "RedirectorPage")

# (system, classes that are all among those of <body>, how the `meta` element `generator` begins): "" for the last where
# the classes alone are sure. To add a system: a line for each of its signs.
BODY_SIGNS: tuple[tuple[str, frozenset[str], str], ...] = (
    *(("Drupal", frozenset({f"page-node-type-{name}"}), "") for name in _DRUPAL_TYPES),
    *(("Drupal", frozenset({f"page-node-type--{name}"}), "") for name in _DRUPAL_TYPES),
    *(("Drupal", frozenset({"page-node", f"node-type-{name}"}), "") for name in _DRUPAL_TYPES),
    ("Joomla", frozenset({"com_users"}), ""),
    ("Joomla", frozenset({"com-users"}), ""),
    ("Joomla", frozenset({"com_contact"}), ""),
    ("Joomla", frozenset({"com-contact"}), ""),
    ("Ghost", frozenset({"page-template"}), "Ghost"),
    ("Squarespace", frozenset({"collection-type-page"}), ""),
    ("Squarespace", frozenset({"collection-type-index"}), ""),
    *(("Silverstripe", frozenset({name}), "Silverstripe") for name in _SILVERSTRIPE_TYPES),
    *(
        (system, frozenset({name}), system)
        for system in ("Jekyll", "Hugo", "Eleventy")
        for name in ("layout-page", "layout--page")
    ),
    ("Hugo", frozenset({"kind-page", "type-page"}), "Hugo"),
)
# HubSpot writes these on <body> or on the element that wraps all of the page.
HUBSPOT_PAGES = ("hs-site-page", "hs-landing-page")
# Classes of the element that holds a node of Drupal, where a theme gives <body> none.
DRUPAL_NODES = frozenset({f"node--type-{name}" for name in _DRUPAL_TYPES})
DRUPAL_WHOLE_NODE = "node--view-mode-full"
# What systems write into the scripts of every page, with what tells that it is theirs: both are in the page's bytes.
SCRIPT_SIGNS: Mapping[str, tuple[bytes, bytes]] = {
    "Blogger": (b"'pageType': 'static_page'", b"_WidgetManager"),
    "Shopify": (b'"resourceType":"page"', b"ShopifyAnalytics"),
}
# Webflow gives <html> the first attribute on every page, and the second where a collection's item is shown.
WEBFLOW_PAGE, WEBFLOW_ITEM = "data-wf-page", "data-wf-collection"
# Wix gives its posts the og:type `article`, and its pages `website`.
WIX, WIX_PAGE = "Wix.com", "website"
