// One statement from its text to what it does.
#include "outside_transaction.h"
#include "review/guide.h"
#include "review/parser.h"
#include "review/statement_kinds.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// The words with which the statement begins, for people: "ALTER TABLE".
std::string first_words(const StatementText& text) {
  std::string words;
  for (std::size_t i = 0; i < text.size() && i < 2; ++i) {
    if (text.token(i).kind != SqlToken::Kind::word) break;
    words += (words.empty() ? "" : " ") + upper(text.token(i).text);
  }
  return words.empty() ? "a statement" : words;
}

// What can be told without a tree.
void read_words(Reading& reading, const std::string& why) {
  const StatementText& text = reading.text();
  SqlReading& result = reading.result();
  if (text.size() == 0) return;
  result.kind = kind_by_word(text.token(0).text);
  const bool changes = text.is(0, "update") || text.is(0, "delete");
  if (changes) result.changes_all_rows = !text.find(text.all(), "where").has_value();
  reading.unread(first_words(text) + ", which the parser of PostgreSQL " +
                 std::to_string(parser_version() / 10'000) + " refuses: " + why);
}

// False for what works on a table that the same migration has made, or on no table at all.
bool is_in_use(const Reading& reading, const Node& body) {
  const Node* relation = body.find("relation");
  if (relation == nullptr) relation = body.find("table");
  return relation == nullptr || !reading.place().is_new(reading.table(*relation));
}

void read_tree(Reading& reading, const Node& tree) {
  for (const Node& item : child(tree, "stmts").items) {
    const Tagged statement = tagged(child(item, "stmt"));
    const StatementKind* kind = statement_kind(statement.tag);
    if (kind == nullptr) {
      reading.unread("a statement of the kind " + std::string(statement.tag));
      continue;
    }
    reading.result().kind = kind->kind;
    if (!kind->unread.empty()) reading.unread(std::string(kind->unread));
    reading.result().waits_for_lock = kind->waits_for_lock && is_in_use(reading, *statement.body);
    if (kind->read != nullptr) kind->read(reading, *statement.body);
  }
}

}  // namespace

SqlReading PostgresqlReviewGuide::read(std::string_view statement, const ReviewPlace& place) const {
  SqlReading result;
  const StatementText text(statement);
  Reading reading(text, place, *types_, result);
  result.outside_transaction = runs_outside_transaction(statement);
  // Rows that are written out can be megabytes, and nothing in them matters to a review.
  if (text.is(0, "insert")) {
    result.kind = SqlReading::Kind::rows;
    return result;
  }
  const auto parsed = parse_sql(statement);
  if (const Node* tree = std::get_if<Node>(&parsed))
    read_tree(reading, *tree);
  else
    read_words(reading, std::get<ParseRefusal>(parsed).reason);
  return result;
}

}  // namespace whimbrel::postgresql
