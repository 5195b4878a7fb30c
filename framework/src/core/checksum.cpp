#include "whimbrel/core/checksum.h"

#include <boost/uuid/name_generator_sha1.hpp>
#include <boost/uuid/uuid_io.hpp>
#include <random>

#include "whimbrel/core/text.h"

namespace whimbrel {

std::string checksum(std::string_view text) {
  const boost::uuids::name_generator_sha1 generate(boost::uuids::ns::oid());
  return replaced(boost::uuids::to_string(generate(text.data(), text.size())), "-", "");
}

std::string random_hex(int digits) {
  std::random_device entropy;
  std::string result;
  for (int i = 0; i < digits; ++i) result += "0123456789abcdef"[entropy() % 16];
  return result;
}

}  // namespace whimbrel
