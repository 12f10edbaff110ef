/* A number of scaled data and the number it came from. */
#include "explain/formula/formula.h"

#include "expr/parser.h"

#include <math.h>

static const struct gri_expr *computed(struct gri_arena *arena, double number)
{
    return gri_expr_number(arena, number, GRI_COMPUTED);
}

/* a + b, a - b where b is negative */
static const struct gri_expr *add(struct gri_arena *arena, const struct gri_expr *a, double b)
{
    return gri_expr_binary(arena, b < 0 ? GRI_SUBTRACT : GRI_ADD, a, computed(arena, fabs(b)));
}

const struct gri_expr *gri_scaled_expr(struct gri_arena *arena, double number, double shift,
                                       double scale)
{
    const struct gri_expr *written = gri_expr_number(arena, number, GRI_WRITTEN);
    const struct gri_expr *moved = shift != 0 ? add(arena, written, -shift) : written;
    return gri_expr_binary(arena, GRI_DIVIDE, moved, computed(arena, scale));
}

const struct gri_expr *gri_unscaled_expr(struct gri_arena *arena, double scaled, double shift,
                                         double scale)
{
    const struct gri_expr *product = gri_expr_times(arena, GRI_ADJACENT, computed(arena, scaled),
                                                    computed(arena, scale));
    return shift != 0 ? add(arena, product, shift) : product;
}

enum gr_status gri_build_given(const struct gri_build *b, const struct gri_quantity *q,
                               struct gri_formula *out, struct gr_err *err)
{
    const struct gri_data *data = b->view->data;
    size_t column = q->unit + (q->what == GRI_Q_TARGET ? b->view->net->inputs : 0);
    size_t sample = b->address.sample;
    out->origin = "given";
    if (data == NULL || data->shift == NULL ||
        (data->shift[column] == 0 && data->scale[column] == 1))
        return GR_OK;
    if (sample == 0)
        GRI_TRY(gri_view_sample(b->view, &sample, err));
    double number = data->table->at[(sample - 1) * data->table->cols + column];
    out->operands = gri_scaled_expr(b->arena, number, data->shift[column], data->scale[column]);
    out->origin = "scaled";
    return GR_OK;
}
