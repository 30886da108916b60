"""One round of the poller over all feeds that are due: plan, fetch, parse and read in a child, store.

This is the only place that knows the network, the reading and the store at once; it knows no screen.
"""
