// The facts in which MySQL and MariaDB differ for every part of the plugins.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "alter_way.h"
#include "whimbrel/dialect/syntax.h"

namespace whimbrel::mysql_family {

/// One of the two products. Immutable. [thread-safe]
class Product {
 public:
  Product() = default;
  Product(const Product&) = delete;
  Product& operator=(const Product&) = delete;
  virtual ~Product();

  /// The dialect's name, which is also the URL scheme and the key of its options.
  virtual std::string_view dialect() const = 0;
  /// For people.
  virtual std::string_view label() const = 0;
  /// As in ServerInfo: what is older lacks something that is relied on.
  virtual int least_version() const = 0;
  /// Assignments for SET that hold for this product only, each with a leading comma.
  virtual std::string session_settings() const = 0;
  /// The assignment that bounds how long a statement runs.
  virtual std::string statement_timeout(std::chrono::milliseconds limit) const = 0;
  /// What InnoDB of this product and version can do while rows are written; 0: not known.
  virtual OnlineFacts online(int server_version) const = 0;
  /// The algorithm by which an index is built, and nothing dearer.
  virtual std::string_view index_algorithm() const = 0;
  /// What asks for a change during which rows are written, in the cheapest way that there is.
  virtual std::string_view online_words() const = 0;
};

/// How both products write SQL in the session that the plugins set up: backquoted names,
/// backslashes escape in strings, double quotes hold strings.
const Syntax& family_syntax();

}  // namespace whimbrel::mysql_family
