#include "object_text.h"

#include "product.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"

namespace whimbrel::mysql_family {
namespace {

std::string name_text(const std::string& name) { return quoted(Identifier(name), family_syntax()); }

std::string text_literal(const std::string& value) {
  return string_literal(value, family_syntax());
}

// Only a function that adds up rows can ask for the next one.
bool is_aggregate(const RoutineParts& parts) {
  if (parts.kind != "FUNCTION") return false;
  const std::vector<SqlToken> tokens = lex(parts.body, family_syntax());
  for (std::size_t i = 0; i + 2 < tokens.size(); ++i)
    if (tokens[i].is("fetch") && tokens[i + 1].is("group") && tokens[i + 2].is("next")) return true;
  return false;
}

std::string status_words(const std::string& status) {
  if (status == "ENABLED") return "ENABLE";
  if (status == "DISABLED") return "DISABLE";
  return status.starts_with("REPLICA") ? "DISABLE ON REPLICA" : "DISABLE ON SLAVE";
}

std::vector<SqlToken> words_of(std::string_view statement) {
  std::vector<SqlToken> tokens = lex(statement, family_syntax());
  std::erase_if(tokens, [](const SqlToken& t) { return t.kind == SqlToken::Kind::comment; });
  return tokens;
}

}  // namespace

std::string create_trigger(const TriggerParts& parts) {
  std::string sql = "CREATE TRIGGER " + name_text(parts.name) + " " + parts.timing + " " +
                    parts.event + " ON " + name_text(parts.table) + " FOR EACH ROW";
  if (!parts.follows.empty()) sql += " FOLLOWS " + name_text(parts.follows);
  return sql + " " + parts.body;
}

std::string create_routine(const RoutineParts& parts) {
  std::string sql = is_aggregate(parts) ? "CREATE AGGREGATE " : "CREATE ";
  sql += parts.kind + " " + name_text(parts.name) + "(";
  for (std::size_t i = 0; i < parts.parameters.size(); ++i) {
    const RoutineParameter& each = parts.parameters[i];
    if (i > 0) sql += ", ";
    if (!each.mode.empty() && each.mode != "IN") sql += each.mode + " ";
    sql += name_text(each.name) + " " + each.type;
  }
  sql += ")";
  if (!parts.returns.empty()) sql += " RETURNS " + parts.returns;
  if (parts.deterministic) sql += " DETERMINISTIC";
  if (parts.data_access != "CONTAINS SQL") sql += " " + parts.data_access;
  if (parts.invoker) sql += " SQL SECURITY INVOKER";
  return sql + "\n" + parts.body;
}

std::string create_event(const EventParts& parts) {
  std::string sql = "CREATE EVENT " + name_text(parts.name) + " ON SCHEDULE ";
  if (!parts.at.empty()) {
    sql += "AT " + text_literal(parts.at);
  } else {
    const bool number = parts.interval.find_first_not_of("0123456789") == std::string::npos;
    sql += "EVERY " + (number ? parts.interval : text_literal(parts.interval)) + " " +
           parts.interval_unit;
    if (!parts.starts.empty()) sql += " STARTS " + text_literal(parts.starts);
    if (!parts.ends.empty()) sql += " ENDS " + text_literal(parts.ends);
  }
  if (parts.preserve) sql += " ON COMPLETION PRESERVE";
  if (parts.status != "ENABLED") sql += " " + status_words(parts.status);
  return sql + " DO " + parts.body;
}

std::string behind_create(std::string_view statement, std::string_view clause,
                          std::string_view unless) {
  const std::vector<SqlToken> tokens = words_of(statement);
  if (tokens.size() < 2 || !tokens[0].is("create")) return std::string(statement);
  for (std::size_t i = 1; !unless.empty() && i < tokens.size() && i < 4; ++i)
    if (tokens[i].is(unless)) return std::string(statement);
  const std::size_t at = tokens[0].offset + tokens[0].text.size();
  return std::string(statement.substr(0, at)) + " " + std::string(clause) +
         std::string(statement.substr(at));
}

std::string renamed_statement(std::string_view statement, std::string_view kind,
                              const std::string& name) {
  const std::vector<SqlToken> tokens = words_of(statement);
  for (std::size_t i = 0; i + 1 < tokens.size(); ++i) {
    if (!tokens[i].is(kind)) continue;
    std::size_t at = i + 1;
    while (at < tokens.size() &&
           (tokens[at].is("if") || tokens[at].is("not") || tokens[at].is("exists")))
      ++at;
    // A name with its database in front has that left out.
    std::size_t last = at;
    if (last + 2 < tokens.size() && tokens[last + 1].is_symbol('.')) last += 2;
    if (last >= tokens.size()) return {};
    return std::string(statement.substr(0, tokens[at].offset)) + name_text(name) +
           std::string(statement.substr(tokens[last].offset + tokens[last].text.size()));
  }
  return {};
}

TriggerPlace trigger_place(std::string_view statement) {
  const std::vector<SqlToken> tokens = words_of(statement);
  TriggerPlace place;
  std::size_t i = 0;
  while (i < tokens.size() && !tokens[i].is("before") && !tokens[i].is("after")) ++i;
  if (i + 1 >= tokens.size()) return place;
  const std::string moment = upper(tokens[i].text) + " " + upper(tokens[i + 1].text);
  while (i + 1 < tokens.size() && !(tokens[i].is("each") && tokens[i + 1].is("row"))) ++i;
  if (i + 2 >= tokens.size()) return place;
  place.moment = moment;
  const SqlToken& next = tokens[i + 2];
  place.body_at = next.offset;
  place.placed = next.is("follows") || next.is("precedes");
  if (next.is("follows") && i + 3 < tokens.size()) place.follows = unquoted(tokens[i + 3]);
  return place;
}

}  // namespace whimbrel::mysql_family
