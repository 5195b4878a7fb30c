#include "alembic_place.h"

#include <map>

#include "sql_files.h"
#include "whimbrel/core/file.h"
#include "whimbrel/core/text.h"

namespace whimbrel {
namespace fs = std::filesystem;
namespace {

constexpr const char* kConfiguration = "alembic.ini";

// The keys of the section [alembic]; a value that goes on in the next line is joined.
std::map<std::string, std::string> read_configuration(const fs::path& file) {
  std::map<std::string, std::string> keys;
  bool inside = false;
  std::string last;
  const std::string text = read_sql(file);
  for (const std::string_view line : split(text, '\n')) {
    const std::string_view words = trimmed(line);
    if (words.empty() || words.front() == '#' || words.front() == ';') continue;
    if (words.front() == '[') {
      inside = words == "[alembic]";
      last.clear();
    } else if (inside && !last.empty() && (line.front() == ' ' || line.front() == '\t')) {
      keys[last] += "\n" + std::string(words);
    } else if (const size_t equals = words.find('='); inside && equals != std::string_view::npos) {
      last = trimmed(words.substr(0, equals));
      keys[last] = replaced(trimmed(words.substr(equals + 1)), "%(here)s",
                            fs::absolute(file).parent_path().string());
    }
  }
  return keys;
}

std::vector<fs::path> listed_folders(std::string_view text, const fs::path& base) {
  std::vector<fs::path> folders;
  std::string folder;
  const auto take = [&] {
    if (!folder.empty()) folders.push_back(base / folder);
    folder.clear();
  };
  for (const char c : text) {
    if (c == ' ' || c == ',' || c == ':' || c == ';' || c == '\n')
      take();
    else
      folder += c;
  }
  take();
  return folders;
}

AlembicPlace place_of(const fs::path& configuration) {
  AlembicPlace place;
  place.configuration = fs::absolute(configuration);
  auto keys = read_configuration(configuration);
  const fs::path base = configuration.parent_path();
  place.versions = listed_folders(keys["version_locations"], base);
  if (place.versions.empty()) place.versions = {base / keys["script_location"] / "versions"};
  return place;
}

bool is_script_folder(const fs::path& folder) { return fs::is_directory(folder / "versions"); }

// The configuration that uses `versions`, in the folders above it.
fs::path configuration_above(const fs::path& versions) {
  fs::path folder = fs::weakly_canonical(versions);
  for (int up = 0; up < 3 && folder.has_relative_path(); ++up) {
    folder = folder.parent_path();
    if (!fs::exists(folder / kConfiguration)) continue;
    for (const fs::path& each : place_of(folder / kConfiguration).versions)
      if (fs::weakly_canonical(each) == fs::weakly_canonical(versions))
        return folder / kConfiguration;
  }
  return {};
}

}  // namespace

AlembicPlace find_alembic(const fs::path& folder) {
  if (!fs::is_directory(folder))
    throw Error(ErrorCode::usage, "there is no such folder").at(folder.string());
  if (fs::exists(folder / kConfiguration)) return place_of(folder / kConfiguration);
  AlembicPlace place;
  place.versions = {is_script_folder(folder) ? folder / "versions" : folder};
  place.configuration = configuration_above(place.versions.front());
  return place;
}

}  // namespace whimbrel
