// The names of new revision files.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "whimbrel/core/local_time.h"
#include "whimbrel/revision/revision.h"

namespace whimbrel {

struct FileNaming {
  /// With `{rev}`, `{slug}`, `{year}`, `{month}`, `{day}`, `{hour}`, `{minute}`, `{second}` and
  /// `{epoch}`; a slash makes folders.
  std::string file_template = "{rev}_{slug}";
  std::size_t truncate_slug_length = 40;  ///< characters of the slug at most, cut between words
};

/// Throws Error{config} when the template has a token that there is not, or could give two
/// revisions the same name. Pure.
void check_file_template(std::string_view file_template);

/// The file of a new revision, relative to its folder. The slug is the words of the message in
/// lower case; without one the mark in front of it falls away too. Pure.
std::string revision_file_name(const Revision& header, const LocalTime& created,
                               std::string_view extension, const FileNaming& naming);

}  // namespace whimbrel
