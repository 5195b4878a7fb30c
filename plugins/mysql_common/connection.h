// A session with a server of the family, through the client library.
#pragma once

#include <memory>

#include "product.h"
#include "whimbrel/dialect/connection.h"
#include "whimbrel/dialect/endpoint.h"
#include "whimbrel/dialect/statement_batches.h"

namespace whimbrel::mysql_family {

/// Opens a session with the settings that the plugins rely on. Throws Error{connection} when there
/// is none to be had (also when TLS was asked for and is not had), Error{config} when the URL is
/// wrong or the server is the other product.
std::unique_ptr<Connection> connect(const Endpoint& endpoint, const Product& product);

/// Carries out steps of a batch in one message. `connection` is one of `connect`'s. See
/// StatementBatches::run.
void run_message(Connection& connection, std::span<const BatchStep> steps,
                 std::vector<std::uint64_t>& changed);

}  // namespace whimbrel::mysql_family
