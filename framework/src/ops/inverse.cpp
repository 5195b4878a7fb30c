#include "whimbrel/ops/inverse.h"

#include <algorithm>

#include "whimbrel/core/overloaded.h"
#include "whimbrel/ops/guards.h"

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
  for (const auto& [dialect, values] : to.options) {
    const auto known = existing.options.find(dialect);
    for (const auto& [key, value] : values)
      if (known == existing.options.end() || !known->second.contains(key)) return "options";
  }
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
  if (is_guarded(operation))
    return Irreversible{summary(operation),
                        "with 'if_exists' or 'if_not_exists' it is not known whether it did "
                        "anything; write the downgrade out"};
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
          [](const RenameIndex& op) -> Result {
            return RenameIndex{op.table, op.to, op.index};
          },
          [](const RenameConstraint& op) -> Result {
            return RenameConstraint{op.table, op.to, op.name, op.kind};
          },
          [](const ValidateConstraint& op) -> Result {
            return ValidateConstraint{op.table, op.name, !op.validated};
          },
          [&](const SetTableOptions& op) -> Result {
            return restored(operation, op.existing, "options", [&](const Options& options) {
              return SetTableOptions{op.table, options, op.to};
            });
          },
          [&](const SetPartitioning& op) -> Result {
            return restored(operation, op.existing, "partitioning", [&](const auto& existing) {
              return SetPartitioning{op.table, existing, op.to};
            });
          },
          [](const AttachPartition& op) -> Result {
            return DetachPartition{op.table, op.partition, op.bound, {}};
          },
          [&](const DetachPartition& op) -> Result {
            return restored(operation, op.bound, "partition's bound", [&](const Expression& bound) {
              return AttachPartition{op.table, op.partition, bound};
            });
          },
          [](const CreateObject& op) -> Result {
            return DropObject{op.object.id, op.object};
          },
          [&](const DropObject& op) -> Result {
            return restored(operation, op.before, word_for(op.id.kind),
                            [](const SchemaObject& object) { return CreateObject{object}; });
          },
          [&](const AlterObject& op) -> Result {
            return restored(operation, op.existing, word_for(op.to.id.kind),
                            [&](const SchemaObject& object) {
                              return AlterObject{object, op.to};
                            });
          },
          [](const RenameObject& op) -> Result {
            ObjectId id = op.id;
            id.name.name = op.to;
            return RenameObject{id, op.id.name.name};
          },
          [&](const AddEnumValue&) -> Result {
            return Irreversible{
                summary(operation),
                "which rows use the value by then is not known; write the downgrade "
                "out (alter_enum with 'existing:')"};
          },
          [](const RenameEnumValue& op) -> Result {
            return RenameEnumValue{op.name, op.to, op.value};
          },
          [](const Grant& op) -> Result {
            return Revoke{op.on, op.privileges};
          },
          [](const Revoke& op) -> Result {
            return Grant{op.on, op.privileges};
          },
          [&](const InsertRows& op) -> Result {
            if (op.key.empty())
              return Irreversible{summary(operation),
                                  "what tells the rows from others is not known; name their 'key'"};
            return DeleteRows{op.table, std::nullopt, op.rows, op.key};
          },
          [&](const UpsertRows&) -> Result {
            return Irreversible{summary(operation), "what the rows were before is not known"};
          },
          [&](const UpdateRows& op) -> Result {
            if (op.existing.empty())
              return Irreversible{summary(operation),
                                  "what the rows were before is not known; write it under "
                                  "'existing:', or write the downgrade out"};
            return UpdateRows{op.table, op.existing, op.where, op.set};
          },
          [&](const DeleteRows& op) -> Result {
            if (op.where || op.rows.rows.empty())
              return Irreversible{summary(operation), "the deleted rows are not known"};
            return InsertRows{op.table, op.rows, op.key};
          },
          [&](const Backfill&) -> Result {
            return Irreversible{summary(operation), "what the rows were before is not known"};
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
