#include "cmd/plot/plots.h"
#include "cmd/plot/slope.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { MOST_STEPS = 100000, MOST_ROWS = 20, SAMPLES = 400, PLACES = 61, DEFAULT_STEPS = 10 };

static void write_header(struct gri_slope *s, struct gri_page *page, struct gri_table *table)
{
    char text[2 * GRI_SLOPE_NAME + 16];
    size_t column = 1;
    gri_table_header(page, table, 0, NULL, "step");
    for (size_t k = 0; k < s->count; k++)
        gri_table_header(page, table, column++, NULL, s->name[k]);
    snprintf(text, sizeof text, s->count == 1 ? "f(%s)" : "f(%s, %s)", s->name[0], s->name[1]);
    gri_table_header(page, table, column++, NULL, text);
    for (size_t k = 0; k < s->count; k++) {
        snprintf(text, sizeof text, s->count == 1 ? "f'(%s)" : "∂f/∂%s", s->name[k]);
        gri_table_header(page, table, column++, NULL, text);
    }
    for (size_t k = 0; k < s->count; k++) {
        snprintf(text, sizeof text, "new %s", s->name[k]);
        gri_table_header(page, table, column++, NULL, text);
    }
}

static void write_steps(struct gri_slope *s, struct gri_page *page, const struct gri_descent *steps,
                        size_t count)
{
    struct gri_table *table = gri_page_table(page, 2 + 3 * s->count);
    size_t every = (count + MOST_ROWS - 1) / MOST_ROWS;
    write_header(s, page, table);
    for (size_t n = 0; n < count; n++) {
        if (n % every != 0 && n + 1 != count)
            continue;
        size_t row = gri_table_row(page, table), column = 1;
        gri_cell_number(gri_table_cell(table, row, 0), (double)(n + 1), GRI_WRITTEN);
        for (size_t k = 0; k < s->count; k++)
            gri_cell_number(gri_table_cell(table, row, column++), steps[n].at[k],
                            n == 0 ? GRI_WRITTEN : GRI_COMPUTED);
        gri_cell_number(gri_table_cell(table, row, column++), steps[n].value, GRI_COMPUTED);
        for (size_t k = 0; k < s->count; k++)
            gri_cell_number(gri_table_cell(table, row, column++), steps[n].slope[k], GRI_COMPUTED);
        for (size_t k = 0; k < s->count; k++)
            gri_cell_number(gri_table_cell(table, row, column++), steps[n + 1].at[k], GRI_COMPUTED);
    }
    if (every > 1)
        gri_page_remark(page, "One step in %zu is shown, of %zu.", every, count);
}

/* "new x = x - 0.1*f'(x), f(x) = (x-2)^2" */
static void write_rule(struct gri_slope *s, struct gri_page *page)
{
    struct gri_page own = *page;
    struct gri_text text;
    gri_text_init(&text);
    own.scope = &s->scope;
    gri_text_addf(&text, s->count == 1 ? "f(%s) = %s; " : "f(%s, %s) = ", s->name[0],
                  s->count == 1 ? gri_plot_spelled(&own, s->expr) : s->name[1]);
    if (s->count == 2)
        gri_text_addf(&text, "%s; ", gri_plot_spelled(&own, s->expr));
    for (size_t k = 0; k < s->count; k++) {
        gri_text_addf(&text, "%snew %s = %s − ", k > 0 ? ", " : "", s->name[k], s->name[k]);
        gri_format_exact(&text, s->rate);
        gri_text_addf(&text, s->count == 1 ? "·f'(%s)" : "·∂f/∂%s", s->name[k]);
    }
    gri_page_prose(page, "%s", text.at);
    page->failed = page->failed || own.failed || text.failed;
    gri_text_clear(&text);
}

static void write_end(struct gri_slope *s, struct gri_page *page, const struct gri_descent *steps,
                      size_t count, size_t wanted)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "After %zu step%s: ", count, count == 1 ? "" : "s");
    for (size_t k = 0; k < s->count; k++) {
        gri_text_addf(&text, "%s = ", s->name[k]);
        gri_format_shown(&text, steps[count].at[k], page->digits);
        gri_text_add(&text, ", ");
    }
    gri_text_add(&text, "f = ");
    gri_format_shown(&text, steps[count].value, page->digits);
    if (count < wanted)
        gri_text_add(&text, ". There is no next step: not a finite number.");
    else if (steps[count].value > steps[0].value)
        gri_text_add(&text, ". It went up: the rate is too large.");
    else
        gri_text_add(&text, ".");
    gri_page_remark(page, "%s", text.at);
    page->failed = page->failed || text.failed;
    gri_text_clear(&text);
}

/* The range of a variable over the steps, with air on both sides. */
static void range_of(const struct gri_descent *steps, size_t count, size_t k, double *low,
                     double *high)
{
    double air;
    *low = *high = steps[0].at[k];
    for (size_t n = 0; n <= count; n++) {
        if (!isfinite(steps[n].at[k]) || !isfinite(steps[n].value))
            continue;
        *low = fmin(*low, steps[n].at[k]);
        *high = fmax(*high, steps[n].at[k]);
    }
    air = *high > *low ? *high / 4 - *low / 4 : fmax(1, fabs(*low) / 2);
    *low -= air;
    *high += air;
}

static enum gr_status draw_curve(struct gri_slope *s, struct gri_page *page, struct gri_plot *plot,
                                 const char *label, const double *low, const double *high,
                                 struct gr_err *err)
{
    struct gri_curve *curve = gri_plot_curve(page, plot, label, SAMPLES);
    double y = 0;
    if (curve == NULL)
        return gri_fail_memory(err, "the picture");
    for (size_t n = 0; n < SAMPLES; n++) {
        double x = gri_field_place(low[0], high[0], n, SAMPLES);
        GRI_TRY(gri_slope_height(s, x, 0, &y, err));
        gri_plot_point(curve, x, y);
    }
    return GR_OK;
}

