#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

constexpr size_t kLineWidth = 120;
// A reader looks for the colon of a simple key in the next 1024 characters only.
constexpr size_t kLongestSimpleKey = 1000;

// The code point that must be escaped at `at`, or 0: control characters, line ends of Unicode, the
// byte order mark.
unsigned escaped_code_point(std::string_view text, size_t at) {
  const auto byte = [&](size_t offset) { return static_cast<unsigned char>(text[at + offset]); };
  if (byte(0) < 0x20 || byte(0) == 0x7f) return byte(0);
  const std::string_view rest = text.substr(at, 3);
  if (byte(0) == 0xc2 && rest.size() > 1 && byte(1) < 0xa0) return byte(1);
  if (rest == "\u2028") return 0x2028;
  if (rest == "\u2029") return 0x2029;
  return rest == "\uFEFF" ? 0xfeff : 0;
}

bool is_readable(std::string_view text, bool line_ends_too) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = utf8_length(text, at);
    if (length == 0) return false;
    const bool allowed = line_ends_too && (text[at] == '\n' || text[at] == '\t');
    if (!allowed && (text[at] == '\0' || escaped_code_point(text, at) != 0)) return false;
    at += length;
  }
  return true;
}

bool is_null_word(std::string_view text) {
  return text == "~" || text == "null" || text == "Null" || text == "NULL";
}

// What some reader of YAML, old or new, takes for something else than text.
bool looks_like_something_else(std::string_view text) {
  const std::string word = lower(text);
  for (std::string_view special :
       {"true", "false", "yes", "no", "on", "off", "null", "~", "y", "n"})
    if (word == special) return true;
  if (text.find_first_of("+-.") == 0) return true;
  if (text.find_first_of("0123456789") != 0) return false;
  // Numbers in any spelling, dates and sexagesimals.
  return word.starts_with("0x") || word.starts_with("0o") || word.starts_with("0b") ||
         word.find_first_not_of("0123456789_.,:+-etz ") == std::string::npos;
}

// True when the text can stand without quotes, also between brackets.
bool can_stand_plain(std::string_view text) {
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || text.back() == ':') return false;
  if (std::string_view("&*!|>'\"%@`?:#[]{},=<").find(text.front()) != std::string_view::npos)
    return false;
  if (text == "-" || text.starts_with("- ") || text.starts_with("---") || text.starts_with("..."))
    return false;
  // yaml-cpp ends a plain text between brackets at a question mark.
  return text.find_first_of(",[]{}?") == std::string_view::npos &&
         text.find(": ") == std::string_view::npos && text.find(" #") == std::string_view::npos &&
         is_readable(text, false);
}

std::string double_quoted(std::string_view text) {
  std::string result = "\"";
  for (size_t at = 0; at < text.size();) {
    const size_t length = utf8_length(text, at);
    const unsigned code_point = length == 0 ? 0 : escaped_code_point(text, at);
    if (length == 0)
      result += "\uFFFD";
    else if (text[at] == '"' || text[at] == '\\')
      result.append("\\").append(1, text[at]);
    else if (text[at] == '\n')
      result += "\\n";
    else if (text[at] == '\t')
      result += "\\t";
    else if (text[at] == '\0')
      result += "\\0";
    else if (code_point > 0xff)
      result += fmt::format("\\u{:04x}", code_point);
    else if (code_point > 0)
      result += fmt::format("\\x{:02x}", code_point);
    else
      result += text.substr(at, length);
    at += std::max<size_t>(length, 1);
  }
  return result + "\"";
}

std::string scalar(std::string_view text, bool quoted) {
  const bool as_it_is =
      can_stand_plain(text) && (quoted ? !looks_like_something_else(text) : !is_null_word(text));
  return as_it_is ? std::string(text) : double_quoted(text);
}

// A key with its colon. A long one is announced by a question mark; its colon then stands behind
// `before_colon`.
std::string key_text(const std::string& key, const std::string& before_colon = " ") {
  const std::string text = scalar(key, true);
  return text.size() > kLongestSimpleKey ? "? " + text + before_colon + ":" : text + ":";
}

void append_flow(const Node& node, std::string& out) {
  const size_t count = node.items.size() + node.entries.size();
  if (node.is_null()) out += "null";
  if (node.is_scalar()) out += scalar(node.scalar, node.quoted);
  if (node.is_sequence()) out += '[';
  if (node.is_map()) out += '{';
  for (size_t i = 0; i < count; ++i) {
    if (i > 0) out += ", ";
    if (node.is_map()) out += key_text(node.entries[i].key) + " ";
    append_flow(node.is_map() ? node.entries[i].value : node.items[i], out);
  }
  if (node.is_sequence()) out += ']';
  if (node.is_map()) out += '}';
}

