// Operations as SQLite's SQL.
#pragma once

#include "current_tables.h"
#include "rebuild.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::sqlite {

/// What ALTER TABLE cannot do is done by rebuilding the table, once for all changes of it that
/// belong together. Foreign keys are then off for the whole migration and checked at its end.
class SqliteRenderer final : public sdk::StandardRenderer {
 public:
  using StandardRenderer::StandardRenderer;
  Rendered render(std::span<const Operation> operations, RenderContext& now) const override;

 protected:
  sdk::Answer create_table(const CreateTable& op, sdk::RenderWork& work) const override;
  sdk::Answer add_column(const AddColumn& op, sdk::RenderWork& work) const override;
  sdk::Answer alter_column(const AlterColumn& op, sdk::RenderWork& work) const override;
  sdk::Answer create_index(const CreateIndex& op, sdk::RenderWork& work) const override;
  sdk::Answer validate_constraint(const ValidateConstraint& op,
                                  sdk::RenderWork& work) const override;
  sdk::Answer set_partitioning(const SetPartitioning& op, sdk::RenderWork& work) const override;
  sdk::Answer attach_partition(const AttachPartition& op, sdk::RenderWork& work) const override;
  sdk::Answer detach_partition(const DetachPartition& op, sdk::RenderWork& work) const override;
  sdk::Answer add_enum_value(const AddEnumValue& op, sdk::RenderWork& work) const override;
  sdk::Answer rename_enum_value(const RenameEnumValue& op, sdk::RenderWork& work) const override;
  sdk::Answer grant(const Grant& op, sdk::RenderWork& work) const override;
  sdk::Answer revoke(const Revoke& op, sdk::RenderWork& work) const override;
  sdk::Answer set_table_comment(const SetTableComment& op, sdk::RenderWork& work) const override;

 private:
  struct Progress;

  sdk::Answer render_alone(std::size_t operation, Progress& progress) const;
  sdk::Answer render_rename_index(const RenameIndex& op, std::size_t operation,
                                  Progress& progress) const;
  sdk::Answer render_drop_column(const DropColumn& op, std::size_t operation,
                                 Progress& progress) const;
  sdk::Answer render_rebuild(const Run& run, Progress& progress) const;
  sdk::Answer check_triggers(Progress& progress) const;
  sdk::Answer find_triggers(Rebuild& rebuild, Progress& progress) const;
};

}  // namespace whimbrel::sqlite
