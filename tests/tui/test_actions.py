"""One table of keys: bindings, footer and help come from it, and every row of it works."""

from collections import Counter

import pytest
from textual.binding import Binding

from dealwatch.tui.actions import ACTIONS, PLACES, Action, Where, bindings, help_rows, together
from dealwatch.tui.app import DealwatchApp
from dealwatch.tui.blocks import Block, lay_out
from dealwatch.tui.choice import Choice
from dealwatch.tui.document import Document
from dealwatch.tui.panes.filterbar import WordLine
from dealwatch.tui.rowlist import RowList
from dealwatch.tui.screens.byhand import ByHandScreen
from dealwatch.tui.screens.dashboard import Dashboard
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.feeds import FeedsScreen
from dealwatch.tui.screens.help import HelpPage, help_page
from dealwatch.tui.screens.prompt import Question
from dealwatch.tui.screens.review import ReviewScreen
from dealwatch.tui.screens.search import SearchScreen
from dealwatch.tui.screens.tagging import Tagging
from dealwatch.tui.screens.timeline import TimelineScreen

OWNERS: dict[Where, type] = {
    "list": RowList,
    "reader": Document,
    "dashboard": Dashboard,
    "timeline": TimelineScreen,
    "feeds": FeedsScreen,
    "review": ReviewScreen,
    "search": SearchScreen,
    "page": DetailScreen,
    "filter": WordLine,
    "form": ByHandScreen,
    "choice": Choice,
    "question": Question,
    "tags": Tagging,
    "help": HelpPage,
    "everywhere": DealwatchApp,
}
HERE: dict[str, tuple[Where, ...]] = {
    "list": ("list", "dashboard", "everywhere"),
    "reader": ("reader", "everywhere"),
}


def test_every_action_has_its_own_id() -> None:
    assert not [id for id, number in Counter(action.id for action in ACTIONS).items() if number > 1]


def test_every_place_has_an_owner_and_the_other_way_round() -> None:
    assert {action.where for action in ACTIONS} == set(OWNERS)
    assert all(vars(owner).get("keys_at", place) == place for place, owner in OWNERS.items())


@pytest.mark.parametrize("place", OWNERS)
def test_no_key_means_two_things_in_one_place(place: str) -> None:
    keys = Counter(key for action in ACTIONS if action.where == place for key in action.keys.split())
    assert not [key for key, number in keys.items() if number > 1]


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_every_action_has_a_method_where_it_applies(action: Action) -> None:
    call = action.call.partition("(")[0]
    assert callable(getattr(OWNERS[action.where], f"action_{call}"))


@pytest.mark.parametrize(("place", "owner"), OWNERS.items())
def test_nothing_is_bound_beside_the_table(place: str, owner: type) -> None:
    bound = {binding.id for binding in vars(owner)["BINDINGS"] if isinstance(binding, Binding)}
    assert bound == {action.id for action in ACTIONS if action.where == place}


@pytest.mark.parametrize("here", HERE.values(), ids=HERE)
def test_help_names_every_action_and_those_in_force_first(here: tuple[Where, ...]) -> None:
    rows = help_rows(here)
    assert [title for title, _ in rows[: len(here)]] == [PLACES[place] for place in here]
    assert {action.id for _, actions in rows for action in actions} == {action.id for action in ACTIONS}
    page = help_page(here)
    assert all(any(_tells(item, action) for item in page) for action in ACTIONS)


def _tells(item: Block, action: Action) -> bool:
    return action.shown in item.lead and action.explains in item.text


@pytest.mark.parametrize("place", ["list", "reader"])
def test_the_keys_of_the_focused_pane_fit_the_smallest_full_screen(place: Where) -> None:
    lines = lay_out(help_page(HERE[place]), 75)
    shown = "".join(text for line in lines[:19] for text, _ in line.pieces)
    assert all(action.shown in shown for action in ACTIONS if action.where == place)
    assert all(sum(len(text) for text, _ in line.pieces) <= 75 for line in lines)


def test_bindings_carry_ids_so_that_they_can_be_remapped() -> None:
    assert all(binding.id for place in PLACES for binding in bindings(place))


def test_keys_stand_together_where_both_places_can_be_in_force() -> None:
    assert together("list", "dashboard")
    assert together("everywhere", "reader")
    assert not together("list", "reader")
    assert not together("help", "dashboard")
