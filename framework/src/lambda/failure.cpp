#include "failure.h"

#include "whimbrel/core/json.h"
#include "whimbrel/core/text.h"

namespace whimbrel::lambda {

Failure failure_of(const Error& error) {
  const std::string word(word_for(error.code()));
  return {"Whimbrel." + upper(word.substr(0, 1)) + word.substr(1), error.what()};
}

std::string to_json(const Failure& failure) {
  Node object = Node::map();
  object.add("errorMessage", Node::text(failure.message));
  object.add("errorType", Node::text(failure.type));
  object.add("stackTrace", Node::sequence());
  return whimbrel::to_json(object, -1);
}

}  // namespace whimbrel::lambda
