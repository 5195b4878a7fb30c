"""SQLAlchemy's types and defaults as they were recorded, in SQL."""

import re

PLAIN = {"Integer": "integer", "BigInteger": "bigint", "Boolean": "boolean", "Float": "float",
         "Text": "text", "Date": "date", "DateTime": "timestamp"}


def sql_type(recorded, dialect):
    """The SQL of a recorded type: `Integer()`, `{"type": ...}` or `{"class": "Integer"}`."""
    if isinstance(recorded, dict):
        recorded = recorded.get("type") or recorded["class"] + "()"
    name = re.match(r"\w+", recorded).group(0)
    if name in ("String", "VARCHAR"):
        length = re.search(r"length=(\d+)", recorded)
        return f"varchar({length.group(1)})" if length else "varchar"
    return PLAIN[name]


def default_of(recorded):
    """A default as a revision says it: a literal, an expression, or null for none."""
    if isinstance(recorded, dict):
        text = recorded["expr"]
        return {"expression": "0" if text.startswith("DefaultClause(") else text}
    return recorded
