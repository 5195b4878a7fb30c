"""Recorded batch operations: the table they begin with as SQL, and the calls as a revision."""

from .alembic_types import default_of, sql_type
from .alembic_words import NoWords
from .alembic_world import World


def name_of(table):
    return f"{table['schema']}.{table['table']}" if table.get("schema") else table["table"]


def world_of(batch, dialect):
    """The table of a batch with what it refers to, as SQL."""
    table, name, world = batch["table"], name_of(batch["table"]), World(dialect)
    for item in table["items"]:
        text = sql_type(item["type"], dialect) + ("" if item["nullable"] else " NOT NULL")
        if dialect == "mysql" and item["primary_key"] and item["type"] == "Integer()":
            text += " AUTO_INCREMENT"
        world.column(name, item["column"], text)
    dropped = [arguments[0] for call, arguments, _ in batch["calls"] if call == "drop_constraint"]
    held = {each["name"] for each in table["constraints"]}
    for each in table["constraints"] + [each for each in dropped if each["name"] not in held]:
        text = constraint(each, world)
        if text:
            world.parts_[name].append(text)
    added = [arguments[0] for call, arguments, _ in batch["calls"] if call == "add_constraint"]
    keys = [tuple(each["refs"]) for each in table["constraints"] + added if each.get("refs")]
    for refs in dict.fromkeys(keys):
        referred = refs[0].rpartition(".")[0]
        if referred != name:
            world.key(referred, [ref.rpartition(".")[2] for ref in refs])
    for index in table["indexes"]:
        unique = "UNIQUE " if index.get("unique") else ""
        world.after_.append(f"CREATE {unique}INDEX {index['name']} ON {world.quoted(name)}"
                            f" ({', '.join(map(world.quoted, index['columns']))});")
    return world.sql()


def constraint(each, world):
    kind = each["object"].removesuffix("Constraint")
    is_named = each["name"] and not each["name"].startswith("_NoneName")
    name = f"CONSTRAINT {world.quoted(each['name'])} " if is_named else ""
    columns = ", ".join(map(world.quoted, each.get("columns") or []))
    if kind == "PrimaryKey":
        return f"{name}PRIMARY KEY ({columns})" if columns else ""
    if kind == "Unique":
        return f"{name}UNIQUE ({columns})"
    if kind == "Check":
        return f"{name}CHECK ({condition(each)})"
    if not each.get("refs"):
        return ""
    table = each["refs"][0].rpartition(".")[0]
    referred = ", ".join(world.quoted(ref.rpartition(".")[2]) for ref in each["refs"])
    return f"{name}FOREIGN KEY ({columns}) REFERENCES {world.quoted(table)} ({referred})"


def condition(each):
    """The condition of a recorded check; values that were left out stand in the recorded SQL."""
    column = (each.get("columns") or [""])[0]
    text = each["sqltext"]
    if "POSTCOMPILE" in text:
        return f"{column} IN (0, 1)"
    return f"{column} LIKE '%@%'" if ":" in text else text


def batch_operations(batch, dialect, sql):
    """The calls of a batch as the entries of an `upgrade` list; `sql` is what was recorded."""
    table = name_of(batch["table"])
    if any("create_constraint=True" in item["type"] for item in batch["table"]["items"]) and any(
            "type_" in words for call, _, words in batch["calls"]):
        raise NoWords("a type that brings a check of its own and takes it away")
    entries = []
    for call, arguments, words in batch["calls"]:
        entries += CALLS[call](table, arguments, {**words, "recorded": sql}, dialect)
    for dialect_option, value in batch.get("table_kwargs", {}).items():
        owner, _, option = dialect_option.partition("_")
        entries.append({"set_table_options": {"table": table, "options": {owner: {option: value}}}})
    return entries


def add_column(table, arguments, words, dialect):
    column = arguments[1]
    return [{"add_column": {"table": table, "column": {
        "name": column["column"], "type": sql_type(column["type"], dialect),
        "nullable": column["nullable"]}}}]


def add_constraint(table, arguments, words, dialect):
    each = arguments[0]
    said = {"table": table, "name": each["name"], "columns": each["columns"]}
    if each["object"] == "UniqueConstraint":
        return [{"create_unique_constraint": said}]
    if each["object"] != "ForeignKeyConstraint":
        raise NoWords(f"a {each['object']}")
    columns = [ref.rpartition(".")[2] for ref in each["refs"]]
    return [{"create_foreign_key": {**said, "references": {
        "table": each["refs"][0].rpartition(".")[0], "columns": columns}}}]


def alter_column(table, arguments, words, dialect):
    said = {}
    if words.get("type_"):
        said["type"] = sql_type(words["type_"], dialect)
    if words.get("server_default", False) is not False:  # False: it stays as it is
        said["default"] = default_of(words["server_default"])
    if words.get("comment"):
        said["comment"] = words["comment"]
    if "nullable" in words:
        said["nullable"] = words["nullable"]
    column = {"table": table, "column": arguments[1]}
    entries = [{"alter_column": {**column, **said}}] if said else []
    if words.get("name"):
        entries.append({"rename_column": {**column, "to": words["name"]}})
    return entries


def drop_column(table, arguments, words, dialect):
    return [{"drop_column": {"table": table, "column": arguments[1]["expr"]}}]


def drop_constraint(table, arguments, words, dialect):
    kinds = {"ForeignKeyConstraint": "foreign_key", "UniqueConstraint": "unique",
             "PrimaryKeyConstraint": "primary_key", "CheckConstraint": "check"}
    each = arguments[0]
    return [{"drop_constraint": {"table": table, "name": each["name"],
                                 "type": kinds[each["object"]]}}]


def create_index(table, arguments, words, dialect):
    index = arguments[0]
    return [{"create_index": {"table": table, "name": index["name"], "columns": index["columns"],
                              "unique": f"UNIQUE INDEX {index['name']}" in words["recorded"]}}]


def drop_index(table, arguments, words, dialect):
    return [{"drop_index": {"table": table, "name": arguments[0]["name"]}}]


CALLS = {"add_column": add_column, "add_constraint": add_constraint, "alter_column": alter_column,
         "drop_column": drop_column, "drop_constraint": drop_constraint,
         "create_index": create_index, "drop_index": drop_index}
