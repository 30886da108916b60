"""From bytes of the network to `Entry` values: fetching, parsing, article pages.

Nothing here knows the store, the dossier, the reading or the screen.
"""
