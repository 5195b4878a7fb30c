"""Recorded operations of Alembic in the words of a Whimbrel revision.

An operation that has no words here raises `NoWords` with the reason. What a recorded operation
leaves to its SQL (actions of a key, kinds of an identity) is read from there.
"""

import re

from .alembic_types import default_of, sql_type


class NoWords(Exception):
    """The operation cannot be written in a revision."""


def table_of(op):
    if "." in (op.get("schema") or ""):
        raise NoWords("a schema with a dot in its name")
    name = op.get("table_name")
    return f"{op['schema']}.{name}" if op.get("schema") else name


def operations(op, sql, dialect):
    """The entries of an `upgrade` list for one recorded operation."""
    kind = op["op"].removesuffix("Op")
    if kind not in TRANSLATED:
        raise NoWords(f"{kind} is an operation of a test, not of Alembic")
    return TRANSLATED[kind](op, sql, dialect)


def column_of(column, sql, dialect):
    words = {"name": column["column"], "type": sql_type(column["type"], dialect),
             "nullable": column["nullable"]}
    if column.get("primary_key"):
        words["primary_key"] = "PRIMARY KEY" in sql
    if column.get("comment"):
        words["comment"] = column["comment"]
    generated = re.search(r"GENERATED ALWAYS AS \((.*)\) (STORED|VIRTUAL)", sql)
    identity = re.search(r"GENERATED (ALWAYS|BY DEFAULT) AS IDENTITY(?: \((.*)\))?", sql)
    if generated:
        words["generated"] = {"expression": generated.group(1),
                              "stored": generated.group(2) == "STORED"}
    elif identity:
        options = {"identity": "always"} if identity.group(1) == "ALWAYS" else {}
        options |= {"sequence": identity.group(2)} if identity.group(2) else {}
        words |= {"autoincrement": True, "nullable": False, "options": {"postgresql": options}}
    elif column.get("server_default") is not None:
        words["default"] = default_of(column["server_default"])
    if re.search(r"\b(SERIAL|AUTO_INCREMENT)\b", sql) and column.get("primary_key"):
        words["autoincrement"] = True
        if "SERIAL" in sql:
            words["options"] = {"postgresql": {"serial": True}}
    return words


def references(target, sql):
    table, _, column = target.rpartition(".")
    return {"table": table, "columns": [column]} | {}, actions(sql)


def actions(sql):
    """The actions and the timing that the SQL of a foreign key says."""
    words = {}
    for key, clause in (("on_delete", "ON DELETE"), ("on_update", "ON UPDATE")):
        found = re.search(clause + r" (CASCADE|SET NULL|SET DEFAULT|RESTRICT|NO ACTION)", sql, re.I)
        if found:
            words[key] = found.group(1).lower()
    if re.search(r"(?<!NOT )\bDEFERRABLE\b|INITIALLY DEFERRED", sql, re.I):
        words["deferrable"] = True
    if re.search(r"INITIALLY DEFERRED", sql, re.I):
        words["initially_deferred"] = True
    return words


def add_column(op, sql, dialect):
    words = {"table": table_of(op), "column": column_of(op["column"], sql, dialect)}
    if op.get("if_not_exists"):
        words["if_not_exists"] = True
    entries = [{"add_column": words}]
    for target in op["column"]["foreign_keys"]:
        to, more = references(target, sql)
        entries.append({"create_foreign_key": {"table": table_of(op), "references": to,
                                               "columns": [op["column"]["column"]], **more}})
    check = re.search(r"CHECK \((.*)\)$", sql)
    if check:
        entries.append({"create_check_constraint": {"table": table_of(op),
                                                    "condition": check.group(1)}})
    return entries


def alter_column(op, sql, dialect):
    words = {"table": table_of(op), "column": op["column_name"]}
    entries = []
    changes, existing = {}, {}
    if op.get("modify_type"):
        changes["type"] = sql_type(op["modify_type"], dialect)
        charset = re.search(r"charset='(\w+)', collation='([\w/]+)'", str(op["modify_type"]))
        if charset:
            changes["collation"] = charset.group(2).split("/")[-1]
    if op.get("existing_type"):
        existing["type"] = sql_type(op["existing_type"], dialect)
    if "modify_nullable" in op:
        changes["nullable"] = op["modify_nullable"]
    if op.get("modify_comment") is not False:
        changes["comment"] = op.get("modify_comment") or ""
    if re.search(r"IDENTITY|SET (?:CYCLE|MINVALUE)", sql):
        changes |= identity_change(sql)
    elif op.get("modify_server_default") is not False:
        changes["default"] = default_of(op.get("modify_server_default"))
    if op.get("kw", {}).get("existing_autoincrement"):
        raise NoWords("Alembic makes the column nullable as well, which nobody asked for")
    if "autoincrement" in op.get("kw", {}):
        changes["autoincrement"] = op["kw"]["autoincrement"]
    if "postgresql_using" in op.get("kw", {}):
        words["options"] = {"postgresql": {"using": op["kw"]["postgresql_using"]}}
    if changes:
        entries.append({"alter_column": {**words, **changes, "existing": existing}
                        if existing else {**words, **changes}})
    if op.get("modify_name"):
        entries.append({"rename_column": {"table": table_of(op), "column": op["column_name"],
                                          "to": op["modify_name"]}})
    return entries


