"""Where networks come from: clusters, every version of each, and which one a network draws from."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    """Make the table of clusters, each row of which belongs to one organisation."""
    op.add_column("network", sa.Column("cluster", WORDS, nullable=False, server_default=""))
    keys = [sa.Column(name, WORDS, primary_key=True) for name in ("organisation", "id")]
    version = sa.Column("version", sa.Integer, primary_key=True, autoincrement=False)
    words = ("at", "told", "previous", "digest")
    said = [sa.Column(name, WORDS, nullable=False) for name in words]
    op.create_table("cluster", *keys, version, *said, sqlite_with_rowid=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE cluster ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE cluster FORCE ROW LEVEL SECURITY")
        op.execute(
            "CREATE POLICY own_rows ON cluster "
            "USING (organisation = current_setting('app.organisation', true))"
        )
