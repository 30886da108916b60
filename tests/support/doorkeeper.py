"""Who may come in: Basic and Digest as a server checks them."""

import base64
import hashlib
import re
from typing import Final

_NONCE: Final = "dcd98b7102dd2f0e8b11d0f600bfb0c093"
_REALM: Final = "feeds"


def challenge(*, digest: bool) -> str:
    """What a server wants to be told."""
    if not digest:
        return f'Basic realm="{_REALM}"'
    return f'Digest realm="{_REALM}", qop="auth", algorithm=SHA-256, nonce="{_NONCE}"'


def is_told(user: str, password: str, path: str, headers: dict[str, str], *, digest: bool) -> bool:
    """Whether a request says who asks."""
    said = headers.get("authorization", "")
    if not digest:
        return said == "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()
    told = {
        name: quoted or plain for name, quoted, plain in re.findall(r'(\w+)=(?:"([^"]*)"|([^\s,]+))', said)
    }
    if not said.startswith("Digest ") or told.get("nonce") != _NONCE or told.get("uri") != path:
        return False
    who, what = _hash(f"{user}:{_REALM}:{password}"), _hash(f"GET:{path}")
    parts = (who, told["nonce"], told["nc"], told["cnonce"], told["qop"], what)
    return bool(told["username"] == user and told["response"] == _hash(":".join(parts)))


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
