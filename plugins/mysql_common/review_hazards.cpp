// What an operation costs a server that is in use.
#include <algorithm>
#include <array>

#include "lock_hazards.h"
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
  const OnlineFacts facts = product_->online(place.server_version);
  if (const auto* create = std::get_if<CreateTable>(&operation))
    table_hazards(create->table, hazards);
  if (const auto* add = std::get_if<AddColumn>(&operation))
    charset_hazard(add->column.collation + " " + add->column.type.text,
                   of_table(add->column.name, add->table), hazards);
  const QualifiedName* table = table_of(operation);
  if (table == nullptr || place.is_new(*table)) return hazards;
  const Table* known = place.before.table(*table);
  const auto note = [&](std::optional<Hazard> hazard) {
    if (hazard) hazards.push_back(std::move(*hazard));
  };
  std::visit(overloaded{
                 [&](const AddColumn& op) { note(hazard_of(op, facts)); },
                 [&](const DropColumn& op) { note(hazard_of(op, known, facts)); },
                 [&](const AlterColumn& op) {
                   const Change change = change_of(op, place);
                   if (op.to.collation || op.to.type)
                     charset_hazard(op.to.collation.value_or("") + " " + change.after.type.text,
                                    of_table(op.column, op.table), hazards);
                   note(hazard_of(op, change, facts));
                 },
                 [&](const CreateConstraint& op) { note(hazard_of(op)); },
                 [&](const DropConstraint& op) { note(hazard_of(op, known, facts)); },
                 [&](const CreateIndex& op) { note(hazard_of(op, facts)); },
                 [](const auto&) {},
             },
             operation);
  return hazards;
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
