"""Writes a project with a long, linear history.

usage: history.py whimbrel|alembic FOLDER REVISIONS URL

Every revision is a file of about 500 bytes that makes a table with four columns, or, every other
time, adds a column and an index to the table before.
"""
import pathlib
import sys


def table_revision(number):
    return f"""upgrade:
  - create_table:
      name: t{number}
      columns:
        - {{name: id, type: bigint, primary_key: true, autoincrement: true}}
        - {{name: name, type: varchar(120), nullable: false, default: ''}}
        - {{name: amount, type: 'numeric(12,2)', nullable: false, default: 0}}
        - {{name: created_at, type: timestamp with time zone, default: {{expression: CURRENT_TIMESTAMP}}}}
downgrade: auto
"""


def column_revision(number):
    return f"""upgrade:
  - add_column:
      table: t{number - 1}
      column: {{name: remark, type: varchar(400), nullable: true}}
  - create_index:
      name: ix_t{number - 1}_remark
      table: t{number - 1}
      columns: [remark, name]
downgrade:
  - drop_index: {{name: ix_t{number - 1}_remark, table: t{number - 1}}}
  - drop_column: {{table: t{number - 1}, column: remark}}
"""


def write_whimbrel(folder, count, url):
    (folder / "migrations").mkdir(parents=True)
    (folder / "whimbrel.yaml").write_text(f'version: 1\ntargets: {{bench: {{url: "{url}"}}}}\n')
    for i in range(1, count + 1):
        parent = f"down_revision: r{i - 1:06}\n" if i > 1 else ""
        body = table_revision(i) if i % 2 else column_revision(i)
        (folder / "migrations" / f"r{i:06}_step.yaml").write_text(
            f"revision: r{i:06}\n{parent}message: Step {i} of a long history\n"
            f"created: 2026-11-22T14:32:00Z\n---\n{body}")


ALEMBIC_TABLE = """    op.create_table('t{0}',
        sa.Column('id', sa.BigInteger, primary_key=True, autoincrement=True),
        sa.Column('name', sa.String(120), nullable=False, server_default=''),
        sa.Column('amount', sa.Numeric(12, 2), nullable=False, server_default='0'),
        sa.Column('created_at', sa.DateTime(timezone=True), server_default=sa.func.now()))
"""
ALEMBIC_COLUMN = """    op.add_column('t{0}', sa.Column('remark', sa.String(400)))
    op.create_index('ix_t{0}_remark', 't{0}', ['remark', 'name'])
"""


def write_alembic(folder, count, _):
    versions = folder / "scripts" / "versions"
    for i in range(1, count + 1):
        parent = f"'r{i - 1:06}'" if i > 1 else None
        body = (ALEMBIC_TABLE.format(i) if i % 2 else ALEMBIC_COLUMN.format(i - 1))
        (versions / f"r{i:06}.py").write_text(
            f'"""Step {i} of a long history"""\nimport sqlalchemy as sa\nfrom alembic import op\n\n'
            f"revision = 'r{i:06}'\ndown_revision = {parent}\n\n\ndef upgrade():\n{body}\n\n"
            "def downgrade():\n    pass\n")


def main():
    tool, folder, count, url = sys.argv[1:]
    {"whimbrel": write_whimbrel, "alembic": write_alembic}[tool](
        pathlib.Path(folder), int(count), url)


main()
