/* `set rate` and `set momentum`: numbers, or what comes to one. */
#include "cmd/setting.h"

#include "expr/parser.h"

#include <math.h>
#include <string.h>

static enum gr_status finite_number(struct gr_session *session, const char *key, const char *value,
                                    double *number, struct gr_err *err)
{
    struct gri_source source = {value, strlen(value), 0, strlen(value)};
    const struct gri_expr *expr;
    GRI_TRY(gri_parse(source, false, &session->scope, &session->line, &expr, err));
    GRI_TRY(gri_evaluate_number(expr, &session->scope, &session->line, number, err));
    if (!isfinite(*number))
        return gri_fail(err, GR_E_RANGE, "the %s is a finite number, as in 0.01", key);
    if (*number < 0)
        return gri_fail(err, GR_E_RANGE, "the %s is 0 or more, as in 0.01%s", key,
                        strcmp(key, "rate") == 0 ? "; the update's formula has the minus sign"
                                                 : "");
    return GR_OK;
}

enum gr_status gri_rate_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    GRI_TRY(finite_number(session, "rate", value, &hyper.rate, err));
    GRI_TRY(gri_session_change(session, &hyper, err));
    if (hyper.rate == 0)
        gri_page_remark(&session->page, "With rate 0 an update changes nothing.");
    return GR_OK;
}

enum gr_status gri_momentum_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    GRI_TRY(finite_number(session, "momentum", value, &hyper.momentum, err));
    return gri_session_change(session, &hyper, err);
}

void gri_momentum_get(const struct gr_session *session, struct gri_text *out)
{
    gri_format_exact(out, session->hyper.momentum);
}

void gri_rate_get(const struct gr_session *session, struct gri_text *out)
{
    gri_format_exact(out, session->hyper.rate);
}
