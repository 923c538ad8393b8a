"""How often known articles are looked at: one interval, or intervals by age; every mistake is named."""

from datetime import timedelta

import pytest

from extract.errors import ProfileError
from extract.site import LookAgain

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("line", "intervals"),
    [
        ("", ()),
        ('look_again = "6h"', ((None, 6 * HOUR),)),
        ('look_again = "90 minutes"', ((None, 1.5 * HOUR),)),
        ('look_again = "1.5 Days"', ((None, 36 * HOUR),)),
        (
            'look_again = { "30 days" = "1d", "2 days" = "3h", rest = "2 weeks" }',
            ((2 * DAY, 3 * HOUR), (30 * DAY, DAY), (None, 14 * DAY)),
        ),
        ('look_again = { rest = "1w" }', ((None, 7 * DAY),)),
    ],
)
def test_intervals_are_read_youngest_first(make_site, line, intervals):
    expected = tuple(LookAgain(younger_than=age, every=every) for age, every in intervals)
    assert make_site(f"{line}\n").look_again == expected


@pytest.mark.parametrize(
    ("line", "where", "problem"),
    [
        ("look_again = 6", "look_again", "6 is neither a duration nor a table"),
        ('look_again = ["6h"]', "look_again", "neither a duration"),
        ('look_again = "soon"', "look_again", "'soon': not a duration"),
        ('look_again = "0h"', "look_again", "'0h': not a duration"),
        ('look_again = "-6h"', "look_again", "not a duration"),
        ('look_again = "1m"', "look_again", "'1m': out of range"),
        ('look_again = "400d"', "look_again", "out of range"),
        ('look_again = { "2d" = "3h" }', "look_again.rest", "is missing"),
        ('look_again = { "new" = "3h", rest = "1d" }', "look_again.new", "'new': not a duration"),
        ('look_again = { "24h" = "3h", "1d" = "4h", rest = "1d" }', "look_again.1d", "another key of this table"),
        ('look_again = { "2d" = 3, rest = "1d" }', "look_again.2d", "3 is no text"),
        ('look_agian = "6h"', "look_agian", "did you mean 'look_again'?"),
    ],
)
def test_a_mistake_is_named_with_its_table_and_key(make_site, line, where, problem):
    with pytest.raises(ProfileError) as raised:
        make_site(f"{line}\n")
    assert raised.value.where == where
    assert problem in raised.value.problem


def test_how_often_to_look_again_is_no_rule_of_reading(make_site):
    assert make_site('look_again = "6h"\n').revision == make_site().revision
