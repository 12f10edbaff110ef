/* Fresh numbers for a pass by hand, on which mistakes show. */
#ifndef GRI_MARK_TASK_TASK_H
#define GRI_MARK_TASK_TASK_H

#include "explain/view.h"
#include "mark/mistake.h"

#include <stdint.h>

/* Numbers that the lines of the cursor's iteration work out, in the order of the blackboard, in the
 * arena; a line of local derivatives is many numbers and left out. GR_E_RANGE where there are more
 * than `most`. */
enum gr_status gri_hand_numbers(struct gri_view *view, struct gri_arena *arena, size_t most,
                                struct gri_asked **asked, size_t *count,
                                struct gr_err *err) GRI_CHECKED;

/* How a mistake of the catalogue fares on the numbers of a task. */
enum gri_fate {
    GRI_FATE_NONE,   /* this network has no place for it */
    GRI_FATE_HIDDEN, /* it could be made, but it cannot be seen */
    GRI_FATE_SHOWN
};
struct gri_showing {
    enum gri_fate fate;
    struct gri_asked first; /* shown: where it is seen first, and what stands there then */
    double wrong;
    size_t variant;        /* shown: the first of its ways that is */
    const char *reason;    /* not shown: why */
    enum gri_mistake twin; /* shown: one that leads to the same numbers; or none */
};

struct gri_task {
    double *parameters; /* of the network */
    double *rows;       /* (samples, inputs + outputs) */
    double rate;
    struct gri_showing showing[GRI_MISTAKES];
};

/* A task has so many samples; its answers are asked to so many decimals, where the settings do not
 * round to another number of them. */
enum { GRI_TASK_SAMPLES = 3, GRI_TASK_DECIMALS = 4, GRI_TASK_NUMBERS = 200 };
int gri_task_decimals(const struct gri_hyper *hyper);

/* The settings of a task: these, but in one batch, in the order of the rows, from the start. */
struct gri_hyper gri_task_hyper(const struct gri_hyper *hyper, double rate);

/* Draw a task for the view's network, settings and conventions from the seed: the same on any
 * machine. Numbers are redrawn, so many times at most, until every mistake that can be made shows,
 * and any two can be told apart; the best drawing counts. All of it lives in the arena. GR_E_RANGE
 * where a pass has more than GRI_TASK_NUMBERS numbers. */
enum gr_status gri_task_draw(const struct gri_view *view, struct gri_arena *arena, uint64_t seed,
                             struct gri_task *task, struct gr_err *err) GRI_CHECKED;

/* For the files of this folder. */
struct gri_random;

/* Numbers of one decimal, as a lecturer would choose them. */
void gri_task_numbers(const struct gri_net *net, enum gri_loss loss, struct gri_random *random,
                      struct gri_task *task);

/* What is amiss with the numbers of a task, the worst first: mistakes that do not show; ways to
 * make one that do not, and numbers that make a step trivial; mistakes that cannot be told from
 * another.
 */
struct gri_flaws {
    size_t unseen, hidden, twins;
};

/* Try every mistake on the task's numbers and set its showings. `moved` (GRI_MISTAKES of them):
 * mistakes that have made any difference, in this or an earlier trial. */
enum gr_status gri_task_try(const struct gri_view *view, struct gri_task *task, bool *moved,
                            struct gri_flaws *flaws, struct gr_err *err) GRI_CHECKED;

/* Why this mistake has no place here. */
const char *gri_task_no_place(enum gri_mistake mistake);

#endif
