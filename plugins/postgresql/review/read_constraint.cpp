// Constraints as they are written.
#include "review/read_column.h"
#include "syntax.h"

namespace whimbrel::postgresql {
namespace {

ReferentialAction action(const std::string& code) {
  if (code == "r") return ReferentialAction::restrict;
  if (code == "c") return ReferentialAction::cascade;
  if (code == "n") return ReferentialAction::set_null;
  if (code == "d") return ReferentialAction::set_default;
  return ReferentialAction::no_action;
}

std::vector<Identifier> own_columns(Reading& reading, const Node& body, std::string_view key,
                                    const Identifier& column) {
  if (!column.empty()) return {column};
  return reading.names(child(body, key));
}

ForeignKey foreign_key(Reading& reading, const Node& body, const Identifier& column) {
  ForeignKey key;
  key.name = reading.name(scalar(body, "conname"));
  key.columns = own_columns(reading, body, "fk_attrs", column);
  key.referred_table = reading.table(child(body, "pktable"));
  key.referred_columns = reading.names(child(body, "pk_attrs"));
  const Table* referred = reading.known(key.referred_table);
  if (key.referred_columns.empty() && referred != nullptr && referred->primary_key)
    key.referred_columns = referred->primary_key->columns;
  key.on_delete = action(scalar(body, "fk_del_action"));
  key.on_update = action(scalar(body, "fk_upd_action"));
  key.deferral.deferrable = flag(body, "deferrable");
  key.deferral.initially_deferred = flag(body, "initdeferred");
  return key;
}

}  // namespace

std::optional<WrittenConstraint> read_constraint(Reading& reading, const Node& body,
                                                 TokenRange range, const Identifier& column) {
  const std::string& kind = scalar(body, "contype");
  WrittenConstraint written;
  written.offset = location(body);
  const Identifier name = reading.name(scalar(body, "conname"));
  if (kind == "CONSTR_PRIMARY") {
    written.constraint = PrimaryKey{name, own_columns(reading, body, "keys", column)};
  } else if (kind == "CONSTR_UNIQUE") {
    written.constraint = UniqueConstraint{name, own_columns(reading, body, "keys", column)};
  } else if (kind == "CONSTR_FOREIGN") {
    written.constraint = foreign_key(reading, body, column);
  } else if (kind == "CONSTR_CHECK") {
    const StatementText& text = reading.text();
    written.constraint = CheckConstraint{name, Expression(text.text(text.first_group(range)))};
  } else {
    return std::nullopt;
  }
  if (flag(body, "skip_validation"))
    std::visit(
        [](auto& each) {
          if constexpr (requires { each.validated; }) each.validated = false;
        },
        written.constraint);
  return written;
}

}  // namespace whimbrel::postgresql
