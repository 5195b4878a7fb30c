// Statements about rows and settings.
#include "whimbrel/sdk/definition_parts.h"
#include "whimbrel/sdk/standard_review_guide.h"

namespace whimbrel::sdk {
namespace {

using Kind = SqlReading::Kind;

bool changes_rows(const SqlToken& token) {
  return token.is("INSERT") || token.is("REPLACE") || token.is("UPDATE") || token.is("DELETE") ||
         token.is("MERGE");
}

}  // namespace

// Only words outside of parentheses count: a condition of a subquery is none of the statement. What
// is joined, or limited in number, is not all rows either.
void StandardReviewGuide::read_rows(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  bool condition = false;
  bool updates = false;
  work.result.kind = Kind::query;
  for (bool begun = false; !tokens.done(); tokens.skip_balanced()) {
    const SqlToken& token = tokens.peek();
    if (!begun && (changes_rows(token) || token.is("SELECT"))) {
      begun = true;
      if (changes_rows(token)) work.result.kind = Kind::rows;
      updates = token.is("UPDATE") || token.is("DELETE");
    }
    condition = condition || token.is("WHERE") || token.is("JOIN") || token.is("LIMIT");
  }
  work.result.changes_all_rows = updates && !condition;
}

void StandardReviewGuide::read_truncate(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  work.result.kind = Kind::rows;
  tokens.take("TABLE");
  tokens.take("ONLY");
  do {
    const std::size_t offset = tokens.offset();
    const QualifiedName name = read_qualified_name(tokens);
    if (name.name.empty()) return;
    if (!work.place.is_new(work.known(name)))
      work.add_hazard({"truncate", "All rows of table '" + name.text() + "' are deleted.",
                       "Delete the rows that must go with DELETE and a condition, or say why all "
                       "of them may go.",
                       offset});
  } while (tokens.take(','));
}

// SET [SESSION | LOCAL | GLOBAL] name = value, name TO value, @@session.name = value.
void StandardReviewGuide::read_settings(ReadWork& work) const {
  TokenReader& tokens = work.tokens;
  work.result.kind = Kind::session;
  bool name_follows = true;
  bool global = false;
  for (; !tokens.done(); tokens.skip_balanced()) {
    const SqlToken& token = tokens.peek();
    const SqlToken& next = tokens.peek(1);
    if (token.is_symbol(',')) {
      name_follows = true;
      global = false;
    } else if (token.is("GLOBAL") || token.is("PERSIST")) {
      global = true;
    } else if (next.is_symbol('=') || next.is("TO") || next.is_symbol(':')) {
      if (!name_follows || global) continue;
      const SettingKind kind = setting_kind(token.text);
      work.result.sets_lock_timeout |= kind == SettingKind::lock_wait;
      work.result.sets_statement_timeout |= kind == SettingKind::statement_time;
      name_follows = false;
    }
  }
}

}  // namespace whimbrel::sdk
