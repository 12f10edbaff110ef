/* A line cut at its `=`: what is left of the first, and a segment behind each. */
#include "mark/read/read.h"
#include "mark/read/words.h"

#include <string.h>

/* Statements of the part at hand. */
struct chain {
    struct gri_reading *reading;
    const char *text;
    size_t to;
    struct gri_claim *claim; /* NULL: prose */
    bool lead;               /* words stood before its name */
};

/* The first of this sign at or after `at`, outside of brackets; `to`: none. */
static size_t find(const struct gri_reading *reading, size_t at, size_t to, char sign)
{
    while (at < to && (reading->plain.text.at[at] != sign || reading->depths.at[at] != 0))
        at++;
    return at;
}

static size_t skip(const char *text, size_t at, size_t to)
{
    while (at < to && text[at] == ' ')
        at++;
    return at;
}

static size_t trim_end(const char *text, size_t from, size_t to)
{
    while (to > from && strchr(" .,:;!?*", text[to - 1]) != NULL)
        to--;
    return to;
}

static bool has_digit(const char *text, size_t from, size_t to)
{
    for (size_t n = from; n < to; n++)
        if (text[n] >= '0' && text[n] <= '9')
            return true;
    return false;
}

/* Is there something to read: more than the blank of a worksheet? */
static bool written(const char *text, size_t from, size_t to)
{
    for (size_t n = from; n < to; n++)
        if (strchr(" _.?", text[n]) == NULL)
            return true;
    return false;
}

static enum gr_status fill(struct chain *c, struct gri_segment *segment, size_t from, size_t to,
                           struct gr_err *err)
{
    struct gri_reading *reading = c->reading;
    struct gr_err why = {0};
    const struct gri_expr *expr;
    GRI_TRY(gri_reading_parse(reading, c->text, from, to, &expr, &why));
    *segment = (struct gri_segment){.expr = expr};
    segment->written = gri_plain_written(reading, from, to, &segment->spot);
    segment->plain = gri_reading_kept(reading);
    if (expr == NULL) {
        segment->problem = gri_arena_copy(reading->arena, why.message, strlen(why.message));
        segment->bad = why.column > 0 ? gri_plain_spot(reading, why.column - 1) : segment->spot;
    }
    if (segment->written == NULL || segment->plain == NULL ||
        (expr == NULL && segment->problem == NULL))
        return gri_fail_memory(err, "a page");
    return GR_OK;
}

/* A parameter is given; what is worked out by plus or minus is its new value: w5 = 2 - 0.001(-487).
 */
static enum gr_status make_new(struct chain *c, const struct gri_segment *segment,
                               struct gr_err *err)
{
    const struct gri_expr *left = c->claim->left, *expr = segment->expr;
    if (left == NULL || left->kind != GRI_SYMBOL || expr == NULL ||
        (expr->kind != GRI_ADD && expr->kind != GRI_SUBTRACT))
        return GR_OK;
    const struct gri_quantity *q = &left->symbol->asked.of;
    if (left->symbol->asked.derivative || !gri_quantity_is_parameter(q) || q->whole || q->made)
        return GR_OK;
    struct gri_symbol *symbol = gri_arena_take(c->reading->arena, 1, sizeof *symbol);
    struct gri_expr *made = gri_arena_take(c->reading->arena, 1, sizeof *made);
    if (symbol == NULL || made == NULL)
        return gri_fail_memory(err, "a page");
    *symbol = *left->symbol;
    symbol->asked.of.made = true;
    *made = *left;
    made->symbol = symbol;
    c->claim->left = made;
    return GR_OK;
}

/* The claim is one of the page when something behind it reads, or is at least about numbers. */
static enum gr_status add(struct chain *c, size_t from, size_t to, struct gr_err *err)
{
    from = skip(c->text, from, c->to);
    to = trim_end(c->text, from, to);
    if (c->claim == NULL || !written(c->text, from, to))
        return GR_OK;
    struct gri_segment *segment = gri_reading_segment(c->reading, c->claim);
    if (segment == NULL)
        return gri_fail_memory(err, "a page");
    GRI_TRY(fill(c, segment, from, to, err));
    if (c->claim->count == 1)
        GRI_TRY(make_new(c, segment, err));
    if (segment->expr == NULL && c->claim->count == 1 && c->lead)
        c->claim = NULL;
    else if (segment->expr != NULL || (has_digit(c->text, from, to) && !c->lead))
        gri_reading_keep(c->reading, c->claim);
    return GR_OK;
}

/* How far a number is on the way through forward pass, loss, backward pass and update. */
static size_t stage(const struct gri_reading *reading, const struct gri_asked *asked)
{
    const struct gri_quantity *q = asked->derivative ? &asked->by : &asked->of;
    size_t depth = reading->view.net->depth, loss = 2 * depth + 3, back = 3 * (depth - q->layer);
    if (q->made)
        return loss + 3 * depth + 1;
    switch (q->what) {
    case GRI_Q_PRODUCT:
    case GRI_Q_SUM:
        return asked->derivative ? loss + back - 1 : 2 * q->layer + 1;
    case GRI_Q_OUT:
        return asked->derivative ? loss + back - 2 : 2 * q->layer + 2;
    case GRI_Q_ERROR:
        return loss - 2;
    case GRI_Q_TERM:
        return loss - 1;
    case GRI_Q_LOSS:
        return loss;
    default:
        return asked->derivative ? loss + back : 0;
    }
}

