"""The models of a small library, as an application has them."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Numeric,
    String,
    Text,
    UniqueConstraint,
    false,
    func,
)
from sqlalchemy.orm import declarative_base, relationship

# Names by rule: a constraint that has no name cannot be dropped by its name.
Base = declarative_base(
    metadata=MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
)


class Member(Base):
    __tablename__ = "members"

    id = Column(Integer, primary_key=True)
    email = Column(String(254), nullable=False, unique=True)
    name = Column(String(120), nullable=False)
    blocked = Column(Boolean, nullable=False, server_default=false())
    invited_by_id = Column(Integer, ForeignKey("members.id", ondelete="SET NULL"))
    joined_at = Column(DateTime, nullable=False, server_default=func.current_timestamp())

    loans = relationship("Loan", back_populates="member")


class Book(Base):
    __tablename__ = "books"
    __table_args__ = (CheckConstraint("price >= 0", name="price"),)

    id = Column(Integer, primary_key=True)
    isbn = Column(String(13), nullable=False, unique=True)
    title = Column(String(200), nullable=False, index=True)
    summary = Column(Text)
    price = Column(Numeric(8, 2), nullable=False)

    loans = relationship("Loan", back_populates="book")


class Loan(Base):
    __tablename__ = "loans"
    __table_args__ = (
        UniqueConstraint("book_id", "lent_on"),
        Index(None, "member_id", "lent_on"),
    )

    id = Column(Integer, primary_key=True)
    book_id = Column(Integer, ForeignKey("books.id", ondelete="CASCADE"), nullable=False)
    member_id = Column(Integer, ForeignKey("members.id"), nullable=False)
    lent_on = Column(Date, nullable=False)
    returned_on = Column(Date)

    book = relationship("Book", back_populates="loans")
    member = relationship("Member", back_populates="loans")
