#include "options.h"
#include "review/read_column.h"
#include "review/readers.h"
#include "review/server_names.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

// The bits of LIKE ... INCLUDING.
constexpr long kComments = 1;
constexpr long kConstraints = 4;
constexpr long kDefaults = 8;
constexpr long kGenerated = 16;
constexpr long kIdentity = 32;
constexpr long kIndexes = 64;

Column like_column(const Table& from, Column column, long including) {
  const bool serial = has_option(column.options, "serial");
  if ((including & kComments) == 0) column.comment.clear();
  if ((including & kGenerated) == 0) column.generated.reset();
  if ((including & kDefaults) == 0) column.default_value.reset();
  if (serial || (including & kIdentity) == 0) {
    column.autoincrement = false;
    column.options.clear();
  }
  // The copy of a serial column reads the sequence of the first one.
  if (serial && (including & kDefaults) != 0)
    column.default_value = Expression(
        "nextval('" + ServerNames(Table()).name_for(from.name.name, {column.name}, "seq").text() +
        "'::regclass)");
  return column;
}

void add_like(const Table& from, long including, Table& table) {
  for (const Column& column : from.columns)
    table.columns.push_back(like_column(from, column, including));
  if ((including & kConstraints) != 0)
    table.checks.insert(table.checks.end(), from.checks.begin(), from.checks.end());
  if ((including & kIndexes) == 0) return;
  if (from.primary_key) table.primary_key = PrimaryKey{{}, from.primary_key->columns};
  for (const UniqueConstraint& unique : from.unique_constraints)
    table.unique_constraints.push_back({{}, unique.columns});
}

void add_inherited(const Table& from, Table& table) {
  for (const Column& column : from.columns)
    if (table.column(column.name) == nullptr) table.columns.push_back(column);
  table.checks.insert(table.checks.end(), from.checks.begin(), from.checks.end());
}

// Puts one table together from its parts.
class TableReader {
 public:
  TableReader(Reading& reading, const Node& body) : reading_(reading), body_(body) {
    table_.name = reading.table(child(body, "relation"));
  }

  /// False when a part of the table is made from what is not known.
  bool read() {
    if (!child(body_, "ofTypename").is_null()) {
      reading_.unread("the columns that table '" + table_.name.text() + "' has from its type");
      return false;
    }
    if (!add_parents() || !add_elements()) return false;
    finish();
    return true;
  }

  Table take() { return std::move(table_); }

 private:
  bool add_parents() {
    for (const Node& item : child(body_, "inhRelations").items) {
      const QualifiedName parent = reading_.table(*tagged(item).body);
      const Table* known = reading_.known(parent);
      if (known == nullptr) return not_known(parent);
      add_inherited(*known, table_);
      // A partition has the keys of the whole; a child has not.
      if (!child(body_, "partbound").is_null() && known->primary_key)
        table_.primary_key = PrimaryKey{{}, known->primary_key->columns};
    }
    return true;
  }

  bool not_known(const QualifiedName& other) {
    reading_.unread("the columns that table '" + table_.name.text() + "' has from '" +
                    other.text() + "'");
    return false;
  }

  bool add_elements() {
    const StatementText& text = reading_.text();
    const Node& elements = child(body_, "tableElts");
    // What a partition says of its columns is a default or a constraint of the whole.
    if (elements.items.empty() || !child(body_, "partbound").is_null()) return true;
    const std::size_t begin = text.token_at(location(child(body_, "relation")));
    const std::vector<TokenRange> ranges = text.items(text.first_group({begin, text.size()}));
    for (std::size_t i = 0; i < elements.items.size(); ++i) {
      const Tagged element = tagged(elements.items[i]);
      const TokenRange range = i < ranges.size() ? ranges[i] : TokenRange{};
      if (element.tag == "ColumnDef") add_column(*element.body, range);
      if (element.tag == "Constraint")
        if (const auto written = read_constraint(reading_, *element.body, range, {}))
          add_constraint(table_, written->constraint);
      if (element.tag != "TableLikeClause") continue;
      const QualifiedName model = reading_.table(child(*element.body, "relation"));
      const Table* known = reading_.known(model);
      if (known == nullptr) return not_known(model);
      add_like(*known, number(*element.body, "options"), table_);
    }
    return true;
  }

  void add_column(const Node& definition, TokenRange range) {
    WrittenColumn written = read_column(reading_, definition, range);
    // A child may name a column of its parent again.
    if (Column* inherited = table_.column(written.column.name))
      *inherited = std::move(written.column);
    else
      table_.columns.push_back(std::move(written.column));
    for (const WrittenConstraint& each : written.constraints)
      add_constraint(table_, each.constraint);
  }

  void finish() {
    if (table_.primary_key) {
      for (const Identifier& name : table_.primary_key->columns)
        if (Column* column = table_.column(name)) column->nullable = false;
      for (ForeignKey& key : table_.foreign_keys)
        if (key.referred_table == table_.name && key.referred_columns.empty())
          key.referred_columns = table_.primary_key->columns;
    }
    fill_server_names(table_);
    add_options();
  }

  void add_options() {
    const StatementText& text = reading_.text();
    std::map<std::string, std::string> options;
    if (scalar(child(body_, "relation"), "relpersistence") == "u") options["unlogged"] = "true";
    const std::size_t begin = text.token_at(location(child(body_, "relation")));
    const auto with = text.find({begin, text.size()}, "with");
    if (with && !child(body_, "options").items.empty())
      options["with"] = text.text(text.first_group({*with, text.size()}));
    if (const std::string& space = scalar(body_, "tablespacename"); !space.empty())
      options["tablespace"] = space;
    if (!options.empty()) table_.options[std::string(kDialectName)] = std::move(options);
  }

  Reading& reading_;
  const Node& body_;
  Table table_;
};

}  // namespace

void read_create_table(Reading& reading, const Node& body) {
  const Node& relation = child(body, "relation");
  // A temporary table belongs to the session.
  if (scalar(relation, "relpersistence") == "t") return;
  const QualifiedName name = reading.table(relation);
  if (scalar(relation, "schemaname").empty()) reading.unqualified(name, location(relation));
  if (flag(body, "if_not_exists") && reading.known(name) != nullptr) return;
  TableReader reader(reading, body);
  if (reader.read()) reading.operation(CreateTable{reader.take()});
}

}  // namespace whimbrel::postgresql
