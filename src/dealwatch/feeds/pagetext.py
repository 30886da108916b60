"""A web page's bytes as text."""

import re
from typing import Final

from dealwatch.feeds.prolog import is_known_encoding

_CHARSET: Final = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{1,40})", re.IGNORECASE)


def page_text(body: bytes, content_type: str) -> str:
    """The page as text: by its header's or its own label where that is known, else UTF-8 or Windows-1252."""
    labels = [_CHARSET.search(content_type), _CHARSET.search(body[:2048].decode("ascii", "replace"))]
    for label in labels:
        if label is not None and is_known_encoding(label[1]):
            return body.decode(label[1], "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("windows-1252", "replace")
