#include "review/statement_kinds.h"

#include <algorithm>
#include <array>

#include "review/readers.h"
#include "whimbrel/core/text.h"

namespace whimbrel::postgresql {
namespace {

using Kind = SqlReading::Kind;

void read_create_as(Reading& reading, const Node& body) {
  const Node& relation = child(child(body, "into"), "rel");
  // A materialized view, or a table of the session.
  if (scalar(body, "objtype") != "OBJECT_TABLE" || scalar(relation, "relpersistence") == "t")
    return;
  const QualifiedName table = reading.table(relation);
  if (scalar(relation, "schemaname").empty()) reading.unqualified(table, location(relation));
  reading.unread("the columns of table '" + table.text() + "', which a query makes");
}

void read_copy(Reading& reading, const Node& body) {
  if (!flag(body, "is_from")) reading.result().kind = Kind::query;
}

void read_transaction(Reading& reading, const Node& body) {
  const std::string& kind = scalar(body, "kind");
  if (kind == "TRANS_STMT_SAVEPOINT" || kind == "TRANS_STMT_RELEASE" ||
      kind == "TRANS_STMT_ROLLBACK_TO")
    reading.result().kind = Kind::session;
}

void read_call(Reading& reading, const Node& body) {
  const auto names = strings(child(child(body, "funccall"), "funcname"));
  reading.unread("what the procedure " + (names.empty() ? "" : names.back()) + "() does");
}

constexpr std::array kKinds = {
    StatementKind{"CreateStmt", Kind::schema, &read_create_table, ""},
    StatementKind{"AlterTableStmt", Kind::schema, &read_alter_table, "", true},
    StatementKind{"IndexStmt", Kind::schema, &read_create_index, ""},
    StatementKind{"DropStmt", Kind::schema, &read_drop, ""},
    StatementKind{"RenameStmt", Kind::schema, &read_rename, "", true},
    StatementKind{"CommentStmt", Kind::schema, &read_comment, ""},
    StatementKind{"AlterEnumStmt", Kind::schema, &read_alter_enum, ""},
    StatementKind{"CreateDomainStmt", Kind::schema, &read_create_domain, ""},
    StatementKind{"AlterDomainStmt", Kind::schema, &read_alter_domain, ""},
    StatementKind{"CreateTableAsStmt", Kind::schema, &read_create_as, ""},
    StatementKind{"AlterObjectSchemaStmt", Kind::schema, &read_set_schema, "", true},
    StatementKind{"VacuumStmt", Kind::schema, &read_vacuum, ""},
    StatementKind{"ClusterStmt", Kind::schema, &read_cluster, "", true},
    StatementKind{"ReindexStmt", Kind::schema, &read_reindex, "", true},
    StatementKind{"RefreshMatViewStmt", Kind::schema, &read_refresh, "", true},
    StatementKind{"TruncateStmt", Kind::schema, &read_truncate, "", true},
    StatementKind{"DropdbStmt", Kind::schema, &read_drop_database, ""},
    StatementKind{"LockStmt", Kind::schema, nullptr, "", true},
    StatementKind{"CreateTrigStmt", Kind::schema, nullptr, "", true},
    StatementKind{"CreatePolicyStmt", Kind::schema, nullptr, "", true},
    StatementKind{"AlterPolicyStmt", Kind::schema, nullptr, "", true},
    StatementKind{"DropOwnedStmt", Kind::schema, nullptr, "what DROP OWNED drops", true},
    StatementKind{"CreateSchemaStmt", Kind::schema, nullptr, ""},
    StatementKind{"ViewStmt", Kind::schema, nullptr, ""},
    StatementKind{"RuleStmt", Kind::schema, nullptr, "", true},
    StatementKind{"DefineStmt", Kind::schema, nullptr, ""},
    StatementKind{"CompositeTypeStmt", Kind::schema, nullptr, ""},
    StatementKind{"GrantStmt", Kind::schema, nullptr, ""},
    StatementKind{"GrantRoleStmt", Kind::schema, nullptr, ""},
    StatementKind{"SecLabelStmt", Kind::schema, nullptr, ""},
    StatementKind{"ReassignOwnedStmt", Kind::schema, nullptr, "", true},
    StatementKind{"ImportForeignSchemaStmt", Kind::schema, nullptr, ""},
    StatementKind{"SelectStmt", Kind::query, &read_select, ""},
    StatementKind{"ExplainStmt", Kind::query, nullptr, ""},
    StatementKind{"DeclareCursorStmt", Kind::query, nullptr, ""},
    StatementKind{"FetchStmt", Kind::query, nullptr, ""},
    StatementKind{"ClosePortalStmt", Kind::query, nullptr, ""},
    StatementKind{"VariableShowStmt", Kind::query, nullptr, ""},
    StatementKind{"UpdateStmt", Kind::rows, &read_change_of_rows, ""},
    StatementKind{"DeleteStmt", Kind::rows, &read_change_of_rows, ""},
    StatementKind{"InsertStmt", Kind::rows, nullptr, ""},
    StatementKind{"MergeStmt", Kind::rows, nullptr, ""},
    StatementKind{"CopyStmt", Kind::rows, &read_copy, ""},
    StatementKind{"VariableSetStmt", Kind::session, &read_set, ""},
    StatementKind{"ConstraintsSetStmt", Kind::session, nullptr, ""},
    StatementKind{"DiscardStmt", Kind::session, nullptr, ""},
    StatementKind{"PrepareStmt", Kind::session, nullptr, ""},
    StatementKind{"DeallocateStmt", Kind::session, nullptr, ""},
    StatementKind{"ListenStmt", Kind::session, nullptr, ""},
    StatementKind{"UnlistenStmt", Kind::session, nullptr, ""},
    StatementKind{"NotifyStmt", Kind::session, nullptr, ""},
    StatementKind{"LoadStmt", Kind::session, nullptr, ""},
    StatementKind{"CheckPointStmt", Kind::session, nullptr, ""},
    StatementKind{"TransactionStmt", Kind::transaction, &read_transaction, ""},
    StatementKind{"DoStmt", Kind::unknown, nullptr, "a DO block"},
    StatementKind{"CallStmt", Kind::unknown, &read_call, ""},
    StatementKind{"ExecuteStmt", Kind::unknown, nullptr, "what the prepared statement does"},
};

// CREATE, ALTER and DROP of what no table is: roles, functions, triggers, sequences, policies, ...
constexpr StatementKind kOther{"", Kind::schema, nullptr, ""};

}  // namespace

const StatementKind* statement_kind(std::string_view tag) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const StatementKind& each) { return each.tag == tag; });
  if (found != kKinds.end()) return &*found;
  for (const std::string_view begin : {"Create", "Alter", "Drop"})
    if (tag.starts_with(begin)) return &kOther;
  return nullptr;
}

SqlReading::Kind kind_by_word(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, Kind>, 18> kWords = {
      {{"create", Kind::schema},
       {"alter", Kind::schema},
       {"drop", Kind::schema},
       {"comment", Kind::schema},
       {"grant", Kind::schema},
       {"revoke", Kind::schema},
       {"truncate", Kind::schema},
       {"reindex", Kind::schema},
       {"vacuum", Kind::schema},
       {"insert", Kind::rows},
       {"update", Kind::rows},
       {"delete", Kind::rows},
       {"merge", Kind::rows},
       {"copy", Kind::rows},
       {"select", Kind::query},
       {"set", Kind::session},
       {"begin", Kind::transaction},
       {"commit", Kind::transaction}}};
  for (const auto& [known, kind] : kWords)
    if (same_word(known, word)) return kind;
  return Kind::unknown;
}

}  // namespace whimbrel::postgresql
