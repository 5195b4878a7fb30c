#include "whimbrel/revision/walk.h"

#include <algorithm>

#include "whimbrel/core/text.h"
#include "whimbrel/dialect/sql_lexer.h"
#include "whimbrel/dialect/sql_splitter.h"
#include "whimbrel/ops/apply.h"

namespace whimbrel {
namespace {

// IF EXISTS and IF NOT EXISTS: whether the statement does anything is up to the database.
bool is_conditional(std::string_view statement, const Syntax& syntax) {
  const std::vector<SqlToken> tokens = lex(statement, syntax);
  for (size_t i = 1; i < tokens.size(); ++i)
    if (tokens[i].is("exists") &&
        (tokens[i - 1].is("if") || (tokens[i - 1].is("not") && i > 1 && tokens[i - 2].is("if"))))
      return true;
  return false;
}

// The work on one direction.
class Direction {
 public:
  Direction(const Dialect& dialect, const ReviewGuide* guide, int server_version, bool is_sql,
            Schema& schema, const Walk::Visitor& visitor)
      : dialect_(dialect),
        guide_(guide),
        server_version_(server_version),
        is_sql_(is_sql),
        schema_(schema),
        visitor_(visitor) {}

  Walked run(std::span<const LocatedOperation> operations) {
    for (const LocatedOperation& each : operations) {
      if (const auto* sql = std::get_if<Execute>(&each.operation))
        read_script(sql->sql.text, each.mark);
      else
        take({&each.operation, nullptr, each.mark}, false);
    }
    return std::move(walked_);
  }

 private:
  ReviewPlace place() const { return {schema_, walked_.new_tables, server_version_, earlier_}; }

  void read_script(const std::string& script, const Mark& mark) {
    for (ScriptStatement& each : split_script(script, dialect_.syntax())) {
      Mark at = mark;
      if (is_sql_) at = {mark.file, each.line, each.column};
      ReadStatement& statement = walked_.statements.emplace_back();
      statement.text = std::move(each.text);
      statement.mark = at;
      if (each.client_command)
        statement.reading.unread = "a command to the client program";
      else if (guide_ == nullptr)
        statement.reading.unread = "this dialect's plugin reads no SQL";
      else
        statement.reading = guide_->read(statement.text, place());
      take_statement(statement);
    }
  }

  void take_statement(const ReadStatement& statement) {
    if (visitor_.statement) visitor_.statement(statement, place());
    const SqlReading& reading = statement.reading;
    const bool may_change_schema =
        reading.kind == SqlReading::Kind::schema || reading.kind == SqlReading::Kind::unknown;
    if (!reading.unread.empty() && may_change_schema) walked_.understood = false;
    const bool conditional =
        !reading.operations.empty() && is_conditional(statement.text, dialect_.syntax());
    for (const ReadOperation& each : reading.operations)
      take({&each.operation, &reading,
            is_sql_ ? mark_in(statement.mark, statement.text, each.offset) : statement.mark,
            each.quiet},
           conditional);
    const bool silent = std::all_of(reading.operations.begin(), reading.operations.end(),
                                    [](const ReadOperation& each) { return each.quiet; });
    if (silent) take({nullptr, &reading, statement.mark}, conditional);
  }

  void take(const ReviewStep& step, bool conditional) {
    if (visitor_.step) visitor_.step(step, place());
    if (step.quiet) {
      apply(*step.operation, schema_);
      return;
    }
    walked_.steps.push_back(step);
    if (step.operation == nullptr) return;
    earlier_.push_back(step.operation);
    // Of what it read from SQL the guide says itself what it did not understand.
    if (step.reading == nullptr && std::holds_alternative<PluginOperation>(*step.operation))
      walked_.understood = false;
    if (auto problem = apply(*step.operation, schema_)) {
      if (conditional) return;
      if (visitor_.misfit) visitor_.misfit(step, *problem);
      walked_.misfits.emplace_back(step.mark, std::move(*problem));
    } else {
      follow(*step.operation);
    }
  }

  void follow(const Operation& operation) {
    if (const auto* made = std::get_if<CreateTable>(&operation))
      walked_.new_tables.push_back(made->table.name);
    const auto* renamed = std::get_if<RenameTable>(&operation);
    if (renamed == nullptr) return;
    const QualifiedName to{renamed->table.schema, renamed->to};
    std::replace(walked_.new_tables.begin(), walked_.new_tables.end(), renamed->table, to);
  }

  const Dialect& dialect_;
  const ReviewGuide* guide_;
  int server_version_;
  bool is_sql_;
  Schema& schema_;
  const Walk::Visitor& visitor_;
  std::vector<const Operation*> earlier_;
  Walked walked_;
};

}  // namespace

Walked Walk::run(std::span<const LocatedOperation> operations, bool is_sql, Schema& schema,
                 const Visitor& visitor) const {
  return Direction(*dialect_, guide_, server_version_, is_sql, schema, visitor).run(operations);
}

Mark mark_in(const Mark& start, std::string_view text, std::size_t offset) {
  const TextPlace place =
      place_after({start.line, start.column}, text.substr(0, std::min(offset, text.size())));
  return {start.file, place.line, place.column};
}

}  // namespace whimbrel
