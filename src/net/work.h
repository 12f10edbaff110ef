/* Everything that one training step computes, with room for a batch. */
#ifndef GRI_NET_WORK_H
#define GRI_NET_WORK_H

#include "net/net.h"

/* All row-major, each from the start of a cache line on; B rows are in use. Made for one network,
 * which must outlive it. */
struct gri_work {
    const struct gri_net *net;
    size_t room, rows;                 /* B <= room */
    double *x;                         /* (B, I) */
    double *y;                         /* (B, O) */
    double *z[GRI_DEPTH_LIMIT];        /* (B, units of the layer) */
    double *h[GRI_DEPTH_LIMIT];        /* the same; the last is yhat */
    double *delta[GRI_DEPTH_LIMIT];    /* dL/dz, the same */
    double *error;                     /* y - yhat (B, O) */
    double *term;                      /* each output's share of a sample's loss (B, O) */
    double *slope;                     /* dL/dyhat (B, O) */
    double *before, *gradient, *after; /* (parameters) */
    double loss;
    double *block;  /* the one allocation behind the pointers */
    size_t numbers; /* in it */
};

/* *work is the caller's, to be freed with gri_work_free. GR_E_MEMORY says how much was asked. */
enum gr_status gri_work_new(const struct gri_net *net, size_t room, struct gri_work **work,
                            struct gr_err *err) GRI_CHECKED;
void gri_work_free(struct gri_work *work);

/* What went into a layer: x for the first, else the h of the layer before. */
struct gri_matrix gri_work_input(const struct gri_work *work, size_t layer);

#endif
