// What foreign keys refer to, in full.
#pragma once

#include "whimbrel/dialect/connection.h"
#include "whimbrel/model/schema.h"

namespace whimbrel::sqlite {

/// Gives the foreign keys of `schema` the names of the tables and columns that they refer to as
/// those are defined, and the columns where only the table is named (its primary key). What does
/// not exist stays as it is written. Tables outside of `schema` are looked up with one query.
void settle_references(Schema& schema, Connection& connection);

}  // namespace whimbrel::sqlite
