/* The kinds of number that an array may have, a row each. */
#ifndef GRI_NET_NUMPY_KIND_H
#define GRI_NET_NUMPY_KIND_H

#include <stdbool.h>
#include <stddef.h>

/* Numbers beyond 2^53 are rounded as those of a text are. */
struct gri_npy_kind {
    char name[3];
    size_t width;                                                /* bytes */
    void (*decode)(const void *bytes, size_t count, double *to); /* NULL: it is a double */
    bool may_be_infinite;                                        /* or no number at all */
};

/* "f8"; NULL: none is called so. */
const struct gri_npy_kind *gri_npy_kind_find(const char *name, size_t length);

#endif
