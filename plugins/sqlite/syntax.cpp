#include "syntax.h"

namespace whimbrel::sqlite {

const Syntax& syntax() {
  static const Syntax facts = [] {
    Syntax s;
    s.backtick_names = true;
    s.bracket_names = true;
    s.compound_bodies = true;
    return s;
  }();
  return facts;
}

}  // namespace whimbrel::sqlite
