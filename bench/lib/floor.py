"""The floor: the script of `--sql`, with the journal rows that a run writes, for a client to read."""

JOURNAL = "whimbrel_journal"
COLUMNS = {
    "run": "varchar(32)", "step": "integer", "revision": "varchar(255)",
    "direction": "varchar(16)", "checksum": "varchar(64)", "state": "varchar(16)",
    "statements_done": "integer", "statements_total": "integer", "done_checksum": "varchar(64)",
    "next_checksum": "varchar(64)", "started_at": "varchar(40)", "finished_at": "varchar(40)",
    "run_by": "varchar(255)", "session": "varchar(64)", "error": "text",
    "tool_version": "varchar(32)", "way_back": "text", "tag": "varchar(255)"}
NUMBERS = {name for name, type in COLUMNS.items() if type == "integer"}
# What an intent does not know yet.
LATER = {"state": "running", "statements_done": "0", "done_checksum": "", "finished_at": ""}


def create_journal():
    columns = [f"{name} {type}" + ("" if type == "text" else " NOT NULL")
               for name, type in COLUMNS.items()]
    return f"CREATE TABLE {JOURNAL} ({', '.join(columns)}, PRIMARY KEY (run, step));\n"


def literal(name, value):
    return value if name in NUMBERS else "'" + value.replace("'", "''") + "'"


def insert(row):
    values = ", ".join(literal(name, row[name]) for name in COLUMNS)
    return f"INSERT INTO {JOURNAL} ({', '.join(COLUMNS)}) VALUES ({values});\n"


def update(row):
    changes = ", ".join(f"{name} = {literal(name, row[name])}" for name in
                        ("state", "statements_done", "done_checksum", "next_checksum",
                         "finished_at", "error"))
    return (f"UPDATE {JOURNAL} SET {changes} "
            f"WHERE run = '{row['run']}' AND step = {row['step']};\n")


def with_transaction(block, row):
    """A block that has its COMMIT already."""
    before, after = block.rsplit("COMMIT;\n", 1)
    return before + insert(row) + "COMMIT;\n" + after


def without_transaction(block, row, intent):
    """DDL that commits by itself; the version row, the last statement, goes with the journal."""
    lines = block.rstrip("\n").splitlines(keepends=True)
    *ddl, version = lines
    version = version.rstrip("\n") + "\n"
    first = insert({**row, **LATER}) if intent else ""
    last = update(row) if intent else insert(row)
    head = ddl[0]
    return head + first + "".join(ddl[1:]) + "START TRANSACTION;\n" + version + last + "COMMIT;\n\n"


def floor_script(script, rows, transactional, intent, makes_journal):
    """`rows` are those of the run's journal, in the order of its steps."""
    opening, *blocks = script.split("-- Running ")
    assert len(blocks) == len(rows), (len(blocks), len(rows))
    parts = [opening, create_journal() if makes_journal else ""]
    for block, row in zip(blocks, rows):
        block = "-- Running " + block
        parts.append(with_transaction(block, row) if transactional
                     else without_transaction(block, row, intent))
    return "".join(parts)
