#include "whimbrel/core/csv.h"

#include <csv.h>

#include "whimbrel/core/error.h"

namespace whimbrel {
namespace {

// What the callbacks of the parser fill.
struct Reading {
  std::vector<CsvRow> rows;
  CsvRow row;
  bool out_of_memory = false;
};

// No exception may go through the parser, which is C.
void end_field(void* text, size_t size, void* data) {
  auto& reading = *static_cast<Reading*>(data);
  try {
    if (text == nullptr)
      reading.row.emplace_back(std::nullopt);
    else
      reading.row.emplace_back(std::string(static_cast<const char*>(text), size));
  } catch (const std::bad_alloc&) {
    reading.out_of_memory = true;
  }
}

void end_row(int, void* data) {
  auto& reading = *static_cast<Reading*>(data);
  try {
    reading.rows.push_back(std::move(reading.row));
    reading.row.clear();
  } catch (const std::bad_alloc&) {
    reading.out_of_memory = true;
  }
}

class Parser {
 public:
  Parser() {
    // A quote in the middle of a field, or one that is never closed, is an error.
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL | CSV_EMPTY_IS_NULL) != 0)
      throw std::bad_alloc();
  }
  Parser(const Parser&) = delete;
  Parser& operator=(const Parser&) = delete;
  ~Parser() { csv_free(&parser_); }

  csv_parser* get() { return &parser_; }

 private:
  csv_parser parser_ = {};
};

Error refused(const std::string& file, const csv_parser* parser, size_t row) {
  return Error(ErrorCode::config, std::string("this is no CSV: ") +
                                      csv_strerror(csv_error(const_cast<csv_parser*>(parser))))
      .at(file + ", row " + std::to_string(row))
      .with_hint("a field with a quote in it stands in quotes, and the quote is doubled");
}

}  // namespace

std::vector<CsvRow> parse_csv(std::string_view text, const std::string& file) {
  Parser parser;
  Reading reading;
  const size_t read =
      csv_parse(parser.get(), text.data(), text.size(), end_field, end_row, &reading);
  if (read != text.size()) throw refused(file, parser.get(), reading.rows.size() + 1);
  if (csv_fini(parser.get(), end_field, end_row, &reading) != 0)
    throw refused(file, parser.get(), reading.rows.size() + 1);
  if (reading.out_of_memory) throw std::bad_alloc();
  return std::move(reading.rows);
}

}  // namespace whimbrel
