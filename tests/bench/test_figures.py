from types import MappingProxyType

from bootstrap import difference
from calibration import Bin, bins_of, plot, summary_line, sure_of
from figures import best_peers, figures_of
from measuring import score_reply
from scores import ReaderOutput
from tables import replace_between_marks, set_tables
from workers import PageTask, Reply
from worst import worst_pages

ARTICLE = {"id": "1", "kind": "article", "url": "https://a.example/1", "title": "Trees", "body": "Trees cool."}
SECOND = {"id": "2", "kind": "article", "url": "https://b.example/2", "title": "Rain", "body": "Rain falls."}
LISTING = {"id": "3", "kind": "listing", "url": "https://c.example/3"}


def scored(truth, answer, *, refused=None, seconds=0.5):
    reply = Reply(output=answer, refused=refused, seconds=seconds, peak=2**26)
    return score_reply(PageTask(set="wcxb-dev", truth=truth, body=b""), reply)


def pages():
    return {
        "ours": [
            scored(
                ARTICLE, ReaderOutput(title="Trees", body="Trees cool.", confidence=MappingProxyType({"title": 0.95}))
            ),
            scored(SECOND, None, refused="too short"),
            scored(LISTING, None, refused="listing"),
        ],
        "trafilatura": [
            scored(ARTICLE, ReaderOutput(title="Tree", body="Trees cool."), seconds=1.0),
            scored(SECOND, ReaderOutput(body="Rain falls."), seconds=1.0),
            scored(LISTING, ReaderOutput(body="More."), seconds=1.0),
        ],
    }


def test_a_sets_figures_are_means_with_differences_and_kinds():
    found = figures_of(pages())
    assert found["figures"]["ours"]["body F1"] == 0.5
    assert found["figures"]["trafilatura"]["title ="] == 0
    expected = difference(["a.example", "b.example"], [1, 0], [1, 1])
    assert found["differences"]["trafilatura"]["body F1"] == (expected.mean, expected.low, expected.high)
    assert found["kinds"]["ours"] == {
        "precision": 1,
        "recall": 0.5,
        "refused": {"article": (2, 1), "listing": (1, 1)},
        "reasons": {"article": {"too short": 1}, "listing": {"listing": 1}},
    }
    assert found["kinds"]["trafilatura"]["precision"] == round(2 / 3, 4)


def test_a_field_that_a_reader_never_gives_has_no_figure():
    own = [scored(ARTICLE, ReaderOutput(body="Trees cool."))]
    assert "title =" not in figures_of({"ours": own})["figures"]["ours"]


def test_of_what_should_be_little_the_best_has_least():
    means = {"ours": {"without": 0}, "a": {"without": 0.1, "with": 0.8}, "b": {"without": 0.2, "with": 0.9}}
    assert best_peers(means) == {"with": "b", "without": "a"}


def test_the_tables_name_readers_speed_and_reasons():
    text = set_tables("wcxb-dev", figures_of(pages()), at_once=True)
    assert "| ours | .500 | .500 | .500 | .500 | .500 | 2.00 | 64 |" in text
    assert "* refused of kind article: too short 1" in text
    assert "2.00" not in set_tables("wcxb-dev", figures_of(pages()), at_once=False)


def test_the_worst_pages_say_what_was_said_and_what_is_true():
    lines = "\n".join(worst_pages(pages()["ours"], 5))
    assert "wcxb-dev/2  body F1 0.000  body P 0.000  body R 0.000  https://b.example/2" in lines
    assert "ours  refused: too short" in lines
    assert "wcxb-dev/1" not in lines


def test_bins_tell_the_share_right():
    values = [(0.96, True), (0.98, False), (1.0, True), (0.3, False)]
    assert bins_of(values) == [
        Bin(edge=0.0, values=1, confidence=0.3, right=0),
        Bin(edge=0.95, values=3, confidence=2.94 / 3, right=2),
    ]
    assert sure_of(values) == (2, 3)
    assert summary_line("title", values) == "title: values with confidence ≥ 0.9 are right in 2 of 3 (0.667)"
    assert plot({"title": values}).count("<circle") == 2


def test_a_text_is_put_between_its_marks_and_nowhere_else():
    document = "a\n<!-- x: written by bench/reading.py -->\nold\n<!-- end of x -->\nb\n"
    put_once = replace_between_marks(document, "x", "new \\1")
    assert put_once == "a\n<!-- x: written by bench/reading.py -->\n\nnew \\1\n\n<!-- end of x -->\nb\n"
    assert replace_between_marks(put_once, "x", "new \\1") == put_once
