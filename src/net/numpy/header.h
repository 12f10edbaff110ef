/* What stands before the numbers of an array: magic, version, and a dictionary as Python writes it,
 * {'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }. */
#ifndef GRI_NET_NUMPY_HEADER_H
#define GRI_NET_NUMPY_HEADER_H

#include "base/stream/stream.h"
#include "net/numpy/kind.h"

#include <stdbool.h>

/* A further dimension's numbers stand side by side: (rows, 28, 28) has 784 columns. */
struct gri_npy_header {
    const struct gri_npy_kind *kind;
    bool swapped; /* the bytes of a number are in the other order than this machine's */
    bool by_columns;
    size_t rows, cols;
};

/* Read it; afterwards as many bytes are left in the stream as the numbers take, no more and no
 * less. GR_E_FILE with what is wrong in it. */
enum gr_status gri_npy_header_read(struct gri_stream *stream, struct gri_npy_header *header,
                                   struct gr_err *err) GRI_CHECKED;

#endif
