// What looks at something, by the names in its text.
#pragma once

#include <string_view>
#include <vector>

#include "whimbrel/model/schema.h"

namespace whimbrel::postgresql {

/// True when `sql` has the name of `object` in it, with its schema or without. The text is not
/// understood, so a column of that name counts too. Pure.
bool mentions(std::string_view sql, const QualifiedName& object);

/// The views and materialised views that look at one of `names`, themselves or through others, in
/// an order in which they can be created. Linear in the texts of all views. Pure.
std::vector<const SchemaObject*> views_upon(const Schema& schema,
                                            const std::vector<QualifiedName>& names);

}  // namespace whimbrel::postgresql
