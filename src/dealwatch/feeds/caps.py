"""How much is taken of a feed and of a page: lengths in characters, but for what is named bytes."""

from typing import Final

MAX_ENTRIES: Final = 500
MAX_TITLE: Final = 512
MAX_AUTHOR: Final = 256
MAX_URL: Final = 2_048
MAX_GUID: Final = 2_048
MAX_SUMMARY: Final = 64 * 1024
MAX_CONTENT: Final = 256 * 1024
#: Bytes. The text is taken out of a page in time that may grow with the square of its length.
MAX_PAGE: Final = 1_000_000
