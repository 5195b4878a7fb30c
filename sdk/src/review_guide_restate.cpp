// Changes of columns: ALTER COLUMN, MODIFY, CHANGE.
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

// What of `to` the column already is need not be changed.
template <class Value>
void change(std::optional<Value>& to, std::optional<Value>& existing, const Value& now,
            const Value* before) {
  if (before != nullptr && *before == now) return;
  to = now;
  if (before != nullptr) existing = *before;
}

void change_options(const Options& now, const Column* before, Options& options) {
  options = now;
  if (before == nullptr) return;
  for (const auto& [dialect, values] : before->options)
    for (const auto& [key, value] : values) {
      auto& own = options[dialect];
      if (const auto found = own.find(key); found == own.end())
        own[key] = "";  // taken away
      else if (found->second == value)
        own.erase(found);
    }
  std::erase_if(options, [](const auto& entry) { return entry.second.empty(); });
}

}  // namespace

void StandardReviewGuide::restate(const QualifiedName& table, const Column& column,
                                  std::size_t offset, ReadWork& work) const {
  const Table* known = work.table();
  const Column* before = known == nullptr ? nullptr : known->column(column.name);
  const auto of = [&](auto member) { return before == nullptr ? nullptr : &(before->*member); };
  AlterColumn alter{table, column.name, {}, {}, {}};
  change(alter.to.type, alter.existing.type, column.type, of(&Column::type));
  change(alter.to.nullable, alter.existing.nullable, column.nullable, of(&Column::nullable));
  change(alter.to.default_value, alter.existing.default_value, column.default_value,
         of(&Column::default_value));
  change(alter.to.autoincrement, alter.existing.autoincrement, column.autoincrement,
         of(&Column::autoincrement));
  change(alter.to.generated, alter.existing.generated, column.generated, of(&Column::generated));
  change(alter.to.collation, alter.existing.collation, column.collation, of(&Column::collation));
  change(alter.to.comment, alter.existing.comment, column.comment, of(&Column::comment));
  change_options(column.options, before, alter.options);
  const bool nothing = alter.to == ColumnAttributes{} && alter.options.empty();
  if (!nothing) work.add(std::move(alter), offset);
}

// MODIFY [COLUMN] name ..., CHANGE [COLUMN] name new_name ...
bool StandardReviewGuide::read_restated(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  const bool renames = tokens.peek().is("CHANGE");
  tokens.skip();
  tokens.take("COLUMN");
  tokens.take("IF", "EXISTS");
  const bool was_known = work.table() != nullptr;
  if (renames) {
    const Identifier from = work.column(tokens.name());
    const SqlToken& next = tokens.peek();
    if (!tokens.at_name()) return false;
    const Identifier to(unquoted(next));
    if (from != to) work.add(RenameColumn{table, from, to}, offset);
  }
  Table before;
  if (was_known) before = *work.table();
  before.name = table;
  Table around = before;
  Column column = read_column(around, work);
  // Letters in another case are the new name.
  const Identifier old = work.column(column.name);
  if (old != column.name) work.add(RenameColumn{table, old, column.name}, offset);
  if (column.name.empty() || column.type.text.empty()) return false;
  const bool key = around.primary_key && around.primary_key->columns == std::vector{column.name};
  if (key) column.nullable = false;
  restate(table, column, offset, work);
  add_elements(before, std::move(around), offset, work);
  return true;
}

// ALTER [COLUMN] name { [SET DATA] TYPE t | SET DEFAULT v | DROP DEFAULT | SET/DROP NOT NULL }
bool StandardReviewGuide::read_alter_column(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  if (tokens.peek().is("INDEX") || tokens.peek().is("CONSTRAINT") || tokens.peek().is("CHECK"))
    return false;
  tokens.take("COLUMN");
  tokens.take("IF", "EXISTS");
  AlterColumn alter{table, work.column(tokens.name()), {}, {}, {}};
  const bool set_type = tokens.peek().is("SET") && tokens.peek(1).is("DATA");
  if (set_type) tokens.take("SET", "DATA");
  const Table* known = work.table();
  const Column* before = known == nullptr ? nullptr : known->column(alter.column);
  if (tokens.take("TYPE")) {
    alter.to.type = SqlType(read_type(work));
    if (before != nullptr) alter.existing.type = before->type;
  } else if (tokens.take("SET", "DEFAULT")) {
    alter.to.default_value = read_default(work);
    if (before != nullptr) alter.existing.default_value = before->default_value;
  } else if (tokens.take("DROP", "DEFAULT")) {
    alter.to.default_value = std::optional<DefaultValue>();
    if (before != nullptr) alter.existing.default_value = before->default_value;
  } else {
    const bool set = tokens.take("SET");
    if (!(set || tokens.take("DROP")) || !tokens.take("NOT", "NULL")) return false;
    alter.to.nullable = !set;
    if (before != nullptr) alter.existing.nullable = before->nullable;
  }
  work.add(std::move(alter), offset);
  return true;
}

}  // namespace whimbrel::sdk
