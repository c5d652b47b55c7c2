// SPDX-License-Identifier: MIT
// The entry point of every test program; Boost.Test's own main comes with it.
#define BOOST_TEST_MODULE wengert
#include <boost/test/unit_test.hpp>
