from extract.learn.scoring import Score, problem_of
from extract.site import Rule

RULE = Rule(name="x authors: css .by", reader="css", selector=".by")


def score(right, wrong=(), more=0):
    return Score(rule=RULE, cost=1.0, right=frozenset(right), wrong=frozenset(wrong), more=more)


def problem(scored, known=10, least=20, default=(range(10), ())):
    return problem_of(scored, known, least, tuple(map(frozenset, default)))


def test_a_rule_must_be_right_on_most_articles_or_on_the_least_number_where_more_are_known():
    assert problem(score(range(8))) == ""
    assert problem(score(range(7))) == "it gives the value on 7 of 10 articles, and 8 are needed"
    assert problem(score(range(20)), known=60, default=(range(60), ())) == ""
    assert problem(score(range(19)), known=60).endswith("20 are needed")


def test_articles_on_which_a_rule_reads_more_names_than_the_default_rules_do_not_count_against_it():
    assert problem(score(range(6), more=4)) == ""
    assert problem(score(range(4), more=6)) == "it gives the value on 4 of 10 articles, and 5 are needed"


def test_a_rule_that_gives_another_value_is_not_taken_unless_the_default_rules_do_so_too():
    assert problem(score(range(9), [9])) == "it gives another value on 1 of 10 articles"
    assert problem(score(range(39), [39]), 40, default=(range(39), [39])) == ""
    assert (
        problem(score(range(39), [39]), 40, default=(range(40), ())) == "it gives another value on 1 of 40 articles"
    )
