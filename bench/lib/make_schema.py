"""Writes a desired schema of many tables, for Whimbrel and as SQLAlchemy models for Alembic.

usage: make_schema.py FOLDER TABLES tree|chain [--checks]

Every table has ten columns, two indexes and one foreign key: to a table with half its number
(tree), or to the one before it (chain). With --checks each also has a check, which every server
writes down in words of its own, so that a comparison needs its canonical form.

FOLDER gets schema.yaml, changed.yaml (the same with every twentieth table changed), models.py and
changed_models.py.
"""
import pathlib
import sys

# Name, type and further attributes of the desired schema, and the same for SQLAlchemy.
COLUMNS = [
    ("id", "bigint, primary_key: true, autoincrement: true", "BigInteger, primary_key=True"),
    ("parent_id", "bigint", "BigInteger"),
    ("name", "varchar(200), nullable: false", "String(200), nullable=False"),
    ("email", "varchar(320)", "String(320)"),
    ("amount", "'numeric(12,2)', nullable: false, default: 0",
     "Numeric(12, 2), nullable=False, server_default=text('0')"),
    ("active", "boolean, nullable: false, default: true",
     "Boolean, nullable=False, server_default=text('true')"),
    ("note", "text", "Text"),
    ("kind", "integer, nullable: false, default: 1",
     "Integer, nullable=False, server_default=text('1')"),
    ("created_at", "timestamp, nullable: false, default: {expression: CURRENT_TIMESTAMP}",
     "DateTime, nullable=False, server_default=text('CURRENT_TIMESTAMP')"),
    ("updated_at", "timestamp", "DateTime"),
]

# What happens to every twentieth table, in turns.
CHANGES = ["column", "length", "index", "nullable"]


def change_of(number, changed):
    if not changed or number % 20 != 10:
        return None
    return CHANGES[number // 20 % len(CHANGES)]


def columns_of(change):
    """The columns of a table: (name, words of the desired schema, words of SQLAlchemy)."""
    columns = list(COLUMNS)
    if change == "column":
        columns.append(("added", "varchar(40)", "String(40)"))
    if change == "length":
        columns[2] = ("name", "varchar(250), nullable: false", "String(250), nullable=False")
    if change == "nullable":
        columns[9] = ("updated_at", "timestamp, nullable: false", "DateTime, nullable=False")
    return columns


def indexes_of(number, change):
    indexes = [(f"ix_t{number:05}_parent", ["parent_id"]),
               (f"ix_t{number:05}_kind", ["kind", "created_at"])]
    if change == "index":
        indexes.append((f"ix_t{number:05}_updated", ["updated_at"]))
    return indexes


def parent_of(number, shape):
    if shape == "chain":
        return number - 1 if number > 1 else 1
    return max(number // 2, 1)


def yaml_table(number, shape, checks, change):
    lines = [f"  t{number:05}:", "    columns:"]
    lines += [f"      {name}: {{type: {words}}}" for name, words, _ in columns_of(change)]
    lines.append("    foreign_keys:")
    lines.append(f"      fk_t{number:05}_parent: {{columns: [parent_id], "
                 f"references: {{table: t{parent_of(number, shape):05}, columns: [id]}}}}")
    if checks:
        lines.append(f"    checks: {{ck_t{number:05}_amount: amount >= 0 AND kind IN (1, 2, 3)}}")
    lines.append("    indexes:")
    lines += [f"      {name}: {{columns: [{', '.join(keys)}]}}"
              for name, keys in indexes_of(number, change)]
    return "\n".join(lines)


def model_table(number, shape, checks, change):
    lines = [f'Table("t{number:05}", metadata,']
    lines += [f'      Column("{name}", {words}),' for name, _, words in columns_of(change)]
    lines.append(f'      ForeignKeyConstraint(["parent_id"], ["t{parent_of(number, shape):05}.id"], '
                 f'name="fk_t{number:05}_parent"),')
    if checks:
        lines.append('      CheckConstraint("amount >= 0 AND kind IN (1, 2, 3)", '
                     f'name="ck_t{number:05}_amount"),')
    lines += [f'      Index("{name}", {", ".join(repr(key) for key in keys)}),'
              for name, keys in indexes_of(number, change)]
    return "\n".join(lines) + ")"


IMPORTS = """from sqlalchemy import (BigInteger, Boolean, CheckConstraint, Column, DateTime,
                        ForeignKeyConstraint, Index, Integer, MetaData, Numeric, String, Table,
                        Text, text)

metadata = MetaData()
"""


def main():
    folder, tables, shape = pathlib.Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    checks = "--checks" in sys.argv[4:]
    folder.mkdir(parents=True, exist_ok=True)
    for changed, yaml_name, model_name in ((False, "schema.yaml", "models.py"),
                                           (True, "changed.yaml", "changed_models.py")):
        numbers = range(1, tables + 1)
        (folder / yaml_name).write_text("tables:\n" + "\n".join(
            yaml_table(n, shape, checks, change_of(n, changed)) for n in numbers) + "\n")
        (folder / model_name).write_text(IMPORTS + "\n".join(
            model_table(n, shape, checks, change_of(n, changed)) for n in numbers) + "\n")


main()
