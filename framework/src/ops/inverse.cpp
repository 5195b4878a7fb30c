#include "whimbrel/ops/inverse.h"

#include <algorithm>

#include "whimbrel/core/overloaded.h"

namespace whimbrel {
namespace {

using Result = std::variant<Operation, Irreversible>;

template <class Before, class Make>
Result restored(const Operation& drop, const std::optional<Before>& before, std::string_view what,
                Make make) {
  if (before) return Operation(make(*before));
  return Irreversible{summary(drop), "what the dropped " + std::string(what) +
                                         " looked like is not known; write it under 'before:', or "
                                         "write the downgrade out"};
}

// Every attribute that the change names must have been noted as it was.
const char* missing_attribute(const ColumnAttributes& to, const ColumnAttributes& existing) {
  if (to.type && !existing.type) return "type";
  if (to.nullable && !existing.nullable) return "nullable";
  if (to.default_value && !existing.default_value) return "default";
  if (to.autoincrement && !existing.autoincrement) return "autoincrement";
  if (to.generated && !existing.generated) return "generated";
  if (to.collation && !existing.collation) return "collation";
  if (to.comment && !existing.comment) return "comment";
  return nullptr;
}

Result inverse_alter(const AlterColumn& op) {
  if (const char* missing = missing_attribute(op.to, op.existing))
    return Irreversible{summary(op), "the column's former " + std::string(missing) +
                                         " is not known; write it under 'existing:', or write the "
                                         "downgrade out"};
  // The options tell how values are converted on the way up; they do not hold on the way down.
  return Operation(AlterColumn{op.table, op.column, op.existing, op.to, {}});
}

Result inverse_comment(const SetTableComment& op) {
  if (!op.existing)
    return Irreversible{summary(op), "the former comment is not known; write it under 'existing:'"};
  return Operation(SetTableComment{op.table, *op.existing, op.comment});
}

}  // namespace

Result inverse(const Operation& operation) {
  return std::visit(
      overloaded{
          [](const CreateTable& op) -> Result {
            return DropTable{op.table.name, op.table};
          },
          [&](const DropTable& op) -> Result {
            return restored(operation, op.before, "table",
                            [](const Table& table) { return CreateTable{table}; });
          },
          [](const RenameTable& op) -> Result {
            return RenameTable{{op.table.schema, op.to}, op.table.name};
          },
          [](const AddColumn& op) -> Result {
            return DropColumn{op.table, op.column.name, op.column};
          },
          [&](const DropColumn& op) -> Result {
            return restored(operation, op.before, "column", [&](const Column& column) {
              return AddColumn{op.table, column};
            });
          },
          [](const AlterColumn& op) -> Result { return inverse_alter(op); },
          [](const RenameColumn& op) -> Result {
            return RenameColumn{op.table, op.to, op.column};
          },
          [](const CreateConstraint& op) -> Result {
            return DropConstraint{op.table, name_of(op.constraint), kind_of(op.constraint),
                                  op.constraint};
          },
          [&](const DropConstraint& op) -> Result {
            return restored(operation, op.before, "constraint", [&](const Constraint& constraint) {
              return CreateConstraint{op.table, constraint, {}};
            });
          },
          [](const CreateIndex& op) -> Result {
            return DropIndex{op.table, op.index.name, op.index};
          },
          [&](const DropIndex& op) -> Result {
            return restored(operation, op.before, "index", [&](const Index& index) {
              return CreateIndex{op.table, index};
            });
          },
          [](const SetTableComment& op) -> Result { return inverse_comment(op); },
          [&](const Execute&) -> Result {
            return Irreversible{summary(operation), "the effect of SQL is not known"};
          },
          [](const PluginOperation& op) -> Result {
            if (op.inverse) return Operation(*op.inverse);
            return Irreversible{op.name, "its plugin gives no way back"};
          },
      },
      operation);
}

std::variant<std::vector<Operation>, Irreversible> inverse(std::span<const Operation> operations) {
  std::vector<Operation> back;
  back.reserve(operations.size());
  for (size_t i = operations.size(); i-- > 0;) {
    Result one = inverse(operations[i]);
    if (auto* reason = std::get_if<Irreversible>(&one)) return *reason;
    back.push_back(std::get<Operation>(std::move(one)));
  }
  return back;
}

}  // namespace whimbrel
