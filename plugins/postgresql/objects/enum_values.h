// Values of enums that are added.
#pragma once

#include <optional>
#include <vector>

#include "whimbrel/sdk/standard_renderer.h"

namespace whimbrel::postgresql {

/// The values that have to be added to `from` to make it `to`, each with its place; absent when
/// values go or change places, which no ALTER TYPE does. Pure.
std::optional<std::vector<AddEnumValue>> added_values(const std::vector<EnumValue>& from,
                                                      const std::vector<EnumValue>& to);

/// ALTER TYPE ... ADD VALUE.
void add_enum_value(const QualifiedName& type, const AddEnumValue& value, sdk::RenderWork& work);

/// Gives the phase `outside` to each ALTER TYPE ... ADD VALUE among `statements` that cannot stay
/// in the transaction: every one before PostgreSQL 12, which refuses them there; later only one
/// whose value a statement behind it names, because nothing can use a new value before it is
/// committed. All others stay in the transaction and go with it when it fails. Statements of users
/// are looked at as well.
void place_new_enum_values(std::vector<Statement>& statements, int server_version);

}  // namespace whimbrel::postgresql
