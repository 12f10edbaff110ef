/* The catalogue's mistakes as they are made on a page. */
#ifndef GRADUS_TEST_MARK_MISTAKE_H
#define GRADUS_TEST_MARK_MISTAKE_H

#include "hand/hand.h"

/* The number as it comes about with this mistake in its `variant`-th way; NULL: it cannot be made
 * here, or not in so many ways. */
typedef formula wrong_formula(struct hand *hand, const struct cell *cell, size_t variant);

/* A row. */
struct mistake {
    const char *rule; /* of the catalogue */
    const char *code;
    unsigned kinds;       /* bits: the numbers at which it is made */
    wrong_formula *wrong; /* NULL: a number is written wrongly, see slip_digits */
    struct wish wish;     /* what a problem must have for it to show */
    size_t variants;
    bool by_layer; /* the updates of a layer are worked before the layer below it */
};

struct mistake_list {
    const struct mistake *at;
    size_t count;
};
struct mistake_list forward_mistakes(void), loss_mistakes(void), backward_mistakes(void),
    update_mistakes(void);

/* All of them, in order; NULL behind the last. */
const struct mistake *mistake_at(size_t n);

/* The mistake made at this line, or inside a number that it works out on the way: what the line
 * comes from then. NULL: it cannot be made here. */
formula mistake_made(struct hand *hand, const struct cell *line, const struct mistake *mistake,
                     size_t variant);

#define AT(kind) (1U << (kind))

#endif
