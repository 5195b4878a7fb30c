// A schema as a script for the database's own client.
#pragma once

#include <string>
#include <vector>

#include "whimbrel/dialect/dialect.h"
#include "whimbrel/dialect/endpoint.h"
#include "whimbrel/model/schema.h"

namespace whimbrel {

struct CreationScript {
  std::string sql;
  /// What is missing in it, a sentence each; it stands there as comments too.
  std::vector<std::string> left_out;
};

/// SQL that creates `schema` in an empty database when it is fed to the client program of
/// `dialect`: what diff() of nothing and `schema` says, in its order, in one transaction where the
/// dialect has transactional DDL. What `schema` lists as unsupported is left out, and so is what
/// the difference or the renderer has no words for. `server` is whose release it is written for; of
/// `endpoint` only the limits are used. Throws Error{unsupported} when the dialect writes no
/// scripts, or when its client would read another text. The same input gives the same bytes. No
/// database is asked.
CreationScript creation_script(const Schema& schema, const Dialect& dialect,
                               const ServerInfo& server, const Endpoint& endpoint);

}  // namespace whimbrel
