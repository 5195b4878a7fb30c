#include "interrupt.h"

#include <unistd.h>

#include <atomic>
#include <csignal>
#include <utility>

#include "command.h"

namespace whimbrel::cli {
namespace {

volatile std::sig_atomic_t stop_asked = 0;

// What a signal handler may look at: without a lock.
std::atomic<const EndAtOnce*> end_at_once = nullptr;
static_assert(std::atomic<const EndAtOnce*>::is_always_lock_free);

extern "C" void note_signal(int signal) {
  if (const EndAtOnce* end = end_at_once.load()) {
    if (::write(end->descriptor(), end->text().data(), end->text().size()) < 0) {
      // There is nobody left to tell.
    }
    ::_exit(kInterrupted);
  }
  stop_asked = 1;
  std::signal(signal, SIG_DFL);
}

}  // namespace

void watch_for_interrupts() {
  std::signal(SIGINT, note_signal);
  std::signal(SIGTERM, note_signal);
}

bool interrupted() { return stop_asked != 0; }

EndAtOnce::EndAtOnce(int descriptor, std::string text)
    : descriptor_(descriptor), text_(std::move(text)) {
  end_at_once = this;
}

EndAtOnce::~EndAtOnce() { end_at_once = nullptr; }

}  // namespace whimbrel::cli
