/* Data made ready for a network: classes one-hot, columns scaled, rows held out. The table stays as
 * it was given. */
#ifndef GRI_NET_DATA_PREPARE_H
#define GRI_NET_DATA_PREPARE_H

#include "net/data/data.h"
#include "net/net.h"

/* (value - shift)/scale; shift and scale of a column: its mean and (population) deviation, or its
 * smallest value and how far it is to the largest. */
struct gri_scaling_row {
    const char *name;
    const char *shift, *scale; /* what they are called */
    void (*measure)(const double *column, size_t rows, size_t stride, double *shift, double *scale);
};

extern const struct gri_scaling_row gri_scalings[GRI_SCALINGS];

/* The rows trained on. */
size_t gri_data_share(size_t rows, double share);

/* For this network. A target column of words becomes one column for each, in order of first
 * appearance (for a network of one output and two words: 0 and 1); so does one of numbers before a
 * softmax layer. Scaling is measured on the rows trained on; a column that is the same in all of
 * them has scale 1; targets that are classes, or 0 and 1, are left alone. `table` is held, its
 * numbers are used where they stay as they are. Where the sizes do not fit, gri_data_check says so.
 * GR_E_SHAPE: so many classes do not fit the outputs. */
enum gr_status gri_data_prepare(const struct gri_data *table, const struct gri_net *net,
                                const struct gri_preparation *how, struct gri_data **data,
                                struct gr_err *err) GRI_CHECKED;

#endif
