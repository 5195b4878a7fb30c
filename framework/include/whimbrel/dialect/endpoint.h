// Where a database is and how to get in.
#pragma once

#include <chrono>
#include <filesystem>
#include <map>
#include <string>

#include "whimbrel/core/secret.h"

namespace whimbrel {

/// A database URL taken apart, percent-encoding decoded:
/// `scheme://user:password@host:port/path?key=value` or, without `//`, `scheme:path?key=value`.
/// An empty text or a zero means that the URL does not say.
struct Endpoint {
  std::string scheme;
  bool has_authority = false;  ///< the URL has `//`
  std::string user;
  Secret password;
  std::string host;  ///< may be a percent-encoded or bracketed address, given here decoded and bare
  int port = 0;
  std::string path;  ///< after an authority: without the leading slash
  std::map<std::string, std::string> parameters;

  /// What relative file paths in the URL are relative to.
  std::filesystem::path base_directory;
  /// How long a statement may wait for a lock of the database, and how long it may run; zero means
  /// the database's own setting.
  std::chrono::milliseconds lock_timeout{0};
  std::chrono::milliseconds statement_timeout{0};
  /// How long one attempt to connect may take at the longest, also where the URL would allow more;
  /// zero means the dialect's own limit. A dialect may round it up to a few seconds.
  std::chrono::milliseconds connect_timeout{0};

  /// The URL for people: the password and the values of parameters that hold one (`password`,
  /// `sslpassword`) appear as `***`.
  std::string display() const;
};

/// Throws Error{config} that says what is wrong and never repeats a password.
Endpoint parse_url(const Secret& url);

}  // namespace whimbrel
