"""Judging recorded cases through the whimbrel command, against real databases.

`schema_diff.py` and `operation_sql.py` in the folder above are the programs. Nothing but the
standard library and the databases' own clients is used, so that what is measured with shares
nothing with what is measured.
"""
