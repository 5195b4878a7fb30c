// Variables of the configuration whose values are kept in Secrets Manager or Parameter Store.
#pragma once

#include <string>

#include "whimbrel/config/environment.h"
#include "whimbrel/core/secret.h"

namespace whimbrel::lambda {

/// `environment` with two more sources for every variable: where NAME_SECRET_ID or NAME_PARAMETER
/// is set, the value of NAME is fetched through the extension at the moment it is asked for. What
/// is fetched is a URL, or JSON as in database_url; NAME itself may then be the URL without user
/// and password. The result throws Error{config}, and what SecretsExtension throws.
Environment with_secrets(Environment environment);

/// The database URL that a secret stands for. `secret` is the URL itself, or the JSON object that
/// RDS and Secrets Manager write: `username`, `password`, `host`, `port`, `dbname`, `engine`; other
/// keys are passed over. `place`, when it is not empty, is a URL without user: what it says about
/// the place (scheme, host, port, database, parameters) goes before the secret. `what` names the
/// secret in messages. Throws Error{config} when that makes no URL; no message repeats a value.
Secret database_url(const Secret& secret, const std::string& place, const std::string& what);

}  // namespace whimbrel::lambda
