// How SQLite's SQL is written.
#pragma once

#include "whimbrel/dialect/syntax.h"

namespace whimbrel::sqlite {

const Syntax& syntax();

}  // namespace whimbrel::sqlite
