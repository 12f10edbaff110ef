#include "net/torch.h"

#include <math.h>

enum { WORDS = 624, SHIFT = 397 };

void gri_torch_seed(struct gri_torch *torch, uint64_t seed)
{
    uint32_t *word = torch->word;
    word[0] = (uint32_t)seed;
    for (uint32_t i = 1; i < WORDS; i++)
        word[i] = 1812433253u * (word[i - 1] ^ (word[i - 1] >> 30)) + i;
    torch->next = WORDS;
}

static void refill(struct gri_torch *torch)
{
    uint32_t *word = torch->word;
    for (size_t k = 0; k < WORDS; k++) {
        uint32_t y = (word[k] & 0x80000000u) | (word[(k + 1) % WORDS] & 0x7fffffffu);
        word[k] = word[(k + SHIFT) % WORDS] ^ (y >> 1) ^ (y & 1 ? 0x9908b0dfu : 0);
    }
    torch->next = 0;
}

uint32_t gri_torch_bits(struct gri_torch *torch)
{
    if (torch->next == WORDS)
        refill(torch);
    uint32_t y = torch->word[torch->next++];
    y ^= y >> 11;
    y ^= (y << 7) & 0x9d2c5680u;
    y ^= (y << 15) & 0xefc60000u;
    return y ^ (y >> 18);
}

void gri_torch_skip(struct gri_torch *torch, size_t count)
{
    for (; count > WORDS - torch->next; refill(torch))
        count -= WORDS - torch->next;
    torch->next += count;
}

/* torch.empty((), dtype=torch.int64).random_() */
static uint64_t random_int64(struct gri_torch *torch)
{
    uint64_t high = gri_torch_bits(torch), low = gri_torch_bits(torch);
    return (high << 32 | low) & INT64_MAX;
}

/* Tensor.uniform_(-bound, bound) of float32: 24 bits, scaled in double precision. */
static double uniform(struct gri_torch *torch, float bound)
{
    double unit = (double)(gri_torch_bits(torch) & 0xffffff) * 0x1p-24;
    double low = -(double)bound, span = (double)bound - low;
    double scaled = unit * span;
    return (float)(scaled + low);
}

void gri_torch_initialize(const struct gri_net *net, uint64_t seed, double *parameters)
{
    struct gri_torch torch;
    gri_torch_seed(&torch, seed);
    for (size_t l = 0; l < net->depth; l++) {
        const struct gri_layer *layer = &net->layer[l];
        float bound = (float)(1 / sqrt((double)layer->inputs));
        for (size_t k = 0; k < layer->units; k++)
            for (size_t i = 0; i < layer->inputs; i++)
                parameters[layer->w + i * layer->units + k] = uniform(&torch, bound);
        for (size_t k = 0; net->bias && k < layer->units; k++)
            parameters[layer->b + k] = uniform(&torch, bound);
    }
}

/* RandomSampler seeds a generator of its own, and torch.randperm draws from that. */
void gri_torch_order(struct gri_torch *torch, size_t *order, size_t n)
{
    struct gri_torch own;
    (void)random_int64(torch); /* the workers' base seed */
    gri_torch_seed(&own, random_int64(torch));
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = 0; i + 1 < n; i++) {
        size_t with = i + gri_torch_bits(&own) % (n - i), kept = order[i];
        order[i] = order[with];
        order[with] = kept;
    }
}
