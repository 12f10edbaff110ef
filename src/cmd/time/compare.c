#include "cmd/setting.h"
#include "cmd/time/place.h"

#include "trace/branch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_PARAMETERS = 40 };

/* One side: an iteration of a branch, and what it used and made. */
struct side {
    size_t branch, t;
    size_t epoch, iteration; /* as asked, from 0; SIZE_MAX: not said */
    const char *title;
    double *parameters, *gradients, loss;
    bool *given;
    struct gri_hyper hyper;
    const struct gri_data *data;
};

static bool read_address(const char *text, struct side *side)
{
    struct gri_address address;
    if (!gri_address_read(text, strlen(text), &address) || address.lines > 0)
        return false;
    side->epoch = address.epoch - 1;
    side->iteration = address.iteration > 0 ? address.iteration - 1 : 0;
    return true;
}

/* NAME, @E, @E.I, NAME@E or NAME@E.I */
static enum gr_status read_side(struct gr_session *session, const struct gri_arg *arg,
                                struct side *side, struct gr_err *err)
{
    const char *text = arg->words[0], *at = strchr(text, '@');
    size_t length = at != NULL ? (size_t)(at - text) : strlen(text);
    *side = (struct side){
        .branch = gri_timeline_branch(session->timeline), .epoch = SIZE_MAX, .iteration = SIZE_MAX};
    if (length > 0)
        side->branch = gri_timeline_branch_find(session->timeline, text, length);
    if (side->branch == SIZE_MAX)
        return gri_fail_at(err, GR_E_NAME, arg->column,
                           "there is no branch \"%.*s\"; `branches` lists them, @2 is epoch 2",
                           (int)(length < 40 ? length : 40), text);
    if (at != NULL && !read_address(at, side))
        return gri_fail_at(err, GR_E_SYNTAX, arg->column + length,
                           "a moment is @EPOCH or @EPOCH.ITERATION, as in @2 or main@2.3");
    return GR_OK;
}

/* Of the active branch: the iteration at this place, or the last one before it that there is. */
static size_t reach(struct gri_timeline *timeline, size_t epoch, size_t iteration)
{
    size_t t;
    if (gri_timeline_find(timeline, epoch, iteration, &t, NULL) == GR_OK ||
        gri_timeline_find(timeline, epoch, 0, &t, NULL) == GR_OK)
        return t;
    return gri_timeline_done(timeline);
}

/* A side that names no moment is taken where the other is; if neither does, at the last moment that
 * both have come to. */
static enum gr_status set_moment(struct gri_timeline *timeline, struct side *side,
                                 const struct side *other, struct gr_err *err)
{
    size_t epoch, iteration;
    if (side->epoch != SIZE_MAX) {
        GRI_TRY(gri_timeline_switch(timeline, side->branch, err));
        return gri_timeline_find(timeline, side->epoch, side->iteration, &side->t, err);
    }
    epoch = other->epoch;
    iteration = other->iteration;
    if (epoch == SIZE_MAX) {
        GRI_TRY(gri_timeline_switch(timeline, other->branch, err));
        gri_timeline_place(timeline, gri_timeline_done(timeline), &epoch, &iteration);
    }
    GRI_TRY(gri_timeline_switch(timeline, side->branch, err));
    side->t = reach(timeline, epoch, iteration);
    return GR_OK;
}

/* The numbers of a side, whose branch is made active. */
static enum gr_status look(struct gr_session *session, struct side *side, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_record *record;
    size_t count = session->net->parameters, bytes = count * sizeof(double);
    GRI_TRY(gri_timeline_switch(timeline, side->branch, err));
    GRI_TRY(gri_timeline_record(timeline, side->t, &record, err));
    side->parameters = gri_arena_take(&session->line, count, sizeof(double));
    side->gradients = gri_arena_take(&session->line, count, sizeof(double));
    side->given = gri_arena_take(&session->line, count, sizeof(bool));
    if (side->parameters == NULL || side->gradients == NULL || side->given == NULL)
        return gri_fail_memory(err, "the comparison");
    memcpy(side->parameters, record->work->before, bytes);
    memcpy(side->gradients, record->work->gradient, bytes);
    for (size_t p = 0; p < count; p++)
        side->given[p] = gri_timeline_given(timeline, side->t, p);
    side->loss = record->work->loss;
    side->hyper = record->hyper;
    side->data = gri_timeline_data(timeline, side->t);
    return GR_OK;
}

