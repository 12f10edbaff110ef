#include "trace/stop.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where in an iteration a number is made. */
enum place { AT_START, IN_ROWS, IN_STAGE };

struct spot {
    enum place place;
    size_t stage, line; /* IN_ROWS: the line of each row's stage */
};

/* A condition in iterations of one shape. */
struct look {
    struct spot spot;
    bool every_row;
    struct gri_cursor found; /* in the iteration looked at last; t == SIZE_MAX: nowhere */
};

struct walk {
    struct gri_search *search;
    struct gri_stages stages; /* that the looks were made for; rows 0: none */
    struct look *looks;
    struct gr_err *err;
};

static bool same_number(const struct gri_quantity *line, const struct gri_quantity *name)
{
    return line->what == name->what && line->layer == name->layer && line->made == name->made &&
           line->of_bias == name->of_bias && line->moment == name->moment &&
           (name->whole || (line->row == name->row && line->unit == name->unit));
}

static bool makes(const struct gri_line *line, const struct gri_asked *name)
{
    return line->asked.derivative == name->derivative && same_number(&line->asked.of, &name->of) &&
           (!name->derivative || same_number(&line->asked.by, &name->by));
}

/* The last line of a stage that makes the number, counted from 1; 0: none. */
static enum gr_status line_of(const struct walk *walk, size_t stage, const struct gri_asked *name,
                              size_t *line)
{
    size_t count = gri_stage_lines(&walk->stages, stage, NULL, 0);
    struct gri_line *lines = calloc(count + 1, sizeof *lines);
    *line = 0;
    if (lines == NULL)
        return gri_fail_memory(walk->err, "the lines");
    gri_stage_lines(&walk->stages, stage, lines, count);
    for (size_t n = 0; n < count; n++)
        if (makes(&lines[n], name))
            *line = n + 1;
    free(lines);
    return GR_OK;
}

/* The last line behind the forward passes. */
static enum gr_status find_behind(const struct walk *walk, const struct gri_asked *name,
                                  struct spot *spot)
{
    size_t all = gri_stage_count(&walk->stages), line;
    for (size_t stage = walk->stages.rows; stage < all; stage++) {
        GRI_TRY(line_of(walk, stage, name, &line));
        if (line == 0)
            continue;
        *spot = (struct spot){IN_STAGE, stage, line};
        if (!name->of.whole && !name->by.whole)
            break;
    }
    return GR_OK;
}

/* A number of a sample; one that no line shows, by what shows it: z where that is h. */
static enum gr_status find_in_row(const struct walk *walk, const struct gri_asked *name,
                                  struct spot *spot)
{
    struct gri_asked shown = *name;
    *spot = (struct spot){IN_ROWS, 0, 0};
    if (name->of.what == GRI_Q_INPUT || name->of.what == GRI_Q_TARGET)
        return GR_OK;
    GRI_TRY(line_of(walk, 0, &shown, &spot->line));
    shown.of.what = GRI_Q_OUT;
    if (spot->line == 0)
        GRI_TRY(line_of(walk, 0, &shown, &spot->line));
    if (spot->line == 0)
        spot->line = gri_stage_lines(&walk->stages, 0, NULL, 0);
    return GR_OK;
}

static enum gr_status spot_of(const struct walk *walk, const struct gri_asked *name,
                              struct spot *spot)
{
    const struct gri_quantity *q = &name->of;
    *spot = (struct spot){AT_START, 0, 0};
    if (q->epoch > 0)
        return GR_OK;
    if (name->derivative) {
        *spot = (struct spot){IN_STAGE, walk->stages.rows, 1};
        return find_behind(walk, name, spot);
    }
    if (gri_quantity_per_sample(q) || (q->what == GRI_Q_LOSS && q->sample > 0))
        return find_in_row(walk, name, spot);
    return find_behind(walk, name, spot);
}

static bool later(const struct spot *a, const struct spot *b)
{
    if (a->place != b->place)
        return a->place > b->place;
    return a->stage != b->stage ? a->stage > b->stage : a->line > b->line;
}

