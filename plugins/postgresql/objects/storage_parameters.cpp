#include "objects/storage_parameters.h"

#include <map>

#include "syntax.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"

namespace whimbrel::postgresql {
namespace {

std::map<std::string, std::string> parameters(std::string_view text) {
  std::map<std::string, std::string> all;
  std::string name;
  std::string value;
  bool in_value = false;
  const auto finish = [&] {
    if (!name.empty()) all[name] = value;
    name.clear();
    value.clear();
    in_value = false;
  };
  for (const SqlToken& token : lex(text, postgresql_syntax())) {
    if (token.is_symbol(','))
      finish();
    else if (!in_value && token.is_symbol('='))
      in_value = true;
    else
      (in_value ? value : name) += token.text;
  }
  finish();
  return all;
}

}  // namespace

std::vector<std::string> parameter_changes(std::string_view from, std::string_view to) {
  const auto before = parameters(from);
  const auto after = parameters(to);
  std::vector<std::string> set;
  std::vector<std::string> reset;
  for (const auto& [name, value] : after) {
    const auto old = before.find(name);
    if (old == before.end() || old->second != value)
      set.push_back(value.empty() ? name : name + "=" + value);
  }
  for (const auto& [name, value] : before)
    if (!after.contains(name)) reset.push_back(name);
  std::vector<std::string> actions;
  if (!set.empty()) actions.push_back("SET (" + join(set, ", ") + ")");
  if (!reset.empty()) actions.push_back("RESET (" + join(reset, ", ") + ")");
  return actions;
}

}  // namespace whimbrel::postgresql
