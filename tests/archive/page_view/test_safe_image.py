import pytest

from archive.page_view.safe_image import image_type


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n...", "image/png"),
        (b"\xff\xd8\xff\xe0", "image/jpeg"),
        (b"GIF89a", "image/gif"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "image/webp"),
        (b"\x00\x00\x00\x1cftypavif", "image/avif"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "image/svg+xml"),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<!-- a -->\n<!DOCTYPE svg>\n<svg>", "image/svg+xml"),
        (b"<!DOCTYPE html><p>Not found</p><svg></svg>", None),
        (b"<html><svg>", None),
        (b"%PDF-1.7", None),
        (b"", None),
        (b"<!--" * 5000, None),
    ],
)
def test_the_first_bytes_tell_the_kind_of_an_image(body, kind):
    assert image_type(body) == kind
