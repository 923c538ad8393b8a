"""The tag files of a bag say what was written into them, whatever the names of the files are."""

from hypothesis import given
from hypothesis import strategies as st

from archive.snapshot.bag import manifest_text, read_info, read_manifest

NAMES = st.text(st.characters(exclude_categories=("Cs",)), min_size=1)


@given(st.dictionaries(NAMES.map(lambda name: f"data/{name}"), st.just("0" * 64)))
def test_a_manifest_gives_back_its_names(digests):
    assert read_manifest("manifest", manifest_text(digests)) == digests


def test_lines_end_as_any_system_ends_them():
    digest = "a" * 64
    for end in ("\n", "\r", "\r\n"):
        assert read_manifest("m", f"{digest}  data/a{end}{digest} *data/b{end}") == {
            "data/a": digest,
            "data/b": digest,
        }
        assert read_info(f"A: 1{end}  more{end}B: 2") == {"A": "1", "B": "2"}
