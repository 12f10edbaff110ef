#include "wrong/mistake.h"

const struct mistake *mistake_at(size_t n)
{
    const struct mistake_list lists[] = {forward_mistakes(), loss_mistakes(), backward_mistakes(),
                                         update_mistakes()};
    for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
        if (n < lists[l].count)
            return &lists[l].at[n];
        n -= lists[l].count;
    }
    return NULL;
}

struct making {
    const struct mistake *mistake;
    size_t variant;
    const struct cell *first; /* others of its kind and layer are mistaken too */
};

static formula inside(struct hand *hand, const struct cell *cell, void *context)
{
    struct making *making = context;
    if (!(making->mistake->kinds & AT(cell->kind)))
        return NULL;
    if (making->first != NULL &&
        (making->first->kind != cell->kind || making->first->layer != cell->layer))
        return NULL;
    formula wrong = making->mistake->wrong(hand, cell, making->variant);
    if (wrong != NULL && making->first == NULL)
        making->first = cell;
    return wrong;
}

formula mistake_made(struct hand *hand, const struct cell *line, const struct mistake *mistake,
                     size_t variant)
{
    struct making making = {mistake, variant, NULL};
    formula own = NULL, made;
    if (mistake->wrong == NULL)
        return NULL;
    if (mistake->kinds & AT(line->kind))
        own = mistake->wrong(hand, line, variant);
    if (own != NULL)
        made = hand_expand(hand, own, NULL, NULL);
    else
        made = hand_expand(hand, line->own, inside, &making);
    return tree_same(made, line->right) ? NULL : made;
}
