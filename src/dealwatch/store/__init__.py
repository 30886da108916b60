"""The local SQLite store, which knows no network and no screen.

Two doors over one schema. The machine's door (`tables`, `migrate`, `seed`, `record`) goes through SQLModel
and is what a refresh writes with. The person's door (`rows`, `views`, `ledger`, `marks`, `sqlite`) is plain
SQL over a DB-API connection, light enough for the screen: it may reach neither SQLModel nor SQLAlchemy.
"""
