// SPDX-License-Identifier: MIT
// Where LaTeX is there, it compiles what is written for it.
#include <boost/test/unit_test.hpp>
#include <filesystem>
#include <fstream>

#include "../support/approved.hpp"
#include "../support/run.hpp"

namespace wengert::test {

BOOST_AUTO_TEST_SUITE(latex)

BOOST_AUTO_TEST_CASE(explanations_compile) {
  if (!has_command("pdflatex")) return;
  const std::filesystem::path folder = std::filesystem::path(WENGERT_BINARY_DIR) / "tests/latex";
  std::filesystem::create_directories(folder);
  std::ofstream(folder / "page.tex")
      << "\\documentclass{article}\\usepackage{amsmath}\\begin{document}\n"
      << read_file(WENGERT_SOURCE_DIR "/tests/explain/approved/tutorial_w1.tex") << '\n'
      << read_file(WENGERT_SOURCE_DIR "/tests/explain/approved/tutorial_x1.tex")
      << "\\end{document}\n";
  output_of("cd '" + folder.string() +
            "' && pdflatex -halt-on-error -interaction=nonstopmode page.tex");
}

BOOST_AUTO_TEST_SUITE_END()

}  // namespace wengert::test
