"""What `alembic check` does, which Debian's release does not have yet: compares models with a
database and says how many differences there are.

usage: alembic_check.py MODELS.py URL
"""
import runpy
import sys

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine


def ours(_, name, kind, *__):
    return not (kind == "table" and name.startswith("whimbrel_"))


def main():
    metadata = runpy.run_path(sys.argv[1])["metadata"]
    with create_engine(sys.argv[2]).connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": ours})
        print(len(compare_metadata(context, metadata)), "differences")


main()
