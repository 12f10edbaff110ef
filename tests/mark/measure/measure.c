#include "measure/measure.h"

#include "mark/mistake.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- correct pages ---- */

static void one_right(struct bench *b, struct tally *slips, struct tally *unread)
{
    size_t slipped, missed = 0;
    char wanted[96];
    bench_work(b, &(struct wish){0}, false);
    bench_mark(b);
    slipped = b->marking.strange;
    for (size_t n = 0; n < b->page.count; n++) {
        const struct verdict *verdict = &b->marking.of[n];
        slipped += verdict->verdicts[GRI_SLIP] + verdict->verdicts[GRI_FOLLOWS];
        missed += verdict->verdicts[GRI_UNREAD] > 0 || verdict->judged == 0;
    }
    snprintf(wanted, sizeof wanted, "%zu slips, %zu unread", slipped, missed);
    if (slipped + missed > 0)
        bench_keep(b, wanted);
    slips->pages++;
    unread->pages++;
    slips->good += slipped == 0;
    unread->good += missed == 0;
    slips->lines += slipped;
    unread->lines += missed;
    marking_done(&b->marking);
}

void measure_right(struct bench *b, size_t pages, struct tally *slips, struct tally *unread)
{
    for (size_t n = 0; n < pages; n++) {
        bench_seed(b, "right", n);
        one_right(b, slips, unread);
    }
}

/* ---- one mistake ---- */

/* Is the number clearly another than the right one and than `good`, the page's own without the
 * mistake; and can rounding alone not make the one of the other? */
static bool is_far(const struct bench *b, const struct cell *cell, double good)
{
    double unit = written_unit(cell->text), off = fabs(cell->shown - good);
    struct span span = tree_span(cell->right, b->hand.unit);
    if (cell->at_fault || off <= 10 * unit || off <= 0.2 * fabs(good) ||
        fabs(cell->shown - cell->truth) <= unit)
        return false;
    return good < span.lo - unit || good > span.hi + unit;
}

/* Lines behind it that came out clearly different: do they follow, all of them? */
static bool others_follow(const struct bench *b, const double *good)
{
    for (size_t n = 0; n < b->page.count; n++) {
        const struct said *said = &b->page.said[n];
        const struct verdict *verdict = &b->marking.of[n];
        bool far = false;
        for (size_t c = 0; c < said->count; c++)
            for (size_t k = 0; k < b->hand.lines; k++)
                far = far ||
                      (b->hand.order[k] == said->cells[c] && is_far(b, said->cells[c], good[k]));
        if (far && said->shown == VALUE && verdict->judged > 0 &&
            verdict->verdicts[GRI_FOLLOWS] + verdict->verdicts[GRI_UNREAD] == 0)
            return false;
    }
    return true;
}

static size_t row_of(const char *rule)
{
    size_t n = 0;
    while (mistake_at(n) != NULL && (rule == NULL || strcmp(mistake_at(n)->rule, rule) != 0))
        n++;
    return mistake_at(n) != NULL ? n : MOST_RULES - 1;
}

static size_t row_of_code(const char *code)
{
    size_t n = 0;
    while (strcmp(gri_codes[n].name, code) != 0)
        n++;
    return n;
}

/* What was said of the slip against what was made: is it named, and is it alone? */
struct said_of {
    bool named, only;
};

static struct said_of compare(const struct mistake *mistake, const struct gri_judgement *slip,
                              struct rate *rate)
{
    bool seen[MOST_RULES] = {false};
    for (size_t n = 0; n < slip->reason_count; n++)
        seen[row_of(slip->reasons[n].rule)] = true;
    size_t own = row_of(mistake->rule), others = 0;
    for (size_t n = 0; n + 1 < MOST_RULES; n++)
        others += seen[n] && n != own;
    if (slip->reasons[0].rule != NULL)
        rate->first[row_of(slip->reasons[0].rule)]++;
    else
        rate->other[row_of_code(slip->reasons[0].code)]++;
    return (struct said_of){.named = seen[own], .only = seen[own] && others == 0};
}

