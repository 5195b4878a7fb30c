#include "whimbrel/core/secret.h"

#include "whimbrel/core/text.h"

namespace whimbrel {

std::string without(const Secret& secret, std::string text) {
  return secret.empty() ? text : replaced(text, secret.reveal(), "***");
}

}  // namespace whimbrel
