/* What is measured of generated pages, and where those that fail are kept. */
#ifndef GRADUS_TEST_MARK_MEASURE_H
#define GRADUS_TEST_MARK_MEASURE_H

#include "measure/marking.h"
#include "wrong/mistake.h"

#include <stdint.h>
#include <stdio.h>

struct bench {
    struct hand hand;
    struct task task;
    struct page page;
    struct marking marking;
    struct gri_random random;
    FILE *failed; /* or NULL */
    const char *population;
    uint64_t seed;
};

void bench_open(struct bench *bench);
void bench_close(struct bench *bench);

/* From now on everything is drawn for this page. */
void bench_seed(struct bench *bench, const char *population, uint64_t seed);

/* A problem, how it is worked and how the page looks: drawn. */
void bench_work(struct bench *bench, const struct wish *wish, bool by_layer);
void bench_manner(struct bench *bench, struct manner *manner);

/* Make a mistake somewhere where it shows: the line, or NULL. */
struct cell *bench_break(struct bench *bench, const struct mistake *mistake);

/* Mix up digits of a number of four figures: in what came out, or in copying an operand. */
struct cell *bench_mix(struct bench *bench, bool operand);

/* Type and mark it. To be ended with marking_done. */
void bench_mark(struct bench *bench);

/* Keep the page, with what was wanted and what was said. */
void bench_keep(struct bench *bench, const char *wanted);

/* Can it be told from rounding that the line is wrong? */
bool bench_shows(const struct bench *bench, const struct cell *line);

/* A line's statement, and the verdict on it. */
const struct said *bench_said(const struct bench *bench, const struct cell *line);
const struct verdict *bench_verdict(const struct bench *bench, const struct cell *line);

/* Is no other line than these called a slip? */
bool bench_others_good(const struct bench *bench);

/* Correct pages: without slips, and all read. */
struct tally {
    size_t pages, good, lines;
};
void measure_right(struct bench *bench, size_t pages, struct tally *slips, struct tally *unread);

/* Does another mistake of the catalogue give the very same digits at this line? */
bool bench_has_twin(struct bench *bench, const struct cell *line, const struct mistake *own);

/* Pages with one mistake of the catalogue. `single`: it has no twin; `sole`: and nothing else is
 * named. */
enum { MOST_RULES = 128, MOST_CODES = 32 };
struct rate {
    size_t pages, found, alone, follows, named, only, single, sole;
    size_t first[MOST_RULES]; /* which rule was named first, by row */
    size_t other[MOST_CODES]; /* which code without a rule was, by row of gri_codes */
};
void measure_mistake(struct bench *bench, const struct mistake *mistake, size_t pages,
                     struct rate *rate);

/* Pages with digits mixed up; `honest`: no story is told before that. */
struct digits_rate {
    size_t pages, found, honest, alone;
};
void measure_digits(struct bench *bench, bool operand, size_t pages, struct digits_rate *rate);

/* Pages with two mistakes. */
struct pair_rate {
    size_t pages, both, alone;
};
void measure_pairs(struct bench *bench, size_t pages, struct pair_rate *rate);

/* Right pages with rubbish between their lines: those are judged as before. Pages with bytes
 * changed, and pages of rubbish: marking comes to an end. */
struct rubbish_rate {
    size_t pages, good;
    double slowest; /* seconds for a page of a megabyte */
};
void measure_between(struct bench *bench, size_t pages, struct rubbish_rate *rate);
void measure_changed(struct bench *bench, size_t pages, struct rubbish_rate *rate);
void measure_large(struct bench *bench, struct rubbish_rate *rate);

#endif
