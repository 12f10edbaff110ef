/* Random numbers that are the same on every machine: splitmix64. */
#ifndef GRI_BASE_RANDOM_H
#define GRI_BASE_RANDOM_H

#include <stddef.h>
#include <stdint.h>

struct gri_random {
    uint64_t state;
};

/* A generator for `seed`; `stream` tells apart what one seed is used for. */
void gri_random_seed(struct gri_random *random, uint64_t seed, uint64_t stream);

uint64_t gri_random_bits(struct gri_random *random);
double gri_random_unit(struct gri_random *random); /* [0, 1), 53 bits */
double gri_random_uniform(struct gri_random *random, double low, double high);
double gri_random_normal(struct gri_random *random);              /* mean 0, deviation 1 */
size_t gri_random_below(struct gri_random *random, size_t bound); /* unbiased; bound > 0 */

/* order[0..n) becomes a permutation of itself (Fisher-Yates). */
void gri_random_shuffle(struct gri_random *random, size_t *order, size_t n);

#endif
