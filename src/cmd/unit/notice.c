#include "cmd/unit/units.h"

#include "cmd/time/place.h"
#include "net/check/health.h"

#include <string.h>

enum { NAMED = 8, NOTICED = 1000000 };

/* Units are numbered on through the layers; what ails one is a gri_ail, or -1. */
struct notice {
    struct gr_session *session;
    signed char *now; /* what ails each where the reader stands */
    signed char *then;
    size_t *units; /* those that ail and did not before */
    size_t count;
    size_t *since; /* of each unit: the iteration in which it came to */
};

static enum gr_status look(const struct notice *notice, size_t t, signed char *ails)
{
    struct gri_run *run;
    GRI_TRY(gri_units_look(notice->session, t, &run, NULL));
    const struct gri_net *net = run->net;
    double last = gri_health_last(run->work);
    for (size_t l = 0; l < net->depth; l++)
        for (size_t k = 0; k < net->layer[l].units; k++)
            *ails++ = (signed char)gri_health_of(run->work, run->hyper.loss, l, k, last).ail;
    gri_run_free(run);
    return GR_OK;
}

/* Those that ail at iteration t as they do now come first; returns how many. */
static size_t part(const struct notice *notice, size_t *units, size_t count)
{
    size_t early = 0;
    for (size_t n = 0; n < count; n++) {
        size_t unit = units[n];
        if (notice->then[unit] != notice->now[unit])
            continue;
        units[n] = units[early];
        units[early++] = unit;
    }
    return early;
}

/* Units that ail in iteration `to` and did not in `from`: halve what lies between. */
static enum gr_status narrow(const struct notice *notice, size_t from, size_t to, size_t *units,
                             size_t count)
{
    for (size_t n = 0; n < count; n++)
        notice->since[units[n]] = to;
    if (count == 0 || to - from == 1)
        return GR_OK;
    size_t middle = from + (to - from) / 2;
    GRI_TRY(look(notice, middle, notice->then));
    size_t early = part(notice, units, count);
    GRI_TRY(narrow(notice, from, middle, units, early));
    return narrow(notice, middle, to, units + early, count - early);
}

/* Where a run starts, or a number was given by hand. */
static bool is_fresh(const struct gr_session *session, const struct gri_cursor *cursor)
{
    bool given = cursor->t == 0;
    for (size_t p = 0; !given && p < session->net->parameters; p++)
        given = gri_timeline_given(session->timeline, cursor->t, p);
    return given && cursor->stage == 0 && cursor->line == 0;
}

/* Find those that are new, and since when. */
static enum gr_status find(struct notice *notice, const struct gri_cursor *before)
{
    struct gr_session *session = notice->session;
    size_t units = session->net->units, now = session->view.cursor.t;
    bool fresh = is_fresh(session, before);
    size_t from = before->t - (fresh && before->t > 0 ? 1 : 0);
    GRI_TRY(look(notice, now, notice->now));
    GRI_TRY(look(notice, from, notice->then));
    for (size_t unit = 0; unit < units; unit++)
        if (notice->now[unit] >= 0)
            notice->units[notice->count++] = unit;
    size_t early = part(notice, notice->units, notice->count);
    for (size_t n = 0; n < early; n++)
        notice->since[notice->units[n]] = from;
    GRI_TRY(narrow(notice, from, now, notice->units + early, notice->count - early));
    if (fresh && before->t == 0)
        return GR_OK;
    notice->units += early;
    notice->count -= early;
    return GR_OK;
}

/* The next of those that ail so: the first to have come to it, of equals the first unit. */
static size_t next(const struct notice *notice, int ail)
{
    size_t best = SIZE_MAX;
    for (size_t n = 0; n < notice->count; n++) {
        size_t unit = notice->units[n];
        if (notice->now[unit] != ail)
            continue;
        if (best == SIZE_MAX || notice->since[unit] < notice->since[best] ||
            (notice->since[unit] == notice->since[best] && unit < best))
            best = unit;
    }
    return best;
}

static void spell_unit(const struct notice *notice, size_t unit, struct gri_text *out)
{
    struct gr_session *session = notice->session;
    size_t layer = 0;
    for (; unit >= session->net->layer[layer].units; layer++)
        unit -= session->net->layer[layer].units;
    const struct gri_symbol symbol = {
        .asked = {.of = {.what = GRI_Q_OUT, .layer = layer, .unit = unit}}};
    session->scope.spell(session->scope.user, &symbol, false, GRI_ASCII, out);
}

static void spell_since(const struct notice *notice, size_t t, struct gri_text *out)
{
    gri_text_add(out, "in ");
    gri_place_words(notice->session->timeline, t, out);
    gri_text_add(out, ": ");
}

/* "Dead in epoch 3: h2, h5; in epoch 7: h1; the slope is …" */
static void say(const struct notice *notice, int ail)
{
    struct gri_text text;
    size_t since = SIZE_MAX, named = 0;
    gri_text_init(&text);
    for (size_t unit = next(notice, ail); unit != SIZE_MAX; unit = next(notice, ail)) {
        notice->now[unit] = -1;
        if (named++ >= NAMED)
            continue;
        gri_text_add(&text, named == 1 ? "" : notice->since[unit] == since ? ", " : "; ");
        if (notice->since[unit] != since)
            spell_since(notice, notice->since[unit], &text);
        since = notice->since[unit];
        spell_unit(notice, unit, &text);
    }
    if (named > NAMED)
        gri_text_addf(&text, " and %zu more", named - NAMED);
    if (named > 0)
        gri_page_remark(&notice->session->page, "%c%s %s; %s. `units` shows all.",
                        gri_ails[ail].name[0] - 'a' + 'A', gri_ails[ail].name + 1, text.at,
                        gri_ails[ail].meaning);
    gri_text_clear(&text);
}

/* A remark that cannot be worked is left out: `units` says why. */
void gri_units_notice(struct gr_session *session, const struct gri_cursor *before)
{
    size_t now = session->view.cursor.t;
    if (session->timeline == NULL || session->hyper.rule != GRI_BACKPROP ||
        session->data->rows > NOTICED / session->net->parameters ||
        (now == before->t && !is_fresh(session, before)) || now < before->t)
        return;
    size_t units = session->net->units;
    struct gri_arena *arena = &session->line;
    struct notice notice = {.session = session,
                            .now = gri_arena_take(arena, units, 1),
                            .then = gri_arena_take(arena, units, 1),
                            .units = gri_arena_take(arena, units, sizeof *notice.units),
                            .since = gri_arena_take(arena, units, sizeof *notice.since)};
    if (notice.now == NULL || notice.then == NULL || notice.units == NULL || notice.since == NULL ||
        find(&notice, before) != GR_OK)
        return;
    for (int ail = 0; ail < GRI_AILS; ail++)
        if (session->alarms == 0 || ail == GRI_AIL_DEAD || ail == GRI_AIL_SATURATED)
            say(&notice, ail); /* that gradients explode is said by then */
}
