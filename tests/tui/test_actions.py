"""One table of keys: bindings, footer and help come from it, and every row of it works."""

from collections import Counter

import pytest
from textual.binding import Binding

from dealwatch.tui.actions import ACTIONS, PLACES, Action, Where, bindings, help_rows
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.blocks import Block, lay_out
from dealwatch.tui.document import Document
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.screens.help import help_page

OWNERS = {"list": RowList, "reader": Document, "dashboard": Dashboard, "everywhere": DealwatchApp}


def test_every_action_has_its_own_id() -> None:
    assert not [id for id, number in Counter(action.id for action in ACTIONS).items() if number > 1]


@pytest.mark.parametrize("place", ["list", "reader", "dashboard", "everywhere"])
def test_no_key_means_two_things_in_one_place(place: str) -> None:
    keys = Counter(key for action in ACTIONS if action.where == place for key in action.keys.split(","))
    assert not [key for key, number in keys.items() if number > 1]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_where_it_applies(action: Action) -> None:
    call = action.call.partition("(")[0]
    assert callable(getattr(OWNERS[action.where], f"action_{call}"))


@pytest.mark.parametrize(("place", "owner"), OWNERS.items())
def test_nothing_is_bound_beside_the_table(place: str, owner: type) -> None:
    bound = {binding.id for binding in vars(owner)["BINDINGS"] if isinstance(binding, Binding)}
    assert bound == {action.id for action in ACTIONS if action.where == place}


def test_help_names_every_action_and_the_place_one_came_from_first() -> None:
    for place in ("list", "reader", "dashboard"):
        rows = help_rows(place)
        assert rows[0][0] == PLACES[place]
        assert {action.id for _, actions in rows for action in actions} == {action.id for action in ACTIONS}
        page = help_page(place)
        assert all(any(_tells(item, action) for item in page) for action in ACTIONS)


def _tells(item: Block, action: Action) -> bool:
    return action.shown in item.lead and action.explains in item.text


@pytest.mark.parametrize("place", ["list", "reader"])
def test_the_keys_that_work_here_fit_the_smallest_full_screen(place: Where) -> None:
    lines = lay_out(help_page(place), 75)
    shown = "".join(text for line in lines[:19] for text, _ in line.pieces)
    here = [place, "everywhere", *(["dashboard"] if place == "list" else [])]
    assert all(action.shown in shown for action in ACTIONS if action.where in here)
    assert all(sum(len(text) for text, _ in line.pieces) <= 75 for line in lines)


def test_bindings_carry_ids_so_that_they_can_be_remapped() -> None:
    assert all(binding.id for place in PLACES for binding in bindings(place))