static void judge_mistake(struct bench *b, const struct mistake *mistake, struct cell *line,
                          const double *good, struct rate *rate)
{
    bool read = true;
    struct said_of of = {false};
    char wanted[160];
    for (size_t n = 0; n < b->page.count; n++)
        read = read && b->marking.of[n].judged > 0 && b->marking.of[n].verdicts[GRI_UNREAD] == 0;
    const struct verdict *verdict = bench_verdict(b, line);
    bool found = verdict->slip != NULL, alone = bench_others_good(b);
    bool follow = others_follow(b, good), single = !bench_has_twin(b, line, mistake);
    if (found)
        of = compare(mistake, verdict->slip, rate);
    rate->pages++;
    rate->found += found;
    rate->alone += alone;
    rate->follows += follow;
    rate->named += of.named;
    rate->only += of.only;
    rate->single += single;
    rate->sole += single && of.only;
    snprintf(wanted, sizeof wanted, "%s %s in line %zu%s%s%s%s%s%s", mistake->rule, mistake->code,
             bench_said(b, line)->line, found ? "" : " NOT-FOUND", alone ? "" : " OTHERS",
             follow ? "" : " NOT-FOLLOWS", !found || of.named ? "" : " NOT-NAMED",
             of.named && !of.only ? " NOT-ONLY" : "", single ? "" : " has-twins");
    if (!found || !alone || !follow || !of.only || !read)
        bench_keep(b, wanted);
}

/* A problem and a page with the mistake on it; `good`: what its lines show without. */
static struct cell *page_with(struct bench *b, const struct mistake *mistake, double *good)
{
    enum { TRIES = 400 };
    for (int n = 0; n < TRIES; n++) {
        bench_work(b, &mistake->wish, mistake->by_layer);
        for (size_t k = 0; k < b->hand.lines; k++)
            good[k] = b->hand.order[k]->shown;
        struct cell *line = bench_break(b, mistake);
        if (line != NULL)
            return line;
    }
    return NULL;
}

void measure_mistake(struct bench *b, const struct mistake *mistake, size_t pages,
                     struct rate *rate)
{
    static double good[CELLS];
    for (size_t n = 0; n < pages; n++) {
        bench_seed(b, mistake->rule, n);
        struct cell *line = page_with(b, mistake, good);
        if (line == NULL)
            continue;
        bench_mark(b);
        judge_mistake(b, mistake, line, good, rate);
        marking_done(&b->marking);
    }
}

/* ---- digits ---- */

void measure_digits(struct bench *b, bool operand, size_t pages, struct digits_rate *rate)
{
    for (size_t n = 0; n < pages; n++) {
        struct cell *line = NULL;
        bench_seed(b, operand ? "copied" : "digits", n);
        while (line == NULL) {
            bench_work(b, &(struct wish){0}, false);
            line = bench_mix(b, operand);
        }
        bench_mark(b);
        const struct verdict *verdict = bench_verdict(b, line);
        const struct gri_reason *first = verdict->slip != NULL ? verdict->slip->reasons : NULL;
        bool found = first != NULL, alone = bench_others_good(b);
        bool honest = found && (first->rule == NULL || strcmp(first->rule, "F16") == 0);
        rate->pages++;
        rate->found += found;
        rate->honest += honest;
        rate->alone += alone;
        if (!found || !honest || !alone)
            bench_keep(b, !found ? "NOT-FOUND" : !honest ? "STORY" : "OTHERS");
        marking_done(&b->marking);
    }
}

/* ---- two mistakes ---- */

static size_t rows(void)
{
    size_t count = 0;
    while (mistake_at(count) != NULL)
        count++;
    return count;
}

static bool two_mistakes(struct bench *b, struct cell **one, struct cell **other)
{
    size_t count = rows();
    *one = bench_break(b, mistake_at(gri_random_below(&b->random, count)));
    *other = *one != NULL ? bench_break(b, mistake_at(gri_random_below(&b->random, count))) : NULL;
    return *other != NULL && bench_shows(b, *one);
}

void measure_pairs(struct bench *b, size_t pages, struct pair_rate *rate)
{
    for (size_t n = 0; n < pages; n++) {
        struct cell *one, *other;
        bench_seed(b, "two", n);
        do
            bench_work(b, &(struct wish){0}, false);
        while (!two_mistakes(b, &one, &other));
        bench_mark(b);
        bool both = bench_verdict(b, one)->slip != NULL && bench_verdict(b, other)->slip != NULL;
        bool alone = bench_others_good(b);
        char wanted[160];
        snprintf(wanted, sizeof wanted, "%s and %s%s%s", one->text, other->text,
                 both ? "" : " NOT-FOUND", alone ? "" : " OTHERS");
        if (!both || !alone)
            bench_keep(b, wanted);
        rate->pages++;
        rate->both += both;
        rate->alone += alone;
        marking_done(&b->marking);
    }
}