static enum gr_status make_look(const struct walk *walk, const struct gri_condition *condition,
                                struct look *look)
{
    *look = (struct look){{AT_START, 0, 0}, false, {0}};
    for (size_t n = 0; n < condition->count; n++) {
        struct spot spot;
        GRI_TRY(spot_of(walk, &condition->names[n], &spot));
        bool in_rows = spot.place == IN_ROWS;
        look->every_row = look->every_row || (in_rows && condition->names[n].of.sample == 0);
        if (in_rows && condition->over_rows)
            spot = (struct spot){IN_STAGE, walk->stages.rows - 1, spot.line};
        if (later(&spot, &look->spot))
            look->spot = spot;
    }
    return GR_OK;
}

static bool same_shape(const struct gri_stages *a, const struct gri_stages *b)
{
    return a->rows == b->rows && a->joined == b->joined && a->loss == b->loss &&
           a->optimizer == b->optimizer && a->rule == b->rule;
}

/* The iteration's record, with the looks made for its shape. */
static enum gr_status enter(struct walk *walk, const struct gri_cursor *cursor,
                            const struct gri_record **record)
{
    struct gri_search *search = walk->search;
    const struct gri_stages stages = gri_cursor_stages(cursor, search->timeline);
    bool same = same_shape(&stages, &walk->stages);
    walk->stages = stages;
    for (size_t n = 0; !same && n < search->count; n++)
        GRI_TRY(make_look(walk, &search->conditions[n], &walk->looks[n]));
    return gri_timeline_record(search->timeline, cursor->t, record, walk->err);
}

/* The rows after which it is looked at: *first up to, not included, *end. */
static void rows_of(const struct gri_condition *condition, const struct look *look,
                    const struct gri_record *record, size_t *first, size_t *end)
{
    *first = 0;
    *end = record->work->rows;
    if (look->every_row)
        return;
    for (size_t n = 0; n < condition->count; n++) {
        size_t sample = condition->names[n].of.sample;
        size_t row = sample > 0 ? gri_record_row(record, sample) : 0;
        if (row == SIZE_MAX) { /* not in this batch */
            *end = 0;
            return;
        }
        *first = row > *first ? row : *first;
    }
    *end = *first + 1;
}

static bool before(const struct gri_cursor *a, const struct gri_cursor *b)
{
    if (a->t != b->t)
        return a->t < b->t;
    return a->stage != b->stage ? a->stage < b->stage : a->line < b->line;
}

/* The first moment of the iteration, or the last, at which a condition holds, strictly between two
 * cursors (NULL: no bound). */
static enum gr_status look_at(struct walk *walk, size_t n, const struct gri_cursor *start,
                              const struct gri_cursor *after, const struct gri_cursor *until,
                              bool last)
{
    const struct gri_condition *condition = &walk->search->conditions[n];
    struct look *look = &walk->looks[n];
    const struct gri_record *record;
    size_t first = 0, end = 1;
    look->found = gri_cursor_start(SIZE_MAX);
    GRI_TRY(gri_timeline_record(walk->search->timeline, start->t, &record, walk->err));
    if (look->spot.place == IN_ROWS)
        rows_of(condition, look, record, &first, &end);
    for (size_t k = 0, rows = end - (end > 0 ? first : 0); k < rows; k++) {
        struct gri_cursor here = *start;
        bool holds = false;
        here.line = look->spot.line;
        here.stage = look->spot.place == IN_ROWS ? (last ? end - 1 - k : first + k)
                                                 : look->spot.stage;
        if ((after != NULL && !before(after, &here)) || (until != NULL && !before(&here, until)))
            continue;
        GRI_TRY(condition->holds(condition->user, &here, &holds, walk->err));
        if (holds) {
            look->found = here;
            break;
        }
    }
    return GR_OK;
}

/* All conditions in iteration start->t: *found is the first moment, or the last, that one holds. */
static enum gr_status look_around(struct walk *walk, const struct gri_cursor *start,
                                  const struct gri_cursor *after, const struct gri_cursor *until,
                                  bool last, struct gri_cursor *found)
{
    struct gri_search *search = walk->search;
    const struct gri_record *record;
    const struct gri_cursor *best = NULL;
    GRI_TRY(enter(walk, start, &record));
    for (size_t n = 0; n < search->count; n++) {
        const struct gri_cursor *own = &walk->looks[n].found;
        GRI_TRY(look_at(walk, n, start, after, until, last));
        if (own->t != SIZE_MAX && (best == NULL || before(own, best) != last))
            best = own;
    }
    if (best == NULL)
        return GR_OK;
    *found = *best;
    search->held_count = 0;
    for (size_t n = 0; n < search->count; n++) {
        const struct gri_cursor *own = &walk->looks[n].found;
        search->held[n] = own->t == found->t && own->stage == found->stage &&
                          own->line == found->line;
        search->held_count += search->held[n];
    }
    return GR_OK;
}

