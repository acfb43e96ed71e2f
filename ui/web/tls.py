"""The certificate of the pages: the bank's own, or one made on the box at first start."""

from __future__ import annotations

import ipaddress
import os
import socket
import ssl
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

_LASTS = timedelta(days=820)
_THIS_BOX = ipaddress.ip_address("127.0.0.1")
_BEFORE = timedelta(days=1)
_RENEW_LEFT = timedelta(days=30)


class CertificateError(Exception):
    """A certificate that can't be used; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Certificate:
    """Two PEM files."""

    chain: Path
    key: Path


def given(chain: Path, key: Path) -> Certificate:
    """The bank's own."""
    for file in (chain, key):
        if not os.access(file, os.R_OK):
            raise CertificateError(f"{file} can't be read: give the certificate's chain and its key as PEM.")
    try:
        ssl.create_default_context(ssl.Purpose.CLIENT_AUTH).load_cert_chain(chain, key)
    except ssl.SSLError as error:
        raise CertificateError(
            f"{chain} and {key} are no certificate with its key ({error.reason}): give both as PEM."
        ) from error
    return Certificate(chain, key)


def generated(folder: Path, now: datetime) -> Certificate:
    """The box's own, made when there is none yet or it soon runs out."""
    made = Certificate(folder / "web-certificate.pem", folder / "web-key.pem")
    if not _lasts(made, now):
        folder.mkdir(parents=True, exist_ok=True)
        _make(made, now)
    return made


def sealed(chain: Path, key: Path, now: datetime) -> Certificate | None:
    """What systemd hands over: the bank's own, or the box's while it lasts; None where it is to be made."""
    handed = given(chain, key)
    return handed if not _is_own(handed) or _lasts(handed, now) else None


def _is_own(made: Certificate) -> bool:
    """Whether nobody but this box signed it."""
    from cryptography import x509  # noqa: PLC0415

    found = x509.load_pem_x509_certificate(made.chain.read_bytes())
    return found.issuer == found.subject


def _lasts(made: Certificate, now: datetime) -> bool:
    # Imported only when a certificate is looked at or made: 8 MB that the pages do not need.
    from cryptography import x509  # noqa: PLC0415

    try:
        found = x509.load_pem_x509_certificate(made.chain.read_bytes())
    except (OSError, ValueError):
        return False
    return made.key.exists() and found.not_valid_after_utc > now + _RENEW_LEFT


def _make(wanted: Certificate, now: datetime) -> None:
    from cryptography import x509  # noqa: PLC0415
    from cryptography.hazmat.primitives import hashes, serialization  # noqa: PLC0415
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415

    key = ec.generate_private_key(ec.SECP256R1())
    host = socket.gethostname()[:60] or "lobby"
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    places = [
        x509.DNSName(host),
        x509.DNSName("localhost"),
        x509.IPAddress(_THIS_BOX),
    ]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BEFORE)
        .not_valid_after(now + _LASTS)
        .add_extension(x509.SubjectAlternativeName(places), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    _keep(wanted.key, secret, 0o600)
    _keep(wanted.chain, certificate.public_bytes(serialization.Encoding.PEM), 0o644)


def _keep(file: Path, content: bytes, mode: int) -> None:
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
        opened.write(content)
    fresh.replace(file)
