/* A page for each mistake on which it is made, the problems that these pages are about, and the
 * codes of mistakes. */
#include "mark/mistake.h"

enum problem {
    LINEAR,
    SIGMOID,
    RELU,
    SOFTMAX,
    SOFTMAX_MSE,
    BCE,
    OUTPUTS,
    SCALED,
    MOMENTUM,
    ADAM,
    ADAM_SMALL,
    PROBLEMS
};

const struct gri_example_problem gri_example_problems[] = {
    [LINEAR] = {"linear", "network 2-2-1\n"
                          "set rate 0.05\n"
                          "data\n"
                          "2, -1, 4\n"
                          "1, 3, -2\n"
                          "-2, 0.5, 3\n"
                          "end\n"
                          "W[1] = [0.5 -0.4; 1.2 0.3]\n"
                          "b[1] = [0.7 -0.2]\n"
                          "W[2] = [1.5; -0.8]\n"
                          "b[2] = 0.6"},
    [SIGMOID] = {"sigmoid", "network 2-2-1 sigmoid sigmoid\n"
                            "set loss half-mse\n"
                            "set rate 0.5\n"
                            "data\n"
                            "0.6, -1.2, 0.8\n"
                            "end\n"
                            "W[1] = [0.4 -0.7; 0.9 0.3]\n"
                            "b[1] = [0.1 -0.2]\n"
                            "W[2] = [1.5; -1.1]\n"
                            "b[2] = 0.25"},
    [RELU] = {"relu", "network 2-2-1 relu\n"
                      "set rate 0.05\n"
                      "data\n"
                      "2, -1, 3.5\n"
                      "-0.5, 1.5, -1.25\n"
                      "end\n"
                      "W[1] = [0.75 -0.4; 0.35 1.2]\n"
                      "b[1] = [0.15 0.6]\n"
                      "W[2] = [1.3; -0.85]\n"
                      "b[2] = 0.4"},
    [SOFTMAX] = {"softmax", "network 1-2-2 tanh softmax\n"
                            "set loss cross-entropy\n"
                            "set rate 0.2\n"
                            "data\n"
                            "0.5, 0\n"
                            "-1.5, 1\n"
                            "end\n"
                            "W[1] = [0.8 -0.6]\n"
                            "b[1] = [0.2 0.1]\n"
                            "W[2] = [1.2 -0.4; 0.7 0.9]\n"
                            "b[2] = [0 0.3]"},
    [SOFTMAX_MSE] = {"softmax-mse", "network 1-2 softmax\n"
                                    "data\n"
                                    "1, 1, 0\n"
                                    "end\n"
                                    "W[1] = [0.6 -0.2]\n"
                                    "b[1] = [0.1 0.3]"},
    [BCE] = {"bce", "network 2-1 sigmoid\n"
                    "set loss bce\n"
                    "data\n"
                    "1.5, -0.5, 1\n"
                    "-1, 2, 0\n"
                    "end\n"
                    "W[1] = [0.8; 0.4]\n"
                    "b[1] = -0.3"},
    [OUTPUTS] = {"outputs", "network 2-2-2\n"
                            "data\n"
                            "1, -2, 1, 2\n"
                            "end\n"
                            "W[1] = [0.5 -1; 0.25 0.75]\n"
                            "b[1] = [0.5 0]\n"
                            "W[2] = [2 -1; 0.5 1.5]\n"
                            "b[2] = [0.1 -0.3]"},
    [SCALED] = {"scaled", "network 1-1\n"
                          "data\n"
                          "10, 1\n"
                          "20, 2\n"
                          "60, 5\n"
                          "end\n"
                          "data scale standard\n"
                          "w1 = 0.7\n"
                          "b1 = 0.2"},
    [MOMENTUM] = {"momentum", "network 1-1\n"
                              "set optimizer momentum\n"
                              "set rate 0.1\n"
                              "data\n"
                              "2, 3\n"
                              "end\n"
                              "w1 = 0.5\n"
                              "b1 = 0.1"},
    [ADAM] = {"adam", "network 1-1\n"
                      "set optimizer adam\n"
                      "set rate 0.01\n"
                      "data\n"
                      "2, 3\n"
                      "end\n"
                      "w1 = 0.5\n"
                      "b1 = 0.1"},
    [ADAM_SMALL] = {"adam-small", "network 1-1\n"
                                  "set optimizer adam\n"
                                  "set rate 0.01\n"
                                  "data\n"
                                  "2, 1.100025\n"
                                  "end\n"
                                  "w1 = 0.5\n"
                                  "b1 = 0.1"},
};
_Static_assert(sizeof gri_example_problems / sizeof *gri_example_problems == PROBLEMS, "each");
const size_t gri_example_problem_count = PROBLEMS;