static enum gr_status name_side(struct gr_session *session, struct side *side, struct gr_err *err)
{
    struct gri_text text;
    gri_text_init(&text);
    enum gr_status status = gri_place_address(session, side->branch, side->t, &text, err);
    if (status == GR_OK)
        side->title = gri_arena_copy(&session->line, text.at, text.length);
    gri_text_clear(&text);
    return status == GR_OK && side->title == NULL ? gri_fail_memory(err, "the comparison") : status;
}

static void add_row(struct gr_session *session, struct gri_table *table, struct gri_asked name,
                    const double *numbers, const bool *given)
{
    struct gri_page *page = &session->page;
    size_t row = gri_table_row(page, table);
    gri_cell_expr(gri_table_cell(table, row, 0), gri_explain_name(page, name));
    for (size_t k = 0; k < 2; k++)
        gri_cell_number(gri_table_cell(table, row, 1 + k), numbers[k],
                        given[k] ? GRI_WRITTEN : GRI_COMPUTED);
    gri_cell_number(gri_table_cell(table, row, 3), numbers[1] - numbers[0], GRI_COMPUTED);
}

/* Is parameter p among those that differ most? Of equals the first. */
static bool differs_most(const struct side *sides, size_t p, size_t count)
{
    size_t larger = 0;
    if (count <= MOST_PARAMETERS)
        return true;
    double own = fabs(sides[1].parameters[p] - sides[0].parameters[p]);
    for (size_t k = 0; k < count && larger < MOST_PARAMETERS; k++) {
        double other = fabs(sides[1].parameters[k] - sides[0].parameters[k]);
        larger += other > own || (k < p && other == own) ? 1 : 0;
    }
    return larger < MOST_PARAMETERS;
}

static void show_table(struct gr_session *session, const struct side *sides)
{
    const struct gri_net *net = session->net;
    struct gri_page *page = &session->page;
    struct gri_table *table = gri_page_table(page, 4);
    const struct gri_quantity loss = {.what = GRI_Q_LOSS};
    static const bool computed[2] = {false, false};
    gri_table_header(page, table, 0, NULL, "");
    gri_table_header(page, table, 1, NULL, sides[0].title);
    gri_table_header(page, table, 2, NULL, sides[1].title);
    gri_table_header(page, table, 3, NULL, "difference");
    add_row(session, table, (struct gri_asked){.of = loss},
            (double[]){sides[0].loss, sides[1].loss}, computed);
    bool gradients = sides[0].hyper.rule == GRI_BACKPROP && sides[1].hyper.rule == GRI_BACKPROP;
    for (size_t what = 0; what < (gradients ? 2 : 1); what++)
        for (size_t p = 0; p < net->parameters; p++) {
            struct gri_quantity q = gri_explain_parameter(net, p);
            struct gri_asked name = {.of = what == 1 ? loss : q, .derivative = what == 1, .by = q};
            if (!differs_most(sides, p, net->parameters))
                continue;
            const double *a = what == 1 ? sides[0].gradients : sides[0].parameters;
            const double *b = what == 1 ? sides[1].gradients : sides[1].parameters;
            add_row(session, table, name, (double[]){a[p], b[p]},
                    what == 1 ? computed : (bool[]){sides[0].given[p], sides[1].given[p]});
        }
    if (net->parameters > MOST_PARAMETERS)
        gri_page_remark(page, "The %d of %zu parameters that differ most.", MOST_PARAMETERS,
                        net->parameters);
}

/* Do the branches begin with other parameters? */
static enum gr_status starts_differ(struct gr_session *session, const struct side *sides,
                                    bool *differ, struct gr_err *err)
{
    size_t bytes = session->net->parameters * sizeof(double);
    const struct gri_record *record;
    double *start = gri_arena_take(&session->line, session->net->parameters, sizeof *start);
    if (start == NULL)
        return gri_fail_memory(err, "the comparison");
    for (size_t k = 0; k < 2; k++) {
        GRI_TRY(gri_timeline_switch(session->timeline, sides[k].branch, err));
        GRI_TRY(gri_timeline_record(session->timeline, 0, &record, err));
        *differ = k == 1 && memcmp(start, record->work->before, bytes) != 0;
        memcpy(start, record->work->before, bytes);
    }
    return GR_OK;
}

