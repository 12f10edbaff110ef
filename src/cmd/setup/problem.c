#include "cmd/setup/problem.h"

const struct gri_problem gri_problems[] = {
    {"lottery", "a 2-2-1 linear network on three lottery draws",
     "network 2-2-1\n"
     "set loss mse\n"
     "set rate 0.001\n"
     "set batch full\n"
     "set digits 2\n"
     "data\n16 4 98\n1 4 81\n16 3 26\nend\n"
     "W[1] = [0.5 -0.3; 0.1 2]\n"
     "b[1] = [4 2]\n"
     "W[2] = [2; 3]\n"
     "b[2] = 3\n"},
};
const size_t gri_problem_count = sizeof gri_problems / sizeof *gri_problems;