#define PAGE(id, problem, page) [GRI_M_##id] = {&gri_example_problems[problem], page}

const struct gri_example gri_examples[GRI_MISTAKES] = {
    PAGE(F1, LINEAR, "h1 = (2)(0.5) + (-1)(1.2) = -0.2"),
    PAGE(F2, LINEAR, "h1 = 1.2"),
    PAGE(F3, LINEAR, "h1 = (-1)(0.5) + (2)(1.2) + 0.7 = 2.6"),
    PAGE(F4, LINEAR, "h1 = (2)(0.5) + (-1)(-0.4) + 0.7 = 2.1"),
    PAGE(F5, LINEAR, "Sample 1\nh1 = 4.8"),
    PAGE(F6, SIGMOID, "h1 = -0.74"),
    PAGE(F7, LINEAR, "h1 = 0.6225"),
    PAGE(F8, SIGMOID, "h1 = 1/(1 + e^(-0.74)) = 0.677"),
    PAGE(F9, SIGMOID, "h1 = 0.154"),
    PAGE(F10, SIGMOID, "h1 = -0.6291"),
    PAGE(F11, RELU, "Sample 1\nh2 = 1.4"),
    PAGE(F12, SOFTMAX, "Sample 1\nyhat1 = 1.2234"),
    PAGE(F13, LINEAR, "h1 = 2.9"),
    PAGE(F14, LINEAR, "h1 = 1.7"),
    PAGE(F15, LINEAR, "Sample 2\nh1 = 48"),
    PAGE(F16, LINEAR, "MSE = 33.4691"),
    PAGE(F20, SCALED, "Sample 1\nyhat = (0.7)(10) + 0.2 = 7.2"),
    PAGE(L1, LINEAR, "MSE = 100.4882"),
    PAGE(L2, LINEAR, "MSE = 16.748"),
    PAGE(L3, LINEAR, "MSE = 4.5733"),
    PAGE(L4, LINEAR, "MSE = 9.72"),
    PAGE(L5, LINEAR, "MSE = 5.7876"),
    PAGE(L6, OUTPUTS, "MSE = 22.1125"),
    PAGE(L7, BCE, "loss = 0.2079"),
    PAGE(L8, BCE, "loss = -0.4788"),
    PAGE(L9, BCE, "loss = 0.2016"),
    PAGE(L10, LINEAR, "MSE = 2.5921"),
    PAGE(B1, LINEAR, "y - yhat = 1.61\ndL/dyhat = 1.0733"),
    PAGE(B2, LINEAR, "dL/dyhat = -1/3 (1.61) = -0.5367"),
    PAGE(B3, LINEAR, "dL/dyhat = -2 (1.61) = -3.22"),
    PAGE(B4, LINEAR, "dL/dw5 = 9.8484"),
    PAGE(B5, SIGMOID, "dL/dz3 = -0.1931"),
    PAGE(B6, BCE, "Sample 1\ndL/dz1 = -0.0368"),
    PAGE(B8, LINEAR, "dL/dyhat = -1.7281"),
    PAGE(B9, SOFTMAX_MSE, "dL/dz1 = -0.1621"),
    PAGE(B10, SIGMOID, "dL/dz3 = 0.0461"),
    PAGE(H1, SIGMOID, "dL/dh1 = -0.0691\ndL/dz1 = -0.0691"),
    PAGE(H2, SIGMOID, "dL/dh1 = -0.0691\ndL/dz1 = -0.0168"),
    PAGE(H3, SIGMOID, "dL/dh1 = -0.0691\ndL/dz1 = 0.0890"),
    PAGE(H4, SIGMOID, "dL/dh1 = -0.0691\ndL/dz1 = -0.0223"),
    PAGE(H5, RELU, "Sample 1\ndL/dz2 = 1.1985"),
    PAGE(H6, SIGMOID, "w5new = 1.5074\ndL/dh1 = -0.06944"),
    PAGE(H7, SIGMOID, "dL/dh1 = -0.0461"),
    PAGE(H8, SIGMOID, "dL/dh1 = 0.0507"),
    PAGE(H9, SOFTMAX, "Sample 1\ndL/dh1 = -0.2128"),
    PAGE(H10, SOFTMAX, "Sample 1\ndL/dh1 = 0.0151"),
    PAGE(H11, LINEAR, "dL/dw5 = 5.4"),
    PAGE(H12, SIGMOID, "dL/dh1 = -0.0691\ndL/dz1 = -0.0165"),
    PAGE(W1, SIGMOID, "dL/dw5 = 0.0341"),
    PAGE(W2, LINEAR, "dL/dw5 = 7.6267"),
    PAGE(W3, LINEAR, "dL/dw2 = 29.015"),
    PAGE(W5, LINEAR, "b3new = 0.6"),
    PAGE(W6, LINEAR, "dL/db3 = 29.5453"),
    PAGE(W7, LINEAR, "dL/db1 = 2.52"),
    PAGE(W8, LINEAR, "dL/dw5 = -0.5367"),
    PAGE(W9, LINEAR, "dL/dw5 = 6.72"),
    PAGE(W10, LINEAR, "dL/dw5[1] = -5.152"),
    PAGE(W11, LINEAR, "Epoch 1\ndL/dw5 = 29.5453\nEpoch 2\ndL/dw5 = 27.8388"),
    PAGE(U1, LINEAR, "w5new = 2.9773"),
    PAGE(U2, LINEAR, "w5new = 1.5 - 29.5453 = -28.0453"),
    PAGE(U3, LINEAR, "w5new = 1.4261"),
    PAGE(U4, LINEAR, "w5new = -1.4773"),
    PAGE(U5, LINEAR, "w5new = -2.2773"),
    PAGE(U7, LINEAR, "Sample 2, epoch 1\nh1 = 4.8\nSample 2, epoch 2\nh1 = 4.8"),
    PAGE(U9, MOMENTUM, "w1new = 0.576"),
    PAGE(U10, ADAM, "w1new = 0.5316"),
    PAGE(U11, ADAM_SMALL, "dL/dw1 = -0.0001\nw1new = 0.5071"),
    PAGE(C1, SIGMOID, "dL/dw5 = 0.0771"),
};

