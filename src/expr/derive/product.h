/* A product taken apart: its coefficient and its factors, and put together again. */
#ifndef GRI_EXPR_PRODUCT_H
#define GRI_EXPR_PRODUCT_H

#include "expr/derive.h"

/* base^power */
struct gri_factor {
    const struct gri_expr *base;
    long power;
};

struct gri_product {
    struct gri_arena *arena;
    const struct gri_symbols *symbols;
    double numerator, denominator; /* written numbers, put together where that is exact */
    struct gri_factor *factor;
    size_t count, room;
    bool failed; /* no memory */
};

void gri_product_init(struct gri_product *product, struct gri_arena *arena,
                      const struct gri_symbols *symbols);

/* Multiply by expr^power, power 1 or -1; like factors are put together. */
void gri_product_take(struct gri_product *product, const struct gri_expr *expr, long power);
void gri_product_factor(struct gri_product *product, const struct gri_expr *base, long power);

/* Written as 2/3·a, a/2, 2·a/(3·b), with a minus before the whole. NULL: no memory. */
const struct gri_expr *gri_product_expr(struct gri_product *product);

#endif
