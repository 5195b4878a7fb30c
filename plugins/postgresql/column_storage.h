// How the values of a column are stored, and the sequence behind it.
#pragma once

#include <string>

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

/// The statement for the options storage, compression, statistics and `with` that `changes` names;
/// an empty value takes one away. `type` is the column's. `existing` has the parameters of `with`
/// as they were.
void change_column_storage(const QualifiedName& table, const Identifier& column,
                           std::string_view type, const Options& changes, sdk::RenderWork& work,
                           const Options& existing = {});

/// Calls pg_get_serial_sequence for the column: an SQL expression.
std::string sequence_of_column(const QualifiedName& table, const Identifier& column);

/// `ALTER SEQUENCE ... words` for the sequence of an identity or serial column, whose name only the
/// server knows.
void alter_own_sequence(const QualifiedName& table, const Identifier& column,
                        const std::string& words, sdk::RenderWork& work);

}  // namespace whimbrel::postgresql
