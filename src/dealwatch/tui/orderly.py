"""Keys that come faster than the screen answers: each one waits until the one before has done its work.

Textual hands a key to what has the focus when it comes in. In a burst (typed ahead, over a slow line, sent by
a program) that is what had it before the keys that move it were answered.
"""

import asyncio
from collections import deque
from typing import Final

from textual import events
from textual.app import App
from textual.dom import DOMNode
from textual.message import Message
from textual.message_pump import MessagePump

#: How often what a key has set off may set off something else (a field is left, a form answers) that the next
#: key has to wait for.
_ROUNDS: Final = 3
#: Seconds after which nothing is waited for any more: what was to answer is gone.
_LONGEST: Final = 0.5
#: Seconds between looks whether it is still there, while a key is at work.
_LOOKS: Final = 0.02

Pressed = events.Key | events.Paste


class Answered(Message):
    """Follows a key on its way through the widgets: where it arrives, the key has been."""

    def __init__(self, turn: int, round: int) -> None:
        super().__init__()
        self.turn = turn
        self.round = round


class OrderlyApp(App[None]):
    """An application that takes one key after the other.

    A key that comes alone costs nothing: only one that finds the one before at work waits, and sends word
    after it.
    """

    _turn = 0
    _round = 0
    _looks: asyncio.TimerHandle | None = None
    _following = False
    _pressed: MessagePump | None = None

    def __init__(self) -> None:
        super().__init__()
        self._ahead: deque[Pressed] = deque()

    @property
    def busy(self) -> bool:
        """Whether a key is at work, or waits."""
        return self._following or not (_rests(self) and self._is_still())

    def _is_still(self) -> bool:
        """Whether nothing is left to do of the last key, where it went and where the next one would go; but
        for what the application itself does just now.
        """
        if not self.screen_stack:
            return True
        here = (self._pressed or self.screen, self.focused or self.screen)
        around = {node for pump in here if isinstance(pump, DOMNode) for node in pump.ancestors_with_self}
        return _has_no_mail(self) and all(node._closed or _rests(node) for node in around - {self})

    async def on_event(self, event: events.Event) -> None:
        if not isinstance(event, Pressed) or event.is_forwarded:
            await super().on_event(event)
        elif self._following:
            self._ahead.append(event)
        elif self._is_still():
            await self._press(event)
        else:
            self._ahead.append(event)
            self._wait_for_last()

    async def _press(self, event: Pressed) -> None:
        if not self.screen_stack:
            return  # It is ending: nobody is left to take a key.
        self._pressed = self.focused or self.screen
        await super().on_event(event)

    def _wait_for_last(self) -> None:
        self._turn, self._round, self._following = self._turn + 1, 1, True
        self._follow(self._pressed or self.screen, Answered(self._turn, 1))

    def _follow(self, target: MessagePump, answered: Answered) -> None:
        """Send it behind the key; from a widget that is taken away meanwhile it does not come back."""
        self._look_again(target, answered, asyncio.get_running_loop().time())
        if not target.post_message(answered):
            self.post_message(answered)

    def _look_again(self, target: MessagePump, answered: Answered, since: float) -> None:
        loop = asyncio.get_running_loop()
        # One that is only being put up is not attached either: it answers when it is there.
        if target._closing or target._closed or loop.time() - since > _LONGEST:
            self.post_message(answered)
        else:
            self._looks = loop.call_later(_LOOKS, self._look_again, target, answered, since)

    async def on_answered(self, event: Answered) -> None:
        if not self._following or (event.turn, event.round) != (self._turn, self._round):
            return
        if self._looks is not None:
            self._looks.cancel()
        if event.round < _ROUNDS and self.screen_stack:
            self._round = event.round + 1
            self._follow(self.focused or self.screen, Answered(event.turn, self._round))
            return
        self._following = False
        await self._press(self._ahead.popleft())
        if self._ahead and self.screen_stack:
            self._wait_for_last()


def _rests(pump: MessagePump) -> bool:
    """Whether a widget is there and waits for something to do."""
    return _has_no_mail(pump) and bool(pump._message_queue.ready_event._waiters)


def _has_no_mail(pump: MessagePump) -> bool:
    return pump._message_queue.empty() and pump._pending_message is None and not pump._next_callbacks
