#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "support/config_text.h"
#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"
#include "whimbrel/core/yaml.h"

namespace whimbrel {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using namespace std::string_literals;

Node entry(std::string key, Node value) {
  Node map = Node::map();
  map.add(std::move(key), std::move(value));
  return map;
}

Node literal(std::string_view text) {
  Node node = Node::text(text);
  node.style = Node::Style::literal;
  return node;
}

// The same values, and the same bytes once more. A layout that was asked for is forgotten by
// reading.
void expect_reads_back(const Node& tree, bool has_layout = false) {
  const std::string yaml = to_yaml(tree);
  ASSERT_TRUE(yaml.ends_with('\n'));
  Node again;
  ASSERT_EQ(test::message_of([&] { again = parse_yaml(yaml, "f.yaml"); }), "no error") << yaml;
  ASSERT_EQ(to_json(again), to_json(tree)) << yaml;
  if (!has_layout) {
    ASSERT_EQ(to_yaml(again), yaml);
  }
}

// In every place a scalar can have.
void expect_text_reads_back(const std::string& text) {
  for (const Node& leaf : {Node::text(text), literal(text)}) {
    const bool has_layout = leaf.style == Node::Style::literal;
    expect_reads_back(leaf, has_layout);
    expect_reads_back(entry("key", leaf), has_layout);
    expect_reads_back(Node::sequence({leaf, leaf}), has_layout);
    expect_reads_back(entry("a", entry("b", Node::sequence({entry("c", leaf)}))), has_layout);
    Node flow = entry("b", leaf);
    flow.style = Node::Style::flow;
    expect_reads_back(entry("a", flow), true);
  }
  Node keys = Node::map();
  keys.add(text, Node::text("x"));
  expect_reads_back(keys);
  expect_reads_back(Node::sequence({keys, entry("a", keys)}));
}

TEST(YamlWriter, IsReadable) {
  const std::string text =
      "revision: 3f2a9c81d0be\n"
      "upgrade:\n"
      "  - create_table:\n"
      "      name: users\n"
      "      columns:\n"
      "        - {name: id, type: bigint, primary_key: true, comment: the person's number in the"
      " register}\n"
      "        - {name: price, type: \"numeric(10, 2)\", nullable: false, default: 0}\n"
      "  - {execute: x}\n"
      "downgrade: auto\n";
  EXPECT_EQ(to_yaml(parse_yaml(text, "f.yaml")), text);
}

TEST(YamlWriter, LiteralBlocksStayLegible) {
  EXPECT_EQ(to_yaml(entry("execute", literal("SELECT 1;\n\n  SELECT 2;\n"))),
            "execute: |\n  SELECT 1;\n\n    SELECT 2;\n");
  EXPECT_EQ(to_yaml(Node::sequence({literal("a\nb")})), "- |-\n  a\n  b\n");
}

TEST(YamlWriter, QuotesTextThatReadsAsSomethingElse) {
  for (const std::string text : {"true",       "False",
                                 "NULL",       "~",
                                 "yes",        "No",
                                 "on",         "off",
                                 "y",          "1",
                                 "-1",         "+1",
                                 "1.5",        ".5",
                                 "1e5",        "0123",
                                 "0x1F",       "0o7",
                                 "0b1",        "1_000",
                                 "2026-11-22", "2026-11-22T14:32:00Z",
                                 "1:30",       ".inf",
                                 "-.INF",      ".nan",
                                 "=",          "<<",
                                 "",           " ",
                                 "- x",        "-",
                                 "---",        "...",
                                 "? x",        ": x",
                                 "a: b",       "a #b",
                                 "#a",         "a:",
                                 "[a",         "a]",
                                 "{a",         "a,b",
                                 "&a",         "*a",
                                 "!a",         "|",
                                 ">",          "%a",
                                 "@a",         "`a",
                                 "'a",         "\"a",
                                 " a",         "a ",
                                 "a\tb",       "a\nb"}) {
    EXPECT_THAT(to_yaml(entry("k", Node::text(text))), HasSubstr("\"")) << text;
    expect_text_reads_back(text);
  }
}

TEST(YamlWriter, LeavesPlainTextPlain) {
  for (const std::string text : {"a", "3f2a9c81d0be", "numeric(10)", "it's", "a-b", "a:b", "a#b",
                                 "now()", "\xC3\xA9", "timestamp with time zone", "nullable"}) {
    EXPECT_EQ(to_yaml(entry("k", Node::text(text))), "k: " + text + "\n");
    expect_text_reads_back(text);
  }
}

TEST(YamlWriter, NumbersAndBooleansStayWhatTheyAre) {
  Node list = Node::sequence({Node::number(-7), Node::boolean(true), Node::plain("1.50"), Node(),
                              Node::plain("123456789012345678901234567890")});
  EXPECT_EQ(to_yaml(list), "[-7, true, 1.50, null, 123456789012345678901234567890]\n");
  expect_reads_back(list);
}

TEST(YamlWriter, UnquotedScalarThatCannotStandPlainIsQuoted) {
  for (const char* text : {"", "null", "~", "a, b", "a: b", "[x]", " a", "#"})
    expect_reads_back(entry("k", Node::plain(text)));
  EXPECT_EQ(to_yaml(parse_yaml("a:\n  - b, c\n", "f.yaml")), "a: [\"b, c\"]\n");
}

TEST(YamlWriter, MultilineTextReadsBackWithEveryTrailingLineEnd) {
  for (const std::string text :
       {"a\nb",        "a\nb\n",      "a\nb\n\n",     "a\nb\n\n\n", "\na",
        "\n",          "\n\n",        "a\n",          " a\nb",      "\ta\nb",
        "a\n\n b\n",   "a\n  ",       "a\n \nb\n",    "a\n\t",      "a \nb \n",
        "---\na\n",    "a\n---\nb\n", "...\na",       "# a\nb\n",   "a\n# b\n",
        "a\n\n\n  \n", "- a\n- b\n",  "a: 1\nb: 2\n", "'\"\n",      "a\r\nb\n"})
    expect_text_reads_back(text);
}

TEST(YamlWriter, ControlCharactersAndUnicodeReadBack) {
  std::string all;
  for (int c = 0; c < 0x80; ++c) {
    expect_text_reads_back(std::string(1, static_cast<char>(c)));
    expect_text_reads_back("a"s + static_cast<char>(c) + "b\n");
    all += static_cast<char>(c);
  }
  expect_text_reads_back(all);
  for (const std::string text : {"\u0080", "\u0085", "\u00a0", "a\u2028b", "\u2029", "\uFEFFa",
                                 "\uFFFD", "\uFFFE", "\U0001F426", "\u00e9\n\u2028\n"})
    expect_text_reads_back(text);
}

TEST(YamlWriter, BytesThatAreNoUtf8BecomeReplacementCharacters) {
  for (const std::string text : {"a\xff"
                                 "b",
                                 "\xc3", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80", "\n\xff\n"}) {
    expect_reads_back(entry(text, Node::text(text)), true);
    expect_reads_back(literal(text), true);
  }
  EXPECT_EQ(to_yaml(Node::text("\xff")), "\"\uFFFD\"\n");
}

TEST(YamlWriter, LongTextsAndKeysReadBack) {
  for (const size_t size : {100, 120, 1'000, 1'023, 1'024, 1'025, 5'000}) {
    expect_text_reads_back(std::string(size, 'x'));
    expect_text_reads_back(std::string(size, '"'));
  }
}

TEST(YamlWriter, EmptyMapsAndListsReadBack) {
  for (const Node& empty : {Node(), Node::map(), Node::sequence()}) {
    expect_reads_back(empty);
    expect_reads_back(entry("a", empty));
    expect_reads_back(Node::sequence({empty, empty}));
    Node block = entry("a", empty);
    block.style = Node::Style::block;
    block.entries[0].value.style = Node::Style::block;
    expect_reads_back(Node::sequence({block}), true);
  }
}

TEST(YamlWriter, RefusesWhatIsNestedTooDeeplyToBeRead) {
  Node tree = Node::text("x");
  for (size_t i = 0; i < kDeepestNesting; ++i) tree = Node::sequence({tree});
  expect_reads_back(tree);
  const Node deeper = Node::sequence({tree});
  EXPECT_THAT(test::message_of([&] { to_yaml(deeper); }), HasSubstr("too deeply"));
  const Node empty = Node::sequence({Node::map()});
  expect_reads_back(empty);
}

class RandomTree {
 public:
  explicit RandomTree(unsigned seed) : random_(seed) {}

  Node node(int depth) {
    const unsigned kind = below(depth > 0 ? 6 : 3);
    Node result;
    if (kind == 1) result = leaf();
    if (kind == 2) result = Node::text(text());
    if (kind == 3 || kind == 4) {
      result = Node::sequence();
      for (unsigned i = below(5); i > 0; --i) result.items.push_back(node(depth - 1));
    }
    if (kind == 5) {
      result = Node::map();
      for (unsigned i = below(5); i > 0; --i)
        result.add(text() + std::to_string(i), node(depth - 1));
    }
    if (below(4) == 0) result.style = static_cast<Node::Style>(below(4));
    return result;
  }

 private:
  unsigned below(unsigned end) { return random_() % end; }

  Node leaf() {
    if (below(2) == 0) return Node::number(static_cast<long long>(random_()) - (1LL << 31));
    return below(2) == 0 ? Node::boolean(below(2) == 0) : Node::plain(text());
  }

  std::string text() {
    static const std::vector<std::string> pieces = {"a",
                                                    "B",
                                                    "7",
                                                    " ",
                                                    "\n",
                                                    "\n\n",
                                                    "\t",
                                                    ":",
                                                    ": ",
                                                    "#",
                                                    " #",
                                                    "-",
                                                    "- ",
                                                    "'",
                                                    "\"",
                                                    "\\",
                                                    ",",
                                                    "[",
                                                    "]",
                                                    "{",
                                                    "}",
                                                    "&",
                                                    "*",
                                                    "!",
                                                    "|",
                                                    ">",
                                                    "%",
                                                    "@",
                                                    "`",
                                                    "?",
                                                    "~",
                                                    "null",
                                                    "true",
                                                    "1e5",
                                                    "---",
                                                    "...",
                                                    "\u00e9",
                                                    "\u2028",
                                                    "\x01",
                                                    "\x7f",
                                                    "\r",
                                                    "=",
                                                    "<<",
                                                    ".",
                                                    "_",
                                                    "select 1;\n",
                                                    "very long text that fills a line, "};
    std::string result;
    for (unsigned i = below(7); i > 0; --i) result += pieces[below(pieces.size())];
    return result;
  }

  std::mt19937 random_;
};

bool has_style(const Node& node) {
  if (node.style != Node::Style::automatic) return true;
  for (const Node& item : node.items)
    if (has_style(item)) return true;
  for (const NodeEntry& entry : node.entries)
    if (has_style(entry.value)) return true;
  return false;
}

TEST(YamlWriter, RandomTreesReadBack) {
  for (unsigned seed = 0; seed < 1'500 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    const Node tree = RandomTree(seed).node(5);
    expect_reads_back(tree, has_style(tree));
  }
}

}  // namespace
}  // namespace whimbrel
