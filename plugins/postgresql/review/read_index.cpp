// CREATE INDEX.
#include "review/costs.h"
#include "review/readers.h"
#include "review/server_names.h"
#include "syntax.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

// The server looks through casts and collations for a name, and calls the rest "expr".
std::string expression_name(const Node& expression) {
  Tagged node = tagged(expression);
  for (;;) {
    if (node.tag == "FuncCall") {
      const auto names = strings(child(*node.body, "funcname"));
      return names.empty() ? "expr" : names.back();
    }
    if (node.tag == "ColumnRef") {
      const auto names = strings(child(*node.body, "fields"));
      return names.empty() ? "expr" : names.back();
    }
    if (node.tag == "CoalesceExpr") return "coalesce";
    if (node.tag == "CaseExpr") return "case";
    if (node.tag != "TypeCast" && node.tag != "CollateClause") return "expr";
    node = tagged(child(*node.body, "arg"));
  }
}

// Reads one index from the tree and from the words.
class IndexReader {
 public:
  IndexReader(Reading& reading, const Node& body) : reading_(reading), body_(body) {
    const StatementText& text = reading.text();
    behind_table_ = {text.token_at(location(child(body, "relation"))), text.size()};
    keys_ = text.first_group(behind_table_);
  }

  Index read(const Table* known, const QualifiedName& table) {
    index_.name = reading_.name(scalar(body_, "idxname"));
    index_.unique = flag(body_, "unique");
    index_.method = scalar(body_, "accessMethod");
    if (index_.method == "btree") index_.method.clear();
    read_keys();
    for (const Node& item : child(body_, "indexIncludingParams").items)
      index_.include.push_back(reading_.name(scalar(*tagged(item).body, "name")));
    if (!child(body_, "whereClause").is_null()) read_condition();
    read_options();
    if (index_.name.empty()) index_.name = server_name(known, table);
    return std::move(index_);
  }

 private:
  const StatementText& text() const { return reading_.text(); }

  void read_keys() {
    const Node& parameters = child(body_, "indexParams");
    const std::vector<TokenRange> ranges = text().items(keys_);
    for (std::size_t i = 0; i < parameters.items.size() && i < ranges.size(); ++i)
      index_.keys.push_back(read_key(*tagged(parameters.items[i]).body, ranges[i]));
  }

  IndexKey read_key(const Node& element, TokenRange range) {
    IndexKey key;
    std::size_t behind = range.begin + 1;
    if (const std::string& column = scalar(element, "name"); !column.empty()) {
      key.what = reading_.name(column);
    } else {
      // A call, or an expression in parentheses.
      const TokenRange group = text().first_group(range);
      behind = std::min(group.end + 1, range.end);
      key.what = Expression(without_outer_parentheses(text().text({range.begin, behind})));
    }
    key.descending = scalar(element, "ordering") == "SORTBY_DESC";
    key.modifiers = modifiers({behind, range.end}, scalar(element, "nulls_ordering"));
    return key;
  }

  // Collation and operator class as they are written, then the order of nulls.
  std::string modifiers(TokenRange words, const std::string& nulls) const {
    for (const std::string_view word : {"asc", "desc", "nulls"})
      words.end = text().find(words, word).value_or(words.end);
    std::string result = text().text(words);
    const char* order = "";
    if (nulls == "SORTBY_NULLS_FIRST") order = "NULLS FIRST";
    if (nulls == "SORTBY_NULLS_LAST") order = "NULLS LAST";
    if (*order != '\0') result += (result.empty() ? "" : " ") + std::string(order);
    return result;
  }

  void read_condition() {
    const TokenRange behind_keys{keys_.end + 1, text().size()};
    if (const auto where = text().find(behind_keys, "where"))
      index_.where =
          Expression(without_outer_parentheses(text().text({*where + 1, text().size()})));
  }

  void read_options() {
    std::map<std::string, std::string> options;
    if (flag(body_, "concurrent")) options["concurrently"] = "true";
    index_.nulls_not_distinct = flag(body_, "nulls_not_distinct");
    const auto with = text().find({keys_.end + 1, text().size()}, "with");
    if (with && !child(body_, "options").items.empty())
      options["with"] = text().text(text().first_group({*with, text().size()}));
    if (const std::string& space = scalar(body_, "tableSpace"); !space.empty())
      options["tablespace"] = space;
    if (!options.empty()) index_.options[std::string(kDialectName)] = std::move(options);
  }

  Identifier server_name(const Table* known, const QualifiedName& table) const {
    std::vector<Identifier> parts;
    for (const std::string_view list : {"indexParams", "indexIncludingParams"})
      for (const Node& item : child(body_, list).items) {
        const Node& element = *tagged(item).body;
        const std::string& column = scalar(element, "name");
        parts.push_back(
            reading_.name(column.empty() ? expression_name(child(element, "expr")) : column));
      }
    ServerNames names(known == nullptr ? Table() : *known);
    return names.name_for(table.name, parts, "idx");
  }

  Reading& reading_;
  const Node& body_;
  TokenRange behind_table_;
  TokenRange keys_;
  Index index_;
};

// What the rules would say of the operation where the table is not in the model.
void read_on_unknown(Reading& reading, const CreateIndex& create) {
  SqlReading& result = reading.result();
  result.waits_for_lock = true;
  cost_of_index(create, reading.place(), result.hazards);
  const std::string& name = create.index.name.text();
  if (name.size() <= kLongestIdentifier) return;
  reading.hazard("name-too-long",
                 "index '" + name + "' has " + std::to_string(name.size()) +
                     " bytes, and the database keeps " + std::to_string(kLongestIdentifier),
                 "choose a shorter name");
}

}  // namespace

void read_create_index(Reading& reading, const Node& body) {
  const Node& relation = child(body, "relation");
  const QualifiedName table = reading.table(relation);
  if (scalar(relation, "schemaname").empty()) reading.unqualified(table, location(relation));
  const Table* known = reading.known(table);
  Index index = IndexReader(reading, body).read(known, table);
  if (flag(body, "if_not_exists") && known != nullptr && known->index(index.name) != nullptr)
    return;
  CreateIndex create{table, std::move(index)};
  // It may be on a materialized view, which the model does not have.
  if (known == nullptr && !reading.place().is_new(table)) return read_on_unknown(reading, create);
  reading.operation(std::move(create));
}

}  // namespace whimbrel::postgresql
