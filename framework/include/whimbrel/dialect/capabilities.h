// What a database can do. Every default is the pessimistic answer.
#pragma once

#include <cstddef>

namespace whimbrel {

struct Capabilities {
  /// DDL takes part in transactions: a failed migration leaves nothing behind.
  bool transactional_ddl = false;
  /// Foreign keys can be added to a table that exists without copying it; without it, foreign-key
  /// cycles are written into CREATE TABLE, which must then accept a table that is not there yet.
  bool adds_foreign_keys = false;
  /// The type of a column can change while a foreign key uses it on either side; without it, such
  /// foreign keys are dropped before and created again after.
  bool retypes_foreign_keys = false;
  /// A view, and a generated column, hold on to the columns that they use: these can be neither
  /// dropped nor retyped while they are there.
  bool views_hold_columns = false;
  /// There are schemas inside a database, so that names may be qualified.
  bool has_schemas = false;
  /// The longest name; 0: no limit. A longer one is refused before anything is sent.
  std::size_t longest_identifier = 0;
  /// That is a number of characters, and not of bytes.
  bool identifiers_in_characters = false;
};

}  // namespace whimbrel
