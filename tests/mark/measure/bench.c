#include "measure/measure.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

void bench_open(struct bench *b)
{
    const char *path = getenv("GRADUS_FAILED_PAGES");
    pool_open(&b->hand.pool);
    page_open(&b->page);
    marking_open(&b->marking);
    b->failed = path != NULL ? fopen(path, "w") : NULL;
}

void bench_close(struct bench *b)
{
    if (b->failed != NULL)
        fclose(b->failed);
    marking_close(&b->marking);
    page_close(&b->page);
    pool_close(&b->hand.pool);
}

void bench_seed(struct bench *b, const char *population, uint64_t seed)
{
    uint64_t stream = 0;
    for (const char *c = population; *c != '\0'; c++)
        stream = 31 * stream + (unsigned char)*c;
    b->population = population;
    b->seed = seed;
    gri_random_seed(&b->random, seed, stream);
}

static bool coin(struct bench *b, double chance)
{
    return gri_random_unit(&b->random) < chance;
}

void bench_manner(struct bench *b, struct manner *m)
{
    *m = (struct manner){
        .policy = {.decimals = 2 + (int)gri_random_below(&b->random, 5),
                   .habit = (enum habit)gri_random_below(&b->random, HABITS),
                   .in_full = coin(b, 0.5),
                   .trimmed = coin(b, 0.3),
                   .pointed = coin(b, 0.05)},
        .z_written = coin(b, 0.8),
        .e_written = coin(b, 0.5),
        .slope_written = coin(b, 0.5),
        .back_written = coin(b, 0.6),
        .delta_written = coin(b, 0.7),
        .part_written = coin(b, 0.3),
        .sigmoid_spelled = coin(b, 0.5),
        .weight_first = coin(b, 0.3),
        .factored = coin(b, 0.6),
        .by_layer = coin(b, 0.4),
        .fraction_first = coin(b, 0.6),
    };
    page_draw(&b->page, &b->random);
}

void bench_mark(struct bench *b)
{
    page_type(&b->page, &b->hand, &b->random);
    marking_run(&b->marking, &b->task, &b->page);
}

void bench_keep(struct bench *b, const char *wanted)
{
    enum { ROOM = 4096 };
    static const char *const habits[] = {"half-up", "half-even", "truncate"};
    char commands[ROOM];
    struct gri_text told;
    const struct policy *policy = &b->hand.manner.policy;
    if (b->failed == NULL)
        return;
    gri_text_init(&told);
    task_commands(&b->task, commands, sizeof commands);
    marking_tell(&told, &b->marking);
    fprintf(b->failed, "=== %s %llu: %s (%d decimals, %s, %s)\n%s--- page\n", b->population,
            (unsigned long long)b->seed, wanted, policy->decimals, habits[policy->habit],
            policy->in_full ? "carried in full" : "rounded as written", commands);
    fwrite(b->page.text.at, 1, b->page.text.length, b->failed);
    fprintf(b->failed, "--- said\n%s\n", told.at);
    gri_text_clear(&told);
}

/* Outside of what rounding can make of the right formula, and not right by chance. */
bool bench_shows(const struct bench *b, const struct cell *line)
{
    double unit = written_unit(line->text), slack = 2 * fmax(unit, b->hand.unit);
    struct span span = tree_span(line->right, b->hand.unit);
    if (!isfinite(span.lo) || !isfinite(span.hi))
        return false;
    slack += (span.hi - span.lo) / 2;
    return (line->shown < span.lo - slack || line->shown > span.hi + slack) &&
           fabs(line->shown - line->truth) > slack;
}

const struct said *bench_said(const struct bench *b, const struct cell *line)
{
    for (size_t n = 0; n < b->page.count; n++)
        for (size_t c = 0; c < b->page.said[n].count; c++)
            if (b->page.said[n].cells[c] == line)
                return &b->page.said[n];
    abort();
}

const struct verdict *bench_verdict(const struct bench *b, const struct cell *line)
{
    return &b->marking.of[bench_said(b, line) - b->page.said];
}

bool bench_others_good(const struct bench *b)
{
    bool good = b->marking.strange == 0;
    for (size_t n = 0; n < b->page.count; n++) {
        bool faulty = false;
        for (size_t c = 0; c < b->page.said[n].count; c++)
            faulty = faulty || b->page.said[n].cells[c]->at_fault;
        good = good && (faulty || b->marking.of[n].slip == NULL);
    }
    return good;
}
