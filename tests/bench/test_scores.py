import pytest

from scores import ReaderOutput, by_convention, convention_of, f1, names, plain, rights, score, words

TRUTH = {
    "id": "1",
    "kind": "article",
    "url": "https://example.org/trees",
    "title": "Why “cities” need trees",
    "authors": ["Ada Lane and Bo Reed"],
    "published": "2025-03-04T23:30:00-05:00",
    "body": "Trees cool the street. Trees drink rain.",
    "with": ["cool the street", "never said"],
    "without": ["subscribe"],
}


def test_a_right_answer_scores_one_on_every_field():
    answer = ReaderOutput(
        title='Why "Cities"  need trees',
        authors=("Bo Reed", "Ada Lane"),
        published="2025-03-04",
        body="Trees cool the street.\n\nTrees drink rain.",
    )
    assert score(TRUTH, answer) == {
        "kept": 1,
        "body F1": 1,
        "body P": 1,
        "body R": 1,
        "with": 0.5,
        "without": 0,
        "title =": 1,
        "title ~": 1,
        "authors F1": 1,
        "published": 1,
    }


def test_a_refused_article_scores_nothing_on_any_field():
    assert set(score(TRUTH, None).values()) == {0}


def test_a_page_of_another_kind_scores_whether_it_was_refused():
    listing = {"kind": "listing", "title": "Trees", "authors": []}
    assert score(listing, None) == {"refused": 1}
    assert score(listing, ReaderOutput(title="Trees")) == {"refused": 0}


def test_what_has_no_truth_has_no_score():
    assert score({"kind": "article", "url": "", "title": None}, ReaderOutput(title="Trees")) == {"kept": 1}


def test_a_value_where_the_page_names_none_is_spurious():
    truth = {"kind": "article", "authors": [], "published": None}
    assert score(truth, ReaderOutput(authors=("Ada",))) == {"kept": 1, "authors spurious": 1, "published spurious": 0}


def test_repeated_words_count_as_often_as_both_have_them():
    assert f1(words("a a b"), words("A b b c")) == pytest.approx((4 / 7, 2 / 3, 2 / 4))


def test_two_empty_texts_agree_and_one_does_not():
    assert f1(words(""), words("")) == (1, 1, 1)
    assert f1(words(""), words("a"))[0] == 0


@pytest.mark.parametrize(
    ("title", "equal", "loose"),
    [
        ("Why “cities” need trees | The Review", 0, 1),
        ("need trees", 0, 0),
        ("Why “cities” need", 0, 1),
        ("", 0, 0),
    ],
)
def test_a_loose_title_holds_the_other_and_is_not_twice_as_long(title, equal, loose):
    scores = score(TRUTH, ReaderOutput(title=title))
    assert (scores["title ="], scores["title ~"]) == (equal, loose)


def test_names_are_a_set_whatever_their_order_case_and_joints():
    assert names(["Ada Lane & BO REED", "Bo Reed; Cy"]) == {"ada lane": 1, "bo reed": 1, "cy": 1}


def test_quotes_case_width_and_white_space_are_folded():
    assert plain("\u201cTrees\u201d \u00a0\uff21\uff32\uff25\nit\u2019s") == '"trees" are it\'s'


BLOCKS = (("deck", "What shade does."), ("paragraph", "Trees cool."), ("caption", "A tree."), ("embed", "a film"))


@pytest.mark.parametrize(
    ("name", "title", "body"),
    [
        ("wcxb-dev", "Seen", "What shade does.\n\nTrees cool.\n\nA tree."),
        ("fundus-dev", "Head's", "What shade does.\n\nTrees cool."),
        ("aeb-dev", "Seen", "Trees cool."),
    ],
)
def test_a_sets_convention_says_which_title_and_which_blocks(name, title, body):
    answer = by_convention(
        ReaderOutput(title="Seen", headline="Head's", body="all", blocks=BLOCKS), convention_of(name)
    )
    assert (answer.title, answer.body) == (title, body)


@pytest.mark.parametrize(("name", "sure"), [("wcxb-dev", 0.9), ("fundus-dev", 0.6)])
def test_the_confidence_is_that_of_the_title_asked_for(name, sure):
    answer = ReaderOutput(title="Seen", headline="Head's", confidence={"title": 0.9, "headline": 0.6})
    assert by_convention(answer, convention_of(name)).confidence["title"] == sure


def test_a_headline_without_confidence_does_not_borrow_the_titles():
    answer = ReaderOutput(title="Seen", headline="Head's", confidence={"title": 0.9, "authors": 0.8})
    assert by_convention(answer, convention_of("fundus-dev")).confidence == {"authors": 0.8}


def test_without_blocks_and_headline_the_text_and_title_stand():
    answer = by_convention(ReaderOutput(title="Seen", body="all"), convention_of("fundus-dev"))
    assert (answer.title, answer.body) == ("Seen", "all")


def test_right_or_wrong_is_asked_of_values_only():
    answer = ReaderOutput(title="Why 'cities' need trees", authors=("Ada Lane",), body=TRUTH["body"])
    assert rights(TRUTH, answer) == {"title": False, "authors": False, "body": True}


def test_a_value_where_the_page_names_none_is_wrong():
    truth = {"kind": "article", "authors": [], "published": None}
    assert rights(truth, ReaderOutput(authors=("Ada",), published="2025-03-04")) == {
        "authors": False,
        "published": False,
    }
