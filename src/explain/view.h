/* A view: what a reader looks at, and from where. Names, values and derivations are asked of it. */
#ifndef GRI_EXPLAIN_VIEW_H
#define GRI_EXPLAIN_VIEW_H

#include "expr/scope.h"
#include "net/score.h"
#include "trace/cursor.h"

/* A symbol that was given another name: `set names w1 m`. */
struct gri_rename {
    const char *from, *to; /* "w1", "m": plain ASCII spellings */
    bool also;             /* the old name is read too */
};

struct gri_notation;

/* All borrowed. Without data there is no timeline, and only parameters and settings have values. */
struct gri_view {
    const struct gri_net *net;     /* NULL: no network yet */
    const struct gri_data *data;   /* NULL: none yet */
    struct gri_timeline *timeline; /* NULL: no run yet */
    const double *parameters;      /* where there is no timeline */
    const bool *given;             /* the same; which of them a person wrote */
    const struct gri_hyper *hyper;
    struct gri_cursor cursor;
    struct gri_cursor stepped; /* where a line was last shown alone: what it used is marked there */
    const struct gri_notation *notation;
    const struct gri_rename *renames;
    size_t rename_count;
    const struct gr_err *obstacle; /* why there is no timeline, where more than data is missing */
    bool indexed;                  /* the cursor's sample carries its index too */
    bool epoch_loss;               /* a bare loss is the epoch's, not the iteration's */
    enum gri_metric metric;        /* shown beside the loss of an epoch */
    bool yhat_minus_y;             /* the error is written yhat - y */
    int digits;
};

struct gri_unknown;

/* What a name stands for. */
struct gri_symbol {
    struct gri_asked asked;
    bool each_row;                     /* was written with an index i */
    const struct gri_unknown *unknown; /* no quantity: see explain/derive/open.h; else NULL */
};

/* The scope that reads, spells and values names as this view has them; `view` is borrowed. */
struct gri_scope gri_view_scope(struct gri_view *view);

/* GR_E_STATE with a hint when there is no run: no network, no data. */
enum gr_status gri_view_need_run(const struct gri_view *view, struct gr_err *err) GRI_CHECKED;

/* Iteration t that a quantity without an address of its own belongs to, and its record.
 * GR_E_STATE with a hint when there is no network, no data. */
enum gr_status gri_view_record(struct gri_view *view, const struct gri_record **record,
                               struct gr_err *err) GRI_CHECKED;

/* The error where there is no network. */
enum gr_status gri_no_network(struct gr_err *err) GRI_CHECKED;

/* The error where a rule that is not backpropagation has no gradients. */
enum gr_status gri_need_backprop(enum gri_learning rule, struct gr_err *err) GRI_CHECKED;

/* The iteration that this quantity's address means. */
enum gr_status gri_view_iteration(struct gri_view *view, const struct gri_quantity *q, size_t *t,
                                  struct gr_err *err) GRI_CHECKED;

/* Is this a number of the optimiser that iteration t goes by? GR_E_NAME where another did not keep
 * it. Any other quantity is fine. */
enum gr_status gri_view_check_moment(struct gri_view *view, const struct gri_quantity *q, size_t t,
                                     struct gr_err *err) GRI_CHECKED;

/* The record that holds this quantity, and the row of it; `row` as in gri_scope.value. */
enum gr_status gri_view_row(struct gri_view *view, const struct gri_quantity *q, long row,
                            const struct gri_record **record, size_t *at,
                            struct gr_err *err) GRI_CHECKED;

/* The value of a name: `row` is the row of the batch inside a sum, else GRI_NO_ROW. */
enum gr_status gri_view_value(struct gri_view *view, struct gri_arena *arena,
                              const struct gri_symbol *symbol, long row, struct gri_value *value,
                              struct gr_err *err) GRI_CHECKED;

/* The value of a single number. */
enum gr_status gri_view_number(struct gri_view *view, struct gri_arena *arena,
                               const struct gri_asked *asked, long row, double *number,
                               struct gr_err *err) GRI_CHECKED;

/* Was this number written by a person (data, a starting parameter, the rate)? Then it is shown as
 * it was written. */
bool gri_view_given(struct gri_view *view, const struct gri_asked *asked);

/* The sample (from 1) that bare per-sample names mean at the cursor. */
enum gr_status gri_view_sample(struct gri_view *view, size_t *sample,
                               struct gr_err *err) GRI_CHECKED;

/* Derivatives by going back through the layers, of a sample's record: see derivative.c. */
enum gr_status gri_derivative(const struct gri_record *record, size_t row,
                              const struct gri_asked *asked, double *number,
                              struct gr_err *err) GRI_CHECKED;

#endif
