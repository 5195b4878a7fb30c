// Statements, and clauses of ALTER TABLE, that only these products have.
#include <algorithm>
#include <set>

#include "keys.h"
#include "lock_hazards.h"
#include "review_guide.h"
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"

namespace whimbrel::mysql_family {
namespace {

using Kind = SqlReading::Kind;
using sdk::TokenReader;

void skip_all(TokenReader& tokens) {
  while (!tokens.done()) tokens.skip();
}

std::string setting(TokenReader& tokens) {
  tokens.take('=');
  return upper(tokens.name().text());
}

}  // namespace

FamilyReviewGuide::SettingKind FamilyReviewGuide::setting_kind(std::string_view name) const {
  if (same_word(name, "lock_wait_timeout") || same_word(name, "innodb_lock_wait_timeout"))
    return SettingKind::lock_wait;
  return same_word(name, statement_time_setting()) ? SettingKind::statement_time
                                                   : SettingKind::other;
}

bool FamilyReviewGuide::read_own_statement(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  if (tokens.take("USE")) {
    work.result.kind = Kind::session;
    work.unread("what follows USE, which is in another database");
  } else if (tokens.peek().is("LOCK") || tokens.peek().is("UNLOCK")) {
    work.result.kind = Kind::session;
  } else if (tokens.peek().is("SET") && tokens.peek(1).is("autocommit")) {
    work.result.kind = Kind::transaction;
  } else if (tokens.peek().is("SET") && tokens.peek(1).is("STATEMENT")) {
    tokens.skip();
    tokens.skip();
    // SET STATEMENT lock_wait_timeout = 1 FOR ALTER TABLE ...
    for (; !tokens.done() && !tokens.peek().is("FOR"); tokens.skip()) {
      const SettingKind kind = setting_kind(tokens.peek().text);
      work.result.sets_lock_timeout |= kind == SettingKind::lock_wait;
      work.result.sets_statement_timeout |= kind == SettingKind::statement_time;
    }
    tokens.take("FOR");
    if (!(tokens.peek().is("SET") && tokens.peek(1).is("STATEMENT"))) read_statement(work);
    return true;
  } else if (tokens.peek().is("LOAD") || tokens.peek().is("HANDLER")) {
    work.result.kind = Kind::rows;
  } else {
    return read_maintenance(work);
  }
  skip_all(tokens);
  return true;
}

bool FamilyReviewGuide::read_maintenance(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const SqlToken& next = tokens.peek(1);
  const bool table = next.is("TABLE") || next.is("TABLES") || tokens.peek(2).is("TABLE");
  if (!table) return false;
  if (tokens.peek().is("ANALYZE") || tokens.peek().is("CHECK") || tokens.peek().is("CHECKSUM")) {
    work.result.kind = Kind::query;
    skip_all(tokens);
    return true;
  }
  if (!tokens.take("OPTIMIZE")) return false;
  work.result.kind = Kind::query;
  while (!tokens.take("TABLE") && !tokens.take("TABLES") && !tokens.done()) tokens.skip();
  do {
    const std::size_t offset = tokens.offset();
    const QualifiedName name = work.known(sdk::read_qualified_name(tokens));
    if (name.name.empty()) break;
    if (!work.place.is_new(name)) work.add_hazard(rebuilt("OPTIMIZE TABLE", name, offset));
  } while (tokens.take(','));
  return true;
}

bool FamilyReviewGuide::read_own_clause(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  if (tokens.take("WAIT") || tokens.take("NOWAIT")) {
    if (tokens.peek().kind == SqlToken::Kind::number) tokens.skip();
    work.result.sets_lock_timeout = true;
    return tokens.at_end_of_item() || read_clause(table, work);
  }
  if (tokens.take("ALGORITHM")) {
    if (setting(tokens) == "COPY" && !work.place.is_new(table))
      work.add_hazard(copied("table-rebuild", "ALGORITHM=COPY", table, offset));
    return true;
  }
  if (tokens.take("LOCK")) {
    const std::string lock = setting(tokens);
    if (lock == "SHARED" || lock == "EXCLUSIVE")
      work.unread("how long LOCK=" + lock + " keeps others from table '" + table.text() + "'");
    return true;
  }
  return read_dropped_key(table, work) || read_storage_clause(table, work);
}

// An index that stays behind a foreign key goes with its columns in the same statement.
SqlReading FamilyReviewGuide::read(std::string_view statement, const ReviewPlace& place) const {
  SqlReading result = StandardReviewGuide::read(statement, place);
  std::set<Identifier> dropped;
  for (const ReadOperation& each : result.operations)
    if (const auto* drop = std::get_if<DropColumn>(&each.operation)) dropped.insert(drop->column);
  if (dropped.empty()) return result;
  std::erase_if(result.operations, [&](const ReadOperation& each) {
    const auto* create = std::get_if<CreateIndex>(&each.operation);
    if (create == nullptr) return false;
    const std::vector<Identifier> columns = columns_of(create->index);
    return std::any_of(columns.begin(), columns.end(),
                       [&](const Identifier& column) { return dropped.contains(column); });
  });
  return result;
}

// DROP {FOREIGN KEY | CONSTRAINT} name: the index that the server made for the key stays, and has
// no foreign key any more that would stand for it in the model.
bool FamilyReviewGuide::read_dropped_key(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const bool foreign = tokens.peek(1).is("FOREIGN") && tokens.peek(2).is("KEY");
  if (!tokens.peek().is("DROP") || !(foreign || tokens.peek(1).is("CONSTRAINT"))) return false;
  const SqlToken& name = tokens.peek(foreign ? 3 : 2);
  const Table* known = work.table();
  if (known == nullptr || name.text.empty()) return false;
  for (const ForeignKey& key : known->foreign_keys) {
    if (!same_word(key.name.text(), unquoted(name))) continue;
    std::vector<Index> left = implicit_indexes(*known);
    std::erase_if(left, [&](const Index& index) { return index.name != key.name; });
    const std::size_t offset = name.offset;
    for (int i = foreign ? 4 : 3; i > 0; --i) tokens.skip();
    work.add(DropConstraint{table, key.name, ConstraintKind::foreign_key, ForeignKey(key)}, offset);
    for (Index& index : left) work.add(CreateIndex{table, std::move(index)}, offset);
    return true;
  }
  return false;
}

// No operation changes how a table is kept, so the schema that is followed does not either.
bool FamilyReviewGuide::read_storage_clause(const QualifiedName& table, ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  const std::size_t start = tokens.position();
  const bool is_new = work.place.is_new(table);
  if (tokens.take("FORCE")) {
    if (!is_new) work.add_hazard(rebuilt("FORCE", table, offset));
    return true;
  }
  if (tokens.take("CONVERT", "TO")) {
    tokens.rest_of_item();
    if (!is_new) work.add_hazard(copied("type-change-rewrites", "CONVERT TO", table, offset));
    work.unread("'" + tokens.text_since(start) + "' of table '" + table.text() + "'");
    return true;
  }
  Table changed;
  bool any = false;
  while (!tokens.at_end_of_item() && read_table_option(changed, work)) any = true;
  if (!any) return false;
  if (!changed.comment.empty()) {
    SetTableComment comment{table, changed.comment, std::nullopt};
    if (const Table* known = work.table()) comment.existing = known->comment;
    work.add(std::move(comment), offset);
  }
  if (changed.options.empty()) return true;
  const auto& own = changed.options.begin()->second;
  const std::string text = tokens.text_since(start);
  work.unread("'" + text + "' of table '" + table.text() + "'");
  if (is_new) return true;
  const auto engine = own.find("engine");
  const bool other_engine = engine != own.end() && !same_word(engine->second, "InnoDB");
  if (other_engine)
    work.add_hazard(copied("table-rebuild", text, table, offset));
  else if (engine != own.end() || own.contains("row_format") || own.contains("key_block_size"))
    work.add_hazard(rebuilt(text, table, offset));
  return true;
}

}  // namespace whimbrel::mysql_family
