// What an operation costs a server that is in use.
#include <algorithm>
#include <array>

#include "reserved_words.h"
#include "review_guide.h"
#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"

namespace whimbrel::mysql_family {
namespace {

constexpr std::array kRules = {
    ReviewRule{"inline-references-ignored", ReviewLevel::error,
               "REFERENCES behind a column makes no foreign key on this version"},
    ReviewRule{"non-transactional-engine", ReviewLevel::warning,
               "A table has an engine without transactions and foreign keys"},
    ReviewRule{"three-byte-charset", ReviewLevel::warning,
               "A text cannot hold all characters of Unicode"},
};

constexpr std::string_view kUntilCopied =
    " copies the table: rows can be read, and nobody can write until all of them are copied.";
constexpr std::string_view kSwap =
    "Make a new table of the wanted form, copy the rows in portions while triggers or the "
    "application keep it up to date, and swap the two with RENAME TABLE.";

std::string of_table(const Identifier& column, const QualifiedName& table) {
  return "column '" + column.text() + "' of table '" + table.text() + "'";
}

Hazard rebuild(std::string what, const QualifiedName& table) {
  return {"table-rebuild",
          std::move(what) + " writes table '" + table.text() +
              "' anew: it takes as long as reading all rows and as much room again; rows can be "
              "read and written meanwhile.",
          "Run it when there is little to do, with room on the disk for a second copy."};
}

bool takes_part(const Table& table, const Identifier& column) {
  const auto has = [&](const std::vector<Identifier>& names) {
    return std::find(names.begin(), names.end(), column) != names.end();
  };
  if (table.primary_key && has(table.primary_key->columns)) return true;
  for (const UniqueConstraint& unique : table.unique_constraints)
    if (has(unique.columns)) return true;
  for (const ForeignKey& key : table.foreign_keys)
    if (has(key.columns)) return true;
  for (const Index& index : table.indexes)
    for (const IndexKey& key : index.keys) {
      const auto* name = std::get_if<Identifier>(&key.what);
      if (name != nullptr && *name == column) return true;
    }
  return false;
}

std::string charset_words(const Column& column, const Table* table, std::string_view dialect) {
  if (!column.collation.empty()) return column.collation;
  const auto own =
      table == nullptr ? Options::const_iterator() : table->options.find(std::string(dialect));
  if (table == nullptr || own == table->options.end()) return {};
  for (const char* key : {"collate", "charset"})
    if (const auto found = own->second.find(key); found != own->second.end()) return found->second;
  return {};
}

template <class Value>
void take(const std::optional<Value>& from, Value& to) {
  if (from) to = *from;
}

void take(const ColumnAttributes& from, Column& to) {
  take(from.type, to.type);
  take(from.nullable, to.nullable);
  take(from.default_value, to.default_value);
  take(from.autoincrement, to.autoincrement);
  take(from.generated, to.generated);
  take(from.collation, to.collation);
}

}  // namespace

ReviewFacts FamilyReviewGuide::facts() const {
  ReviewFacts facts;
  facts.indexes_foreign_keys = true;
  return facts;
}

std::span<const ReviewRule> FamilyReviewGuide::rules() const { return kRules; }

bool FamilyReviewGuide::is_reserved(std::string_view word) const {
  const std::string text = lower(word);
  const auto own = own_reserved_words();
  return is_shared_reserved_word(text) || std::binary_search(own.begin(), own.end(), text);
}

std::string FamilyReviewGuide::native(const SqlType& type, int server_version) const {
  const auto answer = dialect().types().native(type, ServerInfo{{}, {}, server_version});
  const auto* text = std::get_if<std::string>(&answer);
  return text == nullptr ? type.text : *text;
}

Change FamilyReviewGuide::change_of(const AlterColumn& op, const ReviewPlace& place) const {
  Change change;
  const Table* table = place.before.table(op.table);
  const Column* known = table == nullptr ? nullptr : table->column(op.column);
  if (known != nullptr) change.before = *known;
  take(op.existing, change.before);
  change.known = known != nullptr || op.existing.type.has_value();
  change.after = change.before;
  take(op.to, change.after);
  change.native_before = native(change.before.type, place.server_version);
  change.native_after = native(change.after.type, place.server_version);
  change.indexed = table != nullptr && takes_part(*table, op.column);
  change.character_bytes =
      character_bytes(charset_words(change.before, table, product_->dialect()));
  return change;
}

std::vector<Hazard> FamilyReviewGuide::hazards_of(const Operation& operation,
                                                  const ReviewPlace& place) const {
  std::vector<Hazard> hazards;
  const OnlineFacts facts = online(place.server_version);
  if (const auto* create = std::get_if<CreateTable>(&operation))
    table_hazards(create->table, hazards);
  if (const auto* add = std::get_if<AddColumn>(&operation))
    charset_hazard(add->column.collation + " " + add->column.type.text,
                   of_table(add->column.name, add->table), hazards);
  const QualifiedName* table = table_of(operation);
  if (table == nullptr || place.is_new(*table)) return hazards;
  std::visit(
      overloaded{
          [&](const AddColumn& op) {
            if (way_of_adding(op.column, facts) != Way::blocks) return;
            hazards.push_back(
                {"column-rewrites-table",
                 "Adding " + of_table(op.column.name, op.table) + std::string(kUntilCopied),
                 op.column.generated
                     ? "Make it VIRTUAL, which writes nothing, and index it if it is "
                       "searched."
                     : "Add it without the default, nullable; set the default then, and "
                       "fill the rows that exist in portions."});
          },
          [&](const DropColumn& op) {
            const Way way = way_of_dropping(op.column, place.before.table(op.table), facts);
            if (way == Way::rebuild)
              hazards.push_back(rebuild("Dropping column '" + op.column.text() + "'", op.table));
          },
          [&](const AlterColumn& op) { alter_hazards(op, place, hazards); },
          [&](const CreateConstraint& op) { constraint_hazards(op, hazards); },
          [&](const DropConstraint& op) {
            if (op.kind != ConstraintKind::primary_key) return;
            const Table* known = place.before.table(op.table);
            if (way_of_dropping_key(known, facts) == Way::rebuild)
              return hazards.push_back(rebuild("Dropping the primary key", op.table));
            hazards.push_back({"primary-key-locks",
                               "Dropping the primary key of table '" + op.table.text() + "'" +
                                   std::string(kUntilCopied),
                               "Drop it and add the new one in the same ALTER TABLE (two "
                               "operations in a row become one): then rows can be written "
                               "while the table is built anew."});
          },
          [&](const CreateIndex& op) {
            if (way_of_index(op.index, facts) != Way::blocks) return;
            hazards.push_back(
                {"index-blocks-writes",
                 "Building index '" + op.index.name.text() + "' of table '" + op.table.text() +
                     "' blocks writing until all rows are read; only plain indexes are "
                     "built while rows are written.",
                 "Run it when there is little to do, or build it on a copy of the table "
                 "and swap the two with RENAME TABLE."});
          },
          [](const CreateTable&) {},
          [](const DropTable&) {},
          [](const RenameTable&) {},
          [](const RenameColumn&) {},
          [](const DropIndex&) {},
          [](const SetTableComment&) {},
          [](const Execute&) {},
          [](const PluginOperation&) {},
      },
      operation);
  return hazards;
}

void FamilyReviewGuide::constraint_hazards(const CreateConstraint& op,
                                           std::vector<Hazard>& hazards) const {
  const std::string table = "table '" + op.table.text() + "'";
  if (const auto* key = std::get_if<ForeignKey>(&op.constraint))
    hazards.push_back(
        {"foreign-key-locks",
         "Adding foreign key '" + key->name.text() + "' to " + table + " copies it, and nobody " +
             "can write to it until every row is compared with table '" +
             key->referred_table.text() + "'.",
         "Look for rows without a match first; then SET SESSION foreign_key_checks = 0 for this "
         "statement: the key is added at once and holds for every later change, and the rows that "
         "exist are not looked at."});
  if (const auto* check = std::get_if<CheckConstraint>(&op.constraint))
    hazards.push_back({"check-scans-table",
                       "Adding check '" + check->name.text() + "' to " + table +
                           " copies it: nobody can write until every row is copied and looked at.",
                       "Run it when there is little to do. " + std::string(kSwap)});
  if (std::holds_alternative<PrimaryKey>(op.constraint))
    hazards.push_back(rebuild("Adding a primary key", op.table));
}

void FamilyReviewGuide::alter_hazards(const AlterColumn& op, const ReviewPlace& place,
                                      std::vector<Hazard>& hazards) const {
  const OnlineFacts facts = online(place.server_version);
  const Change change = change_of(op, place);
  const std::string column = of_table(op.column, op.table);
  if (op.to.collation || op.to.type)
    charset_hazard(op.to.collation.value_or("") + " " + change.after.type.text, column, hazards);
  const bool other_type = op.to.type && way_of_type(change, facts) == Way::blocks;
  const Way way = other_type ? Way::blocks : way_of_attributes(change, facts);
  if (way == Way::blocks)
    hazards.push_back({"type-change-rewrites",
                       "Changing " + column + (other_type ? " to " + change.native_after : "") +
                           std::string(kUntilCopied),
                       "Add a new column, write to both, fill the old rows in portions, and drop "
                       "the old column when nobody reads it."});
  else if (way == Way::rebuild && !change.after.nullable)
    hazards.push_back({"not-null-scans-table",
                       "Making " + column +
                           " NOT NULL writes the table anew, reading every row, and fails at the "
                           "first null.",
                       "Fill the nulls in portions first, and leave room on the disk for a second "
                       "copy of the table."});
  else if (way == Way::rebuild)
    hazards.push_back(rebuild("Letting " + column + " be null", op.table));
}

void FamilyReviewGuide::charset_hazard(const std::string& words, const std::string& where,
                                       std::vector<Hazard>& hazards) const {
  if (character_bytes(words) != 3) return;
  hazards.push_back({"three-byte-charset",
                     "utf8 is utf8mb3 in " + where +
                         ": it refuses characters outside of the first plane of Unicode, such as "
                         "emoji.",
                     "Say utf8mb4."});
}

void FamilyReviewGuide::table_hazards(const Table& table, std::vector<Hazard>& hazards) const {
  const std::string where = "table '" + table.name.text() + "'";
  const auto own = table.options.find(std::string(product_->dialect()));
  if (own != table.options.end()) {
    for (const char* key : {"charset", "collate"})
      if (const auto found = own->second.find(key);
          found != own->second.end() && character_bytes(found->second) == 3) {
        charset_hazard(found->second, where, hazards);
        break;
      }
    const auto engine = own->second.find("engine");
    constexpr std::array<std::string_view, 7> kPlain = {"MyISAM", "MEMORY",  "HEAP", "Aria",
                                                        "CSV",    "ARCHIVE", "MERGE"};
    if (engine != own->second.end() &&
        std::any_of(kPlain.begin(), kPlain.end(),
                    [&](std::string_view each) { return same_word(each, engine->second); }))
      hazards.push_back({"non-transactional-engine",
                         where + " has the engine " + engine->second +
                             ", which keeps no transactions and no foreign keys.",
                         "Say InnoDB, or say why this table needs neither."});
  }
  for (const Column& column : table.columns)
    charset_hazard(column.collation + " " + column.type.text, of_table(column.name, table.name),
                   hazards);
}

}  // namespace whimbrel::mysql_family
