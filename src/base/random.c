#include "base/random.h"

#include <math.h>

/* The finalizer of splitmix64 (Steele, Lea, Flood 2014): a bijection with mix(0) = 0. */
static uint64_t mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Stream 0 is the published sequence of `seed`; the others begin far away in it. */
void gri_random_seed(struct gri_random *random, uint64_t seed, uint64_t stream)
{
    random->state = seed ^ mix(stream);
}

uint64_t gri_random_bits(struct gri_random *random)
{
    random->state += UINT64_C(0x9e3779b97f4a7c15);
    return mix(random->state);
}

double gri_random_unit(struct gri_random *random)
{
    return (double)(gri_random_bits(random) >> 11) * 0x1p-53;
}

double gri_random_uniform(struct gri_random *random, double low, double high)
{
    return low + (high - low) * gri_random_unit(random);
}

/* Marsaglia's polar method: a point (u, v) in the unit disc, s = u² + v², gives
 * u sqrt(-2 ln(s) / s). Its twin from v is dropped, so that a generator is one number. */
double gri_random_normal(struct gri_random *random)
{
    double u, s;
    do {
        u = 2 * gri_random_unit(random) - 1;
        double v = 2 * gri_random_unit(random) - 1;
        s = u * u + v * v;
    } while (s >= 1 || s == 0);
    return u * sqrt(-2 * log(s) / s);
}

/* The lowest 2^64 mod bound values are thrown again: what is left divides evenly. */
size_t gri_random_below(struct gri_random *random, size_t bound)
{
    uint64_t uneven = (UINT64_MAX - bound + 1) % bound;
    uint64_t bits;
    do
        bits = gri_random_bits(random);
    while (bits < uneven);
    return (size_t)(bits % bound);
}

void gri_random_shuffle(struct gri_random *random, size_t *order, size_t n)
{
    for (size_t i = n; i > 1; i--) {
        size_t k = gri_random_below(random, i);
        size_t moved = order[i - 1];
        order[i - 1] = order[k];
        order[k] = moved;
    }
}
