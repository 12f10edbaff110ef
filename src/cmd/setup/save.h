/* The parts of a saved session. */
#ifndef GRI_CMD_SETUP_SAVE_H
#define GRI_CMD_SETUP_SAVE_H

#include "cmd/session.h"

/* What stands behind `network`: "2-3-1 tanh linear nobias". */
void gri_save_network(const struct gri_net *net, struct gri_text *out);

/* The settings that have another value with `after` than with `before`. */
void gri_save_changed_settings(struct gr_session *session, const struct gri_hyper *before,
                               const struct gri_hyper *after, struct gri_text *out);

void gri_save_data(const struct gri_data *table, struct gri_text *out);
void gri_save_preparation(const struct gri_preparation *how, struct gri_text *out);

/* The parameters that differ from what is there without them, or were written by a person. */
void gri_save_parameters(const struct gr_session *session, const double *parameters,
                         const double *without, const bool *given, struct gri_text *out);

/* Where the order of the samples goes on with PyTorch's generator: `init torch`, which makes these
 * parameters. */
void gri_save_torch(const struct gr_session *session, const struct gri_hyper *hyper,
                    double *parameters, struct gri_text *out);

/* Alike to the last bit? Every nan is one. */
bool gri_save_is_same(double a, double b);

/* Which parameters of iteration t a person wrote; NULL: memory ended. */
bool *gri_save_given(struct gr_session *session, size_t t);

/* The iterations that are over, branch for branch, with the changes between them, and back to where
 * the cursor stands. There must be a run. */
enum gr_status gri_save_run(struct gr_session *session, struct gri_text *out,
                            struct gr_err *err) GRI_CHECKED;

#endif
