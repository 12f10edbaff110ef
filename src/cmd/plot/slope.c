#include "cmd/plot/slope.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static bool is_word(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

static enum gr_status resolve(void *user, struct gri_arena *arena, const char *text, size_t length,
                              const struct gri_symbol **symbol, size_t *used, struct gr_err *err)
{
    struct gri_slope *s = user;
    const struct gri_scope *outer = &s->session->scope;
    for (size_t k = 0; k < s->count; k++) {
        size_t name = strlen(s->name[k]);
        if (name > length || memcmp(text, s->name[k], name) != 0 ||
            (name < length && (is_word(text[name]) || text[name] == '[')))
            continue;
        *symbol = &s->symbol[k];
        *used = name;
        s->used[k] = true;
        return GR_OK;
    }
    return outer->resolve(outer->user, arena, text, length, symbol, used, err);
}

static enum gr_status value(void *user, struct gri_arena *arena, const struct gri_symbol *symbol,
                            long row, struct gri_value *out, struct gr_err *err)
{
    struct gri_slope *s = user;
    const struct gri_scope *outer = &s->session->scope;
    for (size_t k = 0; k < s->count; k++)
        if (symbol == &s->symbol[k])
            return gri_value_number(arena, s->at[k], out, err);
    return outer->value(outer->user, arena, symbol, row, out, err);
}

static void spell(void *user, const struct gri_symbol *symbol, bool in_sum, enum gri_style style,
                  struct gri_text *out)
{
    struct gri_slope *s = user;
    const struct gri_scope *outer = &s->session->scope;
    for (size_t k = 0; k < s->count; k++)
        if (symbol == &s->symbol[k]) {
            gri_text_addf(out, style == GRI_MATHML ? "<mi>%s</mi>" : "%s", s->name[k]);
            return;
        }
    outer->spell(outer->user, symbol, in_sum, style, out);
}

static enum gr_status rows(void *user, size_t *count, struct gr_err *err)
{
    const struct gri_scope *outer = &((struct gri_slope *)user)->session->scope;
    return outer->rows(outer->user, count, err);
}

enum gr_status gri_slope_start(struct gri_slope *s, const struct gri_arg *from, struct gr_err *err)
{
    size_t at = 0, start = from->column - 1;
    while (at < from->length) {
        size_t length = 0, end;
        const char *text = from->text + at;
        while (at + length < from->length && is_word(text[length]))
            length++;
        if (s->count == 2)
            return gri_fail_at(err, GR_E_SYNTAX, from->column + at,
                               "descend goes along one or two parameters, here is a third");
        if (length == 0 || !is_letter(text[0]) || length >= GRI_SLOPE_NAME)
            return gri_fail_at(err, GR_E_SYNTAX, from->column + at,
                               "from is followed by a name and a number, as in `from x 5`");
        memcpy(s->name[s->count], text, length);
        if (s->count == 1 && strcmp(s->name[0], s->name[1]) == 0)
            return gri_fail_at(err, GR_E_NAME, from->column + at, "this name was there before");
        at += length;
        while (at < from->length && from->text[at] == ' ')
            at++;
        for (end = at; end < from->length && from->text[end] != ' ';)
            end++;
        if (end == at)
            return gri_fail_at(err, GR_E_SYNTAX, from->column + at,
                               "where does %s start? `from %s 5`", s->name[s->count],
                               s->name[s->count]);
        const struct gri_source source = {from->text - start, start + from->length, start + at,
                                          start + end};
        const struct gri_expr *expr;
        GRI_TRY(gri_parse(source, false, &s->session->scope, &s->session->line, &expr, err));
        GRI_TRY(gri_evaluate_number(expr, &s->session->scope, &s->session->line, &s->at[s->count],
                                    err));
        s->count++;
        for (at = end; at < from->length && from->text[at] == ' ';)
            at++;
    }
    return GR_OK;
}

enum gr_status gri_slope_read(struct gri_slope *s, const struct gri_arg *arg, struct gr_err *err)
{
    size_t start = arg->column - 1;
    const struct gri_source source = {arg->text - start, start + arg->length, start,
                                      start + arg->length};
    s->scope = (struct gri_scope){s, resolve, value, spell, rows};
    GRI_TRY(gri_parse(source, false, &s->scope, &s->session->line, &s->expr, err));
    for (size_t k = 0; k < s->count; k++)
        if (!s->used[k])
            return gri_fail_at(err, GR_E_NAME, arg->column,
                               "%s is not in this expression; `train` goes down the loss along "
                               "the network's own parameters",
                               s->name[k]);
    return GR_OK;
}

enum gr_status gri_slope_height(struct gri_slope *s, double x, double y, double *out,
                                struct gr_err *err)
{
    s->at[0] = x;
    s->at[1] = y;
    gri_arena_reset(&s->scratch);
    return gri_evaluate_number(s->expr, &s->scope, &s->scratch, out, err);
}

/* (f(x+h) - f(x-h))/2h along variable k. */
static enum gr_status difference(struct gri_slope *s, const double *at, size_t k, double h,
                                 double *out, struct gr_err *err)
{
    double up, down, there[2] = {at[0], at[1]};
    there[k] = at[k] + h;
    GRI_TRY(gri_slope_height(s, there[0], there[1], &up, err));
    there[k] = at[k] - h;
    GRI_TRY(gri_slope_height(s, there[0], there[1], &down, err));
    *out = (up - down) / (2 * h);
    return GR_OK;
}

/* Of two central differences, such that their errors of order h² cancel. */
static enum gr_status derivative(struct gri_slope *s, const double *at, size_t k, double *out,
                                 struct gr_err *err)
{
    double h = 0.0009765625 * fmax(1, fabs(at[k])), wide, narrow;
    GRI_TRY(difference(s, at, k, h, &wide, err));
    GRI_TRY(difference(s, at, k, h / 2, &narrow, err));
    *out = (4 * narrow - wide) / 3;
    return GR_OK;
}

enum gr_status gri_slope_descend(struct gri_slope *s, struct gri_descent *steps, size_t *count,
                                 struct gr_err *err)
{
    double at[2] = {s->at[0], s->count > 1 ? s->at[1] : 0};
    size_t wanted = *count, names = s->count;
    assert(names <= 2);
    for (size_t n = 0; n <= wanted; n++) {
        struct gri_descent *step = &steps[n];
        memcpy(step->at, at, sizeof at);
        if (gri_session_stopped(s->session))
            return gri_fail(err, GR_STOPPED, "stopped");
        GRI_TRY(gri_slope_height(s, at[0], at[1], &step->value, err));
        bool finite = isfinite(step->value);
        for (size_t k = 0; k < names; k++) {
            double slope = 0;
            GRI_TRY(derivative(s, step->at, k, &slope, err));
            step->slope[k] = slope;
            at[k] -= s->rate * slope;
            finite = finite && isfinite(slope);
        }
        *count = n;
        if (!finite)
            break;
    }
    return GR_OK;
}
