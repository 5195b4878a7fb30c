// The names that Whimbrel gives to constraints that have none.
#pragma once

#include <map>
#include <string>

#include "whimbrel/model/table.h"

namespace whimbrel {

/// What a project calls constraints that nobody named: a template for some kinds. In it stand
/// `{table}`, `{columns}` (joined by underscores), `{referred_table}`, `{referred_columns}` and
/// `{fingerprint}` (of a check's condition).
struct NamingConvention {
  std::map<ConstraintKind, std::string> templates;
  bool operator==(const NamingConvention&) const = default;
};

/// Empty, or what is wrong with a template for that kind: a word that it does not know, or that two
/// constraints of one table would get the same name. A sentence. Pure.
std::string problem_of_template(ConstraintKind kind, const std::string& text);

/// The name of a constraint of `table` by rule: `pk_<table>`, `uq_<table>_<columns>`,
/// `fk_<table>_<columns>_<referred table>`, `ck_<table>_<fingerprint of the condition>`,
/// `ex_<table>_<columns>`. At most 60 bytes, so that it fits every database; a longer one is cut
/// and ends in a fingerprint. Where `convention` has a template for the kind, that is the rule.
/// Pure.
Identifier default_name(const QualifiedName& table, const Constraint& constraint,
                        const NamingConvention& convention = {});

/// Names the unnamed unique constraints, foreign keys and checks. A primary key may stay unnamed:
/// every database finds it without; only a template of `convention` names it.
void fill_names(Table& table, const NamingConvention& convention = {});

}  // namespace whimbrel
