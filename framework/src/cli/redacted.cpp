#include "redacted.h"

#include <unistd.h>

#include <algorithm>
#include <string_view>

#include "whimbrel/core/text.h"

namespace whimbrel::cli {
namespace {

constexpr std::string_view kHidden = "***";
// A shorter value is hardly a secret, and hiding it would take the sense out of the text.
constexpr size_t kShortest = 4;

bool holds_secret(std::string_view name) {
  const std::string word = lower(name);
  for (const std::string_view each : {"pass", "pwd", "secret", "token"})
    if (word.find(each) != std::string::npos) return true;
  return false;
}

std::string hide(std::string_view value, std::string text) {
  return value.size() < kShortest ? text : without(Secret(std::string(value)), std::move(text));
}

std::string without_variables(std::string text) {
  for (char** each = environ; *each != nullptr; ++each) {
    const std::string_view variable = *each;
    const size_t equals = variable.find('=');
    if (equals != std::string_view::npos && holds_secret(variable.substr(0, equals)))
      text = hide(variable.substr(equals + 1), std::move(text));
  }
  return text;
}

// scheme://user:password@host: what stands between the two slashes and the last @ of the word.
std::string without_credentials(std::string_view text) {
  constexpr std::string_view kSlashes = "://";
  std::string result;
  size_t taken = 0;
  for (size_t at = text.find(kSlashes); at != std::string_view::npos;
       at = text.find(kSlashes, taken)) {
    const size_t begin = at + kSlashes.size();
    const size_t end = std::min(text.find_first_of(" \t\r\n\"'`<>,;", begin), text.size());
    const size_t mark = text.substr(begin, end - begin).rfind('@');
    result += text.substr(taken, begin - taken);
    taken = begin;
    if (mark == std::string_view::npos) continue;
    result += kHidden;
    taken = begin + mark;
  }
  return result + std::string(text.substr(taken));
}

}  // namespace

std::string redacted(std::string text, const Endpoint& endpoint) {
  text = without(endpoint.password, std::move(text));
  for (const auto& [name, value] : endpoint.parameters)
    if (holds_secret(name)) text = hide(value, std::move(text));
  return without_credentials(without_variables(std::move(text)));
}

}  // namespace whimbrel::cli
