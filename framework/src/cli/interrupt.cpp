#include "interrupt.h"

#include <csignal>

namespace whimbrel::cli {
namespace {

volatile std::sig_atomic_t stop_asked = 0;

extern "C" void note_signal(int signal) {
  stop_asked = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_for_interrupts() {
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
}

bool interrupted() { return stop_asked != 0; }

}  // namespace whimbrel::cli
