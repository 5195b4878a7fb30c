#include "message.h"

#include <algorithm>

namespace whimbrel::postgresql {

std::string_view text_of(const BatchStep& step) {
  switch (step.kind) {
    case BatchStep::Kind::statement:
      return step.sql;
    case BatchStep::Kind::begin:
      return "BEGIN";
    case BatchStep::Kind::commit:
      return "COMMIT";
  }
  return step.sql;
}

Message::Message(std::span<const BatchStep> steps) {
  int line = 1;
  for (const BatchStep& step : steps) {
    const std::string_view sql = text_of(step);
    first_lines.push_back(line);
    text.append(sql).append("\n;\n");
    line += static_cast<int>(std::count(sql.begin(), sql.end(), '\n')) + 2;
  }
}

std::size_t Message::step_at(int line) const {
  const auto behind = std::upper_bound(first_lines.begin(), first_lines.end(), line);
  return behind == first_lines.begin() ? 0
                                       : static_cast<std::size_t>(behind - first_lines.begin()) - 1;
}

}  // namespace whimbrel::postgresql