/* What the two go by, where that is not the same. */
static enum gr_status say_settings(struct gr_session *session, const struct side *sides,
                                   struct gr_err *err)
{
    bool differ;
    GRI_TRY(starts_differ(session, sides, &differ, err));
    const struct gri_hyper now = session->hyper;
    struct gri_text text[2], all;
    gri_text_init(&all);
    for (size_t n = 0; n < gri_setting_count; n++) {
        for (size_t k = 0; k < 2; k++) {
            gri_text_init(&text[k]);
            session->hyper = sides[k].hyper;
            gri_settings[n].get(session, &text[k]);
        }
        if (text[0].length != text[1].length || memcmp(text[0].at, text[1].at, text[0].length) != 0)
            gri_text_addf(&all, "%s%s %s and %s", all.length > 0 ? ", " : "", gri_settings[n].name,
                          text[0].at, text[1].at);
        gri_text_clear(&text[0]);
        gri_text_clear(&text[1]);
    }
    session->hyper = now;
    if (sides[0].data != sides[1].data)
        gri_text_addf(&all, "%sthe data", all.length > 0 ? ", " : "");
    if (differ)
        gri_text_addf(&all, "%swhere they start", all.length > 0 ? ", " : "");
    if (all.length > 0)
        gri_page_remark(&session->page, "They differ in: %s.", all.at);
    gri_text_clear(&all);
    return GR_OK;
}

static enum gr_status say_parting(struct gr_session *session, const struct side *sides,
                                  struct gr_err *err)
{
    struct gri_text text;
    if (sides[0].branch == sides[1].branch)
        return GR_OK;
    size_t parting = gri_timeline_parting(session->timeline, sides[0].branch, sides[1].branch,
                                          NULL);
    gri_text_init(&text);
    enum gr_status status = gri_place_address(session, sides[0].branch, parting, &text, err);
    if (status == GR_OK)
        gri_page_remark(&session->page, "They part at %s.", text.at);
    gri_text_clear(&text);
    return status;
}

static enum gr_status compare(struct gr_session *session, struct side *sides, struct gr_err *err)
{
    GRI_TRY(set_moment(session->timeline, &sides[0], &sides[1], err));
    GRI_TRY(set_moment(session->timeline, &sides[1], &sides[0], err));
    for (size_t k = 0; k < 2; k++) {
        GRI_TRY(name_side(session, &sides[k], err));
        GRI_TRY(look(session, &sides[k], err));
    }
    show_table(session, sides);
    GRI_TRY(say_settings(session, sides, err));
    return say_parting(session, sides, err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    struct side sides[2];
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(read_side(session, &args[0], &sides[0], err));
    sides[1] = (struct side){.branch = gri_timeline_branch(timeline)};
    gri_timeline_place(timeline, session->view.cursor.t, &sides[1].epoch, &sides[1].iteration);
    if (args[1].given)
        GRI_TRY(read_side(session, &args[1], &sides[1], err));
    size_t active = gri_timeline_branch(timeline);
    enum gr_status status = compare(session, sides, err);
    GRI_TRY(gri_timeline_switch(timeline, active, status == GR_OK ? err : NULL));
    return status;
}

const struct gri_command gri_command_compare = {
    .name = "compare",
    .group = GRI_LOOKING,
    .params = {{"A", GRI_WORD}, {"B", GRI_WORD, .optional = true}},
    .summary = "show two moments or two branches side by side",
    .help = "The loss, the parameters and the gradients of A and B, and B - A. Each is a moment, "
            "@EPOCH or @EPOCH.ITERATION, a branch, or both, as in b1@2. A branch alone is taken at "
            "the moment of the other; two of them at the last moment that both have come to. "
            "Without B it is compared with where you stand.",
    .example = "use lottery\nepoch 3\ncompare @1 @3\ngoto epoch 2\nw5 = 3\nepoch 2\ncompare main "
               "b1",
    .see = "branches branch history",
    .run = run,
};
