// What CREATE OR REPLACE FUNCTION may change of a function, and what it may not.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel::postgresql {

/// True when CREATE OR REPLACE turns the function or procedure `from` into `to`, both given as
/// their CREATE statements: the same result, the same arguments by the same names, and no default
/// taken away. Pure.
bool can_be_replaced(std::string_view from, std::string_view to);

/// The statement with OR REPLACE behind CREATE. Pure.
std::string as_replacement(std::string statement);

/// The part of a CREATE FUNCTION before its body: name, arguments, result. Pure.
std::string routine_header(std::string_view statement);

}  // namespace whimbrel::postgresql
