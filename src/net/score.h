/* How good a network is on some rows: loss, mean absolute error, and which class it takes each for.
 */
#ifndef GRI_NET_SCORE_H
#define GRI_NET_SCORE_H

#include "net/data/data.h"
#include "net/step.h"

/* What may be looked at beside the loss: MAE is the mean over rows and outputs of |y - yhat|,
 * accuracy the part of the rows that are taken for their class. */
enum gri_metric { GRI_METRIC_OFF, GRI_METRIC_MAE, GRI_METRIC_ACCURACY, GRI_METRICS };

struct gri_metric_row {
    const char *name, *symbol;
};
extern const struct gri_metric_row gri_metrics[GRI_METRICS];

/* The metric's sum over the rows of a batch: divided by the rows it is the metric. */
double gri_metric_sum(enum gri_metric metric, const struct gri_work *work);

struct gri_score {
    double loss; /* over the rows, by the run's loss */
    double metric;
};

/* Of `count` rows from `first` on (those held out stand behind the others), with these parameters.
 * `confusion` (NULL: not wanted) is added to: element (is, taken for) of (K, K), K the outputs or 2
 * for one output, where 0.5 and more is class 1. Rounding is as `hyper` says. */
enum gr_status gri_score(const struct gri_net *net, const struct gri_data *data, size_t first,
                         size_t count, const struct gri_hyper *hyper, const double *parameters,
                         enum gri_metric metric, struct gri_score *score, size_t *confusion,
                         struct gr_err *err) GRI_CHECKED;

/* Are the targets of all rows classes: one 1 among 0s, or 0 or 1 where there is one output? */
bool gri_score_is_classifier(const struct gri_net *net, const struct gri_data *data);

#endif
