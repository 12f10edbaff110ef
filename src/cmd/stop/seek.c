#include "cmd/stop/seek.h"

#include "cmd/step/walk.h"
#include "cmd/time/place.h"
#include "trace/stop.h"

#include <stdio.h>

/* A break while it is searched for. Numbers are taken from an arena of its own, emptied each time:
 * a search looks a million times. */
struct seek {
    struct gr_session *session;
    struct gri_arena *scratch;
    const struct gri_stop *stop;
    struct gri_comparison condition;
    struct gri_asked *names;
    size_t count, room;
    bool over_rows;
};

static enum gr_status holds(void *user, const struct gri_cursor *cursor, bool *out,
                            struct gr_err *err)
{
    struct seek *seek = user;
    struct gr_session *session = seek->session;
    const struct gri_cursor now = session->view.cursor;
    double left, right;
    gri_arena_reset(seek->scratch);
    session->view.cursor = *cursor;
    enum gr_status status = gri_evaluate_number(seek->condition.left, &session->scope,
                                                seek->scratch, &left, err);
    if (status == GR_OK)
        status = gri_evaluate_number(seek->condition.right, &session->scope, seek->scratch, &right,
                                     err);
    session->view.cursor = now;
    *out = status == GR_OK && gri_comparison_holds(&seek->condition, left, right);
    return status;
}

static size_t count_names(const struct gri_expr *expr)
{
    if (expr == NULL)
        return 0;
    size_t count = (expr->kind == GRI_SYMBOL) + count_names(expr->a) + count_names(expr->b);
    for (size_t n = 0; expr->kind == GRI_MATRIX && n < expr->rows * expr->cols; n++)
        count += count_names(expr->items[n]);
    return count;
}

static void collect(struct seek *seek, const struct gri_expr *expr, bool in_sum)
{
    if (expr == NULL)
        return;
    if (expr->kind == GRI_SYMBOL) {
        const struct gri_asked *asked = &expr->symbol->asked;
        seek->names[seek->count++] = *asked;
        seek->over_rows = seek->over_rows || in_sum || asked->of.whole;
    }
    in_sum = in_sum || expr->kind == GRI_SUM || expr->kind == GRI_MEAN;
    collect(seek, expr->a, in_sum);
    collect(seek, expr->b, in_sum);
    for (size_t n = 0; expr->kind == GRI_MATRIX && n < expr->rows * expr->cols; n++)
        collect(seek, expr->items[n], in_sum);
}

static enum gr_status open_break(struct seek *seek, struct gri_condition *condition,
                                 struct gr_err *err)
{
    struct gr_session *session = seek->session;
    struct gr_err own = {0};
    enum gr_status status = gri_stops_read(session, seek->stop, &seek->condition, &own);
    if (status != GR_OK)
        return gri_fail(err, status, "break %zu, %s: %s; `delete %zu` forgets it",
                        seek->stop->number, seek->stop->text, own.message, seek->stop->number);
    size_t room = count_names(seek->condition.left) + count_names(seek->condition.right);
    seek->names = gri_arena_take(&session->line, room, sizeof *seek->names);
    if (seek->names == NULL)
        return gri_fail_memory(err, "the break");
    collect(seek, seek->condition.left, false);
    collect(seek, seek->condition.right, false);
    *condition = (struct gri_condition){seek->names, seek->count, seek->over_rows, holds, seek};
    return GR_OK;
}

/* "epoch 2, iteration 3, sample 1" */
static void spell_place(struct gr_session *session, struct gri_text *out)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_record *record;
    gri_place_words(session->timeline, cursor->t, out);
    bool begun = cursor->stage > 0 || cursor->line > 0;
    if (begun && gri_view_record(&session->view, &record, NULL) == GR_OK &&
        cursor->stage < record->work->rows)
        gri_text_addf(out, ", sample %zu", record->samples[cursor->stage] + 1);
}

static enum gr_status say_found(struct gr_session *session, const struct seek *seeks,
                                const struct gri_search *search, struct gr_err *err)
{
    struct gri_text place;
    GRI_TRY(gri_walk_say_place(session, err));
    gri_text_init(&place);
    spell_place(session, &place);
    for (size_t n = 0; n < search->count; n++)
        if (search->held[n])
            gri_page_remark(&session->page, "Break %zu, %s: %s.", seeks[n].stop->number,
                            seeks[n].stop->text, place.at);
    gri_text_clear(&place);
    return GR_OK;
}

/* Divergence on the way is said as it is elsewhere. */
static void watch_way(struct gr_session *session, size_t from, size_t to)
{
    for (size_t t = from; t < to; t++)
        gri_walk_watch(session, t);
}

/* What the bar of a search is of. */
struct bar {
    const struct gr_session *session;
    struct gri_way way;
};

static void report(void *user, size_t t, double loss)
{
    const struct bar *bar = user;
    gri_walk_report(bar->session, &bar->way, t, loss);
}

/* One search: on, up to iteration `end`; back where that is SIZE_MAX. */
static enum gr_status search_with(struct gr_session *session, struct seek *seeks,
                                  struct gri_search *search, size_t end, struct gr_err *err)
{
    struct gri_cursor *cursor = &session->view.cursor, found = *cursor;
    const size_t from = cursor->t;
    struct bar bar = {session, {from, end == SIZE_MAX ? 0 : end}};
    search->report = report;
    search->user = &bar;
    enum gr_status status = end == SIZE_MAX ? gri_search_back(search, &found, err)
                                            : gri_search_on(search, &found, end, err);
    if (status != GR_OK && status != GR_STOPPED)
        return status;
    *cursor = found;
    gri_session_refresh(session);
    watch_way(session, from, cursor->t);
    GRI_TRY(status);
    return search->held_count > 0 ? say_found(session, seeks, search, err) : GR_OK;
}

static enum gr_status seek(struct gr_session *session, size_t end, bool *any, struct gr_err *err)
{
    size_t count = 0;
    for (size_t n = 0; n < session->stops.count; n++)
        count += !session->stops.at[n].watch;
    if (count == 0)
        return gri_fail(err, GR_E_STATE,
                        "there is no break to stop at; `break if loss > 1000` makes one");
    struct seek *seeks = gri_arena_take(&session->line, count, sizeof *seeks);
    struct gri_condition *conditions = gri_arena_take(&session->line, count, sizeof *conditions);
    bool *held = gri_arena_take(&session->line, count, sizeof *held);
    if (seeks == NULL || conditions == NULL || held == NULL)
        return gri_fail_memory(err, "the breaks");
    struct gri_search search = {.timeline = session->timeline,
                                .conditions = conditions,
                                .stop = session->host.stop,
                                .held = held};
    struct gri_arena scratch;
    gri_arena_init(&scratch, (size_t)1 << 26);
    enum gr_status status = GR_OK;
    for (size_t n = 0; n < session->stops.count && status == GR_OK; n++) {
        if (session->stops.at[n].watch)
            continue;
        struct seek *own = &seeks[search.count];
        *own = (struct seek){
            .session = session, .scratch = &scratch, .stop = &session->stops.at[n]};
        status = open_break(own, &conditions[search.count++], err);
    }
    if (status == GR_OK)
        status = search_with(session, seeks, &search, end, err);
    gri_arena_clear(&scratch);
    *any = search.held_count > 0;
    return status;
}

enum gr_status gri_seek_on(struct gr_session *session, size_t end, bool *any, struct gr_err *err)
{
    return seek(session, end, any, err);
}

enum gr_status gri_seek_back(struct gr_session *session, bool *any, struct gr_err *err)
{
    return seek(session, SIZE_MAX, any, err);
}
