// DROP ... and RENAME TABLE.
#include "whimbrel/core/text.h"
#include "whimbrel/sdk/definition_parts.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

using Kind = SqlReading::Kind;

void skip_all(TokenReader& tokens) {
  while (!tokens.done()) tokens.skip();
}

void note_cascade(ReadWork& work) {
  if (work.tokens.take("CASCADE"))
    work.unread("what CASCADE drops besides");
  else
    work.tokens.take("RESTRICT");
}

const Table* table_of_index(const Schema& schema, const Identifier& index) {
  for (const auto& [name, table] : schema.tables)
    for (const Index& each : table.indexes)
      if (same_word(each.name.text(), index.text())) return &table;
  return nullptr;
}

}  // namespace

void StandardReviewGuide::read_drop(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  const std::size_t offset = tokens.offset();
  work.result.kind = Kind::schema;
  if (tokens.take("TEMPORARY")) {
    work.result.kind = Kind::session;
    return skip_all(tokens);
  }
  if (tokens.take("TABLE") || tokens.take("TABLES")) return read_drop_tables(work);
  if (tokens.take("INDEX")) return read_drop_index(work);
  const bool schema = tokens.peek().is("SCHEMA") && !dialect().syntax().schema_is_database;
  if (tokens.take("DATABASE") || tokens.take("SCHEMA")) {
    tokens.take("IF", "EXISTS");
    const std::string name = tokens.name().text();
    const std::string what = schema ? "Schema '" : "Database '";
    work.add_hazard({schema ? "drop-schema" : "drop-database",
                     what + name + "' is dropped with all that is in it.",
                     "Leave this to the people who keep the server; a migration changes what is "
                     "inside.",
                     offset});
    return note_cascade(work);
  }
  for (const char* kind : {"VIEW", "TRIGGER", "PROCEDURE", "FUNCTION", "EVENT", "SEQUENCE"})
    if (tokens.take(kind)) {
      while (!tokens.done() && !tokens.peek().is("CASCADE")) tokens.skip();
      return note_cascade(work);
    }
  work.result.kind = Kind::unknown;
  work.unread("DROP " + std::string(tokens.peek().text));
  skip_all(tokens);
}

void StandardReviewGuide::read_drop_tables(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  tokens.take("IF", "EXISTS");
  do {
    const std::size_t offset = tokens.offset();
    const QualifiedName written = read_qualified_name(tokens);
    if (written.name.empty()) return;
    DropTable drop{work.enter(written), std::nullopt};
    if (const Table* table = work.table()) drop.before = *table;
    work.add(std::move(drop), offset);
  } while (tokens.take(','));
  note_cascade(work);
}

// Where a statement does not say which table the index is of, the schema may.
void StandardReviewGuide::read_drop_index(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  tokens.take("CONCURRENTLY");
  tokens.take("IF", "EXISTS");
  do {
    const std::size_t offset = tokens.offset();
    Identifier name = read_qualified_name(tokens).name;
    if (name.empty()) return;
    if (tokens.take("ON")) {
      drop_index(work.enter(read_qualified_name(tokens)), name, offset, work);
    } else if (const Table* table = table_of_index(work.place.before, name)) {
      drop_index(work.enter(table->name), name, offset, work);
    } else {
      work.unread("which table index '" + name.text() + "' is of");
    }
  } while (tokens.take(','));
  note_cascade(work);
}

void StandardReviewGuide::drop_index(const QualifiedName& table, const Identifier& name,
                                     std::size_t offset, ReadWork& work) const {
  DropIndex drop{table, name, std::nullopt};
  if (const Table* known = work.table()) {
    for (const Index& index : known->indexes)
      if (same_word(index.name.text(), name.text())) {
        drop.index = index.name;
        drop.before = index;
      }
    if (!drop.before && unique_is_index())
      for (const UniqueConstraint& unique : known->unique_constraints)
        if (same_word(unique.name.text(), name.text()))
          return work.add(DropConstraint{table, unique.name, ConstraintKind::unique, unique},
                          offset);
  }
  work.add(std::move(drop), offset);
}

void StandardReviewGuide::read_rename_tables(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  work.result.kind = Kind::schema;
  tokens.take("IF", "EXISTS");
  do {
    const std::size_t offset = tokens.offset();
    const QualifiedName from = work.enter(read_qualified_name(tokens));
    if (!tokens.take("TO")) return;
    const QualifiedName to = read_qualified_name(tokens);
    if (to.schema == from.schema)
      work.add(RenameTable{from, to.name}, offset);
    else
      work.unread("that table '" + from.text() + "' moves to '" + to.schema.text() + "'");
  } while (tokens.take(','));
}

}  // namespace whimbrel::sdk
