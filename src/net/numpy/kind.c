#include "net/numpy/kind.h"

#include <stdint.h>
#include <string.h>

#define DECODE(name, type)                                                                         \
    static void name(const void *bytes, size_t count, double *to)                                  \
    {                                                                                              \
        const type *from = bytes;                                                                  \
        for (size_t n = 0; n < count; n++)                                                         \
            to[n] = (double)from[n];                                                               \
    }
DECODE(decode_f4, float)
DECODE(decode_i8, int64_t)
DECODE(decode_i4, int32_t)
DECODE(decode_i2, int16_t)
DECODE(decode_i1, int8_t)
DECODE(decode_u8, uint64_t)
DECODE(decode_u4, uint32_t)
DECODE(decode_u2, uint16_t)
DECODE(decode_u1, uint8_t)

/* What is not 0 is true. */
static void decode_b1(const void *bytes, size_t count, double *to)
{
    const unsigned char *from = bytes;
    for (size_t n = 0; n < count; n++)
        to[n] = from[n] != 0 ? 1 : 0;
}

static const struct gri_npy_kind kinds[] = {
    {"f8", 8, NULL, true},       {"f4", 4, decode_f4, true},  {"i8", 8, decode_i8, false},
    {"i4", 4, decode_i4, false}, {"i2", 2, decode_i2, false}, {"i1", 1, decode_i1, false},
    {"u8", 8, decode_u8, false}, {"u4", 4, decode_u4, false}, {"u2", 2, decode_u2, false},
    {"u1", 1, decode_u1, false}, {"b1", 1, decode_b1, false},
};

const struct gri_npy_kind *gri_npy_kind_find(const char *name, size_t length)
{
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++)
        if (strlen(kinds[n].name) == length && memcmp(kinds[n].name, name, length) == 0)
            return &kinds[n];
    return NULL;
}
