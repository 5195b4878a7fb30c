// A dialect without a database, for tests of what works on the model alone.
#pragma once

#include <functional>
#include <memory>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/review_guide.h"
#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::test {

/// What its guide answers; a test fills in what it needs.
struct GuideAnswers {
  ReviewFacts facts = {};
  std::vector<ReviewRule> rules = {};
  std::function<std::vector<Hazard>(const Operation&, const ReviewPlace&)> hazards = {};
  std::function<SqlReading(std::string_view)> read = {};
  std::string reserved = {};  ///< the one reserved word
};

/// The standard's SQL, and every change of a column as one statement. [thread-safe]
class ModelRenderer final : public sdk::StandardRenderer {
 public:
  using StandardRenderer::StandardRenderer;

 protected:
  sdk::Answer alter_column(const AlterColumn& op, sdk::RenderWork& work) const override;
};

/// Speaks the standard's SQL and names types as they are written. Connecting fails. Its guide is
/// there when `answers` is given. [thread-safe]
class ModelDialect final : public Dialect {
 public:
  explicit ModelDialect(Capabilities capabilities = {.transactional_ddl = true,
                                                     .adds_foreign_keys = true,
                                                     .retypes_foreign_keys = true,
                                                     .has_schemas = true,
                                                     .longest_identifier = 63},
                        std::optional<GuideAnswers> answers = GuideAnswers{});
  ~ModelDialect() override;

  std::string_view name() const override { return "model"; }
  const Capabilities& capabilities() const override { return capabilities_; }
  const Syntax& syntax() const override { return syntax_; }
  const TypeSystem& types() const override;
  const Introspector& introspector() const override;
  const OpRenderer& renderer() const override { return renderer_; }
  std::unique_ptr<Connection> connect(const Endpoint& endpoint) const override;
  const void* ability(std::string_view id) const override;

 private:
  Capabilities capabilities_;
  Syntax syntax_;
  ModelRenderer renderer_{*this};
  std::unique_ptr<ReviewGuide> guide_;
};

}  // namespace whimbrel::test
