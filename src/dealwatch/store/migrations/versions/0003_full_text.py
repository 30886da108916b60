"""Full-text search over stories and over what was said, kept by triggers."""

# Statements are put together from names in this file, never from data.
# ruff: noqa: S608

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for statement in (*full_text("story", STORY), *full_text("voice", VOICE)):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("A store goes forward only: its copy from before the migration is kept.")


STORY = ("title", "outlet", "summary", "body")
VOICE = ("text", "speaker")


def full_text(table: str, columns: tuple[str, ...]) -> list[str]:
    """The index of a table's columns, what fills it, and the triggers that keep it.

    The words stand in the table alone. The index knows which columns hold a word and not where in them, which
    halves it: what stands in a row is looked at in the few texts that are shown. No ranking: newest first.
    """
    index = f"fts_{table}"
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
        " tokenize='unicode61 remove_diacritics 2', detail=column, columnsize=0)",
        f"INSERT INTO {index} ({index}) VALUES ('rebuild')",
        f"CREATE TRIGGER {index}_insert AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {index}_delete AFTER DELETE ON {table} BEGIN {drop} END",
        f"CREATE TRIGGER {index}_update AFTER UPDATE OF {named} ON {table} WHEN {differs}"
        f" BEGIN {drop} {add} END",
    ]
