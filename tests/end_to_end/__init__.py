"""The whole pipe: feeds from a server on loopback, through poller and store, to what a person sees."""
