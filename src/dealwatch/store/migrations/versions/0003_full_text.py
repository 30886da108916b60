"""Full-text search over stories and over what was said, kept by triggers."""

# Statements are put together from names in this file, never from data.
# ruff: noqa: S608

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for index, table, columns in INDEXES:
        for statement in full_text(index, table, columns):
            op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("A store goes forward only: its copy from before the migration is kept.")


# What stands in a line of the stories has an index of its own: lists are limited by what they show.
INDEXES = (
    ("fts_story", "story", ("title", "outlet", "summary", "body")),
    ("fts_title", "story", ("title", "outlet")),
    ("fts_voice", "voice", ("text", "speaker")),
)


def full_text(index: str, table: str, columns: tuple[str, ...]) -> list[str]:
    """The index of a table's columns, what fills it, and the triggers that keep it.

    The words stand in the table alone. The index knows which rows hold a word and not where in them, which
    takes a third of the room: where it stands is looked for in the few texts that are shown. There is no
    ranking either: the newest come first.
    """
    named = ", ".join(columns)

    def change(row: str, columns_first: str, values_first: str) -> str:
        values = ", ".join(f"{row}.{column}" for column in columns)
        return (
            f"INSERT INTO {index} ({columns_first}rowid, {named}) VALUES ({values_first}{row}.id, {values});"
        )

    add, drop = change("NEW", "", ""), change("OLD", f"{index}, ", "'delete', ")
    differs = " OR ".join(f"NEW.{column} <> OLD.{column}" for column in columns)
    return [
        f"CREATE VIRTUAL TABLE {index} USING fts5({named}, content='{table}', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', detail=none, columnsize=0)",
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {named} ON {table} WHEN {differs}"
        f" BEGIN {drop} {add} END",
    ]
