/* The bare limit of plain C: loops over sizes that are known when it runs (without FIXED) or when
 * it is compiled (with FIXED). No names, no history, no checks: what nobody would use, but no
 * program of this kind can be much quicker. */
#include "job.h"

#include <math.h>

#ifdef FIXED
#define SIZE static const size_t
#else
#define SIZE static volatile size_t
#endif
SIZE inputs = 2, hidden = 2, outputs = 1;

struct network {
    double w1[8], b1[4], w2[4], b2[2];
    double gw1[8], gb1[4], gw2[4], gb2[2];
};

static void add_row(struct network *n, size_t I, size_t H, size_t O, const double *row,
                    double factor, double *loss)
{
    double h[4], e[2], d[4];
    for (size_t j = 0; j < H; j++) {
        h[j] = n->b1[j];
        for (size_t i = 0; i < I; i++)
            h[j] += row[i] * n->w1[i * H + j];
    }
    for (size_t k = 0; k < O; k++) {
        double y = n->b2[k];
        for (size_t j = 0; j < H; j++)
            y += h[j] * n->w2[j * O + k];
        e[k] = y - row[I + k];
        *loss += e[k] * e[k];
        e[k] *= factor;
        n->gb2[k] += e[k];
    }
    for (size_t j = 0; j < H; j++) {
        d[j] = 0;
        for (size_t k = 0; k < O; k++) {
            d[j] += e[k] * n->w2[j * O + k];
            n->gw2[j * O + k] += h[j] * e[k];
        }
        n->gb1[j] += d[j];
    }
    for (size_t i = 0; i < I; i++)
        for (size_t j = 0; j < H; j++)
            n->gw1[i * H + j] += row[i] * d[j];
}

static void descend(double *w, double *g, size_t count, double rate)
{
    for (size_t p = 0; p < count; p++) {
        w[p] -= rate * g[p];
        g[p] = 0;
    }
}

struct moments {
    double m[32], v[32];
};

static void adam(double *w, double *g, size_t count, struct moments *s, size_t at, double rate,
                 double left1, double left2)
{
    for (size_t p = 0; p < count; p++) {
        double *m = &s->m[at + p], *v = &s->v[at + p];
        *m += 0.1 * (g[p] - *m);
        *v += 0.001 * (g[p] * g[p] - *v);
        w[p] -= rate * (*m / left1) / (sqrt(*v / left2) + 1e-7);
        g[p] = 0;
    }
}

static struct network begin(void)
{
    struct network n = {{0}};
    memcpy(n.w1, start, 4 * sizeof *start);
    memcpy(n.b1, start + 4, 2 * sizeof *start);
    memcpy(n.w2, start + 6, 2 * sizeof *start);
    n.b2[0] = start[8];
    return n;
}

static double step_lottery(double *sink)
{
    struct network n = begin();
    double loss = 0, rate = lottery_rate, begun = now(1);
    for (size_t t = 0; t < LOTTERY_STEPS; t++) {
        size_t I = inputs, H = hidden, O = outputs;
        add_row(&n, I, H, O, lottery[t % LOTTERY_ROWS], 2, &loss);
        descend(n.w1, n.gw1, I * H, rate);
        descend(n.b1, n.gb1, H, rate);
        descend(n.w2, n.gw2, H * O, rate);
        descend(n.b2, n.gb2, O, rate);
    }
    *sink = loss + n.w1[0];
    return (now(1) - begun) / LOTTERY_STEPS;
}

static double step_plane(double *sink)
{
    struct network n = begin();
    struct moments s = {{0}};
    double loss = 0, rate = plane_rate, power1 = 1, power2 = 1, begun = now(1);
    for (size_t t = 0; t < PLANE_EPOCHS; t++) {
        size_t I = inputs, H = hidden, O = outputs;
        for (size_t i = 0; i < PLANE_ROWS; i++)
            add_row(&n, I, H, O, plane[i], 2.0 / PLANE_ROWS, &loss);
        power1 *= 0.9;
        power2 *= 0.999;
        adam(n.w1, n.gw1, I * H, &s, 0, rate, 1 - power1, 1 - power2);
        adam(n.b1, n.gb1, H, &s, 8, rate, 1 - power1, 1 - power2);
        adam(n.w2, n.gw2, H * O, &s, 16, rate, 1 - power1, 1 - power2);
        adam(n.b2, n.gb2, O, &s, 24, rate, 1 - power1, 1 - power2);
    }
    *sink = loss + n.w1[0];
    return (now(1) - begun) / PLANE_EPOCHS;
}

static double job(const char *name, int threads)
{
    volatile double sink;
    double loss, took = 0;
    (void)threads;
    if (strcmp(name, "lottery") == 0)
        took = step_lottery(&loss);
    else if (strcmp(name, "plane") == 0)
        took = step_plane(&loss);
    else
        return 0;
    sink = loss;
    (void)sink;
    return took;
}

CONTESTANT(job)
