#include "lock_hazards.h"

namespace whimbrel::mysql_family {
namespace {

constexpr std::string_view kUntilCopied =
    " copies the table: rows can be read, and nobody can write until all of them are copied.";
constexpr std::string_view kSwap =
    "Make a new table of the wanted form, copy the rows in portions while triggers or the "
    "application keep it up to date, and swap the two with RENAME TABLE.";

}  // namespace

std::string of_table(const Identifier& column, const QualifiedName& table) {
  return "column '" + column.text() + "' of table '" + table.text() + "'";
}

Hazard rebuilt(const std::string& what, const QualifiedName& table, std::size_t offset) {
  return {"table-rebuild",
          what + " writes table '" + table.text() +
              "' anew: it takes as long as reading all rows and as much room again; rows can be "
              "read and written meanwhile.",
          "Run it when there is little to do, with room on the disk for a second copy.", offset};
}

Hazard copied(const std::string& rule, const std::string& what, const QualifiedName& table,
              std::size_t offset) {
  return {rule,
          what + " copies table '" + table.text() +
              "': rows can be read, and nobody can write until all of them are copied.",
          std::string(kSwap), offset};
}

std::optional<Hazard> hazard_of(const AddColumn& op, const OnlineFacts& facts) {
  if (way_of_adding(op.column, facts) != Way::blocks) return std::nullopt;
  const bool generated = op.column.generated.has_value();
  return Hazard{"column-rewrites-table",
                "Adding " + of_table(op.column.name, op.table) + std::string(kUntilCopied),
                generated ? "Make it VIRTUAL, which writes nothing, and index it if it is searched."
                : op.column.autoincrement
                    ? std::string(kSwap)
                    : "Add it without the default, nullable; set the default then, and fill the "
                      "rows that exist in portions."};
}

std::optional<Hazard> hazard_of(const DropColumn& op, const Table* table,
                                const OnlineFacts& facts) {
  if (way_of_dropping(op.column, table, facts) != Way::rebuild) return std::nullopt;
  return rebuilt("Dropping column '" + op.column.text() + "'", op.table);
}

std::optional<Hazard> hazard_of(const AlterColumn& op, const Change& change,
                                const OnlineFacts& facts) {
  const std::string column = of_table(op.column, op.table);
  const bool other_type = op.to.type && way_of_type(change, facts) == Way::blocks;
  const Way way = other_type ? Way::blocks : way_of_attributes(change, facts);
  if (way == Way::online) return std::nullopt;
  if (way == Way::blocks)
    return Hazard{"type-change-rewrites",
                  "Changing " + column + (other_type ? " to " + change.native_after : "") +
                      std::string(kUntilCopied),
                  "Add a new column, write to both, fill the old rows in portions, and drop the "
                  "old column when nobody reads it."};
  if (change.after.nullable) return rebuilt("Letting " + column + " be null", op.table);
  return Hazard{"not-null-scans-table",
                "Making " + column +
                    " NOT NULL writes the table anew, reading every row, and fails at the first "
                    "null; rows can be read and written meanwhile.",
                "Fill the nulls in portions first, and leave room on the disk for a second copy "
                "of the table."};
}

std::optional<Hazard> hazard_of(const CreateConstraint& op) {
  const std::string table = "table '" + op.table.text() + "'";
  if (const auto* key = std::get_if<ForeignKey>(&op.constraint))
    return Hazard{"foreign-key-locks",
                  "Adding foreign key '" + key->name.text() + "' to " + table +
                      " copies it, and nobody can write to it until every row is compared with "
                      "table '" +
                      key->referred_table.text() + "'.",
                  "Look for rows without a match first; then SET SESSION foreign_key_checks = 0 "
                  "for this statement: the key is added at once and holds for every later change, "
                  "and the rows that exist are not looked at."};
  if (const auto* check = std::get_if<CheckConstraint>(&op.constraint))
    return Hazard{"check-scans-table",
                  "Adding check '" + check->name.text() + "' to " + table +
                      " copies it: nobody can write until every row is copied and looked at.",
                  "Run it when there is little to do. " + std::string(kSwap)};
  if (std::holds_alternative<PrimaryKey>(op.constraint))
    return rebuilt("Adding a primary key", op.table);
  return std::nullopt;
}

std::optional<Hazard> hazard_of(const DropConstraint& op, const Table* table,
                                const OnlineFacts& facts) {
  if (op.kind != ConstraintKind::primary_key) return std::nullopt;
  if (way_of_dropping_key(table, facts) == Way::rebuild)
    return rebuilt("Dropping the primary key", op.table);
  return Hazard{
      "primary-key-locks",
      "Dropping the primary key of table '" + op.table.text() + "'" + std::string(kUntilCopied),
      "Drop it and add the new one in the same ALTER TABLE (two operations in a row "
      "become one): then rows can be written while the table is built anew."};
}

std::optional<Hazard> hazard_of(const CreateIndex& op, const OnlineFacts& facts) {
  if (way_of_index(op.index, facts) != Way::blocks) return std::nullopt;
  return Hazard{"index-blocks-writes",
                "Building index '" + op.index.name.text() + "' of table '" + op.table.text() +
                    "' blocks writing until all rows are read; only plain indexes are built while "
                    "rows are written.",
                "Run it when there is little to do, or build it on a copy of the table and swap "
                "the two with RENAME TABLE."};
}

}  // namespace whimbrel::mysql_family
