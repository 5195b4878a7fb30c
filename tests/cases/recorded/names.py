"""Names that a server invented are left out of a comparison; names that a user wrote are not."""

import re


# What Whimbrel's naming rule gives to a constraint that its author left without a name.
BY_RULE = r"\b(?:pk|uq|fk|ck|ex)_\w+\b"


def without_invented(texts, invented, written):
    """`texts` with each name that matches the pattern `invented`, or our rule, as `<invented>`.

    A name that stands in the SQL text `written` was chosen by its author and stays.
    """
    known = set(re.findall(r"\w+", written))

    def blind(match):
        name = match.group(0)
        return name if name.strip('"') in known else "<invented>"

    pattern = re.compile(f'"(?:{invented}|{BY_RULE})"|{invented}|{BY_RULE}')
    return sorted(pattern.sub(blind, text) for text in texts)


def difference(left, right):
    """What stands in one of two sorted lists only: `- ` in the left one, `+ ` in the right one."""
    rest = list(right)
    lines = []
    for text in left:
        if text in rest:
            rest.remove(text)
        else:
            lines.append("- " + text)
    return lines + ["+ " + text for text in rest]
