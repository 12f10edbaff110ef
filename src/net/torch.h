/* PyTorch's random numbers on the CPU: the Mersenne twister, how nn.Linear starts from it, and how
 * a shuffling DataLoader draws its order. Held against PyTorch 1.13. */
#ifndef GRI_NET_TORCH_H
#define GRI_NET_TORCH_H

#include "net/net.h"

#include <stdint.h>

/* MT19937 (Matsumoto and Nishimura, 1998). */
struct gri_torch {
    uint32_t word[624];
    size_t next;
};

/* torch.manual_seed(seed) */
void gri_torch_seed(struct gri_torch *torch, uint64_t seed);
uint32_t gri_torch_bits(struct gri_torch *torch);
void gri_torch_skip(struct gri_torch *torch, size_t count); /* so many 32-bit numbers */

/* The float32 weights that a stack of nn.Linear has after manual_seed(seed): for each layer the
 * weights, (O, I) row by row, then the biases, uniform up to 1/sqrt(I). One number is drawn for
 * each parameter. */
void gri_torch_initialize(const struct gri_net *net, uint64_t seed, double *parameters);

/* What an epoch of DataLoader(shuffle=True) draws from the generator: GRI_TORCH_DRAWS numbers,
 * which give the order of the n samples. */
enum { GRI_TORCH_DRAWS = 4 };
void gri_torch_order(struct gri_torch *torch, size_t *order, size_t n);

#endif
