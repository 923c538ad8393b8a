# ruff: noqa: RUF001 - words and digits as pages print them
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.read import read_article
from extract.words.counter_words import COMMENTS, MINUTES, STEMS, VIEWS

TEXT = "<p>" + "Ferries wait, and harbours wait for ferries, and nobody minds. " * 12 + "</p>"


@pytest.fixture
def read(make_page, make_site):
    """Read a page that has this below its headline, this in its head and this behind its article."""

    def make(line="", *, head="", end="", behind=""):
        article = f"<article><h1>Slow Ferries</h1>{line}{TEXT}{TEXT}{end}</article>"
        return read_article(make_page(f"<html><head>{head}</head><body>{article}{behind}"), make_site())

    return make


def data(text):
    return f'<script type="application/ld+json">{{"@type": "NewsArticle", {text}}}</script>'


@pytest.mark.parametrize(
    ("line", "views"),
    [
        ("<p>By Ann Lee · 3 March 2024 · 1.2k views · 5 min read · 7 comments", 1200),
        ("<span>1,234 views</span>", 1234),
        ("<p>Aufrufe: 1.234", 1234),
        ("<p>1,6 Tsd. Aufrufe", 1600),
        ("<p>1 234 vues", 1234),
        ("<p>5 mil visitas", 5000),
        ("<p>1.234 letture", 1234),
        ("<p>1,2 mil visualizações", 1200),
        ("<p>12 тыс. просмотров", 12_000),
        ("<p>Просмотров: 55", 55),
        ("<p>1.234 kez okundu", 1234),
        ("<p>Lượt xem: 55", 55),
        ("<p>1.6万回閲覧", 16_000),
        ("<p>조회수 3천", 3000),
        ("<p>阅读 16万", 160_000),
        ("<p>浏览：1234", 1234),
        ("<p>١٬٦٠٠ مشاهدة", 1600),
        ("<p>۱۲۳ بازدید", 123),
        ("<p>1 view", 1),
        ("<div class=post-view><i></i> 704</div>", 704),
        ("<div class='post-views entry-meta'><span>Post Views:</span> <b>1,600</b></div>", 1600),
        ("<span class=entry-hits-count>88</span>", 88),
        ("<div data-views=77></div>", 77),
    ],
)
def test_views_are_read_beside_the_headline_in_many_languages(read, line, views):
    article = read(line)
    assert article.views == views
    assert "views" not in article.confidence


@pytest.mark.parametrize(
    "head",
    [
        data('"interactionStatistic": {"interactionType": {"@type": "ReadAction"}, "userInteractionCount": 1600}'),
        data('"interactionStatistic": [{"interactionType": "x.org/ViewAction", "userInteractionCount": "1600"}]'),
        "<meta itemprop=interactionCount content='UserPageVisits:1600'>",
    ],
)  # fmt: skip
def test_views_that_the_page_states_go_before_what_it_shows(read, head):
    assert (read("<p>2k views", head=head).views, read("<p>2k views", head=head).views_rounded) == (1600, False)


@pytest.mark.parametrize(
    "line",
    [
        "<p>3 March 2024",
        "<p>5 min read",
        "<p>Camera at $74.99 View camera",
        "<p>See 12 views of it by night, " + "and what a long caption says of each of them, " * 4,
        "<aside><p>1,234 views</aside>",
        "<div class=related><p>1,234 views</div>",
        "<ul><li><h3><a href=/x>Another</a></h3> 1,234 views</ul>",
        "<a class=article-tile href=/x><span class=views>1,234</span></a>",
        "<div class=view><p>Page 2</div>",
    ],
)
def test_other_numbers_and_those_of_other_articles_are_no_views(read, line):
    assert read(line).views is None


@pytest.mark.parametrize(
    ("line", "head", "end"),
    [
        ("<p>12 March 2024 | 7 Comments", "", ""),
        ("<p>12. März 2024 Kommentare 7", "", ""),
        ("<p><a href=#comments>7 commentaires</a>", "", ""),
        ("", "", "<section id=comments><h2>7 thoughts on “Slow Ferries”</h2></section>"),
        ("", "", "<h3 class=comments-title>Kommentare (7)</h3>"),
        ("", "", "<div id=comments><div><h3>Комментарии: 7</h3></div></div>"),
        ("<p>コメント 7", "", ""),
        ("<p>7 تعليقات", "", ""),
        ("", data('"commentCount": "7"'), ""),
        ("", data('"commentCount": 7'), "<h3 class=comments-title>9 Comments</h3>"),
        ("", data('"interactionStatistic": {"interactionType": "CommentAction", "userInteractionCount": 7}'), ""),
    ],
)
def test_comments_are_counted_where_the_page_says_how_many(read, line, head, end):
    assert read(line, head=head, end=end).comment_count == 7


@pytest.mark.parametrize(
    ("line", "head"),
    [
        ("<p>12 March · 5 min read", ""),
        ("<p>5-minute read", ""),
        ("<p>Lesezeit: 5 Minuten", ""),
        ("<p>Temps de lecture : 5 min", ""),
        ("<p>Tiempo de lectura: 5 minutos", ""),
        ("<p>Tempo di lettura: 5 minuti", ""),
        ("<p>5 min de leitura", ""),
        ("<p>5 мин чтения", ""),
        ("<p>5 dk okuma", ""),
        ("<p>5分で読めます", ""),
        ("<p>5 分钟阅读", ""),
        ("<span class=reading-time>5 min</span>", ""),
        ("", "<meta name=twitter:label2 content='Geschätzte Lesezeit'><meta name=twitter:data2 content='5 Minuten'>"),
        ("", data('"timeRequired": "PT5M"')),
        ("", data('"timeRequired": "PT4M10S"')),
        ("", data('"timeRequired": "PT0H5M0S"')),
    ],
)
def test_the_minutes_to_read_are_what_the_page_says(read, line, head):
    assert read(line, head=head).reading_minutes == 5


@pytest.mark.parametrize("line", ["<p>5 minutes ago", "<p>12:05 min", "<p>Read 5 books", "<p>300 min. walk"])
def test_other_minutes_are_none_to_read(read, line):
    assert read(line).reading_minutes is None


@pytest.mark.parametrize(
    "head",
    [
        data('"interactionStatistic": [[1], null, 7, {"interactionType": [], "userInteractionCount": {}}]'),
        data('"interactionStatistic": {"interactionType": {"@type": ["ReadAction"]}, "userInteractionCount": true}'),
        data('"commentCount": {"a": 1}, "timeRequired": ["PT5M"]'),
        data('"commentCount": -1, "timeRequired": "PT"'),
        data('"commentCount": 1e400, "timeRequired": "P5D"'),
        "<meta itemprop=interactionCount content=':::'>",
        "<meta name=twitter:data1 content='" + "9" * 100_000 + "'>",
    ],
)
def test_broken_statements_count_nothing(read, head):
    article = read(head=head)
    assert (article.views, article.comment_count, article.reading_minutes) == (None, None, None)


@pytest.mark.parametrize(
    ("language", "words"),
    [(language, row) for table in (VIEWS, COMMENTS, MINUTES) for language, row in table.items()],
)
@given(data=st.data())
def test_whatever_is_counted_holds_a_stem_of_its_language(language, words, data):
    text = data.draw(st.from_regex(words))
    assert any(stem in text for stem in STEMS[language].split(", "))
