#include "whimbrel/core/yaml.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <sstream>
#include <utility>

#include "whimbrel/core/node_reader.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// What anchors and aliases may copy of a document, one unit for each value and for each line of its
// text.
constexpr size_t kMostCopied = 100'000;
constexpr size_t kBytesPerLine = 64;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

struct Extent {
  size_t weight = 0;
  size_t depth = 0;
};

// Its recursion is as deep as the tree, which is bounded when the tree is built.
Extent extent_of(const Node& node) {
  Extent extent{1 + node.scalar.size() / kBytesPerLine,
                node.is_map() || node.is_sequence() ? 1u : 0u};
  const auto add = [&](const Node& child) {
    const Extent inner = extent_of(child);
    extent.weight += inner.weight;
    extent.depth = std::max(extent.depth, inner.depth + 1);
  };
  for (const Node& item : node.items) add(item);
  for (const NodeEntry& entry : node.entries) {
    extent.weight += entry.key.size() / kBytesPerLine;
    add(entry.value);
  }
  return extent;
}

void refuse_repeated_keys(const Node& map) {
  std::set<std::string_view> seen;
  for (const NodeEntry& entry : map.entries)
    if (!seen.insert(entry.key).second)
      throw error_at(entry.key_mark, "key '" + mentioned(entry.key) + "' stands twice in a map");
}

// yaml-cpp gives the escapes \N and \_ as the bytes 85 and A0, where their code points are meant.
// The text itself was UTF-8, so no other byte can stand alone.
std::string with_code_points(std::string_view value) {
  std::string result;
  for (size_t at = 0; at < value.size();) {
    const size_t length = utf8_length(value, at);
    if (length == 0) result += '\xC2';
    result += value.substr(at, std::max<size_t>(length, 1));
    at += std::max<size_t>(length, 1);
  }
  return result;
}

// Builds the tree from the parser's events; yaml-cpp's own tree costs several times as much.
class TreeBuilder : public YAML::EventHandler {
 public:
  TreeBuilder(std::string_view text, bool is_first, std::shared_ptr<const std::string> file)
      : text_(text), is_first_(is_first), file_(std::move(file)) {}

  bool has_document() const { return has_document_; }
  Node take() { return std::exchange(root_, {}); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    // Behind the text stands only the end mark that parse_yaml_documents puts there.
    const auto position = static_cast<size_t>(mark.pos);
    has_document_ = position < text_.size();
    // yaml-cpp takes what follows a finished value for the next document.
    if (has_document_ && !is_first_ && !text_.substr(position).starts_with("---"))
      throw error_at(place(mark), "this does not belong to the value before it");
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    finish(leaf(mark, Node()), anchor);
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    const auto found = anchors_.find(anchor);
    if (found == anchors_.end())
      throw error_at(place(mark), "this alias stands inside of what it names");
    // The copy is measured before it is made.
    const auto& [node, extent] = found->second;
    copied_ += extent.weight;
    if (copied_ > kMostCopied) throw error_at(place(mark), "aliases make this document too large");
    if (open_.size() + extent.depth > kDeepestNesting)
      throw error_at(place(mark), "this alias makes the document nested too deeply");
    finish(leaf(mark, node), 0);
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    // yaml-cpp marks with "?" what stands plain; what is null it reports by itself.
    finish(leaf(mark, tag == "?" ? Node::plain(value) : Node::text(with_code_points(value))),
           anchor);
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(leaf(mark, Node::sequence()), anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(leaf(mark, Node::map()), anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    YAML::anchor_t anchor;
    bool has_key = false;
    std::string key;
    Mark key_mark;
  };

  Mark place(const YAML::Mark& mark) const { return {file_, mark.line + 1, mark.column + 1}; }

  Node leaf(const YAML::Mark& mark, Node node) const {
    node.mark = place(mark);
    return node;
  }

  // Both an anchor and an alias make a copy.
  void count_copy(const Extent& extent, const Mark& mark) {
    copied_ += extent.weight;
    if (copied_ > kMostCopied)
      throw error_at(mark, "anchors and aliases make this document too large");
  }

  void open(Node node, YAML::anchor_t anchor) {
    if (open_.size() >= kDeepestNesting)
      throw error_at(node.mark, "this document is nested too deeply");
    open_.push_back({std::move(node), anchor, false, {}, {}});
  }

  void close() {
    Open done = std::move(open_.back());
    open_.pop_back();
    finish(std::move(done.node), done.anchor);
  }

  void finish(Node node, YAML::anchor_t anchor) {
    if (node.is_map()) refuse_repeated_keys(node);
    if (anchor != 0) {
      const Extent extent = extent_of(node);
      count_copy(extent, node.mark);
      anchors_[anchor] = {node, extent};
    }
    if (open_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = open_.back();
    if (parent.node.is_sequence()) {
      parent.node.items.push_back(std::move(node));
    } else if (parent.has_key) {
      parent.node.entries.push_back({std::move(parent.key), parent.key_mark, std::move(node)});
      parent.has_key = false;
    } else {
      if (!node.is_scalar())
        throw error_at(node.mark, "a key must be a single value and not null")
            .with_hint("put quotes around a name that reads as something else");
      parent.key = node.scalar;
      parent.key_mark = node.mark;
      parent.has_key = true;
    }
  }

  std::string_view text_;
  bool is_first_;
  std::shared_ptr<const std::string> file_;
  std::vector<Open> open_;
  std::map<YAML::anchor_t, std::pair<Node, Extent>> anchors_;
  size_t copied_ = 0;
  bool has_document_ = false;
  Node root_;
};

// YAML allows no control characters, and yaml-cpp takes one of them for the end of the text.
void refuse_foreign_bytes(std::string_view text, const std::shared_ptr<const std::string>& file) {
  int line = 1;
  size_t line_start = 0;
  for (size_t at = 0; at < text.size();) {
    const auto byte = static_cast<unsigned char>(text[at]);
    const size_t length = utf8_length(text, at);
    const bool is_control = (byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7f;
    if (length == 0 || is_control)
      throw error_at({file, line, static_cast<int>(at - line_start) + 1},
                     length == 0 ? "this is no UTF-8" : "a control character stands here");
    at += length;
    if (byte != '\n') continue;
    ++line;
    line_start = at;
  }
}

}  // namespace

std::vector<Node> parse_yaml_documents(std::string_view text, const std::string& file) {
  const auto name = std::make_shared<const std::string>(file);
  std::string normal = with_unix_line_ends(text);
  if (normal.starts_with(kByteOrderMark)) normal.erase(0, kByteOrderMark.size());
  if (!normal.ends_with('\n')) normal += '\n';
  refuse_foreign_bytes(normal, name);
  // yaml-cpp accepts a quote that is never closed, but no end of a document inside of it.
  std::istringstream in(normal + "...\n");
  std::vector<Node> documents;
  try {
    YAML::Parser parser(in);
    while (true) {
      TreeBuilder builder(normal, documents.empty(), name);
      if (!parser.HandleNextDocument(builder) || !builder.has_document()) break;
      documents.push_back(builder.take());
    }
  } catch (const YAML::Exception& problem) {
    throw error_at({name, problem.mark.line + 1, problem.mark.column + 1},
                   "this is no valid YAML: " + problem.msg);
  }
  return documents;
}

Node parse_yaml(std::string_view text, const std::string& file) {
  std::vector<Node> documents = parse_yaml_documents(text, file);
  if (documents.empty()) return {};
  if (documents.size() > 1)
    throw error_at(documents[1].mark, "a single YAML document is expected here, not several");
  return std::move(documents.front());
}

}  // namespace whimbrel
