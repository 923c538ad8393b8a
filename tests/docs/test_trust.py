"""docs/trust.md explains every kind of finding, and what it shows can be done."""

import re
import subprocess
from pathlib import Path

from archive.verify import REMEDIES
from archive.warc import file_digest, file_list, run_digest

PAGE = (Path(__file__).parents[2] / "docs" / "trust.md").read_text("utf-8")


def test_every_kind_of_finding_is_explained_once():
    explained = re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE)
    assert sorted(explained) == sorted(REMEDIES)
    assert len(explained) == len(set(explained))


def test_the_list_that_is_to_be_stamped_has_the_digest_of_the_run(tmp_path):
    run = "demo-20260301120000-abc123"
    for number in range(3):
        (tmp_path / f"{run}-0000{number}.warc.gz").write_bytes(bytes([number]) * 99)
    command = f"sha256sum {run}-*.warc.gz > list"
    subprocess.run(["sh", "-c", command], cwd=tmp_path, check=True)
    digests = {path.name: file_digest(path) for path in tmp_path.glob("*.warc.gz")}
    assert (tmp_path / "list").read_bytes() == file_list(digests)
    # `ots stamp` stamps the SHA-256 of the file.
    assert f"sha256:{file_digest(tmp_path / 'list')}" == run_digest(digests)
