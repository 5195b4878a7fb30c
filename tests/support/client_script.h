// SQL files through the database's own client program.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "support/dialect_fixture.h"

namespace whimbrel::test {

struct ClientFile {
  std::string name;
  std::string sql;
  bool transactional = true;  ///< in a transaction of its own, where DDL takes part in one
};

/// Gives the files to psql, mysql, mariadb or sqlite3 in order, up to the first that the database
/// refuses, and returns how many were accepted. Throws std::runtime_error when there is no client.
std::size_t run_through_client(const FreshDatabase& database, const std::vector<ClientFile>& files);

}  // namespace whimbrel::test
