"""`dealwatch store prepare`: the one command that migrates and seeds; the dashboard runs it as a child."""

import argparse

from dealwatch.cli.setting import Setting, prepare_store


def run(arguments: argparse.Namespace) -> int:
    """Create, migrate and seed the store, and say what was done."""
    print(prepare_store(Setting.of(arguments)))
    return 0