static const struct gri_symbol *first_name(const struct gri_claim *claim)
{
    const struct gri_expr *left = claim != NULL ? claim->left : NULL;
    if (left != NULL && left->kind == GRI_MATRIX)
        left = left->items[0];
    return left != NULL && left->kind == GRI_SYMBOL && left->symbol->unknown == NULL ? left->symbol
                                                                                     : NULL;
}

/* Does a number end there, or brackets: not the 5 of z_5 or the [2] of z[2]? */
static bool ends_number(const char *text, size_t from, size_t to)
{
    size_t at = to;
    if (to > from && text[to - 1] == ')')
        return true;
    if (to > from && text[to - 1] == ']') {
        while (at > from && text[at - 1] != '[')
            at--;
        at -= at > from;
    } else {
        while (at > from && ((text[at - 1] >= '0' && text[at - 1] <= '9') || text[at - 1] == '.'))
            at--;
    }
    return at < to && (at == from || strchr(" (-+*/^=", text[at - 1]) != NULL);
}

/* "12.4 h2" is a product, but not behind `h1 =`, whose working cannot have h2 in it: where the
 * name of the next statement begins, and in `*cut` the end of this one; `to`: there is none. */
static enum gr_status next_name(struct chain *c, size_t from, size_t to, size_t *cut, size_t *next,
                                struct gr_err *err)
{
    struct gri_reading *reading = c->reading;
    const struct gri_symbol *here = first_name(c->claim), *after;
    struct gri_claim *claim;
    bool lead;
    size_t end = to, at, stop;
    *next = to;
    while (end > from && c->text[end - 1] == ' ')
        end--;
    for (at = end; at > from && (c->text[at - 1] != ' ' || reading->depths.at[at - 1] > 0);)
        at--;
    for (stop = at; stop > from && c->text[stop - 1] == ' ';)
        stop--;
    if (here == NULL || reading->view.net == NULL || at == end || !ends_number(c->text, from, stop))
        return GR_OK;
    GRI_TRY(gri_read_left(reading, at, end, &claim, &lead, err));
    after = first_name(claim);
    if (after == NULL || lead || stage(reading, &here->asked) > stage(reading, &after->asked))
        return GR_OK;
    *next = at;
    *cut = stop;
    return GR_OK;
}

/* What stands between two `=`: the end of one statement and perhaps the name of the next. */
static enum gr_status between(struct chain *c, size_t from, size_t to, struct gr_err *err)
{
    size_t rest, cut = gri_remark(c->reading, from, to, true, &rest);
    if (cut == to)
        GRI_TRY(next_name(c, from, to, &cut, &rest, err));
    if (cut == to)
        return add(c, from, to, err);
    if (!written(c->text, rest, to))
        return add(c, from, cut, err);
    struct chain next = *c;
    GRI_TRY(gri_read_left(c->reading, rest, to, &next.claim, &next.lead, err));
    bool comma = c->text[cut] == ',' && gri_prose_word(c->reading, skip(c->text, rest, to), to) > 0;
    bool words = next.claim == NULL && (comma || gri_only_words(c->reading, rest, to));
    GRI_TRY(add(c, from, next.claim != NULL || words ? cut : to, err));
    if (next.claim != NULL)
        *c = next;
    else if (comma)
        c->claim = NULL; /* "= 54.6, the sum of all = 5" */
    return GR_OK;
}

/* "The targets, from y = 3x1 + 2x2:" is about what comes. */
static bool introduces(const char *text, size_t to)
{
    while (to > 0 && text[to - 1] == ' ')
        to--;
    return to > 0 && text[to - 1] == ':';
}

/* The statements between two semicolons. */
static enum gr_status read_chain(struct chain *c, size_t from, struct gr_err *err)
{
    struct gri_reading *reading = c->reading;
    size_t equals = find(reading, from, c->to, '=');
    bool goes_on = skip(c->text, from, equals) == equals;
    c->claim = goes_on ? reading->open : NULL;
    c->lead = false;
    if (!goes_on)
        GRI_TRY(gri_read_left(reading, from, trim_end(c->text, from, equals), &c->claim, &c->lead,
                              err));
    if (c->lead && introduces(c->text, c->to))
        c->claim = NULL;
    while (equals < c->to) {
        size_t next = find(reading, equals + 1, c->to, '=');
        if (next < c->to) {
            GRI_TRY(between(c, equals + 1, next, err));
        } else {
            size_t rest;
            GRI_TRY(add(c, equals + 1, gri_remark(reading, equals + 1, next, false, &rest), err));
        }
        equals = next;
    }
    reading->open = c->claim;
    return GR_OK;
}

enum gr_status gri_read_statements(struct gri_reading *reading, struct gr_err *err)
{
    struct chain c = {.reading = reading, .text = reading->plain.text.at};
    size_t length = reading->plain.text.length;
    for (size_t from = 0; from < length; from = c.to + 1) {
        c.to = find(reading, from, length, ';');
        if (skip(c.text, from, c.to) < c.to && written(c.text, from, c.to))
            GRI_TRY(read_chain(&c, from, err));
    }
    return GR_OK;
}
