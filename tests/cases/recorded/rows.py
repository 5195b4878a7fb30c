"""Do rows survive? What is declared as lost may be lost, and nothing else."""

import json
import re


def lost(before, after, columns_before, columns_after, declared):
    """What became of rows that should be there still, one sentence for each table.

    `before` and `after` are rows by table. Columns are compared whose definition is the same in
    both. `declared` is what the command marked as destructive.
    """
    sentences = []
    for table, rows in before.items():
        if not rows or is_declared(table, declared):
            continue
        if table not in after:
            sentences.append(f"the table {table} with its rows is gone")
            continue
        same = [name for name, facts in columns_before[table].items()
                if columns_after[table].get(name) == facts
                and not is_declared(table, declared, name)]
        if chosen(rows, same) != chosen(after[table], same):
            sentences.append(f"rows of {table} differ in {', '.join(same) or 'number'}")
    return sentences


def chosen(rows, columns):
    return sorted(json.dumps([row.get(name) for name in columns], default=repr) for row in rows)


def is_declared(table, declared, column=None):
    """Whether a line such as `drop_table t  (destructive)` is about the table or column."""
    names = re.findall(r"\w+", table)
    for line in declared:
        words = re.findall(r"\w+", line)
        at_table = names[-1] in words
        if at_table and ("drop_table" in words or column is None and "table" in words):
            return True
        if at_table and column is not None and column in line:
            return True
    return False
