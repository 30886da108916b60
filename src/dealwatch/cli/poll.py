"""`dealwatch poll`: ask the feeds that are due, once or for ever, and tell about it on stderr."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any, Final

from dealwatch.address import without_login
from dealwatch.cli.progress import make_reporter
from dealwatch.cli.setting import Setting, ensure_store
from dealwatch.config import Config
from dealwatch.dossier_checks import is_web_address
from dealwatch.errors import InputError
from dealwatch.refresh.progress import Outcome
from dealwatch.text import masked

_STOPPING: Final = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)


def run(arguments: argparse.Namespace) -> int:
    """Poll; exit status 0 when a feed answered, none was due or another poller runs, 1 when all failed."""
    setting = Setting.of(arguments)
    only = address_of(arguments.feed, setting.config) if arguments.feed else ""
    with make_reporter(arguments.progress, verbose=arguments.verbose, clock=setting.clock) as report:
        done = ensure_store(setting)
        if done:
            report.note(done)
        if not setting.config.feeds:
            report.note(f"there is no feed: add [[feeds]] to {setting.config.source}")
        # The network stack takes a third of a second to import: not before the store is known to be usable.
        from dealwatch.refresh.run import refresh_forever, refresh_once

        stopped = _Stopped()
        basis = (setting.config, setting.db, setting.dossier(), setting.clock, report)
        once = bool(arguments.once or arguments.now or only)
        work = (
            refresh_once(*basis, eager=arguments.now or bool(only), only=only)
            if once
            else refresh_forever(*basis)
        )
        outcome = asyncio.run(_until_stopped(work, stopped))
    if outcome is None:
        # Being stopped is how polling for ever ends; a single round that was cut short says so.
        return 128 + stopped.by if once else 0
    return outcome.exit_status


def address_of(name: str, config: Config) -> str:
    """The address of the configured feed of this name, or address. Raises InputError."""
    address = without_login(name) if is_web_address(name) else name
    found = [feed.url for feed in config.feeds if name == feed.name or address == feed.url]
    if not found:
        raise InputError(f"No feed is called {masked(name)!r}: `dealwatch feeds --all` lists them.")
    if len(found) > 1:
        raise InputError(f"{len(found)} feeds are called {masked(name)!r}: give the address of one of them.")
    return found[0]


@dataclass(slots=True)
class _Stopped:
    """Which signal ended the work, 0 as long as none did."""

    by: int = field(default=0)


async def _until_stopped(work: Coroutine[Any, Any, Outcome | None], stopped: _Stopped) -> Outcome | None:
    """The outcome, or None when a signal ended the work first; what was begun is rolled back, not torn."""
    task = asyncio.ensure_future(work)
    loop = asyncio.get_running_loop()

    def stop(number: int) -> None:
        stopped.by = number
        task.cancel()

    if sys.platform != "win32":
        for number in _STOPPING:
            loop.add_signal_handler(number, stop, number)
    try:
        return await task
    except asyncio.CancelledError:
        if not stopped.by:
            raise
        return None