static enum gr_status begin(struct walk *walk, struct gri_search *search, struct gr_err *err)
{
    *walk = (struct walk){.search = search, .err = err};
    search->held_count = 0;
    walk->looks = calloc(search->count + 1, sizeof *walk->looks);
    return walk->looks != NULL ? GR_OK : gri_fail_memory(err, "the search");
}

/* A reader who stands at the end of an iteration has it behind. */
static enum gr_status arrive(const struct gri_search *search, const struct gri_cursor *cursor,
                             struct gr_err *err)
{
    const struct gri_stages stages = gri_cursor_stages(cursor, search->timeline);
    if (!gri_cursor_at_end(cursor, &stages))
        return GR_OK;
    return gri_timeline_run(search->timeline, cursor->t + 1, NULL, err);
}

static bool stopped(const struct gri_search *search)
{
    return search->stop != NULL && *search->stop;
}

static void report(const struct gri_search *search, size_t t, const struct gri_record *record)
{
    if (search->report != NULL)
        search->report(search->user, t, record->work->loss);
}

static enum gr_status look_on(struct walk *walk, struct gri_cursor *cursor, size_t end)
{
    const struct gri_search *search = walk->search;
    const struct gri_cursor from = *cursor;
    struct gri_cursor start = {from.t, 0, 0, from.joined};
    for (bool finite = true; finite && start.t < end; start = gri_cursor_start(start.t + 1)) {
        const struct gri_record *record;
        if (stopped(search))
            return gri_fail(walk->err, GR_STOPPED, "stopped");
        GRI_TRY(look_around(walk, &start, &from, NULL, false, cursor));
        if (search->held_count > 0)
            return arrive(search, cursor, walk->err);
        GRI_TRY(gri_timeline_record(search->timeline, start.t, &record, walk->err));
        report(search, start.t + 1, record);
        finite = isfinite(record->work->loss);
        GRI_TRY(gri_timeline_run(search->timeline, start.t + 1, NULL, walk->err));
        *cursor = gri_cursor_start(start.t + 1);
    }
    return GR_OK;
}

enum gr_status gri_search_on(struct gri_search *search, struct gri_cursor *cursor, size_t end,
                             struct gr_err *err)
{
    struct walk walk;
    GRI_TRY(begin(&walk, search, err));
    enum gr_status status = look_on(&walk, cursor, end);
    free(walk.looks);
    return status;
}

/* Iterations are entered in order, block by block: going back one by one would compute each again
 * from the nearest checkpoint. */
static enum gr_status look_back(struct walk *walk, struct gri_cursor *cursor)
{
    enum { BLOCK = 256 };
    const struct gri_search *search = walk->search;
    const struct gri_cursor until = *cursor;
    struct gri_cursor found = gri_cursor_start(0);
    struct gri_cursor own = {until.t, 0, 0, until.joined};
    GRI_TRY(look_around(walk, &own, NULL, &until, true, &found));
    for (size_t to = until.t; to > 0 && search->held_count == 0;) {
        const struct gri_record *record;
        size_t from = to > BLOCK ? to - BLOCK : 0;
        for (size_t t = from; t < to; t++) {
            struct gri_cursor start = gri_cursor_start(t);
            if (stopped(search))
                return gri_fail(walk->err, GR_STOPPED, "stopped");
            GRI_TRY(look_around(walk, &start, NULL, NULL, true, &found));
        }
        GRI_TRY(gri_timeline_record(search->timeline, to - 1, &record, walk->err)); /* at hand */
        report(search, from, record);
        to = from;
    }
    *cursor = found;
    return GR_OK;
}

enum gr_status gri_search_back(struct gri_search *search, struct gri_cursor *cursor,
                               struct gr_err *err)
{
    struct walk walk;
    GRI_TRY(begin(&walk, search, err));
    enum gr_status status = look_back(&walk, cursor);
    free(walk.looks);
    return status;
}
