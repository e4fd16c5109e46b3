"""What was sent again after a restore keeps the rev it had before: of two devices the one that knew the later prevails"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.add_column(sa.Column("as_of", sa.BigInteger(), nullable=True))
    op.create_table(
        "own_field",
        sa.Column("space_id", sa.Uuid(), nullable=False),
        sa.Column("author_id", sa.Uuid(), nullable=False),
        sa.Column("field", sa.String(length=40), nullable=False),
        sa.Column("known_rev", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["author_id"], ["person.id"], name=op.f("fk_own_field_author_id_person")),
        sa.ForeignKeyConstraint(["space_id"], ["space.id"], name=op.f("fk_own_field_space_id_space")),
        sa.PrimaryKeyConstraint("space_id", "author_id", "field", name=op.f("pk_own_field")),
    )


def downgrade() -> None:
    op.drop_table("own_field")
    with op.batch_alter_table("change", schema=None) as batch_op:
        batch_op.drop_column("as_of")
