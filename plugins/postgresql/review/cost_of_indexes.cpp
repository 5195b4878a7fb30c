#include "options.h"
#include "review/costs.h"

namespace whimbrel::postgresql {

Hazard hazard(std::string_view rule, std::string message, std::string cure) {
  return {std::string(rule), std::move(message), std::move(cure), 0};
}

void cost_of_index(const CreateIndex& op, const ReviewPlace& place, Hazards& found) {
  if (has_option(op.index.options, "concurrently") || place.is_new(op.table)) return;
  const std::string name = op.index.name.text();
  found.push_back(hazard(
      "index-blocks-writes",
      "building index '" + name + "' holds a SHARE lock on table '" + op.table.text() +
          "': nobody can write to it until the index is done",
      "build it outside of the transaction with `options: {postgresql: {concurrently: true}}`; in "
      "SQL: CREATE INDEX CONCURRENTLY, in a migration of its own"));
}

Hazard dropped_index(const Identifier& index, const QualifiedName* table) {
  const std::string of = table == nullptr ? "its table" : "table '" + table->text() + "'";
  return hazard("drop-index-blocks",
                "dropping index '" + index.text() + "' takes an ACCESS EXCLUSIVE lock on " + of +
                    ": it waits for every query that is under way, and all that come after it wait "
                    "as well",
                "drop it outside of the transaction with `options: {postgresql: {concurrently: "
                "true}}`; in SQL: DROP INDEX CONCURRENTLY, in a migration of its own");
}

void cost_of_dropped_index(const DropIndex& op, const ReviewPlace& place, Hazards& found) {
  const bool concurrently = op.before && has_option(op.before->options, "concurrently");
  if (concurrently || place.is_new(op.table)) return;
  found.push_back(dropped_index(op.index, &op.table));
}

}  // namespace whimbrel::postgresql
