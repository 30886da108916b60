"""The panes of the dashboard, one file each: what a row of a list looks like, and what it leads to.

A pane is given rows and says what was chosen; moving, paging and painting are `tui.rowlist`'s.
"""
