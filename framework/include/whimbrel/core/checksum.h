// Fingerprints of texts.
#pragma once

#include <string>
#include <string_view>

namespace whimbrel {

/// A 32-digit hexadecimal fingerprint (a version 5 UUID, RFC 9562, of the text: SHA-1 cut to 122
/// bits). It finds accidental edits; it is no protection against a forger. Pure.
std::string checksum(std::string_view text);

/// `digits` random hexadecimal digits from the operating system's generator.
std::string random_hex(int digits);

}  // namespace whimbrel
