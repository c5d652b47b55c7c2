// SPDX-License-Identifier: MIT
// Where LaTeX is there, it compiles what is written for it.
#include <boost/test/unit_test.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "../support/approved.hpp"

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(latex)

BOOST_AUTO_TEST_CASE(explanations_compile) {
  if (std::system("command -v pdflatex >/dev/null 2>&1") != 0) return;
  const std::filesystem::path folder = std::filesystem::path(WENGERT_BINARY_DIR) / "tests/latex";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "page.tex")
      << "\\documentclass{article}\\usepackage{amsmath}\\begin{document}\n"
      << read_file(WENGERT_SOURCE_DIR "/tests/explain/approved/tutorial_w1.tex") << '\n'
      << read_file(WENGERT_SOURCE_DIR "/tests/explain/approved/tutorial_x1.tex")
      << "\\end{document}\n";
  const std::string command = "cd '" + folder.string() +
                              "' && pdflatex -halt-on-error -interaction=nonstopmode page.tex "
                              ">log.txt 2>&1";
  BOOST_TEST(std::system(command.c_str()) == 0, read_file((folder / "log.txt").string()));
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
