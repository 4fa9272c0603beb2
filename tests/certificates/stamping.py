"""A time-stamp server (RFC 3161 over HTTP) on this machine, as an issuer's supplier runs one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

from asn1crypto import keys as asn1_keys
from asn1crypto import tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

REPLY = "application/timestamp-reply"


class TimeStampServer:
    """Where it answers, how often it was asked, and the certificate that it stamps with."""

    def __init__(self) -> None:
        self.certificate, self._stamper = _stamper()
        self.asked: list[str] = []
        self.stamps_other = False  # a hash that nobody sent
        self.answer: tuple[int, str, bytes] | None = None  # something else than a stamp: status, type, content
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                request = self.rfile.read(int(self.headers["Content-Length"]))
                server.asked.append(self.headers["Content-Type"])
                status, kind, content = server.answer or (200, REPLY, server.stamp(request))
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *args: Any) -> None:
                pass

        self._http = HTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self._http.server_port}/tsr"

    def stamp(self, request: bytes) -> bytes:
        """The answer to a request: its hash with the time, signed."""
        asked = tsp.TimeStampReq.load(request)
        if self.stamps_other:
            asked["message_imprint"]["hashed_message"] = b"x" * 32
        return bytes(self._stamper.request_tsa_response(asked).dump())

    @contextmanager
    def running(self) -> Iterator["TimeStampServer"]:
        Thread(target=self._http.serve_forever, daemon=True).start()
        yield self
        self._http.shutdown()
        self._http.server_close()


def _stamper() -> tuple[Any, DummyTimeStamper]:
    secret = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Tijdstempel Voorbeeld")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, secret.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
        .sign(secret, hashes.SHA256())
    )
    packed = secret.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    certificate = asn1_x509.Certificate.load(signed.public_bytes(serialization.Encoding.DER))
    return certificate, DummyTimeStamper(certificate, asn1_keys.PrivateKeyInfo.load(packed))
