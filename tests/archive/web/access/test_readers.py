"""The file of the readers of a server."""

import stat

import pytest

from archive.web.access.readers import (
    MAX_PASSWORD,
    Readers,
    add_password,
    add_token,
    load_readers,
    remove_reader,
)
from extract.errors import ArchiveError


@pytest.fixture
def file(tmp_path):
    return tmp_path / "readers"


def test_a_reader_is_known_by_password_or_token_and_nobody_else_is(file):
    add_password(file, "Zoë", "pässword:8")
    token = add_token(file, "notebook")
    readers = load_readers(file)
    assert readers.has_password("Zoë", "pässword:8")
    assert readers.has_token(token)
    assert not any(
        readers.has_password(name, password)
        for name, password in [("Zoë", "pässword"), ("zoë", "pässword:8"), ("", ""), ("notebook", token)]
    )
    assert not any(map(readers.has_token, ["", token[:-1], "pässword:8", "\udcff"]))


def test_neither_password_nor_token_is_in_the_file_which_only_its_owner_reads(file):
    add_password(file, "anna", "correct horse")
    token = add_token(file, "script")
    text = file.read_text("utf-8")
    assert "correct horse" not in text
    assert token not in text
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir()] == ["readers"]


def test_a_new_password_replaces_the_former_one_and_a_removed_reader_is_unknown(file):
    file.write_text("# Who may read\n\n", "utf-8")
    add_password(file, "anna", "the first one")
    add_password(file, "bert", "his password")
    add_password(file, "anna", "the second one")
    readers = load_readers(file)
    known = [readers.has_password("anna", word) for word in ("the first one", "the second one")]
    assert known == [False, True]
    remove_reader(file, "anna")
    assert file.read_text("utf-8").startswith("# Who may read\n\nbert:$argon2id$")
    assert not load_readers(file).has_password("anna", "the second one")
    with pytest.raises(ArchiveError, match="does not name 'anna'"):
        remove_reader(file, "anna")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "names no reader.*commentary access"),
        ("# nobody\n", "names no reader"),
        ("anna\n", "line 1: no hash"),
        ("anna:secret\n", "line 1: no hash"),
        ("\nanna:$argon2id$v=19$m=1\n", "line 2: no hash"),
        (":sha256:" + "0" * 64, "line 1: '' is no name"),
        ("a:sha256:" + "0" * 64 + "\na:sha256:" + "1" * 64, "line 2: 'a' is there twice"),
        (b"\xff:x", "is no UTF-8 text"),
    ],
)
def test_a_malformed_file_is_told_with_its_line(file, text, problem):
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(ArchiveError, match=problem) as raised:
        load_readers(file)
    assert str(file) in str(raised.value)
    assert "secret" not in str(raised.value)


def test_a_missing_file_is_told(file):
    with pytest.raises(ArchiveError, match=r"readers cannot be read: No such file"):
        load_readers(file)
    add_token(file.parent / "none" / "readers", "a")
    assert load_readers(file.parent / "none" / "readers")
    with pytest.raises(ArchiveError, match=r"readers/none cannot be written: "):
        add_token(file.parent / "none" / "readers" / "none", "a")


@pytest.mark.parametrize(
    ("name", "password", "problem"),
    [
        ("anna", "short", "at least 8"),
        ("anna", "x" * (MAX_PASSWORD + 1), "at most 1,000"),
        ("an:na", "long enough", "no name of a reader"),
        ("an\nna", "long enough", "no name of a reader"),
        ("", "long enough", "no name of a reader"),
        ("#anna", "long enough", "no name of a reader"),
    ],
)
def test_a_name_or_password_that_cannot_be_used_is_refused_and_nothing_is_written(file, name, password, problem):
    with pytest.raises(ArchiveError, match=problem):
        add_password(file, name, password)
    assert not file.exists()


def test_without_readers_nobody_is_known():
    assert not Readers().has_token("x")
