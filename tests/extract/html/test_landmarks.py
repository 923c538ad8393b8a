import pytest

from extract.html.landmarks import Area, Areas, belongs_to_article, class_words, with_ancestors
from extract.html.place import landmark_path


@pytest.fixture
def marked(make_page):
    """Return the element of a page with the id x, and the headline and its ancestors."""

    def find(html):
        page = make_page(f"<html><body>{html}</body></html>")
        return page.tree.get_element_by_id("x"), with_ancestors(next(page.tree.iter("h1"), None))

    return find


@pytest.mark.parametrize(
    ("area", "name"),
    [
        (Area.RELATED, "related-posts"),
        (Area.RELATED, "jp-relatedposts"),
        (Area.RELATED, "PostsMostRead"),
        (Area.RELATED, "read_more"),
        (Area.COMMENTS, "comment-list"),
        (Area.COMMENTS, "article__CommentForm"),
        (Area.SIDEBARS, "sidebar2"),
        (Area.WIDGETS, "widget_text"),
        (Area.NAVIGATION, "mainNav menu-left"),
        (Area.FOOTERS, "site-footer"),
        (Area.OVERLAYS, "cookie-banner"),
        (Area.ADVERTS, "ad ad--top"),
        (Area.LISTS, "article-list"),
    ],
)
def test_a_word_of_a_class_marks_an_area(area, name):
    assert Areas(area).include_name(name)


@pytest.mark.parametrize(
    ("area", "name"),
    [
        (Area.ADVERTS, "head shadow adsense-free-zone-less"),
        (Area.NAVIGATION, "canaveral"),
        (Area.WIDGETS, "elementor-widget-container"),
        (Area.FOOTERS, "entry-footer"),
        (Area.FOOTERS, "post_footer"),
        (Area.SHARING, "shareholders"),
        (Area.RELATED, ""),
    ],
)
def test_a_part_of_a_word_or_a_footer_of_the_article_marks_none(area, name):
    assert not Areas(area).include_name(name)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<nav id=x></nav>", True),
        ("<div role=dialog id=x></div>", True),
        ("<div id=x class=top></div>", False),
        ("<footer id=x></footer>", True),
        ("<article><footer id=x></footer></article>", False),
        ("<footer class=entry-footer id=x></footer>", False),
    ],
)
def test_a_tag_or_a_role_marks_an_area_too(marked, html, expected):
    element, _ = marked(html)
    assert Areas(Area.NAVIGATION, Area.OVERLAYS, Area.FOOTERS).include(element) is expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<article><h1>A</h1><p id=x>1 view</p></article>", True),
        ("<article><h1>A</h1><aside><p id=x>1 view</p></aside></article>", False),
        ("<div class=sidebar><h1>A</h1><p id=x>1 view</p></div>", True),
        ("<h1>A</h1><div class=related><p id=x>1 view</p></div>", False),
        ("<h1>A</h1><div><h3><a href=/b>B</a></h3><p id=x>1 view</p></div>", False),
        ("<main class=latest><h1>A</h1></main><p id=x>1 view</p>", True),
    ],
)
def test_only_what_lies_between_an_element_and_the_headline_tells_that_it_is_beside_the_article(
    marked, html, expected
):
    assert belongs_to_article(*marked(html)) is expected


def test_a_class_has_words(marked):
    element, _ = marked("<p id=x class='post-author__name PostTitle2'>")
    assert class_words(element) == {"post", "author", "name", "title"}


@pytest.mark.parametrize(
    ("html", "path"),
    [
        ("<main><article><div><p id=x class='byline top'>", "main > article > p.byline"),
        ("<p id=x>", "p"),
    ],
)
def test_a_landmark_path_names_the_landmarks_around_an_element(marked, html, path):
    assert landmark_path(marked(html)[0]) == path
