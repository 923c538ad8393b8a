import sys

import pytest
from lxml.html import fromstring

from answering import decoded
from containers import smallest_container
from workers import HERE, CachedWorker, PageTask, Worker, start_own_reader

TRUTH = {"id": "1", "url": "https://example.org/trees"}
PARAGRAPHS = "".join(
    f"<p>Trees cool street number {number}, and they drink what rain falls on it.</p>" for number in range(9)
)
BODY = f"<html><head><title>Trees</title></head><body><h1>Trees</h1><div>{PARAGRAPHS}</div></body></html>".encode()

COUNTING = """
import sys
sys.path.insert(0, {here!r})
from answering import serve
said = []
def prepare(page, body):
    print("a library's greeting")
    said.append(page["url"])
    return lambda: {{"title": f"{{len(said)}} {{len(body)}}", "authors": [], "published": "", "body": "text"}}
serve(prepare)
"""


@pytest.fixture
def counting(tmp_path):
    script = tmp_path / "counting.py"
    script.write_text(COUNTING.format(here=str(HERE)), "utf8")
    return [sys.executable, script]


def task(body=BODY, container=None):
    return PageTask(set="set", truth=TRUTH, body=body, container=container)


def test_our_reader_answers_from_a_process_of_its_own():
    worker = start_own_reader()
    said = worker.ask(task())
    worker.close()
    assert said.output.title == "Trees"
    assert said.output.body.startswith("Trees cool street number 0")
    assert said.seconds > 0
    assert said.peak > 2**20


def test_a_page_that_our_reader_refuses_has_a_reason():
    worker = start_own_reader()
    said = worker.ask(task(b"<html><body></body></html>"))
    worker.close()
    assert said.output is None
    assert said.refused


def test_a_profile_can_name_the_container_of_a_page():
    worker = start_own_reader()
    said = worker.ask(task(container="/*/*[2]/*[2]/*[1]"))
    worker.close()
    assert said.output.body == "Trees cool street number 0, and they drink what rain falls on it."


def test_what_a_reader_prints_is_no_answer(counting):
    worker = Worker(counting)
    assert worker.ask(task(b"abc")).output.title == "1 3"
    assert worker.ask(task(b"abcd\n")).output.title == "2 5"
    worker.close()


def test_what_was_answered_is_kept_until_the_page_changes(counting, tmp_path):
    file = tmp_path / "kept.jsonl"
    for body, title in ((b"abc", "1 3"), (b"abc", "1 3"), (b"abcd", "1 4")):
        reader = CachedWorker(counting, file)
        assert reader.ask(task(body)).output.title == title
        reader.close()
    assert len(file.read_text().splitlines()) == 2


def test_half_a_line_of_a_killed_run_is_forgotten(counting, tmp_path):
    file = tmp_path / "kept.jsonl"
    file.write_text('set/0/ab\t{"refused": "no text", "seconds": 0, "peak": 0}\nset/1/cd\t{"refus')
    reader = CachedWorker(counting, file)
    assert reader.ask(task(b"abc")).output.title == "1 3"
    reader.close()
    assert [line[:6] for line in file.read_text().splitlines()] == ["set/0/", "set/1/"]


def test_a_worker_that_dies_stops_the_run_and_names_the_page(tmp_path):
    script = tmp_path / "dying.py"
    script.write_text("import sys; sys.stdin.readline()", "utf8")
    worker = Worker([sys.executable, script])
    with pytest.raises(SystemExit, match=r"set 1 https://example\.org/trees"):
        worker.ask(task())
    worker.close()


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<p>é</p>".encode(), "<p>é</p>"),
        ('<meta charset="iso-8859-2">ł'.encode("iso-8859-2"), '<meta charset="iso-8859-2">ł'),
        ("“é”".encode("cp1252"), "“é”"),
        (b'<meta charset="no-such">\xe9', '<meta charset="no-such">é'),
        (b"\x81", "\ufffd"),
    ],
)
def test_a_page_is_decoded_for_readers_that_take_text(body, text):
    assert decoded(body) == text


def test_the_smallest_container_holds_nearly_all_of_the_true_words():
    tree = fromstring(
        "<html><body><nav>Home</nav><main><h1>T</h1><div><p>One two.<p>Three four.</div></main></body></html>"
    )
    path = smallest_container(tree, {"body": "One two. Three four."})
    assert [element.tag for element in tree.xpath(path)] == ["div"]


def test_a_text_that_is_not_on_the_page_has_no_container():
    tree = fromstring("<html><body><p>One two.</p></body></html>")
    assert smallest_container(tree, {"body": "Three four."}) is None
    assert smallest_container(tree, {"body": ""}) is None
