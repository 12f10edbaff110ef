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
    {"chain-rule", "a 2-1-1 network without biases, one sample",
     "network 2-1-1 nobias\n"
     "set loss half-mse\n"
     "set error yhat-y\n"
     "set rate 0.01\n"
     "set batch full\n"
     "set names loss E\n"
     "data\n5 3 8\nend\n"
     "W[1] = [0.4; 0.6]\n"
     "W[2] = 0.5\n"},
    {"neuron", "one neuron, three inputs, a bias; its target 0 is a stand-in",
     "network 3-1\n"
     "set loss mse\n"
     "set rate 0.01\n"
     "set batch full\n"
     "set names b1 bias\n"
     "data\n1 2 3 0\nend\n"
     "W[1] = [0.5398; -0.5377; 0.3111]\n"
     "bias = -0.1321\n"},
    {"mlp", "a 2-3-2-1 linear network; y is the prediction, yhat the target",
     "network 2-3-2-1\n"
     "set notation neuron\n"
     "set names yhat y, y yhat, loss L, Yhat Y, Y Yhat\n"
     "set error yhat-y\n"
     "set loss mse\n"
     "set rate 0.001\n"
     "set batch full\n"
     "data\n1 2 7\n2 3 12\n10 5 40\nend\n"
     "W[1] = [0.4727 -0.5681 -0.0252; -0.5188 -0.6032 -0.3011]\n"
     "b[1] = [-0.6986 -0.6602 -0.4860]\n"
     "W[2] = [-0.5549 0.2930; 0.2550 0.0849; 0.4584 -0.3146]\n"
     "b[2] = [0.1677 0.0736]\n"
     "W[3] = [0.4106; -0.3618]\n"
     "b[3] = -0.2270\n"},
    {"mlp-excel", "a 2-3-2-1 linear network of a spreadsheet; w6y w7y by are lent",
     "network 2-3-2-1\n"
     "set notation neuron\n"
     "set names loss L, eta alpha\n"
     "set loss mse\n"
     "set rate 0.001\n"
     "set batch full\n"
     "data\n1 2 7\n2 3 12\n10 5 40\nend\n"
     "W[1] = [0.5339 0.4930 -0.2708; -0.1518 0.3742 -0.6664]\n"
     "b[1] = [-0.7071 0.5259 -0.1280]\n"
     "W[2] = [0.3104 0.5095; -0.0524 0.5542; -0.3528 0.1202]\n"
     "b[2] = [0.456 -0.0951]\n"
     "W[3] = [0.1058; 0.6004]\n"
     "b[3] = 0.3065\n"},
    {"z=2x+3y+2", "a 2-2-1 linear network that learns a plane from 19 rows, with Adam",
     "network 2-2-1\n"
     "init zeros\n"
     "set loss mse\n"
     "set optimizer adam keras\n"
     "set rate 0.001\n"
     "set batch full\n"
     "set metric mae\n"
     "set notation indexed\n"
     "set digits 4\n"
     "data\n1 1 7\n2 2 12\n2 2 12\n3 3 17\n4 4 22\n5 5 27\n6 21 77\n7 1 19\n1 2 10\n"
     "1 3 13\n2 4 18\n3 5 23\n4 6 28\n5 7 33\n6 2 20\n7 1 19\n1 2 10\n2 3 15\n"
     "3 4 20\nend\n"
     "W[1] = [-0.826357013 -0.330066322; 0.155978542 -0.194186571]\n"
     "b[1] = [0 0]\n"
     "W[2] = [-1.228394314; 1.189441807]\n"
     "b[2] = 0\n"},
};
const size_t gri_problem_count = sizeof gri_problems / sizeof *gri_problems;
