import pytest

from extract.body.counter_lines import is_bare_number, is_counter_line


@pytest.mark.parametrize(
    "line",
    [
        "1,234 views", "Post Views: 1,234", "12 shares · 3 comments", "4.3/5 - (57 votes)", "1.6K Aufrufe", "312 votes",
        "Average rating 4.3 / 5. Vote count: 57", "12 people are reading this", "103 readers online", "12 Leser online",
        "Updated 5 minutes ago", "vor 5 Minuten", "il y a 5 minutes", "10 dakika önce güncellendi", "1234 просмотров",
        "2 days 4 hours 7 minutes", "Early birds end in 2d 3h 4m 5s", "This post has been viewed 1,234 times.",
        "Dieser Beitrag wurde 12 mal gelesen", "阅读 1234", "12 people like this",
        "31% of our goal", "We have raised 31% of our goal.", "€3,100 raised of €10,000", "$3,100 of $10,000",
        "31 % unseres Ziels erreicht", "3.100 € von 10.000 €", "62% funded",
    ],
)  # fmt: skip
def test_a_line_that_only_counts_is_recognised(line):
    assert is_counter_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "It had 1,234 views in a day", "1,234 people died", "100 people", "52 %", "Chapter 3", "2026", "5 min read",
        "12 votes to 3", "Plan to spend: $15–$70", "Dare to Play 3:", "Step 1: Stop & Stare", "Average Rating: 4.9",
        "Total Reviews: 726", "1,193 subscribers", "3 von 17", "2 cups flour, 1 cup sugar, 3 eggs", "5 minutes",
        "7 days ago the harbour closed", "I read it 3 times", "He was seen 3 times", "1 km 2 miles 3 yards", "views",
        "31% of our goal was met.", "31% of our goals are grey",
        "€3,100 of salt", "12 of 40", "31 % der Ziele", "3 of 4 lamps raised",
        "A year of 312 votes, 12 likes and nothing else that anybody in the harbour would remember in a hundred years",
    ],
)  # fmt: skip
def test_a_line_that_says_more_is_the_authors(line):
    assert not is_counter_line(line)


@pytest.mark.parametrize(
    ("text", "expected"), [("1,234", True), ("16k", True), ("12 lamps", False), ("views", False)]
)
def test_a_bare_number_has_no_word(text, expected):
    assert is_bare_number(text) is expected
