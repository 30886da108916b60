"""Without a command: the dashboard, or what `status` prints where no dashboard can be shown."""

import argparse
import gc
import os
import sys

from dealwatch.cli.output import is_terminal
from dealwatch.cli.setting import Setting


def run(arguments: argparse.Namespace) -> int:
    """Open the dashboard; on a dumb terminal, or where a stream leads elsewhere, print the status and end."""
    # The screen is drawn through stderr, keys come through stdin.
    if not all((is_terminal(sys.stdout), sys.stdin.isatty(), sys.stderr.isatty())):
        from dealwatch.cli.lists import status

        arguments.as_json, arguments.since, arguments.limit = False, None, None
        arguments.words, arguments.on = [], None
        return status(arguments)
    # Imports leave next to no garbage, and looking for it takes a tenth of the time to the first frame.
    gc.disable()
    setting = Setting.of(arguments)
    if arguments.plain:
        # What Textual looks for when it is imported.
        os.environ["NO_COLOR"] = "1"
    from dealwatch.tui.app import DealwatchApp

    itself = _itself(setting, arguments)
    app = DealwatchApp(
        db=setting.db,
        dossier_id=setting.dossier_id(),
        digest=setting.digest,
        config=setting.config,
        clock=setting.clock,
        poll_command=None if arguments.offline else [*itself, "poll", "--progress", "json"],
        prepare_command=[*itself, "store", "prepare"],
        on_shown=_collect_again,
        plain=arguments.plain,
    )
    app.run()
    return app.return_code or 0


def _collect_again() -> None:
    # What was imported stays: later collections need not look at it.
    gc.freeze()
    gc.enable()


def _itself(setting: Setting, arguments: argparse.Namespace) -> list[str]:
    """This program, on the same store and configuration, as a child is started."""
    chosen = ["--config", str(arguments.config)] if arguments.config else []
    return [sys.executable, "-m", "dealwatch", *chosen, "--db", str(setting.db.absolute())]
