"""What every key of the table does: each action has a test that compares before and after."""

import re
from pathlib import Path
from typing import Final

from textual.command import CommandPalette

from dealwatch.tui.actions import ACTIONS, BY_ID
from dealwatch.tui.document import Document
from dealwatch.tui.screens.detail import DetailScreen
from dealwatch.tui.screens.help import HelpScreen
from dealwatch.tui.screens.review import ReviewScreen
from dealwatch.tui.screens.search import SearchScreen
from dealwatch.tui.screens.timeline import TimelineScreen
from tests.support.waiting import SEVERAL, report
from tests.tui.support import NOW, Told, app_on, screen_text, tell

#: The test of each action's effect, without its `test_`; several actions may share one.
EFFECTS: Final = {
    "list": {
        "enter_opens_and_esc_comes_back_to_the_same_row": "open",
        "keys_that_move_the_cursor": "down up first last half_down half_up page_down page_up",
        "n_goes_to_what_is_new_and_says_when_nothing_is": "next_new previous_new",
    },
    "reader": {
        "a_quote_shows_its_passage_and_leads_to_its_story": "open",
        "keys_that_move_through_a_page": "down up first last half_down half_up page_down page_up",
        "brackets_walk_the_evidence_in_the_text": "next previous",
        "words_are_found_walked_and_given_up": "next_match previous_match",
    },
    "dashboard": {
        "keys_that_change_the_pane": "pane_1 pane_2 pane_3 pane_4 next_pane previous_pane",
        "five_opens_the_story_where_there_is_no_room_beside": "story",
        "words_limit_the_focused_pane_and_esc_lifts_them": "filter",
        "a_scope_limits_the_other_panes_and_comes_back": "scope",
        "s_orders_the_short_lists_and_keeps_the_cursor_on_its_row": "sort",
        "esc_never_quits_and_lifts_the_zoom": "zoom",
        "nothing_moves_under_a_placed_cursor": "arrivals",
        "it_leads_to_the_changes_each_of_which_leads_on": "changes",
    },
    "timeline": {
        "words_limit_the_entries_of_the_timeline": "filter",
        "space_shows_one_subject_with_what_belongs_to_it": "scope",
        "kinds_go_round_both_ways_and_the_title_says_which": "kinds kinds_before",
        "the_axis_is_moved_and_takes_the_cursor_along": "earlier later",
        "zooming_ends_at_days_and_at_quarters_and_says_so": "closer further",
    },
    "feeds": {
        "words_limit_the_feeds": "filter",
        "t_asks_the_one_feed_and_says_how_it_went": "test",
        "e_switches_a_feed_off_in_the_store_and_on_again": "switch",
    },
    "review": {
        "a_accepts_and_the_next_one_is_under_the_cursor": "accept",
        "x_rejects_and_nothing_is_entered": "reject",
        "p_postpones_until_new_evidence_comes_and_says_so": "postpone",
        "e_accepts_with_another_status_and_day": "edit",
        "c_keeps_a_remark_and_it_goes_on_waiting": "comment",
        "evidence_is_walked_from_the_list_and_read_on_the_page": "next_evidence previous_evidence other",
    },
    "search": {"tab_completes_and_where_nothing_is_offered_goes_round": "line"},
    "page": {
        "j_and_k_of_reading_turn_to_the_next_story_and_take_the_cursor_along": "next_story previous_story",
        "words_are_found_walked_and_given_up": "find",
        "h_hides_the_marks_and_shows_them_again": "marks",
        "beside_the_text_the_list_follows_and_leads_back": "other",
    },
    "filter": {
        "words_are_found_walked_and_given_up": "keep",
        "tab_writes_what_is_offered_and_up_recalls": "complete older",
        "keys_of_the_line_of_words": "newer",
    },
    "form": {
        "a_status_is_entered_and_u_takes_it_back": "save",
        "up_and_down_go_through_all_fields_and_round": "next_field previous_field",
        "what_is_typed_is_kept_by_esc_and_offered_again": "empty",
    },
    "choice": {"choices_go_round_and_letters_find_theirs": "next previous"},
    "help": {
        "typing_picks_rows_and_enter_does_what_the_row_says": "open",
        "keys_that_move_through_help": "down up first last page_down page_up",
    },
    "question": {
        "c_keeps_a_remark_and_it_goes_on_waiting": "take",
        "keys_of_a_question": "next_field previous_field leave",
    },
    "tags": {"tags_are_changed_in_a_list": "change undo redo leave"},
    "everywhere": {
        "o_opens_the_link_of_the_story": "browse",
        "y_copies_what_is_under_the_cursor_with_where_it_stands": "copy",
        "editor_and_pager_get_a_file_of_ones_own_that_is_gone_afterwards": "editor pager mouse",
        "e_saves_the_list_as_csv": "export",
        "a_mark_is_kept_told_undone_and_done_again": "read star hide undo redo",
        "a_word_on_whether_a_story_is_about_this_is_kept_and_taken_back": "about not_about",
        "tags_are_changed_in_a_list": "tags",
        "a_status_change_under_the_cursor_is_taken_back": "take_back",
        "r_says_when_feeds_may_be_asked_again_if_none_may_be_now": "refresh",
        "the_status_line_follows_a_refresh_and_r_says_how_far_it_is": "stop",
        "one_looks_back_and_returns": "earlier_day on_day now",
        "keys_that_lead_elsewhere": "later_day review timeline feeds search help commands",
        "a_status_is_entered_and_u_takes_it_back enter": "enter",
        "enter_opens_and_esc_comes_back_to_the_same_row": "back",
        "q_closes_what_is_open_and_quits_from_the_dashboard": "quit",
        "ctrl_c_quits_from_anywhere": "leave",
        "idle_sends_no_byte_a_key_few_and_ctrl_z_leads_to_the_shell_and_back": "suspend",
    },
}
LONG: Final = "\n\n".join(f"Paragraph {number} tells of wool at length." for number in range(30))


