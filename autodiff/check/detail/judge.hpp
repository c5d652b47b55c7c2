// SPDX-License-Identifier: MIT
// Judges everything that a derivation claims, in the order of the text.
#ifndef WENGERT_AUTODIFF_CHECK_DETAIL_JUDGE_HPP
#define WENGERT_AUTODIFF_CHECK_DETAIL_JUDGE_HPP

#include <set>
#include <unordered_map>
#include <vector>

#include "../derivation_check.hpp"
#include "one_side.hpp"
#include "target.hpp"
#include "workspace.hpp"

namespace wengert::detail {

class Judge {
 public:
  // The branch may be null. Both must outlive it.
  Judge(Workspace& workspace, const OwnBranch* branch, const CheckOptions& options, Budget& budget);

  std::vector<ClaimReport> run();

 private:
  ClaimReport judge_claim(std::size_t k);
  ClaimReport judge_at_points(std::size_t k);
  ClaimReport judge_on_one_side(std::size_t k);
  ClaimReport judge_in_branch(std::size_t k);
  void judge_by_own_numbers(ClaimReport& report, std::size_t k, const Agreements& agreements) const;
  void judge_number_claim(ClaimReport& report, const Claim& claim) const;
  ClaimReport judge_slope(std::size_t statement, const Function& slope);
  ClaimReport judge_number(std::size_t statement);

  ClaimReport started(std::size_t statement, Subject subject, std::string name) const;
  void fill_numbers(ClaimReport& report, const Lanes& hand, const Lanes& truth,
                    const Agreements& agreements) const;
  void note_by_itself(ClaimReport& report, const ClaimValues<Lanes>& values) const;
  void find_what_is_wrong(ClaimReport& report, std::size_t k, const Agreements& by_hand);
  bool is_hidden_by_branch(ClaimReport& report, std::size_t k, const Agreements& agreements) const;
  void note_partly_right(ClaimReport& report, const std::vector<Branch>& branches,
                         const Agreements& agreements) const;
  void explain_coincidence(ClaimReport& report, std::size_t k);
  void limit_repairs(ClaimReport& report) const;
  void remember(const ClaimReport& report, std::size_t statement);

  // The lines through which something wrong comes into a formula.
  std::vector<std::size_t> blamed(const Expression& formula) const;
  void blame(const Expression& formula, std::set<std::string>& seen,
             std::set<std::size_t>& lines) const;

  Workspace& workspace_;
  const OwnBranch* branch_;
  const Outline& outline_;
  const CheckOptions& options_;
  Budget& budget_;
  const Dialect dialect_;
  // Of what is wrong so far: by the name of the claim, or "f'", the lines that are to blame.
  std::unordered_map<std::string, std::vector<std::size_t>> wrong_;
};

}  // namespace wengert::detail

#endif
