#include "review_hazards.h"

#include <array>

#include "connection.h"
#include "native_changes.h"
#include "options.h"
#include "review_guide.h"
#include "whimbrel/core/text.h"

namespace whimbrel::sqlite {
namespace {

constexpr std::array kRules = {
    ReviewRule{"foreign-keys-pragma", ReviewLevel::warning,
               "PRAGMA foreign_keys does nothing in a transaction"},
    ReviewRule{"rebuild-cascades", ReviewLevel::error,
               "A table that others refer to is dropped while foreign keys are on"},
};

constexpr std::string_view kAsOperation =
    "Write it as the operation add_column: the table is then made anew and its rows are copied.";

std::string place_of(const Column& column, const Table& table) {
  return "column '" + column.name.text() + "' to table '" + table.name.text() + "'";
}

// Why ADD COLUMN takes the column for an empty table only; empty when it takes it always.
std::string needs_empty_table(const Column& column, const Table& before, const Table& around) {
  const bool has_value = column.default_value.has_value();
  if (column.generated && column.generated->stored) return "it is generated and stored";
  if (has_value && std::holds_alternative<Expression>(*column.default_value))
    return "its default is no constant";
  if (!column.nullable && !has_value && !column.generated)
    return "it is NOT NULL and has no default";
  if (has_value && around.foreign_keys.size() > before.foreign_keys.size())
    return "it refers to another table and has a default";
  return {};
}

}  // namespace

std::span<const ReviewRule> SqliteReviewGuide::rules() const { return kRules; }

std::vector<Hazard> SqliteReviewGuide::hazards_of(const Operation& operation,
                                                  const ReviewPlace& place) const {
  const QualifiedName* table = table_of(operation);
  if (table == nullptr || place.is_new(*table)) return {};
  const auto* create = std::get_if<CreateConstraint>(&operation);
  if (create != nullptr && has_option(create->options, option::kWithColumn)) return {};
  const int version = place.server_version > 0 ? place.server_version : library().version_number;
  if (is_native(operation, place.before.table(*table), version)) return {};
  return {{"table-rebuild",
           summary(operation) + ": ALTER TABLE cannot do this, so table '" + table->text() +
               "' is made anew and all of its rows are copied; nobody else can write to the "
               "database until the migration is done.",
           "Leave room for a second copy of the table, and keep the changes of one table in one "
           "migration: they share one rebuild."}};
}

std::optional<Hazard> added_column_hazard(const Column& column, const Table& before,
                                          const Table& around, bool is_new) {
  const std::string what = "ADD COLUMN cannot add " + place_of(column, before);
  const bool key = around.primary_key && around.primary_key != before.primary_key;
  if (key || around.unique_constraints.size() > before.unique_constraints.size())
    return Hazard{"column-needs-empty-table",
                  what + " with " + (key ? "PRIMARY KEY" : "UNIQUE") + ", also while it is empty.",
                  key ? std::string(kAsOperation)
                      : "Add the column without UNIQUE, and a unique index after it."};
  const std::string why = needs_empty_table(column, before, around);
  if (is_new || why.empty()) return std::nullopt;
  return Hazard{"column-needs-empty-table", what + " as soon as it has a row: " + why + ".",
                std::string(kAsOperation)};
}

std::optional<Hazard> cascade_hazard(const DropTable& drop, std::size_t offset,
                                     const ReviewPlace& place) {
  if (place.is_new(drop.table)) return std::nullopt;
  for (const auto& [name, table] : place.before.tables)
    for (const ForeignKey& key : table.foreign_keys) {
      if (name == drop.table || !same_word(key.referred_table.text(), drop.table.text())) continue;
      const std::string then = key.on_delete == ReferentialAction::cascade
                                   ? " are deleted with them"
                               : key.on_delete == ReferentialAction::set_null ||
                                       key.on_delete == ReferentialAction::set_default
                                   ? " lose what they refer to"
                                   : " make the statement fail";
      return Hazard{"rebuild-cascades",
                    "While foreign keys are on, DROP TABLE deletes the rows of '" +
                        drop.table.text() + "' first: the rows of table '" + name.text() +
                        "' that refer to them" + then + ".",
                    "To change the table write operations (add_column, alter_column, ...), which "
                    "make it anew with foreign keys off and check them at the end; to be rid of "
                    "it, drop the foreign keys that refer to it first.",
                    offset};
    }
  return std::nullopt;
}

Hazard foreign_keys_hazard(std::size_t offset) {
  return {"foreign-keys-pragma",
          "PRAGMA foreign_keys does nothing in a transaction, and a migration runs in one.",
          "Write operations, which switch foreign keys off before the transaction where that is "
          "needed; or say `transactional: false` in the header.",
          offset};
}

Hazard vacuum_hazard(std::size_t offset) {
  return {"exclusive-maintenance",
          "VACUUM writes the whole database anew, and nobody else can write meanwhile.",
          "Run it apart from migrations, when there is little to do.", offset};
}

}  // namespace whimbrel::sqlite
