#include "cmd/plot/plots.h"

#include "expr/print.h"

#include <stdio.h>

enum { LOSSES = 2000, POINTS = 400 };

static const size_t scratch_limit = (size_t)1 << 30;

const char *gri_plot_spelled(struct gri_page *page, const struct gri_expr *expr)
{
    struct gri_text text;
    gri_text_init(&text);
    if (expr != NULL)
        gri_print(&text, expr, page->scope, GRI_TEXT, page->digits);
    const char *copy = gri_arena_copy(page->arena, text.at, text.length);
    page->failed = page->failed || expr == NULL || text.failed || copy == NULL;
    gri_text_clear(&text);
    return copy != NULL ? copy : "";
}

static size_t epochs_run(const struct gri_timeline *timeline)
{
    size_t epoch, within;
    gri_timeline_place(timeline, gri_timeline_done(timeline), &epoch, &within);
    return epoch + (within > 0 ? 1 : 0);
}

enum gr_status gri_plot_epochs(struct gr_session *session, size_t most, size_t **starts,
                               size_t *count, size_t *every, struct gr_err *err)
{
    GRI_TRY(gri_session_need_run(session, err));
    const struct gri_timeline *timeline = session->timeline;
    size_t epochs = epochs_run(timeline);
    if (epochs == 0)
        return gri_fail(err, GR_E_STATE, "no epoch has run yet; `epoch` or `train` goes on");
    *count = 0;
    *every = epochs <= most ? 1 : (epochs + most - 2) / (most - 1);
    *starts = gri_arena_take(&session->line, most, sizeof **starts);
    if (*starts == NULL)
        return gri_fail_memory(err, "the picture");
    for (size_t epoch = 0; epoch < epochs; epoch++)
        if (epoch % *every == 0 || epoch + 1 == epochs)
            GRI_TRY(gri_timeline_find(timeline, epoch, 0, &(*starts)[(*count)++], err));
    return GR_OK;
}

/* "epoch", "epoch (one in 5)" */
static struct gri_plot *begin(struct gri_page *page, size_t every, const char *title,
                              const char *what)
{
    char x[64] = "epoch";
    if (every > 1)
        snprintf(x, sizeof x, "epoch (one in %zu)", every);
    struct gri_plot *plot = gri_page_plot(page, title, x, what);
    if (plot != NULL)
        plot->whole = true;
    return plot;
}

static double epoch_of(const struct gri_timeline *timeline, size_t t)
{
    size_t epoch, within;
    gri_timeline_place(timeline, t, &epoch, &within);
    return (double)epoch + 1;
}

enum gr_status gri_plot_loss(struct gr_session *session, struct gri_page *page, struct gr_err *err)
{
    size_t *starts, count, every, iterations;
    double number;
    GRI_TRY(gri_plot_epochs(session, LOSSES, &starts, &count, &every, err));
    const struct gri_asked loss = {.of = {.what = GRI_Q_LOSS}};
    const char *name = gri_plot_spelled(page, gri_explain_name(page, loss));
    struct gri_plot *plot = begin(page, every, "The loss of every epoch", name);
    struct gri_curve *curve = plot == NULL ? NULL : gri_plot_curve(page, plot, name, count);
    if (curve == NULL)
        return gri_fail_memory(err, "the picture");
    plot->decades = true;
    for (size_t n = 0; n < count; n++) {
        GRI_TRY(gri_timeline_epoch_loss(session->timeline, starts[n], &number, &iterations, err));
        gri_plot_point(curve, epoch_of(session->timeline, starts[n]), number);
    }
    return GR_OK;
}

/* Its value at the first iteration of each epoch; a loss without an address is the epoch's. */
static enum gr_status follow(struct gr_session *session, const struct gri_expr *expr,
                             struct gri_curve *curve, const size_t *starts, size_t count,
                             struct gr_err *err)
{
    struct gri_cursor now = session->view.cursor;
    struct gri_arena scratch;
    enum gr_status status = GR_OK;
    double number;
    gri_arena_init(&scratch, scratch_limit);
    session->view.epoch_loss = true;
    for (size_t n = 0; n < count && status == GR_OK; n++) {
        if (gri_session_stopped(session)) {
            status = gri_fail(err, GR_STOPPED, "stopped");
            break;
        }
        session->view.cursor = gri_cursor_start(starts[n]);
        gri_arena_reset(&scratch);
        status = gri_evaluate_number(expr, &session->scope, &scratch, &number, err);
        if (status == GR_OK)
            gri_plot_point(curve, epoch_of(session->timeline, starts[n]), number);
    }
    session->view.epoch_loss = false;
    session->view.cursor = now;
    gri_arena_clear(&scratch);
    return status;
}

enum gr_status gri_plot_expression(struct gr_session *session, struct gri_page *page,
                                   const struct gri_expr *expr, struct gr_err *err)
{
    size_t *starts, count, every;
    char title[256];
    GRI_TRY(gri_plot_epochs(session, POINTS, &starts, &count, &every, err));
    const char *name = gri_plot_spelled(page, expr);
    snprintf(title, sizeof title, "%.200s as each epoch begins", name);
    struct gri_plot *plot = begin(page, every, title, name);
    struct gri_curve *curve = plot == NULL ? NULL : gri_plot_curve(page, plot, name, count);
    if (curve == NULL)
        return gri_fail_memory(err, "the picture");
    return follow(session, expr, curve, starts, count, err);
}
