"""What can go wrong with a feed or a page, as a class for programs and as words for a person."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Final


@dataclass(frozen=True, slots=True)
class Problem:
    """Why there is no answer to use.

    `kind` is a short class that never changes its spelling ("timeout", "dns", "http_404", "too_large" …),
    `message` a sentence without address or secret, `status` the HTTP status or 0, `retry_after` the seconds
    that the server asked to wait.
    """

    kind: str
    message: str
    status: int = 0
    retry_after: int | None = None

    @property
    def lasting(self) -> bool:
        """Whether it is likely to last: the server answers, but not with a feed."""
        return self.kind in _LASTING


_LASTING: Final = frozenset(
    (
        *("http_401", "http_403", "http_404", "http_410", "tls", "not_a_feed", "bot_challenge"),
        *("parse_error", "parse_timeout", "parse_memory", "too_large", "bad_redirect"),
    )
)

_WORDS: Final = {
    "timeout": "the server did not answer in time",
    "dns": "the host's name is not known; check the address or the network",
    "connect": "no connection to the server",
    "proxy": "the proxy did not let the request through",
    "no_password": "its password is not set",
    "tls": "the server's certificate cannot be trusted",
    "protocol": "the server's answer is not proper HTTP",
    "read": "the connection broke off",
    "short_body": "the answer ended before its announced length",
    "bad_coding": "the compressed answer is damaged or cut off",
    "unknown_coding": "the answer is compressed in a way that is not supported",
    "header_too_large": "the answer's header is too large",
    "too_large": "the answer is larger than [refresh] max_bytes allows",
    "redirect_loop": "the address leads round in a circle",
    "too_many_redirects": "the address leads on more than five times",
    "bad_redirect": "the address leads to one that cannot be used",
    "downgrade": "the secure address leads to one that is not secure",
    "bot_challenge": "the server asks for proof that a person is reading",
    "not_a_feed": "the address gives something that is not a feed",
    "parse_error": "the feed cannot be read",
    "parse_timeout": "reading the feed took too long and was stopped",
    "parse_memory": "reading the feed took too much memory and was stopped",
    "empty": "the answer is empty",
}


def problem(kind: str, detail: str = "", *, status: int = 0, retry_after: int | None = None) -> Problem:
    """A problem with the usual words of its kind, and `detail` behind them."""
    words = _WORDS.get(kind) or _status_words(status) or kind.replace("_", " ")
    return Problem(kind, f"{words} ({detail})" if detail else words, status, retry_after)


def _status_words(status: int) -> str:
    if not status:
        return ""
    try:
        phrase = HTTPStatus(status).phrase
    except ValueError:
        return f"the server answered {status}"
    return f"the server answered {status} {phrase}"
