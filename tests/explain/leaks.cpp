// SPDX-License-Identifier: MIT
// What the leak sanitizer is told to pass over: Graphviz, and what it draws text with, keep memory
// to the end of the program. What wengert itself allocates is watched as ever.
extern "C" __attribute__((visibility("default"), used)) const char* __lsan_default_suppressions();

extern "C" const char* __lsan_default_suppressions() {
  return "leak:libgvc\nleak:libcgraph\nleak:libfontconfig\nleak:libpango\nleak:libcairo\n"
         "leak:libglib\n";
}
