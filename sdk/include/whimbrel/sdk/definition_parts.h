// Parts of definitions that are written alike in most databases.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "whimbrel/model/column.h"
#include "whimbrel/model/constraint.h"
#include "whimbrel/model/index.h"
#include "whimbrel/sdk/token_reader.h"

namespace whimbrel::sdk {

/// What stands behind REFERENCES: the table, its columns, the actions, MATCH and the deferral.
void read_reference(TokenReader& tokens, ForeignKey& key);

/// `[NOT] DEFERRABLE [INITIALLY DEFERRED | IMMEDIATE]`; false when none stands here.
bool read_deferral(TokenReader& tokens, ForeignKey& key);

/// `name` or `schema.name`; empty, and stays, when no name stands here.
QualifiedName read_qualified_name(TokenReader& tokens);

/// The keys in `( key, ... )`: columns or expressions, with order, collation and, when `prefixes`
/// says that a number in parentheses behind a column is one, prefix length. Nothing, and stays,
/// without a parenthesis.
std::vector<IndexKey> read_keys(TokenReader& tokens, bool prefixes);

/// One key out of its tokens. A single name, in parentheses or not, is a column.
IndexKey read_key(std::vector<SqlToken> tokens, bool prefixes);

/// The columns among `keys`; `plain`: all are columns without order, length or further words.
std::vector<Identifier> columns_of(std::span<const IndexKey> keys);
bool plain(std::span<const IndexKey> keys);

/// The literal that the tokens are, when that is certain: a number with or without a sign, TRUE,
/// FALSE, NULL, or a string in plain single quotes, whose characters are as `unquoted` says.
std::optional<Literal> literal_of(std::span<const SqlToken> tokens);

}  // namespace whimbrel::sdk
