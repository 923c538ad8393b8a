"""The property list of a job for launchd (pure); launchd.plist(5)."""

import plistlib

from commentary.timers.job import MINUTES, Job


def plist_text(job: Job) -> str:
    """Return the property list of an agent."""
    log = str(job.log)
    values = {
        "Label": job.name,
        "ProgramArguments": list(job.command),
        "EnvironmentVariables": dict(job.environment),
        "StartInterval": MINUTES * 60,
        "RunAtLoad": True,
        # What else the machine does goes first.
        "ProcessType": "Background",
        "LowPriorityIO": True,
        "Nice": 10,
        # As long as requests under way may take to be finished, in seconds.
        "ExitTimeOut": 180,
        "StandardOutPath": log,
        "StandardErrorPath": log,
    }
    return plistlib.dumps(values, sort_keys=False).decode()
