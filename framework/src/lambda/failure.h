// Errors as Lambda knows them.
#pragma once

#include <string>

#include "whimbrel/core/error.h"

namespace whimbrel::lambda {

/// Lambda's error object. Holds no secret.
struct Failure {
  std::string type;     ///< "Whimbrel." and a word, for programs
  std::string message;  ///< for people
};

/// The word of the error's code, in Lambda's spelling: Whimbrel.Database, Whimbrel.Lock, ...
Failure failure_of(const Error& error);

/// `{"errorMessage", "errorType", "stackTrace"}`. There is no stack trace to tell: it is empty.
std::string to_json(const Failure& failure);

}  // namespace whimbrel::lambda
