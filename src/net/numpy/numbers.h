/* The numbers of an array, behind its header. */
#ifndef GRI_NET_NUMPY_NUMBERS_H
#define GRI_NET_NUMPY_NUMBERS_H

#include "net/numpy/header.h"

/* Read all of them: the one of row i and column k to at[i * stride + k]. One that is not finite is
 * GR_E_RANGE and says where it stands. Where they are doubles in rows and nothing stands between,
 * they are read to their place. */
enum gr_status gri_npy_numbers_read(struct gri_stream *stream, const struct gri_npy_header *header,
                                    double *at, size_t stride, struct gr_err *err) GRI_CHECKED;

#endif
