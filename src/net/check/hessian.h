/* The curvature of the loss: exact products of its Hessian with a vector, and the largest
 * eigenvalue. */
#ifndef GRI_NET_CHECK_HESSIAN_H
#define GRI_NET_CHECK_HESSIAN_H

#include "net/run.h"

#include <signal.h>

/* out = H v, both (parameters), H the Hessian of the loss of the batch that `run` stands at, in
 * full precision whatever the rounding. Pearlmutter, 1994: every step of the gradient is
 * differentiated in the direction v. Where the loss bends (relu, mae) it is the Hessian beside the
 * bend. `run` keeps its place. GR_E_MEMORY. */
enum gr_status gri_hessian_times(struct gri_run *run, const double *v, double *out,
                                 struct gr_err *err) GRI_CHECKED;

/* The largest eigenvalue of H and its unit vector (parameters), by power iteration from a fixed
 * start to about 10 digits; the iterations it took. An H without a positive eigenvalue gives the
 * largest all the same. GR_STOPPED when *stop. */
enum gr_status gri_hessian_largest(struct gri_run *run, double *value, double *vector,
                                   size_t *iterations, const volatile sig_atomic_t *stop,
                                   struct gr_err *err) GRI_CHECKED;

#endif
