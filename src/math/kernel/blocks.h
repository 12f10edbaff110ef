/* One thread's product, tile by tile in an order that the caches like. */
#ifndef GRI_MATH_KERNEL_BLOCKS_H
#define GRI_MATH_KERNEL_BLOCKS_H

#include "math/kernel/copy.h"

/* A panel is DEEP rows of WIDE columns of b. PANELS of them, copied, and a block of a stay in the
 * second cache (half a megabyte and a fifth); a tile walks down one panel. */
enum { DEEP = 256, PANELS = 8, COLUMNS = PANELS * WIDE, BLOCK = 16 * ROWS };

/* Measured: copying b pays where its rows are this far apart (more pages than the processor has
 * in sight) or are no whole vectors, and are used by so many rows of a; copying a where that many
 * panels come by. */
enum { FAR = 256, MANY_ROWS = 32, MANY_PANELS = 4 };

/* Up to so many numbers in b nothing is gained by copying it. */
enum { SMALL = 4096 };

static inline size_t parts(size_t whole, size_t part)
{
    return whole / part + (whole % part != 0);
}

/* The part of `m` that begins at (i, k), at most rows by cols. */
static ALWAYS_INLINE struct gri_matrix part_of(struct gri_matrix m, size_t i, size_t k, size_t rows,
                                               size_t cols)
{
    return (struct gri_matrix){gri_element(m, i, k), least(rows, m.rows - i),
                               least(cols, m.cols - k), m.down, m.right};
}

/* Where a product ends: in c; or, with a rate, in what c then loses, rate times the product. */
struct goal {
    struct gri_matrix c;
    struct gri_matrix sums; /* (as c) the fold so far; at NULL: it begins */
    const double *rate;     /* or NULL */
};

static ALWAYS_INLINE struct goal part_of_goal(struct goal goal, size_t i, size_t j, size_t rows,
                                              size_t cols)
{
    goal.c = part_of(goal.c, i, j, rows, cols);
    if (goal.sums.at != NULL)
        goal.sums = part_of(goal.sums, i, j, rows, cols);
    return goal;
}

/* A tile of c whose rows are not contiguous is made in a room of its own; c holds the sums. */
static __attribute__((noinline)) void tile_in_room(const struct job *outside, struct gri_matrix c,
                                                   bool goes_on)
{
    double room[HIGH * WIDE];
    struct job job = *outside;
    job.c = room;
    job.c_down = WIDE;
    if (goes_on) {
        copy(c, (struct rows){room, WIDE, c.cols});
        job.start = room;
        job.start_down = WIDE;
    }
    any_tile(&job, c.rows, c.cols);
    struct gri_matrix made = {room, c.rows, c.cols, WIDE, 1};
    if (c.down == 1)
        copy(gri_transposed(made), (struct rows){c.at, c.right, c.rows});
    else
        for (size_t i = 0; i < c.rows; i++)
            for (size_t j = 0; j < c.cols; j++)
                *gri_element(c, i, j) = *gri_element(made, i, j);
}

/* c = a b for one tile of c. */
static ALWAYS_INLINE struct job job_of(const struct gri_matrix *a, const struct rows *b,
                                       const struct gri_matrix *c)
{
    return (struct job){.a = a->at,
                        .b = b->at,
                        .a_down = a->down,
                        .a_right = a->right,
                        .b_down = b->down,
                        .b_width = b->width,
                        .c = c->at,
                        .c_down = c->down,
                        .depth = a->cols,
                        .last = c->cols - (vectors_in(c->cols) - 1) * LANES};
}

/* a panel, or the sums and that. Strips of about the same height: none is so low that it waits for
 * its own sums. */
static ALWAYS_INLINE void add_panel(struct gri_matrix a, struct rows panel, struct goal goal)
{
    struct gri_matrix c = goal.c;
    struct job job = job_of(&a, &panel, &c);
    job.rate = goal.rate;
    if (goal.sums.at != NULL) {
        job.start = goal.sums.at;
        job.start_down = goal.sums.down;
    }
    size_t i = 0, rows, strips = parts(c.rows, height(c.cols));
    for (size_t left = strips; left > 0; left--, i += rows) {
        rows = parts(c.rows - i, left);
        job.ahead = WIDE + (strips - left) % VECTORS * LANES; /* a vector of the panel beside it */
        if (c.right == 1)
            any_tile(&job, rows, c.cols);
        else
            tile_in_room(&job, part_of(c, i, 0, rows, c.cols), goal.sums.at != NULL);
        job.a += rows * job.a_down;
        job.c += rows * job.c_down;
        if (job.start != NULL)
            job.start += rows * job.start_down;
    }
}

static ALWAYS_INLINE bool good_as_it_stands(struct gri_matrix b, size_t rows)
{
    return b.right == 1 && (rows <= MANY_ROWS || (b.down <= FAR && b.cols % LANES == 0));
}

