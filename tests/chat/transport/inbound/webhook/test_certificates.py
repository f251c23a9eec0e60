import shutil
import ssl
import subprocess
from pathlib import Path

import pytest

from bot.chat.transport.inbound.webhook.certificates import (
    CertificateError,
    load_tls,
    read_self_signed,
)

OPENSSL = shutil.which("openssl") or ""
needs_openssl = pytest.mark.skipif(not OPENSSL, reason="openssl makes the certificates")


def openssl(folder: Path, *arguments: str) -> None:
    subprocess.run([OPENSSL, *arguments], cwd=folder, check=True, capture_output=True)


def make_authority(folder: Path) -> None:
    """Make a self-signed certificate, ca.pem, and one that it signed, leaf.pem."""
    names = ("-subj", "/CN=localhost", "-nodes", "-newkey", "rsa:2048")
    openssl(folder, "req", "-x509", *names, "-keyout", "ca.key", "-out", "ca.pem")
    openssl(
        folder, "req", "-subj", "/CN=bot", *names[2:], "-keyout", "leaf.key", "-out", "leaf.csr"
    )
    openssl(
        folder, "x509", "-req", "-in", "leaf.csr", "-CA", "ca.pem", "-CAkey", "ca.key",
        "-set_serial", "7", "-out", "leaf.pem",
    )  # fmt: skip


@needs_openssl
def test_telegram_is_shown_a_certificate_only_where_nobody_signed_it(tmp_path: Path) -> None:
    make_authority(tmp_path)
    authority, leaf = tmp_path / "ca.pem", tmp_path / "leaf.pem"
    assert read_self_signed(authority) == authority.read_bytes()
    leaf.write_bytes(leaf.read_bytes() + authority.read_bytes())  # the chain, as servers send it
    assert read_self_signed(leaf) == b""
    assert read_self_signed(None) == b""
    assert isinstance(load_tls(leaf, tmp_path / "leaf.key"), ssl.SSLContext)
    with pytest.raises(CertificateError, match="DATELINE_WEBHOOK_KEY"):
        load_tls(leaf, tmp_path / "ca.key")


@needs_openssl
def test_a_key_with_a_password_is_refused_and_nobody_is_asked_for_it(tmp_path: Path) -> None:
    make_authority(tmp_path)
    openssl(tmp_path, "rsa", "-aes128", "-passout", "pass:x", "-in", "ca.key", "-out", "locked.key")
    with pytest.raises(CertificateError, match="has a password"):
        load_tls(tmp_path / "ca.pem", tmp_path / "locked.key")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff" * 50,
        b"-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\nMIIB////\n-----END CERTIFICATE-----\n",
    ],
)
def test_what_is_no_certificate_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "certificate.pem"
    path.write_bytes(content)
    for read in (read_self_signed, lambda path: load_tls(path, path)):
        with pytest.raises(CertificateError, match=r"certificate\.pem"):
            read(path)


def test_a_file_that_is_missing_is_named(tmp_path: Path) -> None:
    for read in (read_self_signed, lambda path: load_tls(path, path)):
        with pytest.raises(CertificateError, match="cannot be read"):
            read(tmp_path / "missing.pem")
