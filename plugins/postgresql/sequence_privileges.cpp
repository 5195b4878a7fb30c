#include "sequence_privileges.h"

#include <set>

#include "column_storage.h"
#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::postgresql {
namespace {

constexpr std::string_view kTo = " TO ";
constexpr std::string_view kGrantable = " WITH GRANT OPTION";

// Each right by itself. The name of a role may hold a semicolon, between quotes.
std::set<std::string> rights_in(std::string_view text) {
  std::set<std::string> rights;
  size_t from = 0;
  const auto take = [&](size_t end) {
    const std::string_view right = trimmed(text.substr(from, end - from));
    if (right.find(kTo) != std::string_view::npos) rights.emplace(right);
    from = end + 1;
  };
  for (const SqlToken& token : lex(text, postgresql_syntax()))
    if (token.is_symbol(';')) take(token.offset);
  if (from < text.size()) take(text.size());
  return rights;
}

// The name of the sequence is known to the server only.
void run_on_sequence(const QualifiedName& table, const Identifier& column, const std::string& head,
                     const std::string& tail, sdk::RenderWork& work) {
  const Syntax& syntax = postgresql_syntax();
  work.add("DO $whimbrel$ BEGIN EXECUTE " + string_literal(head + " ON SEQUENCE ", syntax) +
           " || " + sequence_of_column(table, column) + " || " + string_literal(tail, syntax) +
           "; END $whimbrel$");
}

}  // namespace

std::string sequence_privileges_text(const std::vector<Privilege>& privileges) {
  std::string text;
  for (const Privilege& each : privileges) {
    text += (text.empty() ? "" : "; ") + each.what + std::string(kTo);
    text += each.grantee.empty() ? "PUBLIC" : quoted(each.grantee, postgresql_syntax());
    if (each.grantable) text += kGrantable;
  }
  return text;
}

void change_sequence_privileges(const QualifiedName& table, const Identifier& column,
                                std::string_view from, std::string_view to, sdk::RenderWork& work) {
  const std::set<std::string> before = rights_in(from);
  const std::set<std::string> after = rights_in(to);
  for (const std::string& right : before) {
    if (after.contains(right)) continue;
    const size_t at = right.find(kTo);
    std::string grantee = right.substr(at + kTo.size());
    if (grantee.ends_with(kGrantable)) grantee.resize(grantee.size() - kGrantable.size());
    run_on_sequence(table, column, "REVOKE " + right.substr(0, at), " FROM " + grantee, work);
  }
  for (const std::string& right : after) {
    if (before.contains(right)) continue;
    const size_t at = right.find(kTo);
    run_on_sequence(table, column, "GRANT " + right.substr(0, at), right.substr(at), work);
  }
}

}  // namespace whimbrel::postgresql
