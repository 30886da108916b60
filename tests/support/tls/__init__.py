"""A certificate that nobody trusts, for localhost and 127.0.0.1. It was made with

    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 \
        -subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 \
        -keyout key.pem -out certificate.pem
"""

import ssl
from pathlib import Path
from typing import Final

CERTIFICATE: Final = Path(__file__).with_name("certificate.pem")


def server_context() -> ssl.SSLContext:
    """What a server shows who it is with."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATE, CERTIFICATE.with_name("key.pem"))
    return context
