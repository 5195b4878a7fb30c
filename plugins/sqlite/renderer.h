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
  sdk::Answer set_table_comment(const SetTableComment& op, sdk::RenderWork& work) const override;

 private:
  struct Progress;

  sdk::Answer render_alone(std::size_t operation, Progress& progress) const;
  sdk::Answer render_rebuild(const Run& run, Progress& progress) const;
};

}  // namespace whimbrel::sqlite
