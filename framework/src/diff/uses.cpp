#include "uses.h"

#include <algorithm>

#include "whimbrel/core/overloaded.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace {

// Longer than any database allows; it keeps the search for a closing quote from the whole text.
constexpr size_t kLongestName = 512;

bool is_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
         (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == '$' || byte >= 0x80;
}

char closing_quote(char c) {
  switch (c) {
    case '"':
    case '`':
      return c;
    case '[':
      return ']';
    default:
      return '\0';
  }
}

// Gathers the names of several texts.
class Names {
 public:
  void add(std::string_view text) {
    for (size_t at = 0; at < text.size();) {
      if (is_word(text[at])) {
        const size_t start = at;
        while (at < text.size() && is_word(text[at])) ++at;
        add_word(text.substr(start, at - start));
        continue;
      }
      // A quoted name counts whole, and its words count too: the quote may be a string's.
      if (const char quote = closing_quote(text[at])) {
        const std::string_view rest = text.substr(at + 1, kLongestName);
        const size_t end = rest.find(quote);
        if (end != std::string_view::npos) names_.insert(lower(rest.substr(0, end)));
      }
      ++at;
    }
  }

  void add(const Expression& expression) { add(expression.text); }
  void add(const std::optional<Expression>& expression) {
    if (expression) add(*expression);
  }
  void add(const std::variant<Identifier, Expression>& what) {
    if (const auto* expression = std::get_if<Expression>(&what)) add(*expression);
  }

  void add(const Column& column) {
    add(column.type.text);
    if (column.default_value)
      if (const auto* expression = std::get_if<Expression>(&*column.default_value))
        add(*expression);
    if (column.generated) add(column.generated->expression);
    for (const auto& [dialect, values] : column.options)
      for (const auto& [key, value] : values) add(value);
  }

  void add(const Index& index) {
    for (const IndexKey& key : index.keys) {
      add(key.what);
      add(key.modifiers);
    }
    add(index.where);
  }

  void add(const QualifiedName& name) { names_.insert(lower(name.name.text())); }

  std::set<std::string> take() && { return std::move(names_); }

 private:
  // A dollar can be a part of a name, and the quote around a body that ends in one.
  void add_word(std::string_view word) {
    names_.insert(lower(word));
    if (word.find('$') == std::string_view::npos) return;
    for (const std::string_view piece : split(word, '$')) names_.insert(lower(piece));
  }

  std::set<std::string> names_;
};

}  // namespace

std::set<std::string> mentioned_names(std::string_view text) {
  Names names;
  names.add(text);
  return std::move(names).take();
}

std::set<std::string> names_in(const SchemaObject& object) {
  Names names;
  names.add(object.definition);
  names.add(object.id.arguments);
  if (stands_on_table(object.id.kind)) names.add(object.id.table);
  for (const Column& column : object.columns) names.add(column);
  for (const CheckConstraint& check : object.checks) names.add(check.condition);
  for (const Index& index : object.indexes) names.add(index);
  // Whom a sequence belongs to is said when that table is there.
  for (const auto& [key, value] : object.attributes)
    if (key != "owned_by") names.add(value);
  return std::move(names).take();
}

std::set<std::string> names_in(const Table& table) {
  Names names;
  for (const Column& column : table.columns) names.add(column);
  for (const CheckConstraint& check : table.checks) names.add(check.condition);
  for (const ExclusionConstraint& exclusion : table.exclusions) {
    for (const ExclusionElement& element : exclusion.elements) names.add(element.what);
    names.add(exclusion.where);
  }
  for (const Index& index : table.indexes) names.add(index);
  names.add(table.partition_by);
  if (table.partition_of) {
    names.add(table.partition_of->parent);
    names.add(table.partition_of->bound);
  }
  for (const QualifiedName& parent : table.inherits) names.add(parent);
  for (const auto& [dialect, values] : table.options)
    for (const auto& [key, value] : values) names.add(value);
  return std::move(names).take();
}

Uses::Uses(const Schema& schema) : schema_(&schema) {
  for (const auto& [name, table] : schema.tables)
    by_name_[lower(name.name.text())].emplace_back(name);
  // What stands on a table is used by nothing.
  for (const auto& [id, object] : schema.objects)
    if (!stands_on_table(id.kind)) by_name_[lower(id.name.name.text())].emplace_back(id);
}

void Uses::collect(const std::set<std::string>& names, const Part& self,
                   std::set<Part>& found) const {
  for (const std::string& name : names) {
    const auto parts = by_name_.find(name);
    if (parts == by_name_.end()) continue;
    for (const Part& part : parts->second)
      if (part != self) found.insert(part);
  }
}

std::set<Part> Uses::of(const Table& table) const {
  std::set<Part> found;
  if (schema_->objects.empty() && !table.partition_of && table.inherits.empty()) return found;
  collect(names_in(table), table.name, found);
  if (!table.partition_of && table.inherits.empty())
    std::erase_if(found, [](const Part& part) {
      return std::holds_alternative<QualifiedName>(part);  // a column's name, not a table
    });
  const ObjectId place{ObjectKind::schema, QualifiedName(table.name.schema)};
  if (schema_->objects.contains(place)) found.insert(place);
  return found;
}

std::set<Part> Uses::of(const SchemaObject& object) const {
  std::set<Part> found;
  collect(names_in(object), object.id, found);
  const ObjectId place{ObjectKind::schema, QualifiedName(object.id.name.schema)};
  if (object.id != place && schema_->objects.contains(place)) found.insert(place);
  return found;
}

std::set<Part> Uses::closure(const std::set<Part>& wanted) const {
  std::set<Part> all = wanted;
  std::vector<Part> open(wanted.begin(), wanted.end());
  while (!open.empty()) {
    const Part part = std::move(open.back());
    open.pop_back();
    const std::set<Part> used =
        std::visit(overloaded{
                       [&](const QualifiedName& name) {
                         const Table* table = schema_->table(name);
                         return table == nullptr ? std::set<Part>{} : of(*table);
                       },
                       [&](const ObjectId& id) {
                         const SchemaObject* object = schema_->object(id);
                         return object == nullptr ? std::set<Part>{} : of(*object);
                       },
                   },
                   part);
    for (const Part& each : used)
      if (all.insert(each).second) open.push_back(each);
  }
  return all;
}

bool Uses::mentions(const SchemaObject& object, const std::set<std::string>& names) {
  const std::set<std::string> mentioned = names_in(object);
  return std::any_of(names.begin(), names.end(),
                     [&](const std::string& name) { return mentioned.contains(name); });
}

}  // namespace whimbrel
