import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.html.charset import decode_html

TURKISH = "Şişli'de çay içen ığdır güneşi"  # noqa: RUF001 - as Turkish is written
HTML = "text/html"


@pytest.mark.parametrize(
    ("body", "content_type", "expected"),
    [
        (TURKISH.encode(), HTML, TURKISH),
        (TURKISH.encode("utf-8-sig"), HTML, TURKISH),
        (TURKISH.encode("utf-16"), HTML, TURKISH),
        (TURKISH.encode("utf-16-le"), "text/html; charset=utf-16le", TURKISH),
        (TURKISH.encode("cp1254"), "text/html; charset=iso-8859-9", TURKISH),
        (TURKISH.encode("cp1254"), 'text/html; charset="windows-1254"', TURKISH),
        (
            b'<meta charset="windows-1254">' + TURKISH.encode("cp1254"),
            HTML,
            '<meta charset="windows-1254">' + TURKISH,
        ),
        ("“quoted”".encode("cp1252"), "text/html; charset=iso-8859-1", "“quoted”"),
        ("新しい記事".encode("shift_jis"), "text/html; charset=Shift_JIS", "新しい記事"),
        ("新しい記事".encode("iso2022_jp"), "text/html; charset=iso-2022-jp", "新しい記事"),
        (b"", HTML, ""),
    ],
)
def test_a_declared_charset_is_used(body, content_type, expected):
    assert decode_html(body, content_type) == expected


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1254", "no-such-charset", "base64", "utf-7"])
def test_a_wrong_header_does_not_spoil_utf_8(charset):
    assert decode_html(TURKISH.encode(), f"text/html; charset={charset}") == TURKISH


def test_a_wrong_header_gives_way_to_what_the_page_says():
    body = b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1254">' + TURKISH.encode("cp1254")
    assert decode_html(body, "text/html; charset=utf-8").endswith(TURKISH)


def test_a_page_cut_off_within_a_letter_stays_utf_8():
    body = (TURKISH * 20).encode() + "ş".encode()[:1]
    assert decode_html(body, HTML) == TURKISH * 20 + "\ufffd"


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        ("Le café était fermé; l'été, déjà, s'éloignait des hôtels. ", "cp1252"),
        ("It’s “quoted” text – with dashes and plain words in it. ", "cp1252"),  # noqa: RUF001 - as printed
        ('<html lang="tr-TR">' + TURKISH, "cp1254"),
        ("<html lang=pl>Rząd ogłosił nowe środki wsparcia gospodarki. ", "cp1250"),
        ("Правительство объявило о новых мерах поддержки экономики. ", "cp1251"),  # noqa: RUF001 - Russian
        ("政府は新しい経済支援策を発表しました。", "shift_jis"),
    ],
)
def test_an_undeclared_page_is_read_by_its_language_or_its_letters(text, charset):
    assert decode_html((text * 5).encode(charset), HTML) == text * 5


@given(
    st.binary(max_size=300),
    st.sampled_from([HTML, "text/html; charset=utf-16", "charset=hz", "charset=idna", "charset=\x00"]),
)
def test_whatever_the_bytes_there_is_a_text(body, content_type):
    assert isinstance(decode_html(body, content_type), str)
