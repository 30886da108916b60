"""The screen: a Textual application over the store's person's door.

Nothing here reaches the network, the reading of stories or an ORM; text from feeds is turned into something
showable by `text` alone, and every key stands in `actions`.
"""
