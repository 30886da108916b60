"""Kin: sketches by which copies and events are known, and sayings: one quotation with all its sources."""

# Statements are put together from names in this file, never from data.
# ruff: noqa: S608

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_sketch()
    change_voice()
    op.get_bind().exec_driver_sql("DROP TRIGGER reading_copies_duplicate")
    for statement in (*COPIES, *SAYINGS, *MOVING, *OLD_VOICES):
        op.get_bind().exec_driver_sql(statement)


def downgrade() -> None:
    raise NotImplementedError("A store goes forward only: its copy from before the migration is kept.")


def create_sketch() -> None:
    op.create_table(
        "sketch",
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.Column("dossier", sa.String(), nullable=False),
        sa.Column("at", sa.Integer(), nullable=False),
        sa.Column("original", sa.Integer(), nullable=False),
        sa.Column("text", sa.LargeBinary(), nullable=False),
        sa.Column("event", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["dossier"], ["dossier.id"], name="fk_sketch_dossier"),
        sa.ForeignKeyConstraint(["story_id"], ["story.id"], name="fk_sketch_story_id", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "dossier", name="pk_sketch"),
    )
    op.create_index("sketch_at", "sketch", ["dossier", "at", "story_id"])
    op.create_table(
        "sketch_key",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("story_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "story_id", name="pk_sketch_key"),
        sqlite_with_rowid=False,
    )


def change_voice() -> None:
    op.drop_column("voice", "text_key")
    op.add_column("voice", sa.Column("said_by", sa.String(), nullable=False, server_default=sa.text("''")))
    op.add_column("voice", sa.Column("saying", sa.Integer(), nullable=True))
    op.create_index("voice_saying", "voice", ["saying"], sqlite_where=sa.text("saying IS NOT NULL"))
    op.create_index(
        "voice_said_by",
        "voice",
        ["dossier", "said_by", "at"],
        sqlite_where=sa.text("duplicate = 0 AND said_by <> ''"),
    )


# A voice is a duplicate by its saying, no longer by its story.
COPIES = [
    "CREATE TRIGGER reading_copies_duplicate AFTER UPDATE OF duplicate ON reading"
    " WHEN NEW.duplicate <> OLD.duplicate BEGIN"
    " UPDATE tag SET duplicate = NEW.duplicate WHERE story_id = NEW.story_id AND dossier = NEW.dossier; END"
]

# Which voice stands for the others: one that is in the lists before one that is not.
LISTED_FIRST = "(current AND relevant AND NOT hidden) DESC, (current AND NOT hidden) DESC, current DESC"


def one_for_all(saying: str, then: str) -> str:
    """Let one voice of a saying stand for all. Whoever stands for it stays, so that no row is swapped."""
    first = f"SELECT id FROM voice WHERE saying = {saying} ORDER BY {LISTED_FIRST}, {then} LIMIT 1"
    return (
        f"UPDATE voice SET duplicate = NOT duplicate WHERE saying = {saying}"
        f" AND duplicate <> (id <> ({first}));"
    )


SAYINGS = [
    "CREATE TRIGGER voice_saying_insert AFTER INSERT ON voice WHEN NEW.saying IS NOT NULL BEGIN "
    + one_for_all("NEW.saying", "id = NEW.id, duplicate, id")
    + " END",
    "CREATE TRIGGER voice_saying_update AFTER UPDATE OF current, relevant, hidden ON voice"
    " WHEN NEW.saying IS NOT NULL AND (NEW.current, NEW.relevant, NEW.hidden)"
    " <> (OLD.current, OLD.relevant, OLD.hidden) BEGIN "
    + one_for_all("NEW.saying", "duplicate, id")
    + " END",
]


def members(cluster: str) -> str:
    """The stories of a cluster; its first may have left it."""
    first = f"SELECT id FROM story WHERE id = {cluster} AND cluster = id"
    return f"({first} UNION ALL SELECT id FROM story WHERE cluster = {cluster} AND cluster <> id)"


def one_reading(cluster: str) -> str:
    """Let one reading of a cluster stand for all, in each dossier; one that has just come does so last."""
    return (
        "UPDATE reading SET duplicate = NOT duplicate WHERE"
        f" story_id IN {members(cluster)} AND duplicate <> (story_id <> ("
        "SELECT other.story_id FROM reading AS other WHERE other.dossier = reading.dossier"
        f" AND other.story_id IN {members(cluster)}"
        " ORDER BY other.relevant DESC, other.story_id = NEW.id, other.duplicate, other.story_id LIMIT 1));"
    )


MOVING = [
    "CREATE TRIGGER story_moves AFTER UPDATE OF cluster ON story WHEN NEW.cluster <> OLD.cluster BEGIN "
    + one_reading("NEW.cluster")
    + one_reading("OLD.cluster")
    + " END"
]

# Until now copies of a story hid their voices. Now the same words of one speaker within one cluster are one.
OLD_VOICES = [
    "UPDATE voice SET said_by = iif(stakeholder IS NULL, lower(speaker), 'stakeholder:' || stakeholder)",
    """
    UPDATE voice SET saying = one.first FROM (
        SELECT voice.id,
               min(voice.id) OVER same AS first,
               count(*) OVER same AS times
        FROM voice JOIN story ON story.id = voice.story_id
        WINDOW same AS (PARTITION BY voice.dossier, voice.kind, story.cluster, voice.said_by,
                        iif(voice.kind = 'silence', '', lower(voice.text)))) AS one
    WHERE one.id = voice.id AND one.times > 1
    """,
    f"""
    UPDATE voice SET duplicate = NOT duplicate FROM (
        SELECT id, row_number() OVER (
            PARTITION BY coalesce(saying, -id) ORDER BY {LISTED_FIRST}, duplicate, id) AS place
        FROM voice) AS one
    WHERE one.id = voice.id AND voice.duplicate <> (one.place > 1)
    """,
]
