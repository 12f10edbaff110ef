/* `set metric off|mae|accuracy` */
#include "cmd/score/score.h"
#include "cmd/setting.h"

#include <string.h>

const char *gri_metric_words(size_t n)
{
    return n < GRI_METRICS ? gri_metrics[n].name : NULL;
}

enum gr_status gri_metric_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n = 0;
    while (n < GRI_METRICS && strcmp(gri_metrics[n].name, value) != 0)
        n++;
    if (n == GRI_METRICS)
        return gri_fail(err, GR_E_NAME,
                        "metric is one of off, mae, accuracy; \"%.40s\" is none of them", value);
    if (n == GRI_METRIC_ACCURACY && session->timeline != NULL)
        GRI_TRY(gri_classifier_need(session, err));
    session->view.metric = (enum gri_metric)n;
    return GR_OK;
}

void gri_metric_get(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, gri_metrics[session->view.metric].name);
}
