// The names that Whimbrel gives to constraints that have none.
#pragma once

#include "whimbrel/model/table.h"

namespace whimbrel {

/// The name of a constraint of `table` by rule: `pk_<table>`, `uq_<table>_<columns>`,
/// `fk_<table>_<columns>_<referred table>`, `ck_<table>_<fingerprint of the condition>`,
/// `ex_<table>_<columns>`. At most 60 bytes, so that it fits every database; a longer one is cut
/// and ends in a fingerprint. Pure.
Identifier default_name(const QualifiedName& table, const Constraint& constraint);

/// Names the unnamed unique constraints, foreign keys and checks. A primary key may stay unnamed:
/// every database finds it without.
void fill_names(Table& table);

}  // namespace whimbrel
