"""Writes the same long history for Whimbrel, Alembic and dbmate.

usage: make_history.py FOLDER REVISIONS BRANCHES

FOLDER gets whimbrel/, alembic/ and dbmate/ (where there is one branch: dbmate knows no others). The
revisions are spread over the branches evenly; each branch stands on the first revision. A file of
Whimbrel's has about 500 bytes.
"""
import pathlib
import sys

YAML = """revision: {id}
{down}message: Change number {number}
created: 2026-01-01T00:00:00Z
---
upgrade:
  - create_table:
      name: t{number}
      columns:
        - {{name: id, type: bigint, primary_key: true, autoincrement: true}}
        - {{name: name, type: varchar(200), nullable: false}}
        - {{name: created_at, type: timestamp with time zone}}
  - create_index: {{name: ix_t{number}_name, table: t{number}, columns: [name]}}
downgrade: auto
"""

PYTHON = '''"""Change number {number}"""
import sqlalchemy as sa
from alembic import op

revision = '{id}'
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('t{number}', sa.Column('id', sa.BigInteger(), primary_key=True),
                    sa.Column('name', sa.String(200), nullable=False),
                    sa.Column('created_at', sa.DateTime(timezone=True)))
    op.create_index('ix_t{number}_name', 't{number}', ['name'])


def downgrade():
    op.drop_table('t{number}')
'''

SQL = """-- migrate:up
CREATE TABLE t{number} (id integer PRIMARY KEY, name varchar(200) NOT NULL, created_at timestamp);
CREATE INDEX ix_t{number}_name ON t{number} (name);
-- migrate:down
DROP TABLE t{number};
"""


def revision_id(number):
    return f"{number * 7919 + 1:012x}"


def parent_of(number, branches):
    """The first revision carries the branches; each goes on for itself."""
    if number == 0:
        return None
    return revision_id(0 if number <= branches else number - branches)


def main():
    folder, revisions, branches = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    for name in ("whimbrel/migrations", "alembic/scripts/versions", "dbmate"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for number in range(revisions):
        id, parent = revision_id(number), parent_of(number, branches)
        down = f"down_revision: {parent}\n" if parent else ""
        (folder / f"whimbrel/migrations/{id}_change_{number}.yaml").write_text(
            YAML.format(id=id, down=down, number=number))
        (folder / f"alembic/scripts/versions/{id}_change_{number}.py").write_text(
            PYTHON.format(id=id, down=repr(parent), number=number))
        if branches == 1:
            (folder / f"dbmate/{20200101000000 + number}_t{number}.sql").write_text(
                SQL.format(number=number))


main()
