#include "whimbrel/diff/portable.h"

#include <algorithm>

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_writer.h"
#include "whimbrel/model/portable_type.h"

namespace whimbrel {
namespace {

constexpr size_t kShown = 10;

class Porter {
 public:
  Porter(const Dialect& from, const Dialect& to) : from_(from), to_(to) {}

  Schema ported(const Schema& schema) && {
    Schema result;
    for (const auto& [name, table] : schema.tables) {
      if (!name.schema.empty()) refuse("table '" + name.text() + "' outside of the default schema");
      result.tables.emplace(name, ported(table));
    }
    for (const auto& [id, object] : schema.objects) result.objects.emplace(id, ported(object));
    result.unsupported = schema.unsupported;
    if (!refused_.empty()) throw refusal();
    return result;
  }

 private:
  void refuse(std::string what) { refused_.push_back(std::move(what)); }

  Error refusal() const {
    const size_t shown = std::min(refused_.size(), kShown);
    std::string text = join(std::span(refused_).first(shown), "; ");
    if (shown < refused_.size())
      text += "; and " + std::to_string(refused_.size() - shown) + " more";
    return Error(ErrorCode::unsupported, "unsupported: not portable from " +
                                             std::string(from_.name()) + " to " +
                                             std::string(to_.name()) + ": " + text)
        .with_hint("describe the desired schema in YAML, with a form for each dialect");
  }

  // Names as the other database quotes them; the rest is the same text.
  void port(Expression& expression) const {
    const std::string text = expression.for_dialect(from_.name());
    std::string result;
    size_t taken = 0;
    for (const SqlToken& token : lex(text, from_.syntax())) {
      if (token.kind != SqlToken::Kind::quoted_name) continue;
      result += text.substr(taken, token.offset - taken);
      result += quoted(Identifier(unquoted(token)), to_.syntax());
      taken = token.offset + token.text.size();
    }
    expression = Expression(result + text.substr(taken));
  }

  void port(Column& column, const std::string& table) {
    const std::string where = "column '" + table + "." + column.name.text() + "'";
    if (!parse_portable_type(column.type.for_dialect(from_.name())))
      refuse(where + " of type '" + column.type.for_dialect(from_.name()) + "'");
    if (!column.collation.empty()) refuse(where + " with collation '" + column.collation + "'");
    if (column.default_value)
      if (auto* expression = std::get_if<Expression>(&*column.default_value)) port(*expression);
    if (column.generated) port(column.generated->expression);
    column.options.clear();
  }

  void port(Index& index, const std::string& table) {
    const std::string where = "index '" + index.name.text() + "' of table '" + table + "'";
    if (!index.method.empty()) refuse(where + " with method '" + index.method + "'");
    for (IndexKey& key : index.keys) {
      if (!key.modifiers.empty()) refuse(where + " with '" + key.modifiers + "'");
      if (auto* expression = std::get_if<Expression>(&key.what)) port(*expression);
    }
    if (index.where) port(*index.where);
    index.options.clear();
  }

  // What a table is beside its columns and keys.
  void check(const Table& table, const std::string& name) {
    if (table.partition_by || table.partition_of) refuse("the partitions of table '" + name + "'");
    if (!table.inherits.empty()) refuse("what table '" + name + "' inherits");
    for (const ExclusionConstraint& each : table.exclusions)
      refuse("exclusion constraint '" + each.name.text() + "' of table '" + name + "'");
  }

  Table ported(Table table) {
    const std::string name = table.name.text();
    check(table, name);
    for (Column& column : table.columns) port(column, name);
    if (table.primary_key) table.primary_key->options.clear();
    for (UniqueConstraint& each : table.unique_constraints) each.options.clear();
    for (ForeignKey& each : table.foreign_keys) each.options.clear();
    for (CheckConstraint& each : table.checks) {
      port(each.condition);
      each.options.clear();
    }
    for (Index& index : table.indexes) port(index, name);
    table.options.clear();
    table.privileges.reset();
    return table;
  }

  // A view is a query, which the other database may understand; the rest is of one dialect.
  SchemaObject ported(SchemaObject object) {
    if (object.id.kind != ObjectKind::view)
      refuse(std::string(word_for(object.id.kind)) + " '" + object.id.text() + "'");
    port(object.definition);
    object.options.clear();
    object.privileges.reset();
    return object;
  }

  const Dialect& from_;
  const Dialect& to_;
  std::vector<std::string> refused_;
};

}  // namespace

Schema portable_schema(const Schema& schema, const Dialect& from, const Dialect& to) {
  return Porter(from, to).ported(schema);
}

}  // namespace whimbrel
