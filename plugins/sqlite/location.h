// Where a database is: what an endpoint says, in the file system's words.
#pragma once

#include <filesystem>
#include <string>

#include "whimbrel/dialect/endpoint.h"

namespace whimbrel::sqlite {

struct Location {
  enum class Mode {
    read_only,          ///< mode=ro
    read_write,         ///< mode=rw
    read_write_create,  ///< mode=rwc, and when the URL does not say
  };
  bool memory = false;         ///< a database of this connection alone, without a file
  std::filesystem::path file;  ///< absolute; empty in memory
  Mode mode = Mode::read_write_create;
  /// synchronous=off: nothing is waited for until it is on the disk, so that a loss of power can
  /// leave a broken file; for databases that nobody needs afterwards.
  bool durable = true;

  /// The file, or ":memory:": for people.
  std::string text() const;
};

/// The URL of a database in memory.
Endpoint in_memory();

/// Throws Error{config} for what a SQLite URL cannot say (a host, a user, an unknown parameter).
/// Does not look at the file system but for the working directory.
Location locate(const Endpoint& endpoint);

}  // namespace whimbrel::sqlite
