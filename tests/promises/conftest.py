"""The stores and the fixed zone of the dashboard's tests."""

from tests.tui.conftest import _reader_in_utc, _templates, empty_store, store

__all__ = ["_reader_in_utc", "_templates", "empty_store", "store"]
