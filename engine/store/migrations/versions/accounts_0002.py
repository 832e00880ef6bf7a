"""Who may come in by the browser: accounts, ways in, attempts that failed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
TABLES = {
    "account": (("id",), ("name", "role", "firm", "networks", "language", "password", "at")),
    "way_in": (("digest",), ("account", "purpose", "bound", "at", "until", "device")),
    "attempt": (("who", "at"), ()),
}


def upgrade() -> None:
    """Make the tables, each row of which belongs to one organisation."""
    for name, (keys, words) in TABLES.items():
        columns = [sa.Column(key, WORDS, primary_key=True) for key in ("organisation", *keys)]
        columns += [sa.Column(word, WORDS, nullable=False) for word in words]
        op.create_table(name, *columns, sqlite_with_rowid=False)
    op.create_index("ix_way_in_account", "way_in", ["organisation", "account"])
    if op.get_bind().dialect.name == "postgresql":
        for table in TABLES:
            _keep_apart(table)


def _keep_apart(table: str) -> None:
    """Let PostgreSQL show only the rows of the organisation that a transaction names."""
    op.execute(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY")
    op.execute(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY")
    op.execute(
        f"CREATE POLICY own_rows ON {table} "
        "USING (organisation = current_setting('app.organisation', true))"
    )
