// Statements that PostgreSQL refuses inside of a transaction.
#pragma once

#include <string_view>

namespace whimbrel::postgresql {

/// True for CREATE INDEX CONCURRENTLY, VACUUM, CREATE DATABASE and the like. Pure.
bool runs_outside_transaction(std::string_view sql);

}  // namespace whimbrel::postgresql
