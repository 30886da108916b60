"""When a permanent redirect of a feed is believed: it led to one place so often, over so many seconds."""

from typing import Final

MOVED_TIMES: Final = 3
MOVED_SECONDS: Final = 7 * 86_400
