import sqlite3
import zlib
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archive.schema.body_forms import (
    MAX_DICTIONARY,
    add_form_functions,
    pack_forms,
    pack_text,
    unpack_forms,
    unpack_text,
)
from extract.errors import ArchiveError

TEXT = "\n\n".join(
    f"Paragraph {n} says of the ports of İzmir and 横浜 what {n * 7919} people know." for n in range(80)
)
MARKDOWN = TEXT.replace("ports", "[ports](https://example.org/ports)", 3).replace("people", "*people*")
HTML = "".join(f"<p>{part}</p>\n" for part in TEXT.split("\n\n"))


LISTS = st.sampled_from(["[]", '[{"text": "ports", "url": "https://example.org/ports"}]', '[{"alt": "\u0130zmir"}]'])


@given(st.text(), st.text(), st.text(), LISTS, LISTS)
def test_what_was_packed_is_unpacked(text, markdown, html, images, links):
    packed = pack_forms(text, markdown, html, images, links)
    assert unpack_forms(text, packed) == (markdown, html, images, links)
    assert pack_forms(text, markdown, html, images, links) == packed
    assert (packed == b"") == (markdown == html == "" and images == links == "[]")
    with closing(sqlite3.connect(":memory:")) as db:
        add_form_functions(db)
        row = db.execute("SELECT images_of(?1, ?2), links_of(?1, ?2)", (pack_text(text), packed)).fetchone()
    assert row == (images, links)


def test_forms_with_the_words_of_their_text_take_little_more_than_their_markup():
    assert len(pack_forms(TEXT, MARKDOWN, HTML)) < len(TEXT.encode()) / 8


def test_of_a_text_that_is_longer_than_what_deflate_can_refer_to_all_is_unpacked():
    long = "\n\n".join(f"{n * 7919} ports of {n * 104729} towns" for n in range(5000))
    assert len(long) > 2 * MAX_DICTIONARY
    assert unpack_forms(long, pack_forms(long, long, f"<p>{long}</p>")) == (long, f"<p>{long}</p>", "[]", "[]")


PACKED = pack_forms(TEXT, MARKDOWN, HTML)
DAMAGED = {
    "cut": PACKED[:-5],
    "longer": PACKED + b"\x00",
    "another byte": bytes([*PACKED[:90], PACKED[90] ^ 1, *PACKED[91:]]),
    "no zlib": b"nothing of this",
    "no length": zlib.compress(b""),
    "a length beyond its end": zlib.compress(b"\xff\xff\xff\xff" * 3 + b"x"),
    "no UTF-8": zlib.compress(b"\x00\x00\x00\x01" + bytes(8) + b"\xff"),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_damaged_forms_are_told_and_are_null_in_sql(name):
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        unpack_forms(TEXT, DAMAGED[name])
    with closing(sqlite3.connect(":memory:")) as db:
        add_form_functions(db)
        row = db.execute("SELECT markdown_of(?1, ?2), html_of(?1, ?2)", (TEXT, DAMAGED[name])).fetchone()
        lists = db.execute("SELECT images_of(?1, ?2), links_of(?1, ?2)", (pack_text(TEXT), DAMAGED[name])).fetchone()
    assert row == (None, None)
    assert lists == ("[]", "[]")


@given(st.text())
def test_a_text_is_packed_and_is_the_same_in_python_and_in_sql(text):
    packed = pack_text(text)
    assert unpack_text(packed) == unpack_text(text) == text
    with closing(sqlite3.connect(":memory:")) as db:
        add_form_functions(db)
        assert db.execute("SELECT text_of(?)", (packed,)).fetchone() == (text,)


def test_a_long_text_takes_less_than_half_of_its_bytes():
    assert len(pack_text(TEXT)) < len(TEXT.encode()) / 2


@pytest.mark.parametrize("packed", [b"no zlib", pack_text(TEXT)[:-1], pack_text(TEXT) + b"more", 7])
def test_a_damaged_text_is_told_and_is_empty_in_sql(packed):
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        unpack_text(packed)
    with closing(sqlite3.connect(":memory:")) as db:
        add_form_functions(db)
        assert db.execute("SELECT text_of(?)", (packed,)).fetchone() == ("",)


def test_forms_beside_another_text_are_told():
    with pytest.raises(ArchiveError, match="cannot be unpacked"):
        unpack_forms(TEXT.replace("Paragraph 7 ", "Paragraph 8 "), PACKED)


@pytest.mark.parametrize(
    ("text", "packed", "wanted"),
    [
        (TEXT, PACKED, (MARKDOWN, HTML)),
        (TEXT.encode(), PACKED, (MARKDOWN, HTML)),
        (TEXT, b"", ("", "")),
        (TEXT, None, ("", "")),
        (None, PACKED, (None, None)),
        (TEXT, "text", (None, None)),
        (TEXT, 7, (None, None)),
        (7, PACKED, (None, None)),
        (b"\xff\xfe", PACKED, (None, None)),
    ],
)
def test_the_functions_of_sql_take_whatever_a_database_holds(text, packed, wanted):
    with closing(sqlite3.connect(":memory:")) as db:
        add_form_functions(db)
        assert db.execute("SELECT markdown_of(?1, ?2), html_of(?1, ?2)", (text, packed)).fetchone() == wanted
