// The schema of one database as the desired schema of another kind.
#pragma once

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

/// `schema`, as the introspector of `from` reports it, in words that `to` understands as well.
/// Portable types and what is said without a dialect's help stay; options that only `from` has, and
/// privileges, are left out; in expressions and in the queries of views names are quoted as `to`
/// does it, and the rest of them is kept as it is, for the other database to accept or to refuse.
/// Throws Error{unsupported} that lists, by name, what is not portable: a type of `from` alone, a
/// collation, the method of an index or words behind its keys, a table outside of the default
/// schema, partitions, an object that is neither a table nor a view. Pure.
Schema portable_schema(const Schema& schema, const Dialect& from, const Dialect& to);

}  // namespace whimbrel
