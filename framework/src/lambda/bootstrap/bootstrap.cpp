// The `bootstrap` of a Lambda package: starts whimbrel-lambda with the loader and the libraries
// that the package carries along, because those of the runtime are older. It is linked statically
// and needs no shell, so that it runs in an empty root.
#include <limits.h>
#include <string.h>
#include <sys/auxv.h>
#include <unistd.h>

namespace {

constexpr const char* kLoader = "/lib/ld.so";
constexpr const char* kLibraries = "/lib";
constexpr const char* kProgram = "/lib/whimbrel-lambda";
constexpr int kCannotExecute = 126;

void say(const char* text) {
  // Nothing is left to be done about a log that cannot be written.
  if (write(STDERR_FILENO, text, strlen(text)) < 0) return;
}

// The folder of this file, as the kernel was told it: /proc need not be there.
bool find_folder(char (&folder)[PATH_MAX]) {
  const auto* path = reinterpret_cast<const char*>(getauxval(AT_EXECFN));
  if (path == nullptr || strlen(path) >= sizeof folder) return false;
  strcpy(folder, path);
  char* slash = strrchr(folder, '/');
  if (slash == nullptr)
    strcpy(folder, ".");
  else
    *slash = '\0';
  return true;
}

struct Path {
  char text[PATH_MAX + 32];
  Path(const char* folder, const char* rest) {
    strcpy(text, folder);
    strcat(text, rest);
  }
};

}  // namespace

int main(int argc, char** argv) {
  char folder[PATH_MAX];
  if (!find_folder(folder)) {
    say("bootstrap: the kernel does not tell where this file is\n");
    return kCannotExecute;
  }
  Path loader(folder, kLoader);
  Path libraries(folder, kLibraries);
  Path program(folder, kProgram);
  char inhibit_cache[] = "--inhibit-cache";
  char library_path[] = "--library-path";
  constexpr int kMostArguments = 8;
  char* arguments[5 + kMostArguments + 1] = {loader.text, inhibit_cache, library_path,
                                             libraries.text, program.text};
  for (int i = 1; i < argc && i <= kMostArguments; ++i) arguments[4 + i] = argv[i];
  execve(loader.text, arguments, environ);
  say("bootstrap: the package's loader cannot be started: ");
  say(loader.text);
  say("\n");
  return kCannotExecute;
}
