import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.html.charset import codec_of, decode_html

# The Encoding Standard's names with their labels.
ENCODINGS = tomllib.loads(Path(__file__).with_name("encoding_labels.toml").read_text("utf-8"))
LABELS = [(label, name) for name, labels in ENCODINGS.items() for label in labels]
# What Python calls them, where it has another name or a codec that decodes more; a replacement has no text.
CODECS = {
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "gbk": "gb18030",
    "iso-8859-8-i": "iso8859-8",
    "macintosh": "mac-roman",
    "shift_jis": "cp932",
    "windows-874": "cp874",
    "x-mac-cyrillic": "mac-cyrillic",
    "x-user-defined": "cp1252",
}
# Letters of one script each; each encoding can write some of them.
LETTERS = "ÄÖÜäöü ŁłŻż Ħħ ĀāĒē ЖжЩщ عربي ΑΩλω שלום ŞşİıĞğ ไทย Ŵŵ 政府 新しい 한국어 中文"

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


def test_the_table_of_labels_is_that_of_the_standard():
    assert (len(ENCODINGS), len(LABELS)) == (40, 228)


@pytest.mark.parametrize(("label", "name"), [pair for pair in LABELS if pair[1] != "replacement"])
def test_a_page_is_decoded_by_each_label_of_the_encoding_standard(label, name):
    codec = CODECS.get(name, name)
    text = LETTERS.encode(codec, "ignore").decode(codec)
    assert text.strip()
    assert decode_html(text.encode(codec), f"text/html; charset={label.upper()}") == text


@pytest.mark.parametrize(
    ("label", "codec"), [("hz-gb-2312", "hz"), ("iso-2022-kr", "iso2022_kr"), ("csiso2022kr", "iso2022_kr")]
)
def test_what_browsers_replace_for_their_safety_is_read_where_python_can(label, codec):
    assert codec_of(label) == codec


@pytest.mark.parametrize(
    "label", ["iso-2022-cn", "replacement", "base64", "rot13", "nothing", "\x00", "\ud800", "ä", ""]
)
def test_a_label_that_names_no_encoding_of_text_is_passed_over(label):
    assert codec_of(label) is None


@pytest.mark.parametrize("label", ["unicode", "utf-16", "utf-16be", "ucs-2"])
def test_a_page_that_says_utf_16_in_ascii_is_in_utf_8(label):
    for page in (f'<meta charset="{label}">Çay, şeker  ', f"<?xml version='1.0' encoding='{label}'?>Çay, şeker  "):
        assert decode_html(page.encode(), HTML) == page
        assert decode_html(page.encode("cp1254"), "text/html; charset=windows-1254") == page


def test_the_http_header_goes_before_the_meta_element():
    page = '<meta charset="x-cp1251">Çay'
    assert decode_html(page.encode("cp1254"), "text/html; charset=x-cp1254") == page
    assert decode_html(page.encode("cp1254"), HTML) == '<meta charset="x-cp1251">Зay'  # noqa: RUF001 - Cyrillic on purpose


LIES = "<?xml version='1.0' encoding='{}'?><rss><item><link>https://site.example/çığ/</link></item></rss>"


@pytest.mark.parametrize("content_type", ["text/xml", "text/xml; charset=utf-16", "text/xml; charset=UTF-16LE"])
@pytest.mark.parametrize("stated", ["utf-16", "utf-32", "utf-8", "iso-8859-1"])
@pytest.mark.parametrize("padding", ["", " "])
def test_utf_8_that_is_declared_as_what_it_cannot_be_is_utf_8(content_type, stated, padding):
    """Without zero bytes, and of an even or odd length."""
    text = LIES.format(stated) + padding
    assert decode_html(text.encode(), content_type) == text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("content_type", ["text/xml", "text/xml; charset=utf-8", "text/html; charset=utf-16"])
def test_utf_16_without_a_mark_is_known_by_its_first_bytes(codec, content_type):
    text = LIES.format("utf-16")
    assert decode_html(text.encode(codec), content_type) == text


@pytest.mark.parametrize("stated", ["utf-16", "iso-8859-1", "windows-1254", "shift_jis"])
def test_a_byte_order_mark_decides_whatever_is_declared(stated):
    text = LIES.format(stated)
    assert decode_html(text.encode("utf-8-sig"), f"text/xml; charset={stated}") == text
    assert decode_html(text.encode("utf-16"), f"text/xml; charset={stated}") == text


@pytest.mark.parametrize("label", ["idna", "punycode", "undefined", "unicode_escape", "raw_unicode_escape", "utf-7"])
@pytest.mark.parametrize("body", [b"<p>one \\ud800 two", b"<p>+2AA-", b"<p>\xff"])
def test_a_charset_that_only_python_knows_gives_no_halves_of_characters(label, body):
    assert decode_html(body, f"text/html; charset={label}").encode()
