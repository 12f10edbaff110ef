#include "cmd/stop/stops.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_STOPS = 100 };

enum gr_status gri_stops_add(struct gr_session *session, bool watch, const char *text,
                             size_t length, double now, struct gr_err *err)
{
    struct gri_stops *stops = &session->stops;
    if (stops->count == MOST_STOPS)
        return gri_fail(err, GR_E_RANGE,
                        "%d breaks and watches are as many as there can be; "
                        "`delete 1` forgets one, `delete` all",
                        MOST_STOPS);
    struct gri_stop *more = realloc(stops->at, (stops->count + 1) * sizeof *more);
    if (more == NULL)
        return gri_fail_memory(err, "the break");
    stops->at = more;
    char *copy = malloc(length + 1);
    if (copy == NULL)
        return gri_fail_memory(err, "the break");
    memcpy(copy, text, length);
    copy[length] = '\0';
    more[stops->count++] = (struct gri_stop){++stops->numbered, watch, copy, now};
    return GR_OK;
}

bool gri_stops_delete(struct gr_session *session, size_t number)
{
    struct gri_stops *stops = &session->stops;
    size_t kept = 0;
    for (size_t n = 0; n < stops->count; n++) {
        if (number == 0 || stops->at[n].number == number)
            free(stops->at[n].text);
        else
            stops->at[kept++] = stops->at[n];
    }
    bool any = kept < stops->count;
    stops->count = kept;
    return any;
}

enum gr_status gri_stops_read(struct gr_session *session, const struct gri_stop *stop,
                              struct gri_comparison *condition, struct gr_err *err)
{
    size_t length = strlen(stop->text);
    return gri_parse_comparison((struct gri_source){stop->text, length, 0, length}, &session->scope,
                                &session->line, condition, err);
}

enum gr_status gri_stops_value(struct gr_session *session, const struct gri_stop *stop,
                               const struct gri_expr **expr, double *value, struct gr_err *err)
{
    size_t length = strlen(stop->text);
    struct gri_source source = {stop->text, length, 0, length};
    GRI_TRY(gri_parse(source, false, &session->scope, &session->line, expr, err));
    return gri_evaluate_number(*expr, &session->scope, &session->line, value, err);
}

void gri_stops_list(struct gr_session *session)
{
    const struct gri_stops *stops = &session->stops;
    struct gri_page *page = &session->page;
    if (stops->count == 0) {
        gri_page_remark(page, "No breaks and no watches; `break if loss > 1000` makes one.");
        return;
    }
    struct gri_table *table = gri_page_table(page, 3);
    gri_table_header(page, table, 0, NULL, "number");
    gri_table_header(page, table, 1, NULL, "kind");
    gri_table_header(page, table, 2, NULL, "of");
    for (size_t n = 0; n < stops->count; n++) {
        const struct gri_stop *stop = &stops->at[n];
        size_t row = gri_table_row(page, table);
        gri_cell_text(page, gri_table_cell(table, row, 0), "%zu", stop->number);
        gri_cell_text(page, gri_table_cell(table, row, 1), stop->watch ? "watch" : "break if");
        gri_cell_text(page, gri_table_cell(table, row, 2), "%s", stop->text);
    }
}

static bool same(double a, double b)
{
    return a == b || (isnan(a) && isnan(b));
}

/* w5 = 2.49   (was 2) */
static void show_value(struct gr_session *session, struct gri_stop *stop,
                       const struct gri_expr *expr, double now)
{
    struct gri_page *page = &session->page;
    struct gri_worked *worked = gri_page_worked(page, 0, expr);
    struct gri_value *value = gri_arena_take(&session->line, 1, sizeof *value);
    gri_worked_step(page, worked, gri_expr_number(&session->line, now, GRI_COMPUTED));
    if (value != NULL && gri_value_number(&session->line, now, value, NULL) == GR_OK)
        worked->value = value;
    if (!same(now, stop->before)) {
        struct gri_text note;
        gri_text_init(&note);
        gri_text_add(&note, stop->before < 0 ? "was −" : "was ");
        gri_format_shown(&note, fabs(stop->before), session->view.digits);
        worked->note = gri_arena_copy(&session->line, note.at, note.length);
        gri_text_clear(&note);
    }
    stop->before = now;
}

void gri_stops_show_one(struct gr_session *session, struct gri_stop *stop)
{
    const struct gri_expr *expr;
    struct gr_err err = {0};
    double now;
    if (gri_stops_value(session, stop, &expr, &now, &err) == GR_OK)
        show_value(session, stop, expr, now);
    else
        gri_page_remark(&session->page, "Watch %zu, %s: %s.", stop->number, stop->text,
                        err.message);
}

void gri_stops_show(struct gr_session *session)
{
    for (size_t n = 0; n < session->stops.count; n++)
        if (session->stops.at[n].watch)
            gri_stops_show_one(session, &session->stops.at[n]);
}
