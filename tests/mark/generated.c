/* Generated pages of hand work, right ones and ones with mistakes, marked: what is found, and what
 * is said of it. Prints TAP, and the rates as remarks. With GRADUS_LONG all of it, else a sample;
 * GRADUS_FAILED_PAGES names a file for the pages that fail.
 *
 *     generated [right|mistake|digits|two|rubbish [RULE|all [PAGES]]] */
#include "measure/measure.h"

#include "mark/mistake.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct bench bench;
static size_t number, failures;

/* At least so many of a hundred. */
static void ok(size_t good, size_t all, double wanted, const char *sentence)
{
    bool well = all > 0 && 100 * (double)good >= wanted * (double)all;
    printf("%sok %zu - %s: %zu of %zu\n", well ? "" : "not ", ++number, sentence, good, all);
    failures += !well;
    fflush(stdout);
}

static void right_pages(size_t pages)
{
    struct tally slips = {0}, unread = {0};
    measure_right(&bench, pages, &slips, &unread);
    printf("# right pages: %zu, %zu slips on %zu of them, %zu statements not read on %zu\n", pages,
           slips.lines, slips.pages - slips.good, unread.lines, unread.pages - unread.good);
    ok(slips.good, slips.pages, 100, "a right page has no slip");
    ok(unread.good, unread.pages, 100, "a right page is read, all of it");
}

/* Of a hundred; the others are pages on which rounding to two decimals leaves a figure or none. */
static const double NAMED = 99.9;

/* "F1 58, F16 2, operand 1": what was named first, the right one at the head. */
static void print_first(const struct rate *rate, size_t own)
{
    const char *comma = "  ";
    for (size_t n = 0; mistake_at(n) != NULL; n++) {
        size_t row = n == 0 ? own : n <= own ? n - 1 : n;
        if (rate->first[row] == 0)
            continue;
        printf("%s%s %zu", comma, mistake_at(row)->rule, rate->first[row]);
        comma = ", ";
    }
    for (size_t n = 0; n < gri_code_count; n++) {
        if (rate->other[n] == 0)
            continue;
        printf("%s%s %zu", comma, gri_codes[n].name, rate->other[n]);
        comma = ", ";
    }
}

static void print_counts(const char *rule, const char *code, const struct rate *rate)
{
    printf("# %-4s %-18s %6zu %6zu %6zu %6zu %6zu %6zu", rule, code, rate->pages, rate->found,
           rate->named, rate->only, rate->single, rate->sole);
}

static void add(struct rate *all, const struct rate *rate)
{
    all->pages += rate->pages;
    all->found += rate->found;
    all->alone += rate->alone;
    all->follows += rate->follows;
    all->named += rate->named;
    all->only += rate->only;
    all->single += rate->single;
    all->sole += rate->sole;
}

/* The table of confusions: the mistake that was made; on how many pages it was found at its line,
 * named, the only one named; how many leave no other mistake with the same digits ("apart"), and on
 * how many of those it was the only one; what was named first on all of them. */
static void table(size_t pages, const char *wanted, struct rate *all, size_t *made, size_t *rules)
{
    printf("# true mistake             pages  found  named   only  apart   only  named first\n");
    for (size_t n = 0; mistake_at(n) != NULL; n++) {
        struct rate rate = {0};
        const struct mistake *mistake = mistake_at(n);
        if (wanted != NULL && strcmp(mistake->rule, wanted) != 0)
            continue;
        measure_mistake(&bench, mistake, pages, &rate);
        print_counts(mistake->rule, mistake->code, &rate);
        print_first(&rate, n);
        printf("\n");
        add(all, &rate);
        *made += rate.pages > 0;
        ++*rules;
    }
    print_counts("all", "", all);
    printf("\n");
}

static void one_mistake(size_t pages, const char *wanted)
{
    struct rate all = {0};
    size_t made = 0, rules = 0;
    table(pages, wanted, &all, &made, &rules);
    ok(made, rules, 100, "every mistake of the catalogue is made");
    ok(all.found, all.pages, 100, "a mistake is found at its line");
    ok(all.alone, all.pages, 100, "no other line is called a slip");
    ok(all.follows, all.pages, 100, "what differs behind it follows");
    ok(all.named, all.pages, NAMED, "the mistake that was made is among what is named");
    ok(all.sole, all.single, 94, "where no other gives the same digits it alone is named");
}

static void digits(size_t pages)
{
    struct digits_rate written = {0}, copied = {0};
    measure_digits(&bench, false, pages, &written);
    measure_digits(&bench, true, pages, &copied);
    ok(written.found, written.pages, 100, "digits mixed up in what came out are found");
    ok(written.honest, written.pages, 99, "no other story is told of them first");
    ok(copied.found, copied.pages, 100, "digits mixed up in copying are found");
    ok(copied.honest, copied.pages, 99, "no other story is told of those first");
    ok(written.alone + copied.alone, written.pages + copied.pages, 100,
       "no other line is called a slip for them");
}

static void two(size_t pages)
{
    struct pair_rate rate = {0};
    measure_pairs(&bench, pages, &rate);
    ok(rate.both, rate.pages, 95, "two mistakes on a page are both found");
    ok(rate.alone, rate.pages, 99.5, "no other line is called a slip for them");
}

static void rubbish(size_t pages, bool all)
{
    struct rubbish_rate between = {0}, changed = {0}, large = {0};
    measure_between(&bench, pages, &between);
    ok(between.good, between.pages, 100, "lines among rubbish are judged as without it");
    measure_changed(&bench, 10 * pages, &changed);
    ok(changed.good, changed.pages, 100, "pages with bytes changed are marked to their end");
    if (!all)
        return;
    measure_large(&bench, &large);
    printf("# a megabyte took %.2f s at most\n", large.slowest);
    ok(large.good, large.pages, 100, "pages of a megabyte are marked to their end");
}

int main(int argc, char **argv)
{
    bool all = getenv("GRADUS_LONG") != NULL;
    const char *only = argc > 1 ? argv[1] : "", *rule = argc > 2 ? argv[2] : "all";
    size_t pages = argc > 3 ? (size_t)atol(argv[3]) : 0;
    bool every = only[0] == '\0';
    bench_open(&bench);
    if (every || strcmp(only, "right") == 0)
        right_pages(pages > 0 ? pages : all ? 10000 : 300);
    if (every || strcmp(only, "mistake") == 0)
        one_mistake(pages > 0 ? pages : all ? 200 : 4, strcmp(rule, "all") == 0 ? NULL : rule);
    if (every || strcmp(only, "digits") == 0)
        digits(pages > 0 ? pages : all ? 2000 : 100);
    if (every || strcmp(only, "two") == 0)
        two(pages > 0 ? pages : all ? 2000 : 100);
    if (every || strcmp(only, "rubbish") == 0)
        rubbish(pages > 0 ? pages : all ? 500 : 30, all || pages > 0);
    printf("1..%zu\n", number);
    bench_close(&bench);
    return failures == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
