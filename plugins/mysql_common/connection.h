// A session with a server of the family, through the client library.
#pragma once

#include <memory>

#include "product.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::mysql_family {

/// Opens a session with the settings that the plugins rely on. Throws Error{connection} when there
/// is none to be had (also when TLS was asked for and is not had), Error{config} when the URL is
/// wrong or the server is the other product.
std::unique_ptr<Connection> connect(const Endpoint& endpoint, const Product& product);

}  // namespace whimbrel::mysql_family
