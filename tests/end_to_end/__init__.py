"""The whole pipe: feeds from a server on loopback, through the poller and the store, to what a person sees."""
