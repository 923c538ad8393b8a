"""Where a crawl connects to and whom it believes."""

import json
import sqlite3
import ssl
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from http.server import HTTPServer, SimpleHTTPRequestHandler

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

pytestmark = pytest.mark.slow

PROFILE = """title = "T"
hosts = ["127.0.0.1:{port}"]
timezone = "UTC"
delay = 0

[[sources]]
kind = "feed"
url = "https://127.0.0.1:{port}/feed/"
"""


@pytest.fixture
def certificate(tmp_path):
    """A certificate that nobody has signed but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "both.pem"
    file.write_bytes(
        signed.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return file


@pytest.fixture
def impostor(certificate):
    """A TLS server that cannot prove who it is; `asked` is what it was asked nevertheless."""

    asked = []

    class Handler(SimpleHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

    server = HTTPServer(("127.0.0.1", 0), Handler)
    server.asked = asked
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_server_that_cannot_prove_who_it_is_is_asked_for_nothing(impostor, tmp_path, commentary):
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / "t.toml").write_text(PROFILE.format(port=impostor.server_port), "utf-8")
    said = commentary("crawl", "t", "--data", tmp_path)
    assert said.returncode == 4
    assert "robots.txt could not be read (connection lost or broken)" in said.stdout
    assert impostor.asked == []


def test_a_public_name_that_leads_to_this_machine_is_not_followed(demo, script, tmp_path):
    said = script("private_address.py", demo.port, tmp_path)
    assert said.returncode == 0, said.stderr
    reason = "robots.txt could not be read (its host has a private IP address)"
    assert json.loads(said.stdout) == {"skipped": {reason: 1}}
    assert demo.requests == []


def test_no_more_pages_of_a_source_are_read_than_allowed(demo, data, script, tmp_path):
    said = script("three_listings_a_source.py", "demo", data)
    assert said.returncode == 0, said.stderr
    with closing(sqlite3.connect(data / "commentary.db")) as db:
        (summary,) = db.execute("SELECT summary FROM runs").fetchone()
    sources = json.loads(summary)["sources"]
    assert sources[f"{demo.url}/blog/"] == "has more than 3 pages"
    assert len([asked for asked in demo.requests if asked.path.startswith("/blog/")]) == 3
