/* Headings: sample, iteration and epoch, in words. */
#include "mark/read/read.h"

#include <string.h>

enum part { EPOCH, ITERATION, SAMPLE, PARTS };

/* `strict`: a word that also heads exercises, so that only a sample that exists is meant. */
static const struct {
    const char *word;
    enum part part;
    bool strict;
} words[] = {
    {"epoch", EPOCH, false},
    {"epochs", EPOCH, false},
    {"epoche", EPOCH, false},
    {"iteration", ITERATION, false},
    {"iter", ITERATION, false},
    {"sample", SAMPLE, false},
    {"training sample", SAMPLE, false},
    {"row", SAMPLE, false},
    {"data point", SAMPLE, false},
    {"datapoint", SAMPLE, false},
    {"data row", SAMPLE, false},
    {"instance", SAMPLE, false},
    {"observation", SAMPLE, false},
    {"datenpunkt", SAMPLE, false},
    {"stichprobe", SAMPLE, false},
    {"example", SAMPLE, true},
    {"training example", SAMPLE, true},
    {"beispiel", SAMPLE, true},
    {"pattern", SAMPLE, true},
    {"s", SAMPLE, true},
};

static const char *const numbers[] = {"one", "two",   "three", "four", "five",
                                      "six", "seven", "eight", "nine", "ten"};
static const char *const ordinals[][2] = {
    {"first", "1st"}, {"second", "2nd"},  {"third", "3rd"},  {"fourth", "4th"}, {"fifth", "5th"},
    {"sixth", "6th"}, {"seventh", "7th"}, {"eighth", "8th"}, {"ninth", "9th"},  {"tenth", "10th"}};

struct line {
    const char *text;
    size_t length;
};

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool is_letter(char c)
{
    return lower(c) >= 'a' && lower(c) <= 'z';
}

/* Is this word here, in any case, and no longer one? */
static size_t word_here(const struct line *line, size_t at, const char *word)
{
    size_t n = 0;
    while (word[n] != '\0' && at + n < line->length && lower(line->text[at + n]) == word[n])
        n++;
    bool ends = at + n >= line->length || !is_letter(line->text[at + n]);
    return word[n] == '\0' && ends ? n : 0;
}

static size_t any_of(const struct line *line, size_t at, const char *signs)
{
    while (at < line->length && line->text[at] != '\0' && strchr(signs, line->text[at]) != NULL)
        at++;
    return at;
}

/* The row of `words` that is here, and the bytes of it; 0: none. */
static size_t part_here(const struct line *line, size_t at, size_t *row)
{
    for (*row = 0; *row < sizeof words / sizeof *words; ++*row) {
        size_t used = word_here(line, at, words[*row].word);
        if (used > 0)
            return used;
    }
    return 0;
}

/* "2nd" at `at`: where the word behind it begins; 0: none. */
static size_t ordinal_here(const struct line *line, size_t at, size_t *number)
{
    for (*number = 1; *number <= sizeof ordinals / sizeof *ordinals; ++*number)
        for (size_t n = 0; n < 2; n++) {
            size_t used = word_here(line, at, ordinals[*number - 1][n]);
            if (used > 0)
                return any_of(line, at + used, " \t");
        }
    return 0;
}

/* "2", "#2", ": 2", "no. 2", "two", "2/3" at `at`: where it ends; 0: no number. */
static size_t number_here(const struct line *line, size_t at, size_t *number)
{
    enum { MOST = 7 };
    at = any_of(line, at, " \t:#=._-*[(");
    static const char *const fillers[] = {"number", "no", "nr"};
    if (line->length - at > 3 && memcmp(line->text + at, "№", 3) == 0)
        at = any_of(line, at + 3, " .:");
    for (size_t n = 0; n < 3; n++) {
        size_t used = word_here(line, at, fillers[n]);
        at = used > 0 ? any_of(line, at + used, " .:#") : at;
    }
    for (size_t n = 0; n < sizeof numbers / sizeof *numbers; n++) {
        size_t used = word_here(line, at, numbers[n]);
        if (used > 0) {
            *number = n + 1;
            return at + used;
        }
    }
    size_t digits = 0;
    *number = 0;
    for (; at < line->length && line->text[at] >= '0' && line->text[at] <= '9'; at++) {
        if (++digits > MOST)
            return 0;
        *number = 10 * *number + (size_t)(line->text[at] - '0');
    }
    bool joined = at < line->length && (is_letter(line->text[at]) ||
                                        (line->text[at] == '.' && at + 1 < line->length &&
                                         line->text[at + 1] >= '0' && line->text[at + 1] <= '9'));
    return digits == 0 || joined || *number == 0 ? 0 : at;
}

/* What divides "Iteration 2, Epoch 1" and "Iteration 2 of epoch 1". `*apart`: it can begin a
 * remark. */
