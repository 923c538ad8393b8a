"""The service and the timer of a job for systemd (pure).

systemd.service(5), systemd.timer(5), systemd.exec(5), systemd.resource-control(5). What needs a mount namespace
stands in services of the whole machine only: those of a user would fail where the kernel allows users none.
"""

from commentary.timers.job import MINUTES, Job

SERVICE = """\
# Written by `commentary schedule`, and removed by `commentary schedule --remove`.
[Unit]
Description=Commentary Archive: crawl what is due in {data}
{after}
[Service]
Type=oneshot
ExecStart={command}
{environment}# 3 means: done, but something is missing, or there is an alarm; `commentary status` tells what.
SuccessExitStatus=3
# A run that is ended finishes its requests, of a minute at most, and then ends its worker processes by itself.
KillMode=mixed
TimeoutStopSec=3min
SyslogIdentifier={name}

# What else the machine does goes first.
Nice=10
CPUWeight=20
IOWeight=20
MemoryHigh=50%
MemoryMax=75%
TasksMax=1024

# Chromium's own sandbox needs namespaces, so that these are not restricted.
NoNewPrivileges=true
LockPersonality=true
RestrictRealtime=true
RestrictSUIDSGID=true
RestrictAddressFamilies=AF_UNIX AF_INET AF_INET6 AF_NETLINK
SystemCallArchitectures=native
"""
OF_MACHINE = """
User={user}
ProtectSystem=strict
ProtectHome=read-only
ReadWritePaths={folders}
{private}PrivateDevices=true
ProtectClock=true
ProtectControlGroups=true
ProtectHostname=true
ProtectKernelLogs=true
ProtectKernelModules=true
ProtectKernelTunables=true
CapabilityBoundingSet=
"""
TMP = ("/tmp", "/var/tmp")  # noqa: S108 - nothing is written there
AFTER_NETWORK = """\
Wants=network-online.target
After=network-online.target
"""
TIMER = """\
# Written by `commentary schedule`, and removed by `commentary schedule --remove`.
[Unit]
Description=Commentary Archive: look every {minutes} minutes what is due in {data}

[Timer]
OnCalendar=*:0/{minutes}
# Not at the same second on all machines, but always at the same one on this.
RandomizedDelaySec={minutes}min
FixedRandomDelay=true
AccuracySec=5s
# After the machine was off, at once.
Persistent=true

[Install]
WantedBy=timers.target
"""


def service_text(job: Job, *, of_machine: bool) -> str:
    """Return the service of a user, or that of the whole machine."""
    environment = "".join(f"Environment={_quoted(f'{name}={value}')}\n" for name, value in job.environment.items())
    text = SERVICE.format(
        data=_escaped(str(job.data)),
        after=AFTER_NETWORK if of_machine else "",
        # Only here a dollar begins the name of a variable.
        command=" ".join(_quoted(word).replace("$", "$$") for word in job.command),
        environment=environment,
        name=job.name,
    )
    if not of_machine:
        return text
    # The archive's own folder must be there.
    folders = " ".join(_quoted(f"{'' if folder == job.data else '-'}{folder}") for folder in job.folders)
    # An archive below /tmp would not be there.
    private = "" if any(folder.is_relative_to(tmp) for folder in job.folders for tmp in TMP) else "PrivateTmp=true\n"
    return text + OF_MACHINE.format(user=_escaped(job.user), folders=folders, private=private)


def timer_text(job: Job) -> str:
    """Return the timer, which starts the service of its name."""
    return TIMER.format(data=_escaped(str(job.data)), minutes=MINUTES)


def _escaped(text: str) -> str:
    """Return a text in which systemd finds no specifier."""
    return text.replace("%", "%%")


def _quoted(text: str) -> str:
    """Return one word of a list, whatever is in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{_escaped(escaped)}"'
