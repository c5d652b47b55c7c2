// SPDX-License-Identifier: MIT
// What the program prints, section by section.
#ifndef WENGERT_EXAMPLES_TUTORIAL_SECTIONS_HPP
#define WENGERT_EXAMPLES_TUTORIAL_SECTIONS_HPP

namespace tutorial {

// The tutorial's worked numbers for Alice, beside the digits that it prints.
void print_worked_example();
// All nine gradients of all four people, tape beside formulas; then the two slips.
void print_gradients();
// The tutorial's training run, with the loss every `every` epochs, a multiple of 10; then what a
// slip does to it.
void print_training(int every);
// What the check of derivations says of the copied program that has both slips. Throws
// wengert::Error where the program is not found.
void print_derivation_check();

}  // namespace tutorial

#endif
