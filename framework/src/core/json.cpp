#include "whimbrel/core/json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

using Json = nlohmann::json;

// Written as it stands, so that no digit of a long number is lost.
bool is_json_number_or_boolean(const std::string& text) {
  if (text == "true" || text == "false") return true;
  if (text.empty() || text.find_first_of("0123456789-") != 0) return false;
  return text.find_first_not_of("0123456789+-.eE") == std::string::npos && Json::accept(text);
}

void append_string(std::string_view text, std::string& out) {
  out += '"';
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const size_t length = utf8_length(text, at);
    if (length == 0)
      out += "\xEF\xBF\xBD";
    else if (byte == '"' || byte == '\\')
      out.append("\\").append(1, text[at]);
    else if (byte == '\n')
      out += "\\n";
    else if (byte == '\t')
      out += "\\t";
    else if (byte < 0x20 || byte == 0x7f)
      out += fmt::format("\\u{:04x}", byte);
    else
      out += text.substr(at, length);
    at += std::max<size_t>(length, 1);
  }
  out += '"';
}

// Goes through the tree with a stack of its own: a tree may be deeper than the call stack.
class JsonWriter {
 public:
  explicit JsonWriter(int indent) : indent_(indent) {}

  std::string write(const Node& document) {
    begin(document);
    while (!open_.empty()) {
      const Node& parent = *open_.back().node;
      const size_t next = open_.back().next++;
      if (next == parent.items.size() + parent.entries.size()) {
        end();
        continue;
      }
      if (next > 0) out_ += ',';
      new_line(open_.size());
      if (parent.is_map()) {
        append_string(parent.entries[next].key, out_);
        out_ += indent_ < 0 ? ":" : ": ";
      }
      begin(parent.is_map() ? parent.entries[next].value : parent.items[next]);
    }
    return std::move(out_);
  }

 private:
  struct Open {
    const Node* node;
    size_t next;
  };

  void begin(const Node& node) {
    if (node.is_null()) {
      out_ += "null";
    } else if (node.is_scalar()) {
      if (!node.quoted && is_json_number_or_boolean(node.scalar))
        out_ += node.scalar;
      else
        append_string(node.scalar, out_);
    } else if (node.items.empty() && node.entries.empty()) {
      out_ += node.is_map() ? "{}" : "[]";
    } else {
      out_ += node.is_map() ? '{' : '[';
      open_.push_back({&node, 0});
    }
  }

  void end() {
    const bool is_map = open_.back().node->is_map();
    open_.pop_back();
    new_line(open_.size());
    out_ += is_map ? '}' : ']';
  }

  void new_line(size_t depth) {
    if (indent_ < 0) return;
    out_ += '\n';
    out_.append(depth * static_cast<size_t>(indent_), ' ');
  }

  int indent_;
  std::vector<Open> open_;
  std::string out_;
};

// Builds the tree from the parser's events: numbers keep their spelling, keys their order, and
// depth is bounded before the tree gets too deep to be destroyed.
class TreeBuilder : public nlohmann::json_sax<Json> {
 public:
  explicit TreeBuilder(std::string_view text, std::shared_ptr<const std::string> file)
      : text_(text), file_(std::move(file)) {}

  Node take() { return std::move(root_); }

  bool null() override { return add(Node()); }
  bool boolean(bool value) override { return add(Node::boolean(value)); }
  bool number_integer(number_integer_t value) override { return add(Node::number(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    return add(Node::plain(std::to_string(value)));
  }
  bool number_float(number_float_t, const string_t& text) override {
    return add(Node::plain(text));
  }
  bool string(string_t& value) override { return add(Node::text(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(size_t) override { return open(Node::map()); }
  bool key(string_t& key) override {
    open_.back().key = std::move(key);
    return true;
  }
  bool end_object() override { return close(); }
  bool start_array(size_t) override { return open(Node::sequence()); }
  bool end_array() override { return close(); }

  // The parser's own message repeats the text, which may hold a secret.
  bool parse_error(size_t position, const std::string&, const Json::exception&) override {
    const std::string_view before = text_.substr(0, position == 0 ? 0 : position - 1);
    const auto lines = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
    const size_t line_start = before.rfind('\n') + 1;
    throw error_at({file_, lines + 1, static_cast<int>(before.size() - line_start) + 1},
                   "this is no valid JSON");
  }

 private:
  struct Open {
    Node node;
    std::string key;
  };

  bool add(Node node) {
    if (open_.empty())
      root_ = std::move(node);
    else if (open_.back().node.is_map())
      open_.back().node.add(open_.back().key, std::move(node));
    else
      open_.back().node.items.push_back(std::move(node));
    return true;
  }

  bool open(Node node) {
    if (open_.size() >= kDeepestNesting)
      throw error_at({file_, 0, 0}, "this JSON is nested too deeply");
    open_.push_back({std::move(node), {}});
    return true;
  }

  bool close() {
    Node done = std::move(open_.back().node);
    open_.pop_back();
    return add(std::move(done));
  }

  std::string_view text_;
  std::shared_ptr<const std::string> file_;
  std::vector<Open> open_;
  Node root_;
};

}  // namespace

std::string to_json(const Node& document, int indent) { return JsonWriter(indent).write(document); }

Node parse_json(std::string_view text, const std::string& file) {
  TreeBuilder builder(text, std::make_shared<const std::string>(file));
  Json::sax_parse(text, &builder);
  return builder.take();
}

}  // namespace whimbrel
