"""The screens, one file each: the dashboard, what opens from it, help and the first run.

A screen turns values of the store into blocks of text and wires keys; it holds no query and no paint.
"""
