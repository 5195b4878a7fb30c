#include "support/model_dialect.h"

#include "whimbrel/core/error.h"
#include "whimbrel/core/text.h"

namespace whimbrel::test {
namespace {

class PlainTypes final : public TypeSystem {
 public:
  std::variant<std::string, Unsupported> native(const SqlType& type,
                                                const ServerInfo&) const override {
    return type.text;
  }
  std::string spelling(std::string_view native_text) const override { return lower(native_text); }
};

class NothingToRead final : public Introspector {
 public:
  Schema read(Connection&, const IntrospectionScope&) const override { return {}; }
};

class ScriptedGuide final : public ReviewGuide {
 public:
  explicit ScriptedGuide(GuideAnswers answers) : answers_(std::move(answers)) {}
  ReviewFacts facts() const override { return answers_.facts; }
  std::span<const ReviewRule> rules() const override { return answers_.rules; }
  std::vector<Hazard> hazards_of(const Operation& operation,
                                 const ReviewPlace& place) const override {
    return answers_.hazards ? answers_.hazards(operation, place) : std::vector<Hazard>{};
  }
  SqlReading read(std::string_view statement, const ReviewPlace&) const override {
    if (answers_.read) return answers_.read(statement);
    SqlReading reading;
    reading.unread = "a statement";
    return reading;
  }
  bool is_reserved(std::string_view word) const override {
    return !answers_.reserved.empty() && same_word(word, answers_.reserved);
  }

 private:
  GuideAnswers answers_;
};

}  // namespace

sdk::Answer ModelRenderer::alter_column(const AlterColumn& op, sdk::RenderWork& work) const {
  SqlWriter sql = writer();
  work.add(std::move(sql.word("ALTER TABLE").name(op.table).word("ALTER COLUMN").name(op.column))
               .take());
  return std::nullopt;
}

ModelDialect::ModelDialect(Capabilities capabilities, std::optional<GuideAnswers> answers)
    : capabilities_(capabilities) {
  if (answers) guide_ = std::make_unique<ScriptedGuide>(std::move(*answers));
}

ModelDialect::~ModelDialect() = default;

const TypeSystem& ModelDialect::types() const {
  static const PlainTypes types;
  return types;
}

const Introspector& ModelDialect::introspector() const {
  static const NothingToRead introspector;
  return introspector;
}

std::unique_ptr<Connection> ModelDialect::connect(const Endpoint&) const {
  throw Error(ErrorCode::connection, "the model dialect has no database");
}

const void* ModelDialect::ability(std::string_view id) const {
  if (id == ReviewGuide::id) return guide_.get();
  return nullptr;
}

}  // namespace whimbrel::test
