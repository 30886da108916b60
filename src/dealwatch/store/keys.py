"""Keys by which the store knows the same words again."""

import re
from typing import Final

_WORD: Final = re.compile(r"\w+")


def text_key(text: str) -> str:
    """The words of a quotation alone, so that the same one in two outlets has one key; at most 200
    characters.

    Case, punctuation and spacing differ between outlets that print the same words.
    """
    return " ".join(_WORD.findall(text.casefold()))[:200]