/* The panel for so many rows of a: b as it stands or copied to `room`, if it is not there yet. */
static ALWAYS_INLINE struct rows panel_of(struct gri_matrix b, size_t rows, double *room,
                                          bool there)
{
    size_t width = vectors_in(b.cols) * LANES;
    if (good_as_it_stands(b, rows))
        return (struct rows){b.at, b.down, b.cols};
    if (!there)
        copy(b, (struct rows){room, width, width});
    return (struct rows){room, width, width};
}

/* At most DEEP rows of b. */
static ALWAYS_INLINE void small_product(struct gri_matrix a, struct gri_matrix b, struct goal goal)
{
    double room[DEEP * WIDE] __attribute__((aligned(64)));
    for (size_t j = 0; j < b.cols; j += WIDE)
        add_panel(a, panel_of(part_of(b, 0, j, DEEP, WIDE), a.rows, room, false),
                  part_of_goal(goal, 0, j, a.rows, WIDE));
}

/* For a b of at most DEEP by COLUMNS. */
static inline void large_part(struct gri_matrix a, struct gri_matrix b, struct goal goal)
{
    double room[PANELS][DEEP * WIDE] __attribute__((aligned(64)));
    double block[BLOCK * DEEP] __attribute__((aligned(64)));
    for (size_t i = 0; i < a.rows; i += BLOCK) {
        struct gri_matrix strips = part_of(a, i, 0, BLOCK, DEEP);
        if (a.down == 1 && b.cols > MANY_PANELS * WIDE) {
            copy(gri_transposed(strips), (struct rows){block, BLOCK, strips.rows});
            strips = (struct gri_matrix){block, strips.rows, strips.cols, 1, BLOCK};
        }
        for (size_t j = 0; j < b.cols; j += WIDE)
            add_panel(strips, panel_of(part_of(b, 0, j, DEEP, WIDE), a.rows, room[j / WIDE], i > 0),
                      part_of_goal(goal, i, j, BLOCK, WIDE));
    }
}

/* The fold stands in `sums` until it is whole. */
static __attribute__((noinline)) void large_product(struct gri_matrix a, struct gri_matrix b,
                                                    struct gri_matrix sums, struct goal whole)
{
    for (size_t j = 0; j < b.cols; j += COLUMNS)
        for (size_t k = 0, deep; k < a.cols; k += deep) {
            deep = parts(a.cols - k, parts(a.cols - k, DEEP));
            struct goal goal = k + deep < a.cols ? (struct goal){.c = sums} : whole;
            if (k > 0)
                goal.sums = sums;
            large_part(part_of(a, 0, k, a.rows, deep), part_of(b, k, j, deep, COLUMNS),
                       part_of_goal(goal, 0, j, a.rows, COLUMNS));
        }
}

/* About how many cycles: whole vectors, two at a time, and copies that turn a matrix. */
static inline double effort(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c)
{
    double rows = (double)c.rows, cols = (double)c.cols, inner = (double)a.cols;
    double vectors = (double)vectors_in(c.cols);
    return rows * vectors * inner / 2 + (b.right == 1 ? 0 : inner * cols / 2) +
           (c.right == 1 ? 0 : rows * cols);
}

/* c = a b is the same as c' = b' a'. */
static ALWAYS_INLINE bool turning_pays(struct gri_matrix a, struct gri_matrix b,
                                       struct gri_matrix c)
{
    return effort(gri_transposed(b), gri_transposed(a), gri_transposed(c)) < effort(a, b, c);
}

static ALWAYS_INLINE bool is_small(struct gri_matrix b)
{
    return b.rows <= DEEP && b.rows * b.cols <= SMALL;
}

/* One tile is all, and nothing must be turned. */
static ALWAYS_INLINE bool is_tile(const struct gri_matrix *b, const struct gri_matrix *c)
{
    return c->cols <= WIDE && c->rows <= height(c->cols) && c->rows > 0 && c->cols > 0 &&
           b->right == 1 && c->right == 1;
}

static void product(const struct gri_matrix *pa, const struct gri_matrix *pb,
                    const struct gri_matrix *pc)
{
    if (is_tile(pb, pc)) {
        struct rows b = {pb->at, pb->down, pb->cols};
        struct job job = job_of(pa, &b, pc);
        any_tile(&job, pc->rows, pc->cols);
        return;
    }
    struct gri_matrix a = *pa, b = *pb, c = *pc;
    bool plain = b.right == 1 && c.right == 1 && (c.cols >= WIDE || c.rows <= c.cols);
    if (!plain && turning_pays(a, b, c)) {
        struct gri_matrix turned = gri_transposed(a);
        a = gri_transposed(b);
        b = turned;
        c = gri_transposed(c);
    }
    if (is_small(b))
        small_product(a, b, (struct goal){.c = c});
    else
        large_product(a, b, c, (struct goal){.c = c});
}

static void descend(const struct gri_matrix *a, const struct gri_matrix *b,
                    const struct gri_matrix *sums, const struct gri_matrix *w, double rate)
{
    struct goal goal = {.c = *w, .rate = &rate};
    if (is_small(*b))
        small_product(*a, *b, goal);
    else
        large_product(*a, *b, *sums, goal);
}

#endif
