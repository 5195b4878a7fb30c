// Operations on columns.
#include <algorithm>

#include "keys.h"
#include "native_type.h"
#include "renderer.h"

namespace whimbrel::mysql_family {
namespace {

sdk::Answer cannot(std::string what) { return Unsupported{std::move(what), std::nullopt}; }

std::string about(const AlterColumn& op) {
  return "column '" + op.column.text() + "' of table '" + op.table.text() + "'";
}

void take(const ColumnAttributes& from, Column& to) {
  if (from.type) to.type = *from.type;
  if (from.nullable) to.nullable = *from.nullable;
  if (from.default_value) to.default_value = *from.default_value;
  if (from.autoincrement) to.autoincrement = *from.autoincrement;
  if (from.generated) to.generated = *from.generated;
  if (from.collation) to.collation = *from.collation;
  if (from.comment) to.comment = *from.comment;
}

// An empty value takes an option away.
void take(const Options& from, Options& to) {
  for (const auto& [dialect, values] : from)
    for (const auto& [key, value] : values) {
      if (value.empty())
        to[dialect].erase(key);
      else
        to[dialect][key] = value;
    }
}

bool names_default_only(const AlterColumn& op) {
  ColumnAttributes rest = op.to;
  rest.default_value.reset();
  return op.to.default_value && rest == ColumnAttributes() && op.options.empty();
}

// The index of several columns that would be left with fewer, or nothing.
std::string shrinking_key(const Table& table, const Identifier& column) {
  const auto shrinks = [&](const std::vector<Identifier>& columns) {
    return columns.size() > 1 && std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  if (table.primary_key && shrinks(table.primary_key->columns)) return "the primary key";
  for (const UniqueConstraint& unique : table.unique_constraints)
    if (shrinks(unique.columns)) return "the unique constraint '" + unique.name.text() + "'";
  for (const Index& index : table.indexes) {
    std::vector<Identifier> columns;
    for (const IndexKey& key : index.keys)
      if (const auto* name = std::get_if<Identifier>(&key.what)) columns.push_back(*name);
    if (columns.size() < index.keys.size()) columns.resize(index.keys.size());
    if (shrinks(columns)) return "the index '" + index.name.text() + "'";
  }
  return {};
}

bool is_keyed(const Table& table, const Identifier& column) {
  const auto has = [&](const std::vector<Identifier>& columns) {
    return std::find(columns.begin(), columns.end(), column) != columns.end();
  };
  if (table.primary_key && has(table.primary_key->columns)) return true;
  return std::any_of(table.unique_constraints.begin(), table.unique_constraints.end(),
                     [&](const UniqueConstraint& each) { return has(each.columns); }) ||
         std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(),
                     [&](const ForeignKey& each) { return has(each.columns); }) ||
         std::any_of(table.indexes.begin(), table.indexes.end(),
                     [&](const Index& each) { return has(columns_of(each)); });
}

bool is_virtual(const Column& column) { return column.generated && !column.generated->stored; }

}  // namespace

FamilyRenderer::Answer FamilyRenderer::add_column(const AddColumn& op, RenderWork& work) const {
  Answer problem;
  const std::string definition = column_text(op.column, work.now.server(), problem);
  if (problem) return problem;
  AlterPart part;
  part.add("ADD COLUMN " + definition, "column:" + op.column.name.text());
  if (way_of_adding(op.column, facts(work)) == Way::online)
    part.ask = is_virtual(op.column) ? Ask::instant : Ask::online;
  part.alone = is_virtual(op.column);
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::drop_column(const DropColumn& op, RenderWork& work) const {
  AlterPart part;
  const Table* table = work.tables.table(op.table);
  if (table == nullptr && work.now.offline())
    return cannot("table '" + op.table.text() + "' is not known without a database: a key of " +
                  "several columns would lose this one without a word");
  if (table != nullptr) {
    // The server would take the column out of the key without a word.
    if (const std::string key = shrinking_key(*table, op.column); !key.empty())
      return cannot("column '" + op.column.text() + "' of table '" + op.table.text() + "' is in " +
                    key + " together with others; drop that first");
    const std::vector<Identifier> alone = {op.column};
    for (const ForeignKey& key : table->foreign_keys)
      if (key.columns == alone)
        part.add("DROP FOREIGN KEY " + quoted(key.name, dialect().syntax()),
                 "fk:" + key.name.text());
    adjust_implicit_indexes(op, *table, part);
  }
  part.add("DROP COLUMN " + quoted(op.column, dialect().syntax()), "column:" + op.column.text());
  const Column* column = table == nullptr ? nullptr : table->column(op.column);
  part.ask = Ask::online;
  part.alone = column != nullptr && is_virtual(*column);
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::column_change(const AlterColumn& op, const Table* table,
                                                     bool offline, Column& before,
                                                     Column& after) const {
  const Column* known = table == nullptr ? nullptr : table->column(op.column);
  if (known != nullptr) {
    before = *known;
  } else {
    if (table != nullptr || (!offline && !names_default_only(op)))
      return cannot(about(op) + " is not there, so it cannot be changed");
    before.name = op.column;
    take(op.existing, before);
    take(op.existing.options, before.options);
  }
  after = before;
  take(op.to, after);
  take(op.to.options, after.options);
  take(op.options, after.options);
  if (known == nullptr && after.type.text.empty() && !names_default_only(op))
    return cannot("a change of " + about(op) +
                  " states it anew, and its type is not known; name it and the column's "
                  "other attributes under 'existing'");
  return std::nullopt;
}

// SET DEFAULT takes no bare call and, for large types, no literal, and on MariaDB it takes ON
// UPDATE away. What is stated anew has none of this.
bool FamilyRenderer::only_default_changes(const AlterColumn& op, const Column& after,
                                          const std::string& native) const {
  if (!names_default_only(op) || after.generated || is_large(native) || takes_now(native))
    return false;
  return !after.default_value || std::holds_alternative<Literal>(*after.default_value);
}

// True when the operation itself tells what it changes from.
static bool says_what_was(const AlterColumn& op) {
  const ColumnAttributes& to = op.to;
  const ColumnAttributes& was = op.existing;
  return (!to.type || was.type) && (!to.nullable || was.nullable) &&
         (!to.default_value || was.default_value) && (!to.collation || was.collation) &&
         (!to.comment || was.comment) && (!to.autoincrement || was.autoincrement);
}

FamilyRenderer::Answer FamilyRenderer::alter_column(const AlterColumn& op, RenderWork& work) const {
  const Table* table = work.tables.table(op.table);
  const ServerInfo& server = work.now.server();
  Column before;
  Column after;
  Answer problem = column_change(op, table, work.now.offline(), before, after);
  if (problem) return problem;
  std::string native;
  if (!after.type.text.empty()) native = type_text(after.type, server, problem);
  if (problem) return problem;
  AlterPart part;
  part.touched.insert("column:" + op.column.text());
  const std::string name = quoted(op.column, dialect().syntax());
  if (only_default_changes(op, after, native)) {
    // Without any default a nullable column would have to be given a value.
    const bool null = !after.default_value && after.nullable && !after.type.text.empty();
    if (after.default_value)
      part.add("ALTER COLUMN " + name + " SET DEFAULT " +
               default_text(*after.default_value, native));
    else
      part.add("ALTER COLUMN " + name + (null ? " SET DEFAULT NULL" : " DROP DEFAULT"));
    part.ask = Ask::instant;
  } else if (is_virtual(before) != is_virtual(after)) {
    return compute_anew(op, table, before, after, work);
  } else if ((problem = restate_column(op, table, after, server, part))) {
    return problem;
  } else if (table != nullptr && part.clauses.size() == 1 && says_what_was(op)) {
    // A run that goes on finds the change made already, and has to write the same statement.
    take(op.existing, before);
    part.ask = ask_of_change(before, after, native, *table, work);
  }
  if (op.to.autoincrement.value_or(false)) static_cast<AlterWork&>(work).keep_zeros();
  finish(op.table, std::move(part), work);
  return std::nullopt;
}

FamilyRenderer::Answer FamilyRenderer::restate_column(const AlterColumn& op, const Table* table,
                                                      const Column& after, const ServerInfo& server,
                                                      AlterPart& part) const {
  if (after.type.text.empty())
    return cannot("the type of " + about(op) + " is not known; name it under 'existing'");
  Answer problem;
  std::string definition = column_text(after, server, problem);
  if (problem) return problem;
  if (table != nullptr) definition += restated_checks(*table, after, part);
  part.add("MODIFY COLUMN " + definition);
  return std::nullopt;
}

// Asked for only where nobody is locked out; a way that is not known is the server's choice.
Ask FamilyRenderer::ask_of_change(const Column& before, const Column& after,
                                  const std::string& native, const Table& table,
                                  RenderWork& work) const {
  Answer problem;
  Change change{before, after, type_text(before.type, work.now.server(), problem), native};
  if (problem || before.options != after.options || before.type.text == "json") return Ask::nothing;
  // One of them is the table's or the database's, and of another character set for all we know.
  if (before.collation != after.collation && (before.collation.empty() || after.collation.empty()))
    return Ask::nothing;
  const std::vector<std::string> words = {after.collation, option(table.options, "collate"),
                                          option(table.options, "charset")};
  for (const std::string& each : words)
    if (!each.empty() && change.character_bytes == 4)
      change.character_bytes = character_bytes(each);
  change.indexed = is_keyed(table, after.name);
  const OnlineFacts known = facts(work);
  const Way type = way_of_type(change, known);
  const Way rest = way_of_attributes(change, known);
  return std::max(type, rest) == Way::blocks ? Ask::nothing : Ask::online;
}

std::string FamilyRenderer::restated_checks(const Table&, const Column&, AlterPart&) const {
  return {};
}

}  // namespace whimbrel::mysql_family