def test_every_action_has_a_test_of_its_effect() -> None:
    told = {
        f"{place}.{name}"
        for place, tests in EFFECTS.items()
        for each in tests.values()
        for name in each.split()
    }
    assert told == set(BY_ID)
    assert len(ACTIONS) == len(BY_ID)
    written = "".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    there = set(re.findall(r"^(?:async )?def test_(\w+)\(", written, re.MULTILINE))
    named = {test.split()[0] for tests in EFFECTS.values() for test in tests}
    assert named <= there


#: Keys that lead down a long page, and keys that lead back to its top.
SCROLLS: Final = (
    (["pagedown"], ["pageup"]),
    (["space"], ["pageup"]),
    (["ctrl+d"], ["ctrl+u"]),
    (["G"], ["g"]),
    (["end"], ["home"]),
    (["j"] * 12, ["k"] * 16),
    (["down"] * 12, ["up"] * 16),
)


async def test_keys_that_move_through_a_page(store: Path) -> None:
    tell(store, [Told("Wool and other goods", body=LONG, at=NOW - 60, about=(("agreement:epd", "Wool"),))])
    app = app_on(store)
    async with app.run_test(size=(100, 14)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        page = app.screen.query_one("#page", Document)
        reached = {}
        for there, back in SCROLLS:
            await pilot.press(*there)
            assert page.top > 0, there
            reached[there[0]] = page.top
            await pilot.press(*back)
            assert page.top == 0, back
        assert reached["ctrl+d"] < reached["pagedown"] == reached["space"] < reached["G"] == reached["end"]


async def test_keys_that_move_through_help(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("question_mark")
        await pilot.pause()
        page = app.screen.query_one("#page", Document)
        first = page.current
        for there, back in ((["down"], ["up"]), (["pagedown"], ["pageup", "home"]), (["end"], ["home"])):
            await pilot.press(*there)
            assert page.current != first, there
            await pilot.press(*back)
            assert page.current == first, back


async def test_keys_of_the_line_of_words(store: Path) -> None:
    """Up goes to what was kept before, down back to what is being typed."""
    app = app_on(store)
    async with app.run_test(size=(100, 30)) as pilot:
        for words in ("steel", "cars"):
            await pilot.press("/", *words, "enter", "escape")
        await pilot.press("/", "up", "up")
        assert "steel" in screen_text(app).split("\n")[-2] + screen_text(app).split("\n")[-1]
        await pilot.press("down")
        assert "cars" in screen_text(app).split("\n")[-2] + screen_text(app).split("\n")[-1]


#: Keys that open a screen, and which.
SCREENS: Final = (
    ("v", ReviewScreen),
    ("t", TimelineScreen),
    ("ctrl+f", SearchScreen),
    ("question_mark", HelpScreen),
    ("enter", DetailScreen),
)


async def test_keys_that_lead_elsewhere(store: Path) -> None:
    app = app_on(store)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("j")
        await pilot.pause()
        before = screen_text(app)
        for key, screen in SCREENS:
            await pilot.press(key)
            assert isinstance(app.screen, screen), key
            await pilot.press("escape")
            await pilot.pause()
            if key != "enter":
                assert screen_text(app) == before, key
        await pilot.press("s")
        assert "Feeds" in screen_text(app).split("\n")[0]
        await pilot.press("escape")
        for key in ("colon", "ctrl+p"):
            await pilot.press(key)
            assert isinstance(app.screen, CommandPalette)
            await pilot.press("escape")
        await pilot.press("[", "[")
        earlier = screen_text(app)
        await pilot.press("[", "]")
        assert screen_text(app) == earlier != before


async def test_keys_of_a_question(empty_store: Path) -> None:
    """They go through its fields and round; esc leaves all as it was."""
    report(empty_store, SEVERAL)
    app = app_on(empty_store)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("v")
        await pilot.pause()
        before = screen_text(app)
        await pilot.press("e")
        await pilot.pause()
        first = app.focused
        for there, back in (("tab", "shift+tab"), ("down", "up")):
            await pilot.press(there)
            assert app.focused is not first, there
            await pilot.press(back)
            assert app.focused is first, back
        await pilot.press("escape")
        await pilot.pause()
        assert screen_text(app) == before
