#include <string_view>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel {
namespace {

constexpr std::string_view kHidden = "***";

bool holds_secret(std::string_view parameter) {
  const std::string name = lower(parameter);
  for (const std::string_view word : {"pass", "pwd", "secret", "token"})
    if (name.find(word) != std::string::npos) return true;
  return false;
}

// Only what would be read as something else is encoded: the rest stays legible.
std::string encoded(std::string_view text, std::string_view delimiters) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte != 0x7f && c != '%' && delimiters.find(c) == std::string_view::npos) {
      result += c;
      continue;
    }
    result += '%';
    result += digits[byte / 16];
    result += digits[byte % 16];
  }
  return result;
}

std::string authority(const Endpoint& endpoint) {
  std::string result = "//";
  if (!endpoint.user.empty() || !endpoint.password.empty()) {
    result += encoded(endpoint.user, ":/?@");
    if (!endpoint.password.empty()) result += ":" + std::string(kHidden);
    result += "@";
  }
  const bool bracketed = endpoint.host.find(':') != std::string::npos;
  result +=
      bracketed ? "[" + encoded(endpoint.host, "/?@[]") + "]" : encoded(endpoint.host, "/?@[]");
  if (endpoint.port != 0) result += ":" + std::to_string(endpoint.port);
  return result;
}

std::string path_text(const Endpoint& endpoint) {
  if (endpoint.has_authority)
    return endpoint.path.empty() ? "" : "/" + encoded(endpoint.path, "?@");
  const std::string text = encoded(endpoint.path, "?");
  // Two slashes would open an authority.
  return text.starts_with("//") ? "%2F" + text.substr(1) : text;
}

}  // namespace

std::string Endpoint::display() const {
  std::string result = scheme + ":" + (has_authority ? authority(*this) : "") + path_text(*this);
  char separator = '?';
  for (const auto& [key, value] : parameters) {
    result += separator + encoded(key, "&=") + "=";
    result += holds_secret(key) ? std::string(kHidden) : encoded(value, "&");
    separator = '&';
  }
  return result;
}

}  // namespace whimbrel
