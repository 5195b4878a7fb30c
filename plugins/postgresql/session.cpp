#include "session.h"

#include <pqxx/except>
#include <string>
#include <utility>
#include <vector>

namespace whimbrel::postgresql {
namespace {

// Arrays of keywords and values need no escaping, unlike a connection string. They borrow the
// texts.
struct KeywordArrays {
  explicit KeywordArrays(const ConnectionParameters& parameters) {
    for (const auto& [keyword, value] : parameters) {
      keywords.push_back(keyword.c_str());
      values.push_back(value.c_str());
    }
    keywords.push_back(nullptr);
    values.push_back(nullptr);
  }
  std::vector<const char*> keywords;
  std::vector<const char*> values;
};

PGconn* connect(const ConnectionParameters& parameters) {
  const KeywordArrays arrays(parameters);
  return PQconnectdbParams(arrays.keywords.data(), arrays.values.data(), 0);
}

}  // namespace

bool turns_everybody_away(const ConnectionParameters& parameters) {
  const KeywordArrays arrays(parameters);
  const PGPing answer = PQpingParams(arrays.keywords.data(), arrays.values.data(), 0);
  return answer == PQPING_REJECT || answer == PQPING_NO_RESPONSE;
}

pqxx::connectionpolicy::handle ConnectOnce::do_startconnect(handle open) {
  if (open != nullptr) return open;
  const ConnectionParameters* parameters = std::exchange(parameters_, nullptr);
  if (parameters == nullptr) throw pqxx::broken_connection("the connection is closed");
  handle_ = connect(*parameters);
  if (handle_ == nullptr) throw std::bad_alloc();
  if (PQstatus(handle_) == CONNECTION_OK) return handle_;
  const std::string problem = PQerrorMessage(handle_);
  do_disconnect(handle_);
  throw pqxx::broken_connection(problem);
}

pqxx::connectionpolicy::handle ConnectOnce::do_dropconnect(handle open) noexcept {
  // libpqxx calls this before it resets a broken connection. Without a handle it has to start
  // anew, which is refused above.
  return do_disconnect(open);
}

pqxx::connectionpolicy::handle ConnectOnce::do_disconnect(handle open) noexcept {
  handle_ = nullptr;
  PQfinish(open);
  return nullptr;
}

Session::Session(const ConnectionParameters& parameters)
    : pqxx::connection_base(policy_), policy_(parameters), silence_(*this) {
  init();
}

}  // namespace whimbrel::postgresql
