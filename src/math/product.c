#include "math/product.h"

#include <math.h>
#include <stdalign.h>
#include <string.h>

/* One source, compiled for each generation of processors and chosen when the program is loaded.
 * It cannot stand on a function with an OpenMP region. */
#ifdef GRI_HAVE_TARGET_CLONES
#define FOR_EACH_PROCESSOR                                                                         \
    __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

/* A strip is TALL rows of a, a panel WIDE columns of b: one product of them fills the registers.
 * A tile of the output is ROWS by COLUMNS; DEEP rows of its panels at a time stay in the cache. */
enum { TALL = 6, WIDE = 8, DEEP = 128, PANELS = 8, COLUMNS = PANELS * WIDE, ROWS = 192 };

/* In multiply-adds: less than this, and copying or waking threads costs more than it saves. */
static const double worth_packing = 500, worth_threads = 100000;

struct panel {
    alignas(64) double at[DEEP][WIDE];
};

/* For rows of a that do not stand there, or fewer than TALL. */
struct strip {
    double at[TALL][DEEP];
};

FOR_EACH_PROCESSOR
static void fold(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c)
{
    for (size_t i = 0; i < c.rows; i++)
        for (size_t j = 0; j < c.cols; j++) {
            double acc = 0;
            for (size_t k = 0; k < a.cols; k++)
                acc = fma(*gri_element(a, i, k), *gri_element(b, k, j), acc);
            *gri_element(c, i, j) = acc;
        }
}

void gri_product_naive(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c)
{
    fold(a, b, c);
}

/* acc[r][j] goes on with fma(a[r][k], panel[k][j], acc[r][j]) for k in order. Loops over r and j
 * become registers: a vector runs along j, across the output. */
FOR_EACH_PROCESSOR
static void strip_by_panel(const double *a, size_t down, size_t right, const struct panel *panel,
                           size_t depth, double acc[TALL][WIDE])
{
    double sum[TALL][WIDE];
    memcpy(sum, acc, sizeof sum);
    for (size_t k = 0; k < depth; k++)
#pragma GCC unroll 6
        for (size_t r = 0; r < TALL; r++)
#pragma omp simd
            for (size_t j = 0; j < WIDE; j++)
                /* The panel is filled for every k below the depth. */
                /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage) */
                sum[r][j] = fma(a[r * down + k * right], panel->at[k][j], sum[r][j]);
    memcpy(acc, sum, sizeof sum);
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t parts(size_t whole, size_t part)
{
    return whole / part + (whole % part != 0);
}

/* The part of `a` that begins at (i, k), at most rows by cols. */
static struct gri_matrix part_of(struct gri_matrix a, size_t i, size_t k, size_t rows, size_t cols)
{
    return (struct gri_matrix){gri_element(a, i, k), least(rows, a.rows - i),
                               least(cols, a.cols - k), a.down, a.right};
}

/* Columns that are missing become zeros: they are computed and thrown away. */
static void pack_panel(struct gri_matrix b, struct panel *panel)
{
    for (size_t k = 0; k < b.rows; k++)
        for (size_t j = 0; j < WIDE; j++)
            panel->at[k][j] = j < b.cols ? *gri_element(b, k, j) : 0;
}

/* The strip `a` with TALL rows: itself, or its copy in `room` filled up with zeros. */
static struct gri_matrix full_strip(struct gri_matrix a, struct strip *room)
{
    if (a.rows == TALL)
        return a;
    memset(room, 0, sizeof *room);
    for (size_t r = 0; r < a.rows; r++)
        for (size_t k = 0; k < a.cols; k++)
            room->at[r][k] = *gri_element(a, r, k);
    return (struct gri_matrix){room->at[0], TALL, a.cols, DEEP, 1};
}

/* c, at most TALL by WIDE, goes on with a by the panel. */
static void add_strip_by_panel(struct gri_matrix a, const struct panel *panel, struct gri_matrix c)
{
    double acc[TALL][WIDE] = {{0}};
    for (size_t r = 0; r < c.rows; r++)
        for (size_t j = 0; j < c.cols; j++)
            acc[r][j] = *gri_element(c, r, j);
    strip_by_panel(a.at, a.down, a.right, panel, a.cols, acc);
    for (size_t r = 0; r < c.rows; r++)
        for (size_t j = 0; j < c.cols; j++)
            *gri_element(c, r, j) = acc[r][j];
}

/* c += a b for at most ROWS by DEEP by COLUMNS. */
static void add_block(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c)
{
    struct panel panels[PANELS];
    struct strip room;
    for (size_t j = 0; j < c.cols; j += WIDE)
        pack_panel(part_of(b, 0, j, DEEP, WIDE), &panels[j / WIDE]);
    for (size_t i = 0; i < c.rows; i += TALL) {
        struct gri_matrix strip = full_strip(part_of(a, i, 0, TALL, DEEP), &room);
        for (size_t j = 0; j < c.cols; j += WIDE)
            add_strip_by_panel(strip, &panels[j / WIDE], part_of(c, i, j, TALL, WIDE));
    }
}

/* One tile of the output, the inner index in order, DEEP at a time. */
static void fill_tile(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c)
{
    for (size_t i = 0; i < c.rows; i++)
        for (size_t j = 0; j < c.cols; j++)
            *gri_element(c, i, j) = 0;
    for (size_t k = 0; k < a.cols; k += DEEP)
        add_block(part_of(a, 0, k, ROWS, DEEP), part_of(b, k, 0, DEEP, COLUMNS), c);
}

/* Tile number `t` of those with `rows` rows, row by row. */
static void fill_tile_number(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c,
                             size_t rows, size_t t)
{
    size_t across = parts(c.cols, COLUMNS);
    size_t i = t / across * rows, j = t % across * COLUMNS;
    fill_tile(part_of(a, i, 0, rows, a.cols), part_of(b, 0, j, b.rows, COLUMNS),
              part_of(c, i, j, rows, COLUMNS));
}

/* Lower tiles, a multiple of TALL, when there would not be enough for all threads. */
static size_t tile_rows(struct gri_matrix c, size_t threads)
{
    size_t rows = ROWS, across = parts(c.cols, COLUMNS);
    while (threads > 1 && rows > ROWS / 8 && parts(c.rows, rows) * across / 2 < threads)
        rows /= 2;
    return rows;
}

void gri_product(struct gri_matrix a, struct gri_matrix b, struct gri_matrix c, size_t threads)
{
    double work = (double)c.rows * (double)c.cols * (double)a.cols;
    if (work < worth_packing) {
        fold(a, b, c);
        return;
    }
    if (c.cols < WIDE && c.cols < c.rows) { /* the long side is the one for vectors */
        gri_product(gri_transposed(b), gri_transposed(a), gri_transposed(c), threads);
        return;
    }
    if (work < worth_threads)
        threads = 1;
    size_t rows = tile_rows(c, threads), tiles = parts(c.rows, rows) * parts(c.cols, COLUMNS);
    threads = least(threads, least(tiles, 1024));
    if (threads > 1) {
#pragma omp parallel for schedule(static) num_threads((int)threads)
        for (size_t t = 0; t < tiles; t++)
            fill_tile_number(a, b, c, rows, t);
        return;
    }
    for (size_t t = 0; t < tiles; t++)
        fill_tile_number(a, b, c, rows, t);
}
