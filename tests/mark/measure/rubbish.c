/* Rubbish on pages, and pages of rubbish. */
#include "measure/measure.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Lines that say nothing of the problem. */
static const char *const lines[] = {
    "((((((((((((((((((((((((((((((((((((((((",
    ")))) = ((((",
    "h1 = (16)(0.5 + ",
    "]]]]]] = {{{{{{",
    "= = = = = = =",
    "h1 = \xff\xfe 3",
    "z99 = 1e999999999999999999999",
    "q = 1/0 = 0/0",
    "\\frac{\\frac{\\frac{",
    "$$$$$$$$ h1 $",
    "h1 = $\\sum_{i=1}^",
    "w1 = ^^^^",
    "| a | b |\n|---|---|\n| 1 | = |",
    "\xf0\x9f\x98\x80 = \xf0\x9f\x98\x80",
    "h1 = 3 \xc3",
    "////// h1 ////// = //////",
    "- - - - -",
    "5 = 5 = 5",
    "h1[99999999999999999999] = 3",
    "dL/d = 3",
    "e^e^e^e^e^e^e^e^ = ",
    "yhat = [1 2 3; 4 5",
    "Epoch",
    "Sample: ",
    "| |",
};
enum { LINES = sizeof lines / sizeof *lines };

static size_t lines_of(const char *text)
{
    size_t count = 0;
    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

/* Put rubbish, and a blank line around it, between the lines that begin statements. */
static void strew(struct bench *b, struct gri_text *out)
{
    const char *text = b->page.text.at, *end = text + b->page.text.length;
    size_t line = 1, added = 0, next = 0;
    while (text < end) {
        size_t length = strcspn(text, "\n") + 1;
        bool begins = false;
        while (next < b->page.count && b->page.said[next].line == line) {
            begins = begins || b->page.said[next].ordinal == 0;
            b->page.said[next++].line += added;
        }
        bool table = text[0] == '|';
        if (begins && !table && gri_random_below(&b->random, 4) == 0) {
            const char *rubbish = lines[gri_random_below(&b->random, LINES)];
            gri_text_addf(out, "\n%s\n\n", rubbish);
            size_t more = 3 + lines_of(rubbish);
            added += more;
            for (size_t n = next; n-- > 0 && b->page.said[n].line == line + added - more;)
                b->page.said[n].line += more;
        }
        gri_text_add_bytes(out, text, length);
        text += length;
        line++;
    }
}

static size_t judged_well(const struct bench *b)
{
    size_t good = 0;
    for (size_t n = 0; n < b->page.count; n++)
        good += b->marking.of[n].judged > 0 && b->marking.of[n].slip == NULL &&
                b->marking.of[n].verdicts[GRI_FOLLOWS] == 0;
    return good;
}

void measure_between(struct bench *b, size_t pages, struct rubbish_rate *rate)
{
    for (size_t n = 0; n < pages; n++) {
        struct gri_text text;
        gri_text_init(&text);
        bench_seed(b, "between", n);
        bench_work(b, &(struct wish){0}, false);
        bench_mark(b);
        size_t before = judged_well(b);
        marking_done(&b->marking);
        strew(b, &text);
        struct gri_text kept = b->page.text;
        b->page.text = text;
        marking_run(&b->marking, &b->task, &b->page);
        rate->pages++;
        rate->good += judged_well(b) >= before;
        if (judged_well(b) < before)
            bench_keep(b, "RUBBISH");
        marking_done(&b->marking);
        b->page.text = kept;
        gri_text_clear(&text);
    }
}

/* ---- bytes changed ---- */

static void splice(struct bench *b, char *text, size_t length)
{
    static const char signs[] = "()[]{}=+-*/^.,;|$\\_'0123456789eEdxywhzLN \n\t\xff\xc3\x80";
    size_t at = gri_random_below(&b->random, length), from, run;
    switch (gri_random_below(&b->random, 4)) {
    case 0:
        text[at] = signs[gri_random_below(&b->random, sizeof signs)];
        break;
    case 1:
        text[at] = (char)gri_random_below(&b->random, 256);
        break;
    case 2: /* a piece of the page over another */
        from = gri_random_below(&b->random, length);
        run = gri_random_below(&b->random, 60);
        run = run > length - at ? length - at : run;
        run = run > length - from ? length - from : run;
        memmove(text + at, text + from, run);
        break;
    default: /* the same sign many times */
        run = gri_random_below(&b->random, 40);
        run = run > length - at ? length - at : run;
        memset(text + at, signs[gri_random_below(&b->random, sizeof signs)], run);
    }
}

static double seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* Mark these bytes; nothing stands behind the last. */
static void mark_bytes(struct bench *b, const char *text, size_t length, struct rubbish_rate *rate)
{
    char *exact = malloc(length > 0 ? length : 1);
    if (exact == NULL)
        abort();
    memcpy(exact, text, length);
    double start = seconds();
    marking_bytes(&b->marking, &b->task, exact, length);
    double took = seconds() - start;
    rate->pages++;
    rate->good += b->marking.marked.count == b->marking.sheet.segments;
    if (took > rate->slowest)
        rate->slowest = took;
    marking_done(&b->marking);
    free(exact);
}

void measure_changed(struct bench *b, size_t pages, struct rubbish_rate *rate)
{
    enum { MOST = 20 };
    for (size_t n = 0; n < pages; n++) {
        bench_seed(b, "changed", n);
        bench_work(b, &(struct wish){0}, false);
        page_type(&b->page, &b->hand, &b->random);
        size_t changes = 1 + gri_random_below(&b->random, MOST);
        for (size_t k = 0; k < changes && b->page.text.length > 0; k++)
            splice(b, b->page.text.at, b->page.text.length);
        mark_bytes(b, b->page.text.at, b->page.text.length, rate);
    }
}

/* ---- a megabyte ---- */

enum { MEGABYTE = 1000000 };

static void fill(struct gri_text *text, const char *piece)
{
    gri_text_reset(text);
    while (text->length < MEGABYTE)
        gri_text_add(text, piece);
}

void measure_large(struct bench *b, struct rubbish_rate *rate)
{
    static const char *const pieces[] = {
        "h1 = 12.4\n",
        "(",
        "h1 = (",
        "h1 = 1 + ",
        "=",
        "[1 2; ",
        "h1 = h1 + w1*x1 + ",
        "\\frac{",
        "e^",
        "| 1 ",
        "$",
        "w1_new = 2 - 0.1*3 = 1.7\n",
        "Sample 1\n",
        "\xff",
        "Σ(",
        "1e9",
        "h1 = 3 = ",
        "-",
        "h1 = 3, ",
        "dL/dw1 = ",
        "z1 = 0.1\nh1 = 0.2\nyhat = 0.3\n\n",
        "* ",
        "a = b\n",
        "'",
        "x1[1",
    };
    struct gri_text text;
    gri_text_init(&text);
    bench_seed(b, "large", 0);
    bench_work(b, &(struct wish){.samples = 3, .depth = 2, .bias = true}, false);
    for (size_t n = 0; n < sizeof pieces / sizeof *pieces; n++) {
        fill(&text, pieces[n]);
        mark_bytes(b, text.at, MEGABYTE, rate);
    }
    /* Lines of ten thousand characters. */
    for (size_t n = 0; n < sizeof pieces / sizeof *pieces; n++) {
        fill(&text, pieces[n]);
        for (size_t k = 10000; k < MEGABYTE; k += 10000)
            text.at[k] = '\n';
        mark_bytes(b, text.at, MEGABYTE, rate);
    }
    page_type(&b->page, &b->hand, &b->random);
    fill(&text, b->page.text.at);
    mark_bytes(b, text.at, MEGABYTE, rate);
    gri_text_clear(&text);
}
