"""The local SQLite store, which knows no network and no screen.

Two doors over one schema. The machine's door (`tables`, `migrate`, `seed`, `record`) goes through SQLModel
and is what a refresh writes with. The person's door (`rows`, `views`, `sqlite`, and what a person writes:
`marks`, `corrections`, `review`, `by_hand`, all of which `acts` undoes and redoes by the `journal`) is plain
SQL over a DB-API connection, light enough for the screen: it may reach neither SQLModel nor SQLAlchemy. Both
use the `ledger`, `weigh` and `confirm`, each in its own transaction.
"""
