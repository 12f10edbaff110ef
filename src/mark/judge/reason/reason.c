/* Reasons: how a slip can have come about. */
#include "mark/judge/judge.h"

#include "explain/name/notation.h"

#include <stdarg.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

const char *gri_judge_name(struct gri_judge *j, const struct gri_frame *frame,
                           const struct gri_node *node)
{
    struct gri_symbol symbol = {.asked = gri_node_asked(&j->course, frame, node)};
    struct gri_quantity *q = &symbol.asked.of;
    struct gri_text text;
    if (!j->epochs)
        q->epoch = q->iteration = 0;
    else if (gri_timeline_epoch_length(j->view->timeline, 0) == 1)
        q->iteration = 0;
    gri_text_init(&text);
    if (node->kind == GRI_N_TERM) { /* has no name of its own */
        q->what = GRI_Q_ERROR;
        gri_name_spell(j->view, &symbol, false, GRI_TEXT, &text);
        gri_text_add(&text, "²");
    } else {
        gri_name_spell(j->view, &symbol, false, GRI_TEXT, &text);
    }
    const char *name = text.failed ? NULL : gri_arena_copy(j->arena, text.at, text.length);
    gri_text_clear(&text);
    return name;
}

const char *gri_judge_number(struct gri_judge *j, double number, double unit)
{
    struct gri_text text;
    int decimals = 0;
    for (double u = 1; u > unit * 1.5 && decimals < 12; u /= 10)
        decimals++;
    gri_text_init(&text);
    if (unit == 0)
        gri_format_shown(&text, number, j->view->digits > 6 ? j->view->digits : 6);
    else
        gri_format_shown(&text, number, decimals);
    const char *made = text.failed ? NULL : gri_arena_copy(j->arena, text.at, text.length);
    gri_text_clear(&text);
    return made;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static enum gr_status grow(struct gri_judge *j, struct gri_reasons *reasons)
{
    size_t room = reasons->room == 0 ? 8 : 2 * reasons->room;
    if (reasons->count < reasons->room)
        return GR_OK;
    struct gri_reason *at = gri_arena_take(j->arena, room, sizeof *at);
    struct gri_likely *likely = gri_arena_take(j->arena, room, sizeof *likely);
    if (at == NULL || likely == NULL)
        return gri_fail_memory(j->err, "marking");
    if (reasons->count > 0) {
        memcpy(at, reasons->at, reasons->count * sizeof *at);
        memcpy(likely, reasons->likely, reasons->count * sizeof *likely);
    }
    reasons->at = at;
    reasons->likely = likely;
    reasons->room = room;
    return GR_OK;
}

/* The same once more: true where this time it is likelier, and so says it better. */
static bool again(struct gri_likely *likely, size_t cell, double weight)
{
    bool better = weight < likely->weight;
    likely->weight = better ? weight : likely->weight;
    likely->cells += likely->last != cell;
    likely->last = cell;
    return better;
}

enum gr_status gri_reason_add(struct gri_judge *j, struct gri_reasons *reasons, double weight,
                              const char *code, enum gri_mistake rule, const char *where,
                              const char *format, ...)
{
    const char *id = rule == GRI_NO_MISTAKE ? NULL : gri_mistakes[rule].id;
    char sentence[512];
    va_list arguments;
    size_t at = 0;
    while (at < reasons->count &&
           !(same_text(reasons->at[at].code, code) && same_text(reasons->at[at].rule, id)))
        at++;
    if (at < reasons->count && !again(&reasons->likely[at], reasons->cell, weight))
        return GR_OK;
    GRI_TRY(grow(j, reasons));
    va_start(arguments, format);
    int length = vsnprintf(sentence, sizeof sentence, format, arguments);
    va_end(arguments);
    size_t used = length < 0                         ? 0
                  : (size_t)length < sizeof sentence ? (size_t)length
                                                     : sizeof sentence - 1;
    const char *message = gri_arena_copy(j->arena, sentence, used);
    if (message == NULL)
        return gri_fail_memory(j->err, "marking");
    reasons->at[at] = (struct gri_reason){code, id, message, where};
    if (at == reasons->count)
        reasons->likely[reasons->count++] = (struct gri_likely){weight, 1, reasons->cell};
    return GR_OK;
}

/* Of a matrix, what explains most of the slips comes first, and what explains one of many is
 * chance.
 */
static double rank(const struct gri_reasons *reasons, size_t n)
{
    const struct gri_likely *likely = &reasons->likely[n];
    return likely->weight + (double)(reasons->slips - likely->cells);
}

static void exchange(struct gri_reasons *reasons, size_t a, size_t b)
{
    struct gri_reason reason = reasons->at[a];
    struct gri_likely likely = reasons->likely[a];
    reasons->at[a] = reasons->at[b];
    reasons->likely[a] = reasons->likely[b];
    reasons->at[b] = reason;
    reasons->likely[b] = likely;
}

void gri_reasons_sort(struct gri_reasons *reasons)
{
    size_t kept = 0;
    for (size_t n = 1; n < reasons->count; n++) /* by insertion: a handful */
        for (size_t k = n; k > 0 && rank(reasons, k) < rank(reasons, k - 1); k--)
            exchange(reasons, k, k - 1);
    for (size_t n = 0; n < reasons->count; n++) {
        bool chance = 2 * reasons->likely[n].cells < reasons->slips ||
                      strcmp(reasons->at[n].code, "unexplained") == 0;
        if (n == 0 || !chance)
            exchange(reasons, n, kept++);
    }
    reasons->count = kept;
}

/* Numbers computed for a page, after which slips are only found: a page of nothing but slips about
 * a large network would take minutes. */
static const size_t work_most = 2000000;

/* Nothing of the catalogue: the value does not come of its working, or nobody knows. */
static enum gr_status last_resort(struct gri_judge *j, const struct gri_suspect *s,
                                  struct gri_reasons *reasons)
{
    if (s->unit > 0 && s->working != NULL)
        return gri_reason_add(j, reasons, 5, "arithmetic", GRI_NO_MISTAKE, NULL,
                              "the working does not come to this");
    return gri_reason_add(j, reasons, 6, "unexplained", GRI_NO_MISTAKE, NULL,
                          "how this came about is not known");
}

/* Of rules; where none fits and the number may have been truncated, of that too. */
static enum gr_status of_rules(struct gri_judge *j, const struct gri_suspect *s,
                               struct gri_reasons *reasons)
{
    size_t before = reasons->count;
    GRI_TRY(gri_reasons_of_rules(j, s, reasons));
    if (reasons->count > before || s->unit == 0 || j->course.truncates)
        return GR_OK;
    struct gri_suspect wide = *s;
    double more = fmax(0, s->unit / 2 - 4e-9 * fabs(s->value)); /* not the next number itself */
    wide.lo -= s->value < 0 ? more : 0;
    wide.hi += s->value > 0 ? more : 0;
    return gri_reasons_of_rules(j, &wide, reasons);
}

enum gr_status gri_reasons_find(struct gri_judge *j, const struct gri_suspect *s,
                                struct gri_reasons *reasons)
{
    size_t before = reasons->count;
    bool tired = j->course.work > work_most;
    if (s->element->any && !tired)
        GRI_TRY(of_rules(j, s, reasons));
    bool ruled = reasons->count > before;
    if (s->unit > 0)
        GRI_TRY(gri_reasons_of_digits(j, s, ruled, reasons));
    else if (!tired)
        GRI_TRY(gri_reasons_of_operands(j, s, ruled, reasons));
    if (s->element->any && !tired && reasons->count == before)
        GRI_TRY(gri_reasons_inside(j, s, reasons));
    return reasons->count > before ? GR_OK : last_resort(j, s, reasons);
}
