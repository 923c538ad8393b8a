import pytest

from archive.verify import Verified
from commentary.cli.show.verify import verified_text


@pytest.mark.parametrize(
    ("count", "counted"),
    [
        (1, "1 file, 1 link of the chain, 1 capture read again"),
        (1200, "1,200 files, 1,200 links of the chain, 1,200 captures read again"),
    ],
)
def test_what_was_looked_at_is_counted_in_words(count, counted):
    counts = {"files": count, "links of the chain": count, "captures read again": count}
    verified = Verified(findings=(), counts=counts, left_out=())
    assert verified_text(verified, 1.0) == f"nothing found; looked at {counted} in 1.0 s"
