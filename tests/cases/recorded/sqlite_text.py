"""What the SQL texts in sqlite_schema say, whichever way they spell it.

Left out: case and quotes of names, comments, the order of columns, redundant parentheses, words that
are the default, whether a key stands at its column or at the table, NOT NULL where SQLite gives it no
effect, and names of constraints that stand in nobody's SQL.
"""

import re

TOKEN = re.compile(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`"
                   r"|\[[^\]]*\]|[\w.]+|[<>=!|]+|\S", re.S)
STARTS = ("constraint", "primary", "unique", "check", "references", "not", "null", "default",
          "collate", "generated", "as")


def definition(kind, title, sql, written):
    """The definition of an object as one text. Names that `written` does not hold are invented."""
    tokens = [token for token in (plain(text) for text in TOKEN.findall(sql)) if token]
    head = f"{kind} {title.lower()}\n"
    if kind == "index":
        return head + index(tokens)
    if kind != "table" or "(" not in tokens or "virtual" in tokens[:2]:
        return head + " ".join(tokens)
    parts, options = body_of(tokens[tokens.index("("):])
    known = {name.lower() for name in re.findall(r"\w+", written)}
    facts = []
    for part in parts:
        facts += [without_invented_name(fact, known) for fact in constraints_of(part)]
    facts = [fact for fact in facts if not without_effect(fact, facts, "without" in options)]
    return head + "\n".join(sorted(" ".join(fact) for fact in facts) + [" ".join(sorted(options))])


def plain(token):
    """A token without the freedom of spelling."""
    if token.startswith(("--", "/*")):
        return ""
    if token[0] in '"`[':
        return token[1:-1].replace(token[-1] * 2, token[-1]).lower()
    return token if token.startswith("'") else token.lower()


def body_of(tokens):
    """The definitions between the outer parentheses, and what stands behind them."""
    parts, depth = [[]], 0
    for place, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        if depth == 0:
            return parts, [text for text in tokens[place + 1:] if text not in (",", ";")]
        if depth == 1 and token == ",":
            parts.append([])
        elif place > 0:
            parts[-1].append(token)
    return parts, []


def index(tokens):
    start = tokens.index("(")
    parts, rest = body_of(tokens[start:])
    items = []
    for part in parts:
        while part[0] == "(" and closes(part) == len(part) - 1:
            part = part[1:-1]
        items.append(" ".join(part))
    head = [token for token in tokens[:start] if token not in ("if", "not", "exists")]
    return " ".join(head + ["(", " , ".join(items), ")"] + rest)


def closes(tokens):
    """The place of the parenthesis that closes the first token."""
    depth = 0
    for place, token in enumerate(tokens):
        depth += (token == "(") - (token == ")")
        if depth == 0:
            return place
    return -1


def constraints_of(part):
    """The facts of one definition, with the keys of a column said as those of a table are."""
    if part[0] in ("constraint", "primary", "unique", "check", "foreign"):
        return [part]
    column = part[0].strip("'")
    pieces, depth = [[]], 0
    for token in part[1:]:
        if depth == 0 and token in STARTS and not goes_on(pieces[-1], token):
            pieces.append([])
        depth += (token == "(") - (token == ")")
        pieces[-1].append(token)
    return [[column, *pieces[0]]] + [said_of_the_table(column, piece) for piece in pieces[1:]]


def goes_on(piece, token):
    """Whether a word that can begin a constraint of a column goes on with the one before."""
    if not piece:
        return False
    if piece[0] == "constraint" and len(piece) == 2:
        return True
    return piece[-1] in ("always", "set", "default") or (token == "null" and piece[-1] == "not")


def said_of_the_table(column, piece):
    name = piece[:2] if piece[0] == "constraint" else []
    rule = piece[len(name):]
    if rule[:2] == ["primary", "key"] and "autoincrement" not in rule:
        rule = ["primary", "key", "(", column, *[w for w in rule[2:] if w != "asc"], ")"]
    elif rule[0] == "unique":
        rule = ["unique", "(", column, ")", *rule[1:]]
    elif rule[0] == "references":
        rule = ["foreign", "key", "(", column, ")", *rule]
    elif rule[0] in ("generated", "as"):
        rule = [column, ":", *rule[rule.index("as"):]]
        rule += [] if rule[-1] in ("stored", "virtual") else ["virtual"]
    elif rule[0] != "check":
        rule = [column, ":", *rule]
    return [*name, *rule]


def without_invented_name(fact, known):
    if fact[0] == "constraint" and fact[1] not in known:
        return fact[2:]
    return fact


def without_effect(fact, facts, without_rowid):
    """NOT NULL of the column that is the rowid, and of a key without rowid, says nothing new."""
    if fact[1:] != [":", "not", "null"]:
        return False
    column = fact[0]
    key = [other for other in facts if "primary" in other and column in other]
    alias = [column, "integer"] in facts and any(
        other[-5:] == ["primary", "key", "(", column, ")"] or "autoincrement" in other
        for other in key)
    return bool(key) and (without_rowid or alias)
