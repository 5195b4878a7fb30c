// What a sequence is, as words for CREATE and ALTER SEQUENCE.
#pragma once

#include <string>
#include <string_view>

#include "whimbrel/model/object.h"

namespace whimbrel::postgresql {

/// The words that CREATE SEQUENCE needs; empty when all is as the server would have it. Pure.
std::string creation_words(const SchemaObject& sequence);

/// The words with which ALTER SEQUENCE makes any sequence this one: what is not given is the
/// server's default again. Pure.
std::string alteration_words(const SchemaObject& sequence);

/// The same for words such as `INCREMENT BY 2 START WITH 10` of an identity or serial column;
/// `type` is the column's. Pure.
std::string alteration_words(std::string_view words, std::string_view type);

}  // namespace whimbrel::postgresql
