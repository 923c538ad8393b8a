"""`python -m commentary.demo [--port N] [--day N]`: serves the demo site until Ctrl-C, to look at it in a browser.

Listens on 127.0.0.1 only.
"""

import argparse
import sys
from threading import Event

from commentary.demo.days import DAYS
from commentary.demo.server import DemoSite
from extract.errors import CommentaryError


def main() -> int:
    """Serve until interrupted."""
    parser = argparse.ArgumentParser(
        prog="python -m commentary.demo", description="Serve the demo site on 127.0.0.1 until Ctrl-C."
    )
    parser.add_argument("--port", type=int, default=0, help="port to listen on; by default any free port")
    parser.add_argument(
        "--day",
        type=int,
        default=1,
        choices=DAYS,
        help="the day that the site shows: 2 has edits, deletions and new posts",
    )
    arguments = parser.parse_args()
    try:
        with DemoSite(day=arguments.day, port=arguments.port) as demo:
            sys.stdout.write(f"{demo.url}  day {demo.day}, {len(demo.posts())} posts; press Ctrl-C to stop\n")
            sys.stdout.flush()
            Event().wait()
    except KeyboardInterrupt:
        pass
    except CommentaryError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0
