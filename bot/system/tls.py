"""TLS: whom this machine trusts when it connects to another."""

import ssl
from functools import cache

import certifi


@cache  # to read the certificates takes a twelfth of a second
def load_tls_context() -> ssl.SSLContext:
    """Return what trusts Mozilla's authorities, and those that this machine trusts besides."""
    context = ssl.create_default_context(cafile=certifi.where())
    context.load_default_certs()
    return context
