// Entity-relationship diagrams: what a schema becomes, and that the languages' rules hold.
#include "diagram.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>
#include <sstream>

#include "support/command.h"
#include "whimbrel/core/yaml.h"
#include "whimbrel/model/schema_codec.h"

namespace whimbrel::test {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr const char* kShop = R"yaml(tables:
  customers:
    columns:
      id: {type: bigint, primary_key: true}
      email: {type: varchar(320), nullable: false, unique: true}
      invited_by: {type: bigint, references: {table: customers, column: id}}
  orders:
    columns:
      customer_id: {type: bigint, nullable: false, references: {table: customers, column: id}}
      number: {type: integer, nullable: false}
      total: {type: "numeric(10,2)", comment: "What is \"paid\""}
    primary_key: [customer_id, number]
  parcels:
    columns:
      id: {type: bigint, primary_key: true}
      customer_id: {type: bigint}
      order_number: {type: integer}
      state: {type: "enum('a','b, c')"}
      sent_at: {type: timestamp with time zone}
    foreign_keys:
      fk: {columns: [customer_id, order_number], references: {table: orders, columns: [customer_id, number]}}
    unique: {uq: [order_number, customer_id]}
)yaml";

// Every name that one of the two languages could trip over.
constexpr const char* kOdd = R"yaml(tables:
  "odd \"name\" & <b>; \\\\ %% {": {columns: {"pk": {type: "int[]", primary_key: true}, "2 é \"x\"": {type: text, references: {table: "tail\\", column: uk}}}}
  "tail\\": {columns: {uk: {type: integer, primary_key: true, references: {table: elsewhere, column: id}}}}
  "#quot;": {columns: {"#": {type: integer}, "": {type: integer}}}
  empty: {columns: {a: {type: text}}}
)yaml";

Schema schema_of(const char* text) { return read_schema(parse_yaml(text, "schema.yaml")).schema; }

constexpr const char* kShopInMermaid = R"mermaid(erDiagram
    "customers" {
        bigint id PK
        varchar(320) email UK
        bigint invited_by FK
    }
    "orders" {
        bigint customer_id PK, FK
        integer number PK
        numeric(10_2) total "numeric(10,2); What is #34;paid#34;"
    }
    "parcels" {
        bigint id PK
        bigint customer_id FK
        integer order_number FK
        enum state "enum('a','b, c')"
        timestamp_with_time_zone sent_at
    }
    "customers" |o--o{ "customers" : "invited_by"
    "customers" ||--o{ "orders" : "customer_id"
    "orders" |o--o| "parcels" : "customer_id, order_number"
)mermaid";

TEST(Diagram, InMermaidHasTablesColumnsKeysAndCrowsFeet) {
  EXPECT_EQ(cli::mermaid_diagram(schema_of(kShop)), kShopInMermaid);
}

TEST(Diagram, InMermaidKeepsToItsGrammarWhateverTheNames) {
  // What the lexer of erDiagram takes: quoted names, bare words for attributes, marks,
  // comments.
  const std::string name = R"("[^"%\\\x01-\x1f]+")";
  const std::string word = R"([A-Za-z_][A-Za-z0-9_()\[\]]*)";
  const std::regex line("erDiagram|    " + name + R"( \{|    \}|        )" + word +
                            " (?!(PK|FK|UK)\\b)" + word +
                            R"(( (PK|FK|UK)(, (PK|FK|UK))*)?( "[^"]*")?|    )" + name +
                            R"( (\|o|\|\|)--(o\{|o\|) )" + name + R"( : "[^"]*")",
                        std::regex::icase);
  for (const char* schema : {kShop, kOdd, "tables: {}"}) {
    std::istringstream lines(cli::mermaid_diagram(schema_of(schema)));
    for (std::string each; std::getline(lines, each);)
      EXPECT_TRUE(std::regex_match(each, line)) << each;
  }
  const std::string odd = cli::mermaid_diagram(schema_of(kOdd));
  EXPECT_THAT(odd, HasSubstr(R"("odd #34;name#34; & <b>; #92;#92; #37;#37; {" {)"));
  EXPECT_THAT(odd, HasSubstr(R"("#35;quot;" {)"));
  EXPECT_THAT(odd, HasSubstr(R"(int[] pk_ PK "pk")"));
}

/// What Graphviz makes of a diagram in its plain form: one line for each node and edge.
std::string plain(const std::string& diagram) {
  const CommandResult result = run({.program = "dot", .arguments = {"-Tplain"}, .input = diagram});
  EXPECT_EQ(result.exit_code, 0) << result.err << diagram;
  EXPECT_EQ(result.err, "") << diagram;
  return result.out;
}

size_t lines_with(const std::string& text, const std::string& beginning) {
  size_t count = 0;
  std::istringstream lines(text);
  for (std::string each; std::getline(lines, each);) count += each.starts_with(beginning) ? 1 : 0;
  return count;
}

TEST(Diagram, InDotIsDrawnByGraphvizWithANodeForEachTableAndAnEdgeForEachKey) {
  const std::string shop = plain(cli::dot_diagram(schema_of(kShop)));
  EXPECT_EQ(lines_with(shop, "node "), 3U) << shop;
  EXPECT_EQ(lines_with(shop, "edge "), 3U) << shop;
  EXPECT_EQ(lines_with(shop, "edge customers customers "), 1U) << shop;
  EXPECT_EQ(lines_with(shop, "edge parcels orders "), 1U) << shop;
}

TEST(Diagram, InDotTakesEveryName) {
  const std::string odd = plain(cli::dot_diagram(schema_of(kOdd)));
  // The four tables and the one that is referred to and not known.
  EXPECT_EQ(lines_with(odd, "node "), 5U) << odd;
  EXPECT_EQ(lines_with(odd, "edge "), 2U) << odd;
  EXPECT_EQ(lines_with(plain(cli::dot_diagram({})), "node "), 0U);
}

TEST(Diagram, LeavesPartitionsToTheirParent) {
  Schema schema = schema_of(kShop);
  schema.tables.at(QualifiedName("orders")).partition_of.emplace();
  EXPECT_THAT(cli::mermaid_diagram(schema), Not(HasSubstr("\"orders\" {")));
}

}  // namespace
}  // namespace whimbrel::test
