"""Prints the tables of the models as SQL of one database; none is connected to.

    python3 print_schema.py DIALECT

whimbrel.yaml calls it and puts the dialect of the target at hand in the place of {dialect}.
"""

import sys

from sqlalchemy import create_mock_engine

from models import Base


def print_schema(dialect):
    def print_statement(statement, *_arguments, **_keywords):
        print(str(statement.compile(dialect=engine.dialect)).strip() + ";\n")

    # SQLAlchemy names its dialects as Whimbrel does.
    engine = create_mock_engine(dialect + "://", print_statement)
    Base.metadata.create_all(engine, checkfirst=False)


if __name__ == "__main__":
    print_schema(sys.argv[1])
