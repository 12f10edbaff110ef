/* Assignments: parameters and data. */
#include "cmd/line/line.h"

#include <math.h>

/* The left side: one name. */
static enum gr_status read_name(struct gr_session *session, struct gri_source source,
                                struct gri_asked *asked, struct gr_err *err)
{
    const struct gri_expr *expr;
    GRI_TRY(gri_parse(source, false, &session->scope, &session->line, &expr, err));
    if (expr->kind != GRI_SYMBOL)
        return gri_fail_at(
            err, GR_E_SYNTAX, source.from + 1,
            "only a name can be set, as in w5 = 2; `check` judges a line of working");
    *asked = expr->symbol->asked;
    return GR_OK;
}

static enum gr_status check_assignable(const struct gri_asked *asked, size_t column,
                                       struct gr_err *err)
{
    const struct gri_quantity *q = &asked->of;
    if (!asked->derivative && q->what == GRI_Q_RATE)
        return gri_fail_at(err, GR_E_NAME, column,
                           "the rate is a setting; `set rate 0.01` sets it");
    bool data = q->what == GRI_Q_INPUT || q->what == GRI_Q_TARGET;
    if (asked->derivative || q->made || !(data || gri_quantity_is_parameter(q)))
        return gri_fail_at(err, GR_E_NAME, column,
                           "this is computed, so it cannot be set; `check h1 = 12.4` judges yours");
    if (q->epoch > 0)
        return gri_fail_at(err, GR_E_STATE, column, "go there first: `goto epoch %zu`, then set it",
                           q->epoch);
    return GR_OK;
}

static enum gr_status check_finite(const struct gri_value *value, size_t column, struct gr_err *err)
{
    for (size_t n = 0; n < value->rows * value->cols; n++)
        if (!isfinite(value->at[n]))
            return gri_fail_at(err, GR_E_RANGE, column, "the value is not a finite number");
    return GR_OK;
}

static enum gr_status check_shape(const struct gri_value *value, size_t rows, size_t cols,
                                  size_t column, struct gr_err *err)
{
    if (value->rows == rows && value->cols == cols)
        return GR_OK;
    return gri_fail_at(err, GR_E_SHAPE, column, "this is %zu by %zu, it should be %zu by %zu",
                       value->rows, value->cols, rows, cols);
}

/* Is element n of the value a number that a person wrote, to be shown so ever after? What an
 * expression made (1/3) is shown at `digits`. */
static bool is_written(const struct gri_expr *expr, const struct gri_value *value, size_t n)
{
    if (expr->kind == GRI_MATRIX && expr->rows * expr->cols == value->rows * value->cols)
        expr = expr->items[n];
    if (expr->kind == GRI_NEGATE)
        expr = expr->a;
    return expr->kind == GRI_NUMBER;
}

static enum gr_status set_parameters(struct gr_session *session, const struct gri_quantity *q,
                                     const struct gri_expr *expr, const struct gri_value *value,
                                     size_t column, struct gr_err *err)
{
    const struct gri_net *net = session->net;
    const struct gri_layer *layer = &net->layer[q->layer];
    double *parameters;
    bool *given;
    GRI_TRY(gri_session_current(session, &parameters, &given, err));
    size_t rows = q->whole && q->what == GRI_Q_WEIGHT ? layer->inputs : 1;
    size_t cols = q->whole ? layer->units : 1;
    GRI_TRY(check_shape(value, rows, cols, column, err));
    for (size_t i = 0; i < rows; i++)
        for (size_t k = 0; k < cols; k++) {
            struct gri_place place = {q->layer, q->whole ? i : q->row, q->whole ? k : q->unit,
                                      q->what == GRI_Q_BIAS};
            size_t p = gri_net_parameter(net, place);
            parameters[p] = value->at[i * cols + k];
            given[p] = is_written(expr, value, i * cols + k);
        }
    return gri_session_parameters(session, parameters, given, err);
}

/* x1[2], y[3], X or Y: in a copy of the data, which then takes the place of the old. */
static enum gr_status set_data(struct gr_session *session, const struct gri_quantity *q,
                               const struct gri_value *value, size_t column, struct gr_err *err)
{
    const struct gri_data *old = session->data;
    struct gri_data *data;
    bool target = q->what == GRI_Q_TARGET;
    size_t first = q->what == GRI_Q_INPUT ? 0 : session->net->inputs;
    size_t width = q->what == GRI_Q_INPUT ? session->net->inputs : session->net->outputs;
    if (old == NULL || old->cols != session->net->inputs + session->net->outputs)
        return gri_session_need_run(session, err);
    if (!q->whole && q->sample == 0)
        return gri_fail_at(err, GR_E_NAME, column, "of which sample? say x1[2] = 3");
    if (old->shift != NULL)
        return gri_fail_at(err, GR_E_STATE, column,
                           "the data are scaled; `data scale off` first, then set it");
    if (target && old->classes)
        return gri_fail_at(err, GR_E_STATE, column,
                           "the targets are classes; give other data to change them");
    GRI_TRY(check_shape(value, q->whole && q->sample == 0 ? old->rows : 1, q->whole ? width : 1,
                        column, err));
    GRI_TRY(gri_data_copy(old->table, &data, err));
    for (size_t i = 0; i < value->rows; i++)
        for (size_t k = 0; k < value->cols; k++) {
            size_t row = q->sample > 0 ? q->sample - 1 : i;
            data->at[row * data->cols + first + (q->whole ? k : q->unit)] =
                value->at[i * value->cols + k];
        }
    return gri_session_rows(session, data, err);
}

enum gr_status gri_line_assign(struct gr_session *session, struct gri_source source, size_t equals,
                               struct gr_err *err)
{
    struct gri_source left = source, right = source;
    struct gri_asked asked = {0};
    const struct gri_expr *expr;
    struct gri_value value;
    left.to = equals;
    right.from = equals + 1;
    size_t word = gri_line_first_word(left);
    enum gr_status status = read_name(session, left, &asked, err);
    if (status == GR_E_NAME && word > 0)
        return gri_line_unknown(session, left, word, err);
    GRI_TRY(status);
    GRI_TRY(gri_session_need_network(session, err));
    GRI_TRY(check_assignable(&asked, source.from + 1, err));
    GRI_TRY(gri_parse(right, true, &session->scope, &session->line, &expr, err));
    GRI_TRY(gri_evaluate(expr, &session->scope, &session->line, &value, err));
    size_t column = expr->column > 0 ? expr->column : equals + 2;
    GRI_TRY(check_finite(&value, column, err));
    return gri_quantity_is_parameter(&asked.of)
               ? set_parameters(session, &asked.of, expr, &value, column, err)
               : set_data(session, &asked.of, &value, column, err);
}
