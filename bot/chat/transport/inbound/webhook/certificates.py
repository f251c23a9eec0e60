"""Certificates: what the webhook's own https needs, and whether Telegram has to be shown it."""

import ssl
from collections.abc import Iterator
from pathlib import Path

from bot.errors import DatelineError

_END = b"-----END CERTIFICATE-----"
_CONSTRUCTED_VERSION = 0xA0


class CertificateError(DatelineError):
    """Say which file of the webhook's cannot be used, and why."""

    def __init__(self, variable: str, path: Path, fault: str) -> None:
        super().__init__(f"{variable}: {path} {fault}; it has to be a PEM file that the bot reads")


def read_self_signed(path: Path | None) -> bytes:
    """Return a certificate for Telegram to trust, empty where there is none or it is signed."""
    if path is None:
        return b""
    try:
        pem = path.read_bytes()
        is_self_signed = _is_self_signed(pem)
    except OSError as error:
        fault = f"cannot be read ({error.strerror})"
        raise CertificateError("DATELINE_WEBHOOK_CERTIFICATE", path, fault) from error
    except (ValueError, IndexError) as error:
        fault = "holds no certificate"
        raise CertificateError("DATELINE_WEBHOOK_CERTIFICATE", path, fault) from error
    return pem if is_self_signed else b""


def load_tls(certificate: Path, key: Path) -> ssl.SSLContext:
    """Return what encrypts the connections of a server."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        # A key with a password must not make the process wait for somebody to type it.
        context.load_cert_chain(certificate, key, password="")
    except ssl.SSLError as error:
        fault = f"is not the key of {certificate}, or has a password ({error.reason})"
        raise CertificateError("DATELINE_WEBHOOK_KEY", key, fault) from error
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        fault = f"or {certificate} cannot be read ({reason})"
        raise CertificateError("DATELINE_WEBHOOK_KEY", key, fault) from error
    return context


def _is_self_signed(pem: bytes) -> bool:
    """Tell whether the first certificate's issuer is its subject (RFC 5280, 4.1)."""
    first = pem[pem.index(b"-----BEGIN") : pem.index(_END) + len(_END)]
    der = ssl.PEM_cert_to_DER_cert(first.decode("ascii"))
    (_, certificate), *_ = _read_values(der)
    (_, body), *_ = _read_values(certificate)
    fields = list(_read_values(body))
    if fields[0][0] == _CONSTRUCTED_VERSION:
        del fields[0]
    _serial, _algorithm, (_, issuer), _validity, (_, subject), *_ = fields
    return issuer == subject


def _read_values(der: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the tag and the content of each value in a row of DER."""
    position = 0
    while position < len(der):
        tag, size = der[position], der[position + 1]
        start = position + 2
        if size & 0x80:
            length = size & 0x7F
            size = int.from_bytes(der[start : start + length], "big")
            start += length
        position = start + size
        yield tag, der[start:position]
