// The AWS Parameters and Secrets Lambda extension, a server beside the function.
#pragma once

#include <string>

#include "http.h"
#include "whimbrel/config/environment.h"
#include "whimbrel/core/secret.h"

namespace whimbrel::lambda {

/// Asks the extension on port PARAMETERS_SECRETS_EXTENSION_HTTP_PORT (2773 unless set) with the
/// session's token, AWS_SESSION_TOKEN. It keeps what it has fetched for some minutes, so every
/// invocation may ask. Both functions throw Error{config} that names what was asked for, with what
/// to check; no message holds an answer. [one thread at a time]
class SecretsExtension {
 public:
  explicit SecretsExtension(const Environment& environment);

  /// The text of a secret in Secrets Manager, by name or ARN.
  Secret secret(const std::string& id) const;
  /// The value of a parameter in Parameter Store, decrypted.
  Secret parameter(const std::string& name) const;

 private:
  HttpAnswer ask(const std::string& target, const std::string& what) const;

  HttpHost host_;
  std::string token_;
};

}  // namespace whimbrel::lambda