static size_t divider(const struct line *line, size_t at, bool *apart)
{
    static const char *const joints[] = {"of", "in", "and", "at"}, *const dashes[] = {"–", "—"};
    for (;;) {
        size_t start = at;
        at = any_of(line, at, " \t/]_");
        size_t marks = at;
        at = any_of(line, at, ":-(,;|)*.");
        for (size_t n = 0; n < 2; n++)
            if (line->length - at >= 3 && memcmp(line->text + at, dashes[n], 3) == 0)
                at += 3;
        *apart = *apart || at > marks;
        for (size_t n = 0; n < 4; n++) {
            size_t used = word_here(line, at, joints[n]), next = any_of(line, at + used, " ");
            next = any_of(line, next + word_here(line, next, "the"), " ");
            size_t row;
            if (used > 0 && part_here(line, next, &row) > 0)
                at = next;
        }
        if (at == start)
            return at;
    }
}

/* A row of several, and a batch that is all of them: an iteration is a sample's pass. */
static bool by_sample(const struct gri_view *view, size_t iteration)
{
    size_t rows = view->data != NULL ? view->data->rows : 0;
    bool full = view->hyper->batch == 0 || view->hyper->batch >= rows;
    return full && rows > 1 && iteration <= rows;
}

static size_t iterations_each(const struct gri_view *view)
{
    size_t rows = view->data != NULL ? view->data->rows : 1, batch = view->hyper->batch;
    return batch == 0 || batch >= rows ? 1 : (rows + batch - 1) / batch;
}

/* The first sample of the place's iteration, where the order of the rows is known. */
static size_t first_sample(const struct gri_reading *reading)
{
    const struct gri_view *view = &reading->view;
    if (view->data == NULL || view->hyper->shuffle != GRI_SHUFFLE_OFF)
        return reading->bare_sample;
    size_t batch = iterations_each(view) == 1 ? 0 : view->hyper->batch;
    return reading->place.iteration > 0 ? (reading->place.iteration - 1) * batch + 1 : 1;
}

static void go(struct gri_reading *reading, const size_t *said)
{
    struct gri_where before = reading->place, *place = &reading->place;
    size_t iteration = said[ITERATION], each = iterations_each(&reading->view);
    bool sample = iteration > 0 && by_sample(&reading->view, iteration);
    if (said[EPOCH] > 0)
        place->epoch = said[EPOCH];
    if (said[EPOCH] > 0 && said[EPOCH] != before.epoch)
        place->iteration = 1;
    if (iteration > 0 && !sample && iteration <= each)
        place->iteration = iteration;
    if (iteration > 0 && !sample && (iteration > each || each == 1) && said[EPOCH] == 0) {
        place->epoch = (iteration - 1) / each + 1;
        place->iteration = (iteration - 1) % each + 1;
    }
    if (place->epoch != before.epoch || place->iteration != before.iteration)
        place->sample = first_sample(reading);
    if (sample)
        place->sample = iteration;
    if (said[SAMPLE] > 0)
        place->sample = said[SAMPLE];
}

/* Past what stands before the heading's own words: marks, and words where it is `decorated`. */
static size_t begin(const struct line *line, bool *decorated)
{
    const char *text = line->text;
    size_t at = any_of(line, 0, " \t#*_>-$"), used, row;
    *decorated = at > 0 && memchr(text, '#', at) != NULL;
    *decorated = *decorated || (at > 1 && text[at - 1] == '*' && text[at - 2] == '*');
    while (*decorated && at < line->length && part_here(line, at, &row) == 0 &&
           ordinal_here(line, at, &used) == 0) {
        while (at < line->length && is_letter(text[at]))
            at++;
        at = any_of(line, at, " \t,:;.-'()0123456789");
        if (at < line->length && !is_letter(text[at]))
            return line->length;
    }
    for (size_t i = 0; i < 4; i++) {
        static const char *const before[] = {"for", "now", "the", "in"};
        used = word_here(line, at, before[i]);
        at = used > 0 ? any_of(line, at + used, " \t,") : at;
    }
    return at;
}

/* "Sample 2 h1 = 4.9" goes on with a statement. */
static bool goes_on(const struct line *line, size_t at)
{
    while (at < line->length && strchr(" \t=", line->text[at]) == NULL)
        at++;
    at = any_of(line, at, " \t");
    return at < line->length && line->text[at] == '=';
}

size_t gri_read_heading(struct gri_reading *reading, const char *text, size_t length)
{
    struct line line = {text, length};
    bool decorated, apart = false;
    size_t at = begin(&line, &decorated), said[PARTS] = {0}, number, row, used, next;
    size_t rows = reading->view.data != NULL ? reading->view.data->rows : 0;
    next = ordinal_here(&line, at, &number);
    if (next > 0 && (used = part_here(&line, next, &row)) > 0) {
        said[words[row].part] = number;
        at = divider(&line, next + used, &apart);
    }
    while ((used = part_here(&line, at, &row)) > 0) {
        size_t end = number_here(&line, at + used, &number);
        if (end == 0 || (words[row].strict && number > rows))
            break;
        said[words[row].part] = number;
        apart = false;
        at = divider(&line, end, &apart);
    }
    if (said[EPOCH] + said[ITERATION] + said[SAMPLE] == 0 ||
        (at < length && !apart && !decorated && !goes_on(&line, at)))
        return 0;
    go(reading, said);
    return at;
}
