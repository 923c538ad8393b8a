"""WACZ files come in once they are seen to be what they say; what is wrong with one is named."""

import hashlib
import io
import json
import zipfile

import pytest

from foreign import one_member_each, page

ALPHA, BETA = one_member_each(page("/alpha/")), one_member_each(page("/beta/"))


def wacz(members: dict[str, bytes], *, compression: int = zipfile.ZIP_STORED, package: dict | None = None) -> bytes:
    """A WACZ file with these members; its datapackage.json is right unless another one is given."""
    resources = [
        {"name": name.rpartition("/")[2], "path": name, "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}
        for name, data in members.items()
    ]
    text = json.dumps(package or {"profile": "data-package", "resources": resources}).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(text).hexdigest()}"}
    parts = {"datapackage.json": text, "datapackage-digest.json": json.dumps(digest).encode()} | members
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return out.getvalue()


WHOLE = {"archive/a.warc.gz": ALPHA, "archive/b.warc.gz": BETA, "pages/pages.jsonl": b"{}", "indexes/index.cdx": b""}


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_its_files_come_in_stored_or_deflated(place, compression):
    path = place.put("a.wacz", wacz(WHOLE, compression=compression))
    taken = place.take(path)
    assert (taken.problems, place.titles()) == ([], ["Alpha", "Beta"])
    ((names,),) = place.rows("SELECT json_extract(summary, '$.import.files[0].name') FROM runs")
    assert names == f"{path}!archive/a.warc.gz"
    assert place.take(path).captures == {"known": 2}


@pytest.mark.parametrize("compression", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_a_collection_of_wacz_files_comes_in_and_one_that_lies_deeper_is_named(place, compression):
    inner = wacz({"archive/a.warc.gz": ALPHA})
    deeper = wacz({"c.wacz": wacz({"archive/b.warc.gz": BETA})})
    outer = wacz({"a.wacz": inner, "b.wacz": deeper}, compression=compression)
    path = place.put("all.wacz", outer)
    taken = place.take(path)
    assert taken.problems == [f"{path}!b.wacz!c.wacz: it lies in more than 2 WACZ files"]
    assert place.titles() == ["Alpha"]


def test_a_file_with_another_digest_or_that_is_not_listed_is_refused_by_name(place):
    package = {
        "resources": [
            {"path": "archive/a.warc.gz", "hash": f"sha256:{hashlib.sha256(ALPHA).hexdigest()}"},
            {"path": "archive/b.warc.gz", "hash": "sha256:00"},
        ]
    }
    members = {**WHOLE, "archive/c.warc.gz": BETA}
    path = place.put("a.wacz", wacz(members, package=package))
    taken = place.take(path)
    assert taken.problems == [
        f"{path}!archive/b.warc.gz: it has not the digest that datapackage.json states",
        f"{path}!archive/c.warc.gz: datapackage.json does not list it",
    ]
    assert place.titles() == ["Alpha"]


def test_without_a_package_its_files_are_read_all_the_same(place):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("archive/a.warc.gz", ALPHA)
    assert place.take(place.put("a.wacz", out.getvalue())).problems == []
    assert place.titles() == ["Alpha"]


def patched(content: bytes, old: bytes, new: bytes) -> bytes:
    assert content.count(old) >= 1
    return content.replace(old, new)


def encrypted() -> bytes:
    content = bytearray(wacz({"archive/a.warc.gz": ALPHA}))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        info = file.getinfo("archive/a.warc.gz")
    content[info.header_offset + 6] |= 1
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 8] |= 1
    return bytes(content)


def deflated(name: str) -> bytes:
    """A WACZ file of which the compressed data of one member is damaged."""
    content = bytearray(wacz({"archive/a.warc.gz": ALPHA}, compression=zipfile.ZIP_DEFLATED))
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        start = file.getinfo(name).header_offset + 30 + len(name)
    content[start : start + 8] = b"\xff" * 8
    return bytes(content)


def misplaced() -> bytes:
    """A WACZ file whose directory says that its first member begins before the file."""
    content = bytearray(wacz({"archive/a.warc.gz": ALPHA}))
    end = content.rindex(b"PK\x05\x06")
    # A directory that is said to lie further behind moves all members forward.
    content[end + 16 : end + 20] = (int.from_bytes(content[end + 16 : end + 20], "little") + 1).to_bytes(4, "little")
    return bytes(content)


def bomb() -> bytes:
    return wacz({"archive/a.warc.gz": bytes(400_000_000)}, compression=zipfile.ZIP_DEFLATED)


@pytest.mark.parametrize(
    ("make", "problem"),
    [
        (lambda: wacz({"../a.warc.gz": ALPHA}), "names a file outside of itself: '../a.warc.gz'"),
        (lambda: wacz({"archive/../../a.warc.gz": ALPHA}), "names a file outside of itself"),
        (lambda: wacz({"/etc/a.warc.gz": ALPHA}), "names a file outside of itself"),
        (lambda: wacz({"archive\\..\\a.warc.gz": ALPHA}), "names a file outside of itself"),
        (lambda: wacz({"C:/a.warc.gz": ALPHA}), "names a file outside of itself"),
        (lambda: wacz(WHOLE)[:-30], "File is not a zip file"),
        (lambda: patched(wacz(WHOLE), b'"profile"', b'"Profile"'), "datapackage.json"),
        (lambda: wacz(WHOLE, package={"resources": 7}), "datapackage.json lists no files"),
        (encrypted, "archive/a.warc.gz: it is encrypted"),
        (lambda: deflated("archive/a.warc.gz"), "archive/a.warc.gz: Error -3 while decompressing data"),
        (lambda: deflated("datapackage.json"), "it cannot be read as WACZ: Error -3 while decompressing data"),
        (misplaced, "its directory has a place outside of it: 'datapackage.json'"),
        (bomb, "archive/a.warc.gz: it unpacks to more than 200 times its size"),
        (lambda: wacz({"archive/a.warc.gz": ALPHA}, compression=zipfile.ZIP_BZIP2), "compressed in a way that WACZ"),
    ],
)
def test_a_hostile_or_damaged_file_is_refused_by_name(place, make, problem):
    path = place.put("bad.wacz", make())
    taken = place.take(path, place.put("good.warc.gz", BETA))
    assert len(taken.problems) == 1
    assert taken.problems[0].startswith(str(path))
    assert problem in taken.problems[0]
    assert place.titles() == ["Beta"]
    assert sorted(each.name for each in place.data.iterdir()) == ["commentary.db", "lock", "warc"]


def test_bytes_that_were_changed_are_found(place):
    content = bytearray(wacz({"archive/a.warc.gz": ALPHA}))
    content[content.index(ALPHA) + len(ALPHA) // 2] ^= 1
    path = place.put("a.wacz", bytes(content))
    assert place.take(path).problems == [
        f"{path}!archive/a.warc.gz: it has not the digest that datapackage.json states"
    ]
