import subprocess
import sys

import pytest

from extract.urls import registered_domain

PROGRAM = """
import builtins, socket, sys
opened = []
real = builtins.open
def note(file, mode="r", *rest, **named):
    opened.append((str(file), mode))
    return real(file, mode, *rest, **named)
def refuse(*_):
    raise AssertionError("asked the network")
from extract.urls import registered_domain
assert "tldextract" not in sys.modules and "requests" not in sys.modules
import tldextract
builtins.open, socket.socket.connect, socket.getaddrinfo = note, refuse, refuse
assert registered_domain("edition.cnn.com") == "cnn.com"
assert not [one for one in opened if set(one[1]) & set("wax+")], opened
"""


@pytest.mark.parametrize(
    ("host", "domain"),
    [
        ("edition.cnn.com", "cnn.com"),
        ("cnn.com", "cnn.com"),
        ("CNN.com.", "cnn.com"),
        ("news.bbc.co.uk", "bbc.co.uk"),
        ("en.m.wikipedia.org", "wikipedia.org"),
        ("www.straße.de", "xn--strae-oqa.de"),
        ("www.xn--strae-oqa.de", "xn--strae-oqa.de"),
        # Each name below these is another publication.
        ("ann.blogspot.com", "ann.blogspot.com"),
        ("ann.github.io", "ann.github.io"),
        ("ann.substack.com", "ann.substack.com"),
        ("ann.wordpress.com", "ann.wordpress.com"),
        ("medium.com", "medium.com"),
        # Nobody has registered these, or nothing below them.
        ("co.uk", "co.uk"),
        ("github.io", "github.io"),
        ("localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("", ""),
        # The list has no such top-level domain.
        ("a.review.example", "review.example"),
        ("review.example", "review.example"),
    ],
)
def test_the_domain_of_a_host_is_what_somebody_registered(host, domain):
    assert registered_domain(host) == domain


def test_the_list_is_loaded_when_it_is_needed_and_neither_fetched_nor_cached():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")
