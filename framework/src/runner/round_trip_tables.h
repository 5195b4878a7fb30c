// Which tables a revision is tried on, and what it says about its losses.
#pragma once

#include <map>
#include <set>
#include <span>
#include <vector>

#include "whimbrel/dialect/syntax.h"
#include "whimbrel/model/schema.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel {

/// True when one of them is SQL of the user's or a plugin's, whose effect is not known.
bool has_unknown_effect(std::span<const Operation> operations);

/// The tables of `schema` that the operations work on, those that refer to them, and all that these
/// refer to; every table when the effect is not known. In name order. Linear. Pure.
std::vector<QualifiedName> tables_to_try(const Schema& schema,
                                         std::span<const Operation> operations);

/// `schema` after the operations, as far as they fit. Pure.
Schema after(Schema schema, std::span<const Operation> operations);

/// What becomes of the name of a table. Nothing: it is dropped. Pure.
std::map<QualifiedName, QualifiedName> names_after(const std::vector<QualifiedName>& tables,
                                                   std::span<const Operation> operations);

/// What an upgrade drops, and so cannot come back.
struct DeclaredLosses {
  std::set<QualifiedName> tables;
  std::set<std::pair<QualifiedName, Identifier>> columns;
  /// SQL that drops something: what is missing from the schema afterwards is declared by it.
  bool sql_drops = false;

  bool covers(const QualifiedName& table, const Identifier& column, const Schema& up) const;
  bool covers(const QualifiedName& table, const Schema& up) const;
};
DeclaredLosses declared_losses(std::span<const Operation> operations, const Syntax& syntax);

}  // namespace whimbrel
