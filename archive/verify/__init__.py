"""Verifies that an archive is whole and that its tables and WARC files say the same, and repairs it (disk)."""

from archive.verify.finding import Finding
from archive.verify.forgotten import find_forgotten
from archive.verify.kinds import REMEDIES
from archive.verify.repair import Step, carry_out, plan_repairs
from archive.verify.report import Progress, Verified
from archive.verify.state import Scope
from archive.verify.verification import verify

__all__ = [
    "REMEDIES",
    "Finding",
    "Progress",
    "Scope",
    "Step",
    "Verified",
    "carry_out",
    "find_forgotten",
    "plan_repairs",
    "verify",
]
