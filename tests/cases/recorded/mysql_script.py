"""Scripts in which the bodies of triggers and routines stand without the client's DELIMITER."""

import re

TOKEN = re.compile(r"--[ \t][^\n]*|#[^\n]*|/\*.*?\*/|'(?:[^'\\]|''|\\.)*'|\"(?:[^\"\\]|\\.)*\""
                   r"|`(?:[^`]|``)*`|\w+|\s+|.", re.S)
INNER = ("IF", "LOOP", "WHILE", "REPEAT")


def with_delimiters(sql):
    """The script for a client that cuts at `//`, statement by statement."""
    if "BEGIN" not in sql.upper() or "DELIMITER" in sql.upper():
        return sql
    return "DELIMITER //\n" + "".join(text + "\n//\n" for text in statements(sql))


def statements(sql):
    """Cuts at the semicolons that stand outside of BEGIN ... END."""
    found, text, depth = [], "", 0
    tokens = TOKEN.findall(sql)
    for place, token in enumerate(tokens):
        word = token.upper()
        if word in ("BEGIN", "CASE") and not after_end(tokens, place):
            depth += 1
        elif word == "END" and following(tokens, place) not in INNER:
            depth -= 1
        if token == ";" and depth == 0:
            found.append(text)
            text = ""
        else:
            text += token
    return [each.strip() for each in found + [text] if each.strip()]


def following(tokens, place):
    return next((token.upper() for token in tokens[place + 1:] if not token.isspace()), "")


def after_end(tokens, place):
    before = [token.upper() for token in tokens[max(0, place - 2):place] if not token.isspace()]
    return bool(before) and before[-1] == "END"
