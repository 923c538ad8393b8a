"""Has the machine start `commentary run` every ten minutes: as a systemd timer, a line of cron, or a launchd agent.

Job ─┬─ systemd.py  service and timer ─┐
     ├─ cron.py     crontab line       ├─ machine.py: shows, installs, removes
     └─ launchd.py  property list ─────┘
"""

from commentary.timers.job import Job, job_of
from commentary.timers.machine import KINDS, Kind, default_kind, install, installed_kinds, remove, show

__all__ = ["KINDS", "Job", "Kind", "default_kind", "install", "installed_kinds", "job_of", "remove", "show"]