const struct gri_code_row gri_codes[] = {
    {"operand",
     "a number in the working is not the one that belongs there",
     {&gri_example_problems[LINEAR], "h1 = (2)(0.5) + (-1)(1.3) + 0.7 = 0.4"}},
    {"arithmetic",
     "the working is right, but this is not what it comes to",
     {&gri_example_problems[LINEAR], "h1 = (2)(0.5) + (-1)(1.2) + 0.7 = 0.9"}},
    {"sign", "a sign is turned around", {NULL, NULL}},
    {"missing-mean", "the 1/N of a mean is missing", {NULL, NULL}},
    {"missing-factor", "a factor is missing", {NULL, NULL}},
    {"missing-term", "a term of a sum is missing, or stands there twice", {NULL, NULL}},
    {"missing-bias", "a bias is missing", {NULL, NULL}},
    {"missing-activation", "the activation was not applied", {NULL, NULL}},
    {"missing-derivative", "the activation's derivative is missing", {NULL, NULL}},
    {"extra-factor", "there is a factor too many", {NULL, NULL}},
    {"extra-term", "there is a term too many", {NULL, NULL}},
    {"wrong-function", "another function stands where this one belongs", {NULL, NULL}},
    {"wrong-factor", "another factor stands where this one belongs", {NULL, NULL}},
    {"wrong-sample", "a number of another sample was taken", {NULL, NULL}},
    {"wrong-unit", "a number of another unit or parameter was taken", {NULL, NULL}},
    {"transposed", "rows and columns of a matrix are exchanged", {NULL, NULL}},
    {"updated-weight", "a weight was updated before it was used", {NULL, NULL}},
    {"rate", "the learning rate is missing", {NULL, NULL}},
    {"copied", "a number was copied from another place", {NULL, NULL}},
    {"digits", "a digit is wrong, or two are exchanged", {NULL, NULL}},
    {"decimal-point", "the decimal point is in the wrong place", {NULL, NULL}},
    {"convention", "it is right under another convention, which is named", {NULL, NULL}},
    {"unexplained",
     "nothing that is known leads to this number",
     {&gri_example_problems[LINEAR], "h1 = 77.31"}},
};
const size_t gri_code_count = sizeof gri_codes / sizeof *gri_codes;
