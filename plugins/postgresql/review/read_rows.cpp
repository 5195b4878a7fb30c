// Statements that read or change rows, and settings of the session.
#include <algorithm>

#include "review/known_functions.h"
#include "review/readers.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// Zero means that there is no limit.
bool is_zero(const Tagged& constant) {
  if (constant.tag != "A_Const") return false;
  if (const Node* value = constant.body->find("ival")) return number(*value, "ival") == 0;
  const Node* value = constant.body->find("sval");
  if (value == nullptr) return false;
  const std::string text = scalar(*value, "sval");
  return !text.empty() && text.find_first_of("123456789") == std::string::npos &&
         text.find('0') != std::string::npos;
}

void note_setting(Reading& reading, std::string_view name, bool limits) {
  reading.result().kind = SqlReading::Kind::session;
  if (name == "lock_timeout" && limits) reading.result().sets_lock_timeout = true;
  if (name == "statement_timeout" && limits) reading.result().sets_statement_timeout = true;
}

void read_set_config(Reading& reading, const Node& call) {
  const Node& arguments = child(call, "args");
  if (arguments.items.size() < 2) return;
  const Tagged name = tagged(arguments.items[0]);
  const std::string setting = lower(scalar(child(*name.body, "sval"), "sval"));
  note_setting(reading, setting, !is_zero(tagged(arguments.items[1])));
}

void note_rows(Reading& reading, const Node& body) {
  reading.result().kind = SqlReading::Kind::rows;
  if (child(body, "whereClause").is_null()) reading.result().changes_all_rows = true;
}

// DELETE ... RETURNING and the like inside of WITH.
void read_common_tables(Reading& reading, const Node& body) {
  for (const Node& item : child(child(body, "withClause"), "ctes").items) {
    const Tagged query = tagged(child(*tagged(item).body, "ctequery"));
    if (query.tag == "InsertStmt") reading.result().kind = SqlReading::Kind::rows;
    if (query.tag == "DeleteStmt" || query.tag == "UpdateStmt") note_rows(reading, *query.body);
  }
}

}  // namespace

void read_select(Reading& reading, const Node& body) {
  reading.result().kind = SqlReading::Kind::query;
  if (const Node& into = child(body, "intoClause"); !into.is_null()) {
    reading.result().kind = SqlReading::Kind::schema;
    reading.unread("the columns of the table that the query makes");
  }
  read_common_tables(reading, body);
  std::vector<std::string> unknown;
  for_each_tagged(body, [&](const Tagged& node) {
    if (node.tag != "FuncCall") return;
    const std::vector<std::string> names = strings(child(*node.body, "funcname"));
    if (names.empty()) return;
    if (names.back() == "set_config") return read_set_config(reading, *node.body);
    if (!is_harmless_function(names)) unknown.push_back(names.back());
  });
  if (unknown.empty()) return;
  if (reading.result().kind == SqlReading::Kind::query)
    reading.result().kind = SqlReading::Kind::unknown;
  std::sort(unknown.begin(), unknown.end());
  unknown.erase(std::unique(unknown.begin(), unknown.end()), unknown.end());
  reading.unread("what " + join(unknown, "(), ") + "() does");
}

void read_change_of_rows(Reading& reading, const Node& body) {
  note_rows(reading, body);
  read_common_tables(reading, body);
}

void read_set(Reading& reading, const Node& body) {
  const Node& values = child(body, "args");
  const bool limits = scalar(body, "kind") == "VAR_SET_VALUE" && values.items.size() == 1 &&
                      !is_zero(tagged(values.items.front()));
  note_setting(reading, lower(scalar(body, "name")), limits);
}

}  // namespace whimbrel::postgresql
