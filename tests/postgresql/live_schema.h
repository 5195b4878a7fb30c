// Working on a live PostgreSQL database through the dialect's interfaces.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "support/dialect_fixture.h"
#include "whimbrel/dialect/dialect.h"
#include "whimbrel/ops/operation.h"

namespace whimbrel::test {

const Dialect& postgresql();

/// The schema that the connection sees.
Schema read_schema(Connection& connection, const IntrospectionScope& scope = {});

/// The table `name` of the default schema. Fails the test and gives an empty table when there is
/// none.
Table read_table(Connection& connection, std::string_view name);

/// The statements of `operations`, rendered against the live database. Fails the test when they
/// are unsupported.
std::vector<Statement> rendered(Connection& connection, std::span<const Operation> operations);

/// Why they cannot be rendered; empty when they can.
std::string refusal(Connection& connection, std::span<const Operation> operations);

/// Renders and executes them.
void run(Connection& connection, std::vector<Operation> operations);

/// Executes every statement of a script.
void run_script(Connection& connection, std::string_view script);

/// Executes the statements of a dump that this server takes; what it refuses (owners, rows of COPY)
/// is passed over.
void load_dump(Connection& connection, std::string_view script);

/// The operations that build the tables of `schema`: tables first, then the foreign keys.
std::vector<Operation> creation_of(const Schema& schema);

}  // namespace whimbrel::test
