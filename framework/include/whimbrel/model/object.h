// What a schema holds beside tables: views, functions, types, ... as plain values.
#pragma once

#include <array>
#include <compare>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "whimbrel/core/identifier.h"
#include "whimbrel/model/column.h"
#include "whimbrel/model/constraint.h"
#include "whimbrel/model/dialect_text.h"
#include "whimbrel/model/index.h"
#include "whimbrel/model/options.h"
#include "whimbrel/model/privilege.h"

namespace whimbrel {

/// In the order in which an empty database gets them, as far as what they use leaves it open.
enum class ObjectKind {
  schema,
  extension,
  enumeration,
  range_type,
  composite_type,
  domain,
  sequence,
  function,
  procedure,
  view,
  materialized_view,
  trigger,
  policy,
  event,
};
inline constexpr std::array kObjectKinds = {ObjectKind::schema,
                                            ObjectKind::extension,
                                            ObjectKind::enumeration,
                                            ObjectKind::range_type,
                                            ObjectKind::composite_type,
                                            ObjectKind::domain,
                                            ObjectKind::sequence,
                                            ObjectKind::function,
                                            ObjectKind::procedure,
                                            ObjectKind::view,
                                            ObjectKind::materialized_view,
                                            ObjectKind::trigger,
                                            ObjectKind::policy,
                                            ObjectKind::event};

/// The word in operations and messages: "view", "materialized_view", "enum", ...
std::string_view word_for(ObjectKind kind);
/// The key in schema.yaml: "views", "materialized_views", "enums", ...
std::string_view section_for(ObjectKind kind);

/// What tells one object from all others.
struct ObjectId {
  ObjectKind kind = ObjectKind::view;
  QualifiedName name;
  /// Trigger and policy: the table or view that it stands on; its schema is that one's too.
  QualifiedName table = {};
  /// Function and procedure: the types of the arguments that are passed in, where the database
  /// knows several of one name: "integer, text".
  std::string arguments = {};
  auto operator<=>(const ObjectId&) const = default;

  /// For people, without the kind: "active_users", "add(integer, integer)", "touch on users".
  std::string text() const;
};

/// One value of an enum.
struct EnumValue {
  std::string text;
  /// In a desired schema: what this value was before; absent: it was not renamed.
  std::optional<std::string> renamed_from = {};
  bool operator==(const EnumValue&) const = default;
};

/// An object beside tables. Which fields say what it is:
/// - view, materialized view: `definition` is the query.
/// - function, procedure, trigger, event, policy: `definition` is the whole CREATE statement, as
/// the
///   database gives it back.
/// - enum: `values`, in order.
/// - composite type: `columns` with name, type and collation.
/// - domain: `attributes` type, collation, default, not_null ("true"), and `checks`.
/// - range type: `attributes` subtype, subtype_opclass, collation, canonical, subtype_diff,
///   multirange_type_name.
/// - sequence: `attributes` type, start, increment, minimum, maximum, cache, cycle ("true"),
/// owned_by
///   ("table.column"), each only where it is not the default.
/// - extension: `attributes` schema, version.
/// - schema: nothing.
/// An index of a materialised view stands in `indexes`.
struct SchemaObject {
  ObjectId id;
  Expression definition = {};
  std::vector<EnumValue> values = {};
  std::vector<Column> columns = {};
  std::vector<CheckConstraint> checks = {};
  std::vector<Index> indexes = {};
  std::map<std::string, std::string> attributes = {};
  std::string comment = {};
  Options options = {};
  /// Who may do what with it; absent: not managed.
  std::optional<std::vector<Privilege>> privileges = {};
  /// For these dialects only; empty: for all. for_dialect empties it.
  std::vector<std::string> dialects = {};
  /// In a desired schema: the name this object had before; empty: it was not renamed.
  Identifier renamed_from = {};
  bool operator==(const SchemaObject&) const = default;
};

/// The keys of `attributes` that objects of a kind may have.
std::vector<std::string_view> known_attributes(ObjectKind kind);

/// True for the kinds whose `definition` is a whole statement of one dialect.
bool is_statement(ObjectKind kind);
/// True for triggers and policies, which stand on a table or view and go with it.
bool stands_on_table(ObjectKind kind);
/// True for functions and procedures, which arguments tell apart.
bool has_arguments(ObjectKind kind);

}  // namespace whimbrel
