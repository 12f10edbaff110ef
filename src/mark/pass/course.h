/* The computation that a page is held to: its iterations as they are, and as they follow from what
 * the page itself says. */
#ifndef GRI_MARK_PASS_COURSE_H
#define GRI_MARK_PASS_COURSE_H

#include "explain/view.h"
#include "mark/pass/range.h"
#include "mark/mistake.h"

/* The numbers of an iteration. */
enum gri_node_kind {
    GRI_N_INPUT,
    GRI_N_TARGET,
    GRI_N_PARAMETER,
    GRI_N_RATE,
    GRI_N_COUNT,
    GRI_N_PRODUCT, /* z before the bias */
    GRI_N_SUM,     /* z */
    GRI_N_OUT,     /* h, yhat */
    GRI_N_ERROR,   /* y - yhat, or as the view has it */
    GRI_N_TERM,    /* an output's share of a sample's loss, before the mean */
    GRI_N_SHARE,   /* a sample's share of the loss */
    GRI_N_LOSS,
    GRI_N_SLOPE,    /* dL/dyhat of a sample */
    GRI_N_BACK,     /* dL/dh of a hidden unit */
    GRI_N_DELTA,    /* dL/dz */
    GRI_N_PART,     /* a sample's share of dL/dw */
    GRI_N_GRADIENT, /* dL/dw */
    GRI_N_NEW,      /* the parameter after the update */
    GRI_NODE_KINDS
};

/* One of them. `row` is the row of the batch. */
struct gri_node {
    enum gri_node_kind kind;
    size_t layer, unit, row, parameter;
};

/* What the page said of a number. */
struct gri_own {
    struct gri_range range; /* what may have been meant */
    double value, unit;     /* as written; the unit of its last digit */
    size_t judgement;
    struct gri_own *earlier; /* what it said before */
};

struct gri_frame {
    size_t t;                  /* the iteration */
    struct gri_record *record; /* as it is */
    struct gri_own **own;      /* of each node; NULL: nothing */
    size_t said;               /* nodes that the page said something of */
    struct gri_range *memo;    /* of each node, good where its stamp is the course's */
    unsigned long *stamp;
    struct gri_frame *before; /* the iteration before, where the page has it; or NULL */
    struct gri_frame *next;
};

/* What numbers are computed from. */
enum gri_basis {
    GRI_AS_SAID, /* what the page said of them */
    GRI_AFRESH,  /* as if it had said nothing */
    GRI_BY_TRUTH /* the right numbers, for all that is written on the way */
};

/* Of an iteration; of a page's iterations, where they are more than so many. */
enum { GRI_NODES_MOST = 200000, GRI_NODES_KEPT = 50000, GRI_FRAMES_MOST = 20 };

/* Slopes that only a sign decides: of relu and leaky-relu. */
enum { GRI_STEPS = 3 };
extern const double gri_step_slopes[GRI_STEPS]; /* 0, 1, 0.01 */

/* They are kept as they were when they were first met, with other numbers in their place. */
struct gri_steps {
    double slopes[GRI_STEPS], sign;
    const struct gri_frame *frame;
    signed char *met; /* of each node of that frame: 0, or 1 + which slope; for |e| its sign */
};

struct gri_course {
    struct gri_view *view;
    struct gri_arena *arena;
    const struct gri_net *net;
    struct gri_run *run;
    size_t reached; /* the iteration at which the run stands; SIZE_MAX: none was entered */
    size_t rows;    /* of the largest batch */
    size_t base[GRI_NODE_KINDS], nodes;
    struct gri_frame *frames;
    unsigned long stamp;
    size_t work;              /* numbers computed so far */
    struct gri_broken broken; /* the mistake that is made now */
    enum gri_basis basis;
    const struct gri_own *held; /* is said whatever the basis */
    double loose;               /* unit that unsaid numbers were rounded to on the way; 0: none */
    bool truncates;             /* the page truncates */
    struct gri_steps *steps;    /* or NULL */
    bool *touched;              /* nodes of `touched_frame` that the last evaluation read */
    struct gri_frame *touched_frame;
};

/* To be cleared with gri_course_clear, also after failure. GR_E_STATE without a run, GR_E_RANGE
 * where an iteration has more numbers than anyone works by hand. */
enum gr_status gri_course_init(struct gri_course *course, struct gri_view *view,
                               struct gri_arena *arena, struct gr_err *err) GRI_CHECKED;
void gri_course_clear(struct gri_course *course);

/* The iteration that an address means, entered if it was not. GR_E_RANGE where it is too far. */
enum gr_status gri_course_frame(struct gri_course *course, size_t epoch, size_t iteration,
                                struct gri_frame **frame, struct gr_err *err) GRI_CHECKED;

/* The one before, where the page said something of it; or NULL. */
struct gri_frame *gri_frame_before(const struct gri_frame *frame);

/* Where a node stands in the arrays of a frame, and back. */
size_t gri_node_index(const struct gri_course *course, const struct gri_node *node);
struct gri_node gri_node_at(const struct gri_course *course, size_t index);

/* The node that a name with its address means: false where it is none (a local derivative, a number
 * of the optimiser). A parameter after the first iteration is what the update before made. */
enum gr_status gri_node_of(struct gri_course *course, const struct gri_asked *asked,
                           struct gri_frame **frame, struct gri_node *node, bool *any,
                           struct gr_err *err) GRI_CHECKED;

/* The name of a node, with its address. */
struct gri_asked gri_node_asked(const struct gri_course *course, const struct gri_frame *frame,
                                const struct gri_node *node);

/* As it is. */
double gri_node_truth(const struct gri_course *course, const struct gri_frame *frame,
                      const struct gri_node *node);

/* Was it given, so that it is exact? */
bool gri_node_given(const struct gri_course *course, const struct gri_frame *frame,
                    const struct gri_node *node);

/* As it follows from what the page says: what it said of the number itself, else what comes of its
 * operands by the rules, with course->broken made. */
struct gri_range gri_node_range(struct gri_course *course, struct gri_frame *frame,
                                struct gri_node node);

/* The same, computed whether the page said something of it or not. */
struct gri_range gri_node_computed(struct gri_course *course, struct gri_frame *frame,
                                   struct gri_node node);

/* Something has changed: what was computed before no longer holds. */
void gri_course_renew(struct gri_course *course);

/* The sign, or the place among gri_step_slopes (from 1), that decides at this node: `now`, or as it
 * was first met. */
int gri_step_met(const struct gri_course *course, const struct gri_frame *frame,
                 const struct gri_node *node, int now);

/* For the files of this folder: what a kind of node comes to, of its operands. */
struct gri_range gri_forward_range(struct gri_course *course, struct gri_frame *frame,
                                   struct gri_node node);
struct gri_range gri_loss_range(struct gri_course *course, struct gri_frame *frame,
                                struct gri_node node);
struct gri_range gri_backward_range(struct gri_course *course, struct gri_frame *frame,
                                    struct gri_node node);
struct gri_range gri_update_range(struct gri_course *course, struct gri_frame *frame,
                                  struct gri_node node);

/* Is this mistake made at this node, in one of its `variants` ways? */
bool gri_broken(struct gri_course *course, const struct gri_frame *frame,
                const struct gri_node *node, enum gri_mistake mistake, size_t variants);

#endif
