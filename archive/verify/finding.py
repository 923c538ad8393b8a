"""Finding: something in an archive that is not as it should be, where it is, and what to do (values only)."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Finding:
    """Something in an archive that is not as it should be.

    `kind` is a short slug, each of which docs/trust.md explains; `file` is the path inside the data folder, empty for
    what concerns no file; `offset` is a byte in it, None for the whole file; `problem` and `remedy` are sentences.
    """

    kind: str
    file: str
    offset: int | None
    problem: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file}, byte {self.offset}" if self.offset is not None else self.file
        return f"{where}: {self.problem} {self.remedy}" if where else f"{self.problem} {self.remedy}"