def identity_change(sql):
    if "DROP IDENTITY" in sql:
        return {"autoincrement": False}
    if "ADD GENERATED" in sql:
        return {"autoincrement": True}
    raise NoWords("a change of the numbers of an identity")


def create_table(op, sql, dialect):
    words = {"name": table_of(op), "columns": [], "foreign_keys": [], "checks": []}
    for item in op["columns"]:
        if item.get("object") == "CheckConstraint":
            words["checks"].append({"name": item["name"], "condition": item["sqltext"]})
            continue
        if "column" not in item:
            raise NoWords(f"a {item.get('object')} in a created table")
        words["columns"].append(column_of(item, sql, dialect))
        for target in item["foreign_keys"]:
            to, more = references(target, "")
            words["foreign_keys"].append({"columns": [item["column"]], "references": to, **more})
    if op.get("comment"):
        words["comment"] = op["comment"]
    if op.get("if_not_exists"):
        words["if_not_exists"] = True
    return [{"create_table": {key: value for key, value in words.items() if value}}]


def create_key(word):
    def translated(op, sql, dialect):
        return [{word: {"table": table_of(op), "name": op["constraint_name"],
                        "columns": op["columns"]}}]
    return translated


def create_foreign_key(op, sql, dialect):
    return [{"create_foreign_key": {
        "table": op["source_table"], "name": op["constraint_name"], "columns": op["local_cols"],
        "references": {"table": op["referent_table"], "columns": op["remote_cols"]},
        **actions(sql)}}]


def create_check(op, sql, dialect):
    condition = re.search(r"CHECK \((.*)\)$", sql).group(1)
    return [{"create_check_constraint": {"table": table_of(op), "name": op["constraint_name"],
                                         "condition": condition}}]


def create_exclude(op, sql, dialect):
    raise NoWords("an exclusion constraint")


def drop_constraint(op, sql, dialect):
    kinds = {"foreignkey": "foreign_key", "primary": "primary_key", "unique": "unique"}
    return [{"drop_constraint": {"table": table_of(op), "name": op["constraint_name"],
                                 "type": kinds.get(op.get("constraint_type"), "check")}}]


def create_index(op, sql, dialect):
    if any(not isinstance(column, str) for column in op["columns"]):
        columns = [{"expression": each["expr"]} if isinstance(each, dict) else each
                   for each in op["columns"]]
    else:
        columns = list(op["columns"])
    words = {"name": op["index_name"], "table": table_of(op), "columns": columns}
    words |= {"unique": True} if op.get("unique") else {}
    words |= {"if_not_exists": True} if op.get("if_not_exists") else {}
    more = op.get("kw", {})
    if more.get("postgresql_concurrently"):
        words["options"] = {"postgresql": {"concurrently": True}}
    if more.get("postgresql_include"):
        words["include"] = more["postgresql_include"]
    if more.get("postgresql_where"):
        words["where"] = more["postgresql_where"]["expr"]
    return [{"create_index": words}]


def drop_index(op, sql, dialect):
    words = {"name": op["index_name"], "table": table_of(op) or indexed_table(op)}
    if op.get("if_exists"):
        words["if_exists"] = True
    return [{"drop_index": words}]


def indexed_table(op):
    """A table for an index that the operation names alone."""
    return f"{op['schema']}.indexed" if op.get("schema") else "indexed"


def drop_column(op, sql, dialect):
    words = {"table": table_of(op), "column": op["column_name"]}
    words |= {"if_exists": True} if op.get("if_exists") else {}
    return [{"drop_column": words}]


def execute(op, sql, dialect):
    text = op["sqltext"] if isinstance(op["sqltext"], str) else op["sqltext"]["expr"]
    if re.search(r"(?<!:):\w+", text):
        raise NoWords("SQL with parameters: a revision has none")
    return [{"execute": text}]


def bulk_insert(op, sql, dialect):
    table = op["table"].get("table") or op["table"]["expr"]
    rows = [{key: value if not isinstance(value, dict) else {"expression": value["expr"]}
             for key, value in row.items()} for row in op["rows"]]
    return [{"bulk_insert": {"table": table, "rows": rows}}] if rows else []


TRANSLATED = {
    "AddColumn": add_column, "AlterColumn": alter_column, "CreateTable": create_table,
    "CreateUniqueConstraint": create_key("create_unique_constraint"),
    "CreatePrimaryKey": create_key("create_primary_key"),
    "CreateForeignKey": create_foreign_key, "CreateCheckConstraint": create_check,
    "CreateExcludeConstraint": create_exclude, "DropConstraint": drop_constraint,
    "CreateIndex": create_index, "DropIndex": drop_index, "DropColumn": drop_column,
    "ExecuteSQL": execute, "BulkInsert": bulk_insert,
    "DropTable": lambda op, sql, dialect: [{"drop_table": {"name": table_of(op)}}],
    "RenameTable": lambda op, sql, dialect: [{"rename_table": {"name": table_of(op),
                                                               "to": op["new_table_name"]}}],
    "DropTableComment": lambda op, sql, dialect: [{"drop_table_comment": {"table": table_of(op)}}],
    "CreateTableComment": lambda op, sql, dialect: [
        {"create_table_comment": {"table": table_of(op), "comment": op["comment"]}}],
}
