#include "console.h"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>

#include "whimbrel/core/json.h"

namespace whimbrel::cli {
namespace {

constexpr std::string_view kRed = "\033[1;31m";
constexpr std::string_view kYellow = "\033[33m";
constexpr std::string_view kPlain = "\033[0m";

void put(std::FILE* stream, std::string_view text) {
  std::fwrite(text.data(), 1, text.size(), stream);
}

// NO_COLOR is a convention of many tools: set to anything, it forbids colours.
bool colours() {
  const char* no_color = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return isatty(STDERR_FILENO) != 0 && (no_color == nullptr || *no_color == '\0') &&
         (term == nullptr || std::string_view(term) != "dumb");
}

std::string labelled(std::string_view label, std::string_view colour, std::string_view text) {
  std::string line(label);
  if (colours()) line = std::string(colour) + line + std::string(kPlain);
  return line.append(text) + "\n";
}

}  // namespace

void Console::line(std::string_view text) {
  raw(text);
  raw("\n");
}

void Console::raw(std::string_view text) {
  if (!json_) put(stdout, text);
}

void Console::answer(std::string_view command, const std::string& target, Node result) {
  if (!json_) return;
  Node object = Node::map();
  object.add("command", Node::text(command));
  object.add("target", target.empty() ? Node() : Node::text(target));
  object.add("result", std::move(result));
  put(stdout, to_json(object) + "\n");
}

void Console::log(std::string_view text) {
  if (quiet_) return;
  put(stderr, text);
  put(stderr, "\n");
}

void Console::detail(std::string_view text) {
  if (verbose_) log(text);
}

void Console::warn(std::string_view text) { put(stderr, labelled("warning: ", kYellow, text)); }

void Console::fail(const Error& error) { put(json_ ? stdout : stderr, failure_text(error)); }

int Console::failure_descriptor() const { return json_ ? STDOUT_FILENO : STDERR_FILENO; }

std::string Console::failure_text(const Error& error) const {
  if (!json_) return labelled("error: ", kRed, error.what());
  Node object = Node::map();
  Node& body = object.add("error", Node::map());
  const auto text = [](const std::string& value) {
    return value.empty() ? Node() : Node::text(value);
  };
  body.add("code", Node::text(word_for(error.code())));
  body.add("message", Node::text(error.message()));
  body.add("where", text(error.where()));
  body.add("hint", text(error.hint()));
  if (!error.statement().empty()) body.add("statement", Node::text(error.statement()));
  if (!error.native_code().empty()) body.add("native_code", Node::text(error.native_code()));
  return to_json(object) + "\n";
}

}  // namespace whimbrel::cli
