#include "whimbrel/core/error.h"

#include <utility>

namespace whimbrel {
namespace {

// A body of hundreds of lines would hide what is said of it; where it stands is said before it.
std::string beginning_of(const std::string& statement) {
  constexpr int kShown = 12;
  size_t end = 0;
  for (int line = 0; line < kShown && end != std::string::npos; ++line)
    end = statement.find('\n', end == 0 ? 0 : end + 1);
  return end == std::string::npos ? statement : statement.substr(0, end) + "\n  ...";
}

}  // namespace

Error::Error(ErrorCode code, std::string message) : code_(code), message_(std::move(message)) {
  compose();
}

Error::~Error() = default;

const char* Error::what() const noexcept { return text_.c_str(); }

Error& Error::at(std::string where) {
  where_ = std::move(where);
  compose();
  return *this;
}

Error& Error::with_hint(std::string hint) {
  hint_ = std::move(hint);
  compose();
  return *this;
}

Error& Error::with_statement(std::string sql) {
  statement_ = std::move(sql);
  compose();
  return *this;
}

Error& Error::with_statement_offset(std::size_t bytes) {
  statement_offset_ = bytes;
  return *this;
}

Error& Error::with_native_code(std::string code) {
  native_code_ = std::move(code);
  compose();
  return *this;
}

Error& Error::with_condition(DatabaseCondition condition) {
  condition_ = condition;
  return *this;
}

Error& Error::add_context(std::string doing) {
  contexts_.push_back(std::move(doing));
  compose();
  return *this;
}

void Error::compose() {
  text_.clear();
  if (!where_.empty()) text_ += where_ + ": ";
  text_ += message_;
  if (!native_code_.empty()) text_ += " [" + native_code_ + "]";
  if (!statement_.empty()) text_ += "\n  statement: " + beginning_of(statement_);
  for (const std::string& doing : contexts_) text_ += "\n  while " + doing;
  if (!hint_.empty()) text_ += "\n  hint: " + hint_;
}

std::string_view word_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::config:
      return "config";
    case ErrorCode::revision:
      return "revision";
    case ErrorCode::io:
      return "io";
    case ErrorCode::plugin:
      return "plugin";
    case ErrorCode::connection:
      return "connection";
    case ErrorCode::database:
      return "database";
    case ErrorCode::unsupported:
      return "unsupported";
    case ErrorCode::lock:
      return "lock";
    case ErrorCode::interrupted:
      return "interrupted";
    case ErrorCode::pending:
      return "pending";
    case ErrorCode::internal:
      return "internal";
  }
  return "internal";
}

}  // namespace whimbrel
