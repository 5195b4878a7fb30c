// What libpq is told about a connection.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::postgresql {

/// Keywords and values for PQconnectdbParams. Holds the password: never to be printed.
using ConnectionParameters = std::vector<std::pair<std::string, std::string>>;

/// The endpoint in libpq's words, with what Whimbrel wants to hold for every session: UTF-8, a time
/// limit for connecting, the endpoint's timeouts. Each parameter of the URL is passed on under its
/// own name. Throws Error{config} for one that libpq does not know. Pure.
ConnectionParameters connection_parameters(const Endpoint& endpoint);

}  // namespace whimbrel::postgresql
