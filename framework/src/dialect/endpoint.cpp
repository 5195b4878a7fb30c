#include "whimbrel/dialect/endpoint.h"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// No message repeats a piece of the URL: where a delimiter is not encoded, any piece may be a part
// of the password.
Error refusal(const std::string& what) {
  Error error(ErrorCode::config, "the database URL is wrong: " + what);
  error.with_hint(
      "a URL looks like scheme://user:password@host:port/database?key=value or scheme:path; in a "
      "user name or a password / is written %2F, ? is %3F, @ is %40, % is %25");
  return error;
}

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

std::string decoded(std::string_view text) {
  std::string result;
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      result += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? hex_digit(text[i + 1]) : -1;
    const int low = i + 2 < text.size() ? hex_digit(text[i + 2]) : -1;
    if (high < 0 || low < 0)
      throw refusal("a '%' must be followed by two hexadecimal digits (a plain one is %25)");
    if (high == 0 && low == 0) throw refusal("%00 cannot stand in it");
    result += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return result;
}

std::string_view scheme_of(std::string_view url) {
  const auto is_letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
  const auto fits = [&](char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
  };
  const size_t colon = url.find(':');
  if (colon == std::string_view::npos || colon == 0 || !is_letter(url.front()) ||
      !std::all_of(url.begin(), url.begin() + static_cast<std::ptrdiff_t>(colon), fits))
    throw refusal("it must begin with a scheme and ':'");
  return url.substr(0, colon);
}

void read_port(std::string_view text, Endpoint& endpoint) {
  if (text.empty()) return;
  const auto [end, problem] =
      std::from_chars(text.data(), text.data() + text.size(), endpoint.port);
  if (problem != std::errc() || end != text.data() + text.size() || endpoint.port < 1 ||
      endpoint.port > 65535)
    throw refusal("what follows the host and ':' must be a port, 1 to 65535");
}

void read_host(std::string_view text, Endpoint& endpoint) {
  if (text.starts_with('[')) {
    const size_t close = text.find(']');
    if (close == std::string_view::npos) throw refusal("the ']' after the address is missing");
    endpoint.host = decoded(text.substr(1, close - 1));
    const std::string_view rest = text.substr(close + 1);
    if (!rest.empty() && rest.front() != ':')
      throw refusal("only ':' and a port may follow the ']' of an address");
    if (!rest.empty()) read_port(rest.substr(1), endpoint);
    return;
  }
  const size_t colon = text.find(':');
  if (colon != text.rfind(':'))
    throw refusal("its host has several ':' (an IPv6 address stands in brackets, as in [::1])");
  endpoint.host = decoded(text.substr(0, colon));
  if (colon != std::string_view::npos) read_port(text.substr(colon + 1), endpoint);
}

void read_authority(std::string_view text, Endpoint& endpoint) {
  const size_t at = text.rfind('@');
  read_host(at == std::string_view::npos ? text : text.substr(at + 1), endpoint);
  if (at == std::string_view::npos) return;
  const std::string_view user_info = text.substr(0, at);
  const size_t colon = user_info.find(':');
  endpoint.user = decoded(user_info.substr(0, colon));
  if (colon != std::string_view::npos)
    endpoint.password = Secret(decoded(user_info.substr(colon + 1)));
}

void read_parameters(std::string_view text, Endpoint& endpoint) {
  for (const std::string_view piece : split(text, '&')) {
    if (piece.empty()) continue;
    const size_t equals = piece.find('=');
    if (equals == std::string_view::npos || equals == 0)
      throw refusal("what follows the '?' must be key=value, joined by '&'");
    const std::string key = decoded(piece.substr(0, equals));
    if (!endpoint.parameters.emplace(key, decoded(piece.substr(equals + 1))).second)
      throw refusal("it gives a parameter twice");
  }
}

}  // namespace

Endpoint parse_url(const Secret& url) {
  std::string_view rest = url.reveal();
  if (rest.empty()) throw refusal("it is empty");
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::any_of(rest.begin(), rest.end(), is_control))
    throw refusal("it holds a line break or another control character");
  Endpoint endpoint;
  const std::string_view scheme = scheme_of(rest);
  endpoint.scheme = lower(scheme);
  rest.remove_prefix(scheme.size() + 1);
  endpoint.has_authority = rest.starts_with("//");
  if (endpoint.has_authority) rest.remove_prefix(2);

  const size_t question = rest.find('?');
  if (question != std::string_view::npos) read_parameters(rest.substr(question + 1), endpoint);
  rest = rest.substr(0, question);
  if (!endpoint.has_authority) {
    if (rest.empty()) throw refusal("nothing follows its scheme");
    endpoint.path = decoded(rest);
    return endpoint;
  }
  const size_t slash = rest.find('/');
  const std::string_view authority = rest.substr(0, slash);
  const std::string_view path =
      slash == std::string_view::npos ? std::string_view() : rest.substr(slash + 1);
  // Most likely the '/' belongs to a password; taking it as it stands would show a part of it.
  if (authority.find('@') == std::string_view::npos && path.find('@') != std::string_view::npos)
    throw refusal("an '@' follows the first '/' (in a password / is %2F, in a path @ is %40)");
  read_authority(authority, endpoint);
  endpoint.path = decoded(path);
  return endpoint;
}

}  // namespace whimbrel
