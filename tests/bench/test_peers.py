from datetime import datetime

from peer_reader import READERS, names_in, output_object, prepare_guarded
from peers import PEERS


def test_each_peer_has_a_reader():
    assert set(PEERS) == set(READERS)


def test_an_answer_has_every_field_and_the_day_as_the_peer_writes_it():
    assert output_object(
        title=None, authors=None, published=datetime.fromisoformat("2025-03-04T23:30:00-05:00"), body="a"
    ) == {
        "title": "",
        "authors": [],
        "published": "2025-03-04",
        "body": "a",
    }


def test_names_are_taken_out_of_persons_and_lists():
    assert list(names_in(["Ada", [{"@type": "Person", "name": "Bo"}], None, {"@type": "Person"}])) == ["Ada", "Bo"]


def test_a_peer_that_raises_has_refused_the_page():
    def raising(_url, _body):
        raise RuntimeError

    assert prepare_guarded(raising)({"url": "https://example.org/"}, b"")() == {"refused": "RuntimeError"}


def test_a_peer_that_finds_no_text_has_refused_the_page():
    assert prepare_guarded(lambda _url, _body: None)({"url": ""}, b"")() == {"refused": "no text"}


def test_a_peer_that_finds_no_text_is_asked_for_the_title_all_the_same():
    found = output_object(title="Trees", body=" ")
    assert prepare_guarded(lambda _url, _body: found)({"url": ""}, b"")() == {**found, "refused": "no text"}


def test_a_peer_gets_the_address_and_the_bytes():
    answer = prepare_guarded(lambda url, body: output_object(title=url, body=body.decode()))(
        {"url": "https://example.org/"}, b"text"
    )
    assert answer() == output_object(title="https://example.org/", body="text")