// Takes from `room` what the value needs on one line; false when it does not fit, or something in
// it asks for lines of its own. Looks no further than the room reaches.
bool fits_flow(const Node& node, bool is_outermost, size_t& room) {
  if (!is_outermost && (node.style == Node::Style::block || node.style == Node::Style::literal))
    return false;
  const auto take = [&](size_t size) {
    const bool enough = size <= room;
    room -= enough ? size : 0;
    return enough;
  };
  if (node.is_null()) return take(4);
  if (node.is_scalar())
    return node.scalar.size() <= room && take(scalar(node.scalar, node.quoted).size());
  bool first = true;
  if (!take(2)) return false;
  for (const Node& item : node.items) {
    if (!take(first ? 0 : 2) || !fits_flow(item, false, room)) return false;
    first = false;
  }
  for (const NodeEntry& entry : node.entries) {
    if (entry.key.size() > room || !take((first ? 1 : 3) + key_text(entry.key).size()))
      return false;
    if (!fits_flow(entry.value, false, room)) return false;
    first = false;
  }
  return true;
}

// A literal block (|) keeps SQL readable; it cannot hold every text.
bool fits_literal(const Node& node) {
  if (node.style != Node::Style::literal || !node.is_scalar()) return false;
  const std::string& text = node.scalar;
  return text.find('\n') != std::string::npos &&
         std::string_view(" \t\n").find(text.front()) == std::string_view::npos &&
         is_readable(text, true);
}

class BlockWriter {
 public:
  std::string take() && { return std::move(out_); }

  // A map that is a whole document has a line for each of its keys.
  void document(const Node& node) {
    if (node.is_map() && !node.entries.empty())
      map(node, 0, true);
    else
      value(node, 0, true);
  }

 private:
  // Writes a value at the end of the current line, or below it, and ends the line. `at_start` says
  // that nothing but indentation and list marks stand before it.
  void value(const Node& node, size_t indent, bool at_start) {
    if (fits_literal(node)) {
      literal(node.scalar, std::max<size_t>(indent, 2), at_start);
    } else if (on_one_line(node, indent)) {
      if (!at_start) out_ += ' ';
      append_flow(node, out_);
      out_ += '\n';
    } else if (node.is_map()) {
      map(node, indent, at_start);
    } else {
      list(node, indent, at_start);
    }
  }

  static bool on_one_line(const Node& node, size_t indent) {
    if (node.is_scalar() || node.is_null()) return true;
    if (node.items.empty() && node.entries.empty()) return true;
    if (node.style == Node::Style::flow) return true;
    if (node.style == Node::Style::block || indent >= kLineWidth) return false;
    size_t room = kLineWidth - 1 - indent;
    return fits_flow(node, true, room);
  }

  void literal(std::string_view text, size_t indent, bool at_start) {
    // "-" drops the last line end, "+" keeps all of them.
    const size_t content = text.find_last_not_of('\n') + 1;
    const size_t line_ends = text.size() - content;
    out_ += at_start ? "|" : " |";
    out_ += line_ends == 0 ? "-\n" : line_ends == 1 ? "\n" : "+\n";
    for (const std::string_view line : split(text.substr(0, content), '\n')) {
      if (!line.empty()) out_.append(indent, ' ').append(line);
      out_ += '\n';
    }
    if (line_ends > 1) out_.append(line_ends - 1, '\n');
  }

  void map(const Node& node, size_t indent, bool at_start) {
    if (!at_start) out_ += '\n';
    for (const NodeEntry& entry : node.entries) {
      if (!at_start) out_.append(indent, ' ');
      at_start = false;
      out_ += key_text(entry.key, "\n" + std::string(indent, ' '));
      value(entry.value, indent + 2, false);
    }
  }

  void list(const Node& node, size_t indent, bool at_start) {
    if (!at_start) out_ += '\n';
    for (const Node& item : node.items) {
      if (!at_start) out_.append(indent, ' ');
      at_start = false;
      out_ += "- ";
      value(item, indent + 2, true);
    }
  }

  std::string out_;
};

bool is_too_deep(const Node& document) {
  std::vector<const Node*> level = {&document};
  for (size_t depth = 0; !level.empty(); ++depth) {
    std::vector<const Node*> next;
    for (const Node* node : level) {
      if (depth >= kDeepestNesting && (node->is_map() || node->is_sequence())) return true;
      for (const Node& item : node->items) next.push_back(&item);
      for (const NodeEntry& entry : node->entries) next.push_back(&entry.value);
    }
    level = std::move(next);
  }
  return false;
}

}  // namespace

std::string to_yaml(const Node& document) {
  if (is_too_deep(document))
    throw Error(ErrorCode::internal, "a document is nested too deeply to be written as YAML");
  BlockWriter writer;
  writer.document(document);
  return std::move(writer).take();
}

}  // namespace whimbrel
