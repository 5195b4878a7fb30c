#include <array>
#include <charconv>

#include "config_parts.h"
#include "whimbrel/core/duration.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// Texts without variables are known now; a mistake in a target that is seldom used shall not wait
// for the day when it is.
template <class Value>
void check(const std::optional<ConfigText>& text, const std::string& what, Value value) {
  if (text && !text->has_reference()) value(*text, text->text, what);
}

std::string as_written(const ConfigText& text) { return "'" + mentioned(text.text) + "'"; }

}  // namespace

std::string named(const std::string& key, const std::string& target) {
  return "'" + key + "' of target '" + target + "'";
}

TargetEntry read_target(const Node& node, const std::string& name) {
  MapReader map(node, "target '" + name + "'");
  TargetEntry target;
  target.mark = node.mark;
  target.url = written_text(map, "url");
  target.url_file = written_text(map, "url_file");
  target.scratch_url = written_text(map, "scratch_url");
  target.lock_timeout = written_text(map, "lock_timeout");
  target.statement_timeout = written_text(map, "statement_timeout");
  target.run_lock_timeout = written_text(map, "run_lock_timeout");
  target.is_protected = written_text(map, "protected");
  target.transaction = written_text(map, "transaction");
  target.server_version = written_text(map, "server_version");
  map.finish();
  if (target.url && target.url_file)
    throw error_at(target.url_file->mark, map.what() + " has both 'url' and 'url_file'")
        .with_hint("leave one of them out");
  if (!target.url && !target.url_file)
    throw error_at(node.mark, map.what() + " needs the key 'url' or 'url_file'");
  check(target.lock_timeout, named("lock_timeout", name), duration_value);
  check(target.statement_timeout, named("statement_timeout", name), duration_value);
  check(target.run_lock_timeout, named("run_lock_timeout", name), duration_value);
  check(target.is_protected, named("protected", name), truth_value);
  check(target.transaction, named("transaction", name), transaction_value);
  check(target.server_version, named("server_version", name), version_value);
  return target;
}

std::chrono::milliseconds duration_value(const ConfigText& text, const std::string& value,
                                         const std::string& what) {
  if (const auto length = parse_duration(value)) return *length;
  throw error_at(text.mark, what + " is no length of time: " + as_written(text))
      .with_hint("write a whole number and a unit: 500ms, 5s, 10m, 1h, 2d");
}

bool truth_value(const ConfigText& text, const std::string& value, const std::string& what) {
  if (value == "true" || value == "True" || value == "TRUE") return true;
  if (value == "false" || value == "False" || value == "FALSE") return false;
  throw error_at(text.mark, what + " must be true or false, not " + as_written(text));
}

TransactionMode transaction_value(const ConfigText& text, const std::string& value,
                                  const std::string& what) {
  if (const auto mode = parse_transaction_mode(value)) return *mode;
  throw error_at(text.mark, what + " must be each, all or none, not " + as_written(text))
      .with_hint("each: one transaction for each migration; all: one for the whole run");
}

int version_value(const ConfigText& text, const std::string& value, const std::string& what) {
  constexpr std::array<int, 3> kWeights = {1'000'000, 1'000, 1};
  int number = 0;
  size_t position = 0;
  for (const std::string_view part : split(value, '.')) {
    int digits = 0;
    const auto [end, problem] = std::from_chars(part.data(), part.data() + part.size(), digits);
    if (position == kWeights.size() || problem != std::errc() || end != part.data() + part.size() ||
        digits < 0 || digits > 999)
      throw error_at(text.mark, what + " is a version such as \"15.3\"");
    number += digits * kWeights[position++];
  }
  return number;
}

}  // namespace whimbrel