static enum gr_status draw_field(struct gri_slope *s, struct gri_page *page, struct gri_plot *plot,
                                 const char *label, const double *low, const double *high,
                                 struct gr_err *err)
{
    struct gri_field *field = gri_plot_field(page, plot, label, PLACES, PLACES);
    if (field == NULL)
        return gri_fail_memory(err, "the picture");
    field->x_low = low[0];
    field->x_high = high[0];
    field->y_low = low[1];
    field->y_high = high[1];
    for (size_t n = 0; n < PLACES * PLACES; n++)
        GRI_TRY(gri_slope_height(s, gri_field_place(low[0], high[0], n % PLACES, PLACES),
                                 gri_field_place(low[1], high[1], n / PLACES, PLACES),
                                 &field->at[n], err));
    return GR_OK;
}

static enum gr_status draw(struct gri_slope *s, struct gri_page *page,
                           const struct gri_descent *steps, size_t count, struct gr_err *err)
{
    struct gri_page own = *page;
    double low[2] = {0, 0}, high[2] = {1, 1};
    char label[2 * GRI_SLOPE_NAME + 16], title[320];
    size_t every = count / SAMPLES + 1;
    own.scope = &s->scope;
    const char *expr = gri_plot_spelled(&own, s->expr);
    snprintf(label, sizeof label, s->count == 1 ? "f(%s)" : "f(%s, %s)", s->name[0], s->name[1]);
    snprintf(title, sizeof title, "Down %s = %.200s", label, expr);
    struct gri_plot *plot = gri_page_plot(page, title, s->name[0],
                                          s->count == 1 ? label : s->name[1]);
    if (plot == NULL)
        return gri_fail_memory(err, "the picture");
    for (size_t k = 0; k < s->count; k++)
        range_of(steps, count, k, &low[k], &high[k]);
    GRI_TRY(s->count == 1 ? draw_curve(s, page, plot, label, low, high, err)
                          : draw_field(s, page, plot, label, low, high, err));
    struct gri_curve *path = gri_plot_curve(page, plot, "the way down", SAMPLES + 2);
    if (path == NULL)
        return gri_fail_memory(err, "the picture");
    path->path = true;
    for (size_t n = 0; n <= count; n++)
        if (n % every == 0 || n == count)
            gri_plot_point(path, steps[n].at[0], s->count == 1 ? steps[n].value : steps[n].at[1]);
    return GR_OK;
}

static enum gr_status show(struct gri_slope *s, const struct gri_descent *steps, size_t count,
                           size_t wanted, const struct gri_arg *file, struct gr_err *err)
{
    struct gri_page *page = &s->session->page, aside;
    write_rule(s, page);
    write_steps(s, page, steps, count);
    write_end(s, page, steps, count, wanted);
    gri_page_init(&aside, page->arena, page->scope, page->digits);
    GRI_TRY(draw(s, &aside, steps, count, err));
    if (file->given)
        return gri_picture_save(s->session, &aside, file->words[0], err);
    gri_page_join(page, &aside);
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_slope s = {.session = session, .rate = session->hyper.rate};
    size_t wanted = args[3].given ? args[3].count : DEFAULT_STEPS, count = wanted;
    if (wanted > MOST_STEPS)
        return gri_fail_at(err, GR_E_RANGE, args[3].column, "at most %d steps", MOST_STEPS);
    if (args[4].given)
        GRI_TRY(gri_picture_check(session, args[4].words[0], err));
    GRI_TRY(gri_slope_start(&s, &args[1], err));
    GRI_TRY(gri_slope_read(&s, &args[0], err));
    if (args[2].given)
        GRI_TRY(gri_evaluate_number(args[2].expr, &session->scope, &session->line, &s.rate, err));
    struct gri_descent *steps = gri_arena_take(&session->line, wanted + 2, sizeof *steps);
    if (steps == NULL)
        return gri_fail_memory(err, "the steps");
    gri_arena_init(&s.scratch, (size_t)1 << 30);
    enum gr_status status = gri_slope_descend(&s, steps, &count, err);
    if (status == GR_OK)
        status = show(&s, steps, count, wanted, &args[4], err);
    gri_arena_clear(&s.scratch);
    return status;
}

const struct gri_command gri_command_descend = {
    .name = "descend",
    .group = GRI_DERIVING,
    .params = {{"EXPR", GRI_REST},
               {"NAME VALUE...", GRI_REST, .keyword = "from"},
               {"R", GRI_EXPRESSION, .optional = true, .keyword = "rate"},
               {"N", GRI_COUNT, .optional = true, .keyword = "steps"},
               {"FILE", GRI_FILE, .optional = true, .keyword = ">"}},
    .summary = "go down an expression of your own by gradient descent",
    .help = "One or two names are free and start where `from` says; all others mean what they "
            "mean elsewhere. Every step goes against the derivative, which is taken by central "
            "differences. Without a rate it is that of the settings, without steps there are 10. "
            "The table shows about 20 of the steps, the picture the way down on the curve or "
            "among the lines of equal height; with > FILE it goes to an .svg, .png or .pdf file.",
    .example = "descend (x-2)^2 from x 5 rate 0.1 steps 10\n"
               "descend x^2 + 3*y^2 from x 4 y 2 rate 0.1 steps 20",
    .see = "plot train",
    .run = run,
};
