"""What was let go of a feed, so that it does not come back as new; and when a feed asks to be left alone."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("feed", sa.Column("quiet", sa.String(), nullable=False, server_default=sa.text("''")))
    op.create_table(
        "tombstone",
        sa.Column("feed_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("until", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feed.id"], name="fk_tombstone_feed_id"),
        sa.PrimaryKeyConstraint("feed_id", "key", name="pk_tombstone"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    raise NotImplementedError("A store goes forward only: its copy from before the migration is kept.")
