// What other programs say, without secrets.
#pragma once

#include <string>

#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::cli {

/// `text` with `***` in place of passwords: that of `endpoint` and what its parameters hold, those
/// of all URLs in the text, and the values of environment variables whose names hold `pass`, `pwd`,
/// `secret` or `token`.
std::string redacted(std::string text, const Endpoint& endpoint);

}  // namespace whimbrel::cli
