#include "whimbrel/config/environment.h"

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "whimbrel/core/error.h"
#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

bool is_variable_name(std::string_view name) {
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  const auto fits = [&](char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
  };
  return !name.empty() && !is_digit(name.front()) && std::all_of(name.begin(), name.end(), fits);
}

class Resolver {
 public:
  Resolver(const ConfigText& text, const std::string& what, const Environment& environment)
      : text_(text), what_(what), environment_(environment) {}

  std::string run() const {
    const std::string_view text = text_.text;
    std::string result;
    size_t start = 0;
    for (size_t dollar = text.find('$'); dollar != std::string_view::npos;
         dollar = text.find('$', start)) {
      result += text.substr(start, dollar - start);
      const char next = dollar + 1 < text.size() ? text[dollar + 1] : '\0';
      if (next == '$') {
        result += '$';
        start = dollar + 2;
      } else if (next == '{') {
        const size_t close = text.find('}', dollar);
        if (close == std::string_view::npos) throw problem("a '${' has no '}'");
        result += value_of(text.substr(dollar + 2, close - dollar - 2));
        start = close + 1;
      } else {
        throw problem("a '$' is followed by neither '{' nor '$'");
      }
    }
    return result.append(text.substr(start));
  }

 private:
  std::string value_of(std::string_view reference) const {
    const size_t mark = reference.find(":-");
    const std::string name(reference.substr(0, mark));
    if (!is_variable_name(name))
      throw problem("what stands in '${...}' is not the name of an environment variable");
    const std::optional<std::string> value = environment_(name);
    if (mark == std::string_view::npos) {
      if (value) return *value;
      throw error_at(text_.mark,
                     "environment variable " + name + " is not set; " + what_ + " needs it")
          .with_hint("set " + name + ", or write ${" + name + ":-default}");
    }
    if (value && !value->empty()) return *value;
    const std::string fallback(reference.substr(mark + 2));
    if (fallback.find('$') != std::string::npos)
      throw problem("the default of '${" + name + ":-...}' has a '$' in it");
    return fallback;
  }

  Error problem(const std::string& message) const {
    return error_at(text_.mark, message + " in " + what_)
        .with_hint("write ${NAME} or ${NAME:-default} for a variable and $$ for a plain $");
  }

  const ConfigText& text_;
  const std::string& what_;
  const Environment& environment_;
};

}  // namespace

Environment process_environment() {
  return [](const std::string& name) -> std::optional<std::string> {
    const char* value = std::getenv(name.c_str());
    return value == nullptr ? std::nullopt : std::optional<std::string>(value);
  };
}

std::string resolved(const ConfigText& text, const std::string& what,
                     const Environment& environment) {
  return Resolver(text, what, environment).run();
}

}  // namespace whimbrel
