#include "whimbrel/diff/wording.h"

#include <algorithm>

#include "whimbrel/model/renames.h"

namespace whimbrel {
namespace {

Column without_history(Column column) {
  column.renamed_from = Identifier();
  return column;
}

template <class Each>
const Each* find_named(const std::vector<Each>& items, const Identifier& name) {
  const auto found =
      std::find_if(items.begin(), items.end(), [&](const Each& i) { return i.name == name; });
  return found == items.end() ? nullptr : &*found;
}

class Rewording {
 public:
  Rewording(const Schema& written, const NamingConvention& names)
      : written_(written), names_(names) {}

  void operator()(CreateTable& op) const {
    const Table* original = written_.table(op.table.name);
    if (original == nullptr) return;
    Table table = *original;
    forget_renames(table);
    fill_names(table, names_);
    // Foreign keys that close a cycle are operations of their own.
    std::erase_if(table.foreign_keys, [&](const ForeignKey& key) {
      return find_named(op.table.foreign_keys, key.name) == nullptr;
    });
    op.table = std::move(table);
  }

  void operator()(AddColumn& op) const {
    if (const Column* column = original(op.table, op.column.name))
      op.column = without_history(*column);
  }

  void operator()(AlterColumn& op) const {
    const Column* column = original(op.table, op.column);
    if (column == nullptr) return;
    if (op.to.type) op.to.type = column->type;
    if (op.to.default_value && *op.to.default_value && column->default_value)
      op.to.default_value = column->default_value;
    if (op.to.generated && *op.to.generated && column->generated)
      op.to.generated = column->generated;
  }

  void operator()(CreateIndex& op) const {
    const Table* table = written_.table(op.table);
    if (table == nullptr) return;
    if (const Index* index = table->index(op.index.name)) op.index = *index;
    forget_renames(op.index);
  }

  void operator()(CreateConstraint& op) const {
    const Table* table = written_.table(op.table);
    if (table == nullptr) return;
    const auto reword = [](auto& constraint, const auto& written) {
      const auto* same = find_named(written, constraint.name);
      if (same == nullptr) return;
      constraint = *same;
      constraint.renamed_from = Identifier();
    };
    if (auto* check = std::get_if<CheckConstraint>(&op.constraint)) reword(*check, table->checks);
    if (auto* exclusion = std::get_if<ExclusionConstraint>(&op.constraint))
      reword(*exclusion, table->exclusions);
  }

  void operator()(CreateObject& op) const {
    if (const SchemaObject* original = written_.object(op.object.id))
      op.object = reworded(*original, std::move(op.object));
  }

  void operator()(AlterObject& op) const {
    if (const SchemaObject* original = written_.object(op.to.id))
      op.to = reworded(*original, std::move(op.to));
  }

  template <class Other>
  void operator()(Other&) const {}

 private:
  // Whom a sequence belongs to may be said by an operation of its own.
  static SchemaObject reworded(SchemaObject written, SchemaObject generated) {
    forget_renames(written);
    if (!generated.attributes.contains("owned_by")) written.attributes.erase("owned_by");
    if (!written.privileges) written.privileges = std::move(generated.privileges);
    return written;
  }

  const Column* original(const QualifiedName& name, const Identifier& column) const {
    const Table* table = written_.table(name);
    return table == nullptr ? nullptr : table->column(column);
  }

  const Schema& written_;
  const NamingConvention& names_;
};

}  // namespace

void use_wording(std::vector<Operation>& operations, const Schema& written,
                 const NamingConvention& names) {
  const Rewording rewording(written, names);
  for (Operation& operation : operations) std::visit(rewording, operation);
}

}  // namespace whimbrel
