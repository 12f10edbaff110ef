/* A scope for tests: a few names of every kind, three rows. */
#ifndef GRADUS_TEST_EXPR_NAMES_H
#define GRADUS_TEST_EXPR_NAMES_H

#include "expr/parser.h"

#include <string.h>

struct gri_symbol {
    const char *text, *ascii; /* outside sums; the only ones when no others are there */
    const char *text_in_sum, *ascii_in_sum;
    const char *latex, *mathml;
    size_t rows, cols;
    double at[6];
    bool per_row; /* at[row], a number */
};

static const struct gri_symbol names[] = {
    {"a", "a", "a", "a", "a", "<mi>a</mi>", 1, 1, {3}, false},
    {"b", "b", "b", "b", "b", "<mi>b</mi>", 1, 1, {-2}, false},
    {"e", "e", "eᵢ", "e_i", "e", "<mi>e</mi>", 1, 1, {0.5, 0.25, 4}, true},
    {"h1",
     "h1",
     "h1ᵢ",
     "h1_i",
     "h_1",
     "<msub><mi>h</mi><mn>1</mn></msub>",
     1,
     1,
     {12.4, 4.9, 8.3},
     true},
    {"x1",
     "x1",
     "x1ᵢ",
     "x1_i",
     "x_1",
     "<msub><mi>x</mi><mn>1</mn></msub>",
     1,
     1,
     {16, 1, 16},
     true},
    {"x2", "x2", "x2", "x2", "x_2", "<msub><mi>x</mi><mn>2</mn></msub>", 1, 1, {4}, false},
    {"y", "y", "yᵢ", "y_i", "y", "<mi>y</mi>", 1, 1, {98, 51, 36}, true},
    {"ŷ",
     "yhat",
     "ŷᵢ",
     "yhat_i",
     "\\hat{y}",
     "<mover><mi>y</mi><mo>^</mo></mover>",
     1,
     1,
     {43.4, 11.9, 47.2},
     true},
    {"w1", "w1", "w1", "w1", "w_1", "<msub><mi>w</mi><mn>1</mn></msub>", 1, 1, {0.5}, false},
    {"w3", "w3", "w3", "w3", "w_3", "<msub><mi>w</mi><mn>3</mn></msub>", 1, 1, {0.1}, false},
    {"w5", "w5", "w5", "w5", "w_5", "<msub><mi>w</mi><mn>5</mn></msub>", 1, 1, {2}, false},
    {"b1", "b1", "b1", "b1", "b_1", "<msub><mi>b</mi><mn>1</mn></msub>", 1, 1, {4}, false},
    {"∂L/∂w5",
     "dL/dw5",
     "∂L/∂w5",
     "dL/dw5",
     "\\frac{\\partial L}{\\partial w_5}",
     "<mfrac><mrow><mi>∂L</mi></mrow><mrow><mi>∂w5</mi></mrow></mfrac>",
     1,
     1,
     {-341.65},
     false},
    {"W", "W", "W", "W", "W", "<mi>W</mi>", 2, 2, {0.5, -0.3, 0.1, 2}, false},
    {"R", "R", "R", "R", "R", "<mi>R</mi>", 1, 2, {4, 2}, false},
    {"M", "M", "M", "M", "M", "<mi>M</mi>", 3, 2, {1, 2, 3, 4, 5, 6}, false},
    {"0.weight[1]",
     "0.weight[1]",
     "0.weight[1]",
     "0.weight[1]",
     "W",
     "<mi>W</mi>",
     1,
     1,
     {7},
     false},
};

enum { NAMES = sizeof names / sizeof names[0], ROWS = 3 };

/* The name x stands for x1, when `user` points to true. */
static const struct gri_symbol name_x = {"x", "x", "x", "x", "x", "<mi>x</mi>", 1, 1, {16}, false};

static inline bool names_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

static inline size_t names_match(const char *text, size_t length, const char *name)
{
    size_t n = strlen(name);
    if (n > length || memcmp(text, name, n) != 0)
        return 0;
    if (n < length && names_word(name[n - 1]) && names_word(text[n]))
        return 0;
    return n;
}

static inline enum gr_status names_resolve(void *user, struct gri_arena *arena, const char *text,
                                           size_t length, const struct gri_symbol **symbol,
                                           size_t *used, struct gr_err *err)
{
    (void)arena;
    *used = 0;
    for (size_t i = 0; i < NAMES; i++) {
        const char *const spellings[] = {names[i].text, names[i].ascii, names[i].text_in_sum,
                                         names[i].ascii_in_sum};
        for (size_t k = 0; k < 4; k++) {
            size_t n = names_match(text, length, spellings[k]);
            if (n > *used) {
                *used = n;
                *symbol = &names[i];
            }
        }
    }
    if (*used == 0 && user != NULL && *(bool *)user && names_match(text, length, "x") == 1) {
        *used = 1;
        *symbol = &name_x;
    }
    if (*used == 0 && names_match(text, length, "h9") > 0)
        return gri_fail_at(err, GR_E_NAME, 2, "there is no h9; h1 to h2");
    return GR_OK;
}

static inline enum gr_status names_value(void *user, struct gri_arena *arena,
                                         const struct gri_symbol *symbol, long row,
                                         struct gri_value *value, struct gr_err *err)
{
    (void)user;
    if (symbol->per_row)
        return gri_value_number(arena, symbol->at[row == GRI_NO_ROW ? 0 : row], value, err);
    GRI_TRY(gri_value_matrix(arena, symbol->rows, symbol->cols, value, err));
    memcpy(value->at, symbol->at, symbol->rows * symbol->cols * sizeof *value->at);
    return GR_OK;
}

static inline void names_spell(void *user, const struct gri_symbol *symbol, bool in_sum,
                               enum gri_style style, struct gri_text *out)
{
    (void)user;
    if (style == GRI_TEXT)
        gri_text_add(out, in_sum ? symbol->text_in_sum : symbol->text);
    else if (style == GRI_ASCII)
        gri_text_add(out, in_sum ? symbol->ascii_in_sum : symbol->ascii);
    else
        gri_text_add(out, style == GRI_LATEX ? symbol->latex : symbol->mathml);
}

static inline enum gr_status names_rows(void *user, size_t *rows, struct gr_err *err)
{
    (void)user;
    (void)err;
    *rows = ROWS;
    return GR_OK;
}

static const struct gri_scope scope = {NULL, names_resolve, names_value, names_spell, names_rows};

static inline struct gri_source source_of(const char *line)
{
    return (struct gri_source){line, strlen(line), 0, strlen(line)};
}

#endif
