// What operations cost a database that is in use, part by part. Nothing is reported for a table
// that the same migration has made.
#pragma once

#include <string_view>
#include <vector>

#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/dialect/type_system.h"

namespace whimbrel::postgresql {

using Hazards = std::vector<Hazard>;

Hazard hazard(std::string_view rule, std::string message, std::string cure);

void cost_of_column(const AddColumn& op, const ReviewPlace& place, Hazards& found);
void cost_of_change(const AlterColumn& op, const ReviewPlace& place, const TypeSystem& types,
                    Hazards& found);
void cost_of_constraint(const CreateConstraint& op, const ReviewPlace& place, Hazards& found);
void cost_of_validation(const ValidateConstraint& op, const ReviewPlace& place, Hazards& found);
void cost_of_index(const CreateIndex& op, const ReviewPlace& place, Hazards& found);
void cost_of_dropped_index(const DropIndex& op, const ReviewPlace& place, Hazards& found);

/// The hazard of dropping an index without CONCURRENTLY; `table` is null when nobody knows it.
Hazard dropped_index(const Identifier& index, const QualifiedName* table);

/// What is advised against in the type of a column, whether its table is new or not.
void advise_on_type(const QualifiedName& table, const Column& column, const TypeSystem& types,
                    Hazards& found);

/// True when a check constraint that all rows have passed says that the column is never null: then
/// SET NOT NULL looks at no row.
bool is_checked_not_null(const QualifiedName& table, const Identifier& column,
                         const ReviewPlace& place);

}  // namespace whimbrel::postgresql
