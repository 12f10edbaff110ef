/* The third spelling: a sum gets its brackets. Σ covers the term behind it, as on paper: up to the
 * next plus or minus. */
#include "mark/read/read.h"

#include <string.h>

enum { SUMS = 64 };

struct sum {
    size_t depth;  /* of brackets where it stands */
    size_t word;   /* where "sum" is in `out` */
    size_t inside; /* where its content begins there */
    bool tight;    /* ends with the bracket behind it: mean( ), 1/sum( ) */
    bool mean;
    bool square; /* stands directly inside [ ] */
};

struct walk {
    struct gri_reading *reading;
    const struct gri_spelled *in;
    struct gri_spelled *out;
    const char *text;
    size_t length, at, depth;
    struct gri_text squares; /* of the open brackets, which are [ */
    struct sum open[SUMS];
    size_t count;
};

static bool is_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static void mark(struct walk *w, size_t from, enum gri_extent extent)
{
    struct gri_text *extents = &w->reading->extents;
    while (extents->length < w->out->text.length && !extents->failed)
        gri_text_add_bytes(extents, "", 1);
    for (size_t n = from; n < extents->length; n++)
        extents->at[n] = (char)extent;
}

/* ∂MSE/∂w5 alone in a sum over the samples is the batch's own gradient. */
static bool gradient(struct walk *w, size_t from, size_t to)
{
    struct gri_symbol symbol;
    const char *text = w->out->text.at;
    while (from < to && (text[from] == ' ' || text[from] == '(' || text[from] == '['))
        from++;
    while (to > from && (text[to - 1] == ' ' || text[to - 1] == ')' || text[to - 1] == ']'))
        to--;
    return to - from < 120 && gri_reading_name(w->reading, text + from, to - from, &symbol) &&
           symbol.asked.derivative && symbol.asked.of.what == GRI_Q_LOSS &&
           gri_quantity_is_parameter(&symbol.asked.by);
}

static bool has_name(const struct walk *w, size_t from, size_t to)
{
    for (size_t n = from; n < to; n++)
        if (is_word(w->out->text.at[n]) && (w->out->text.at[n] > '9'))
            return true;
    return false;
}

/* The innermost sum ends here. One of numbers alone was written out already: no sum is left. */
static void close_sum(struct walk *w)
{
    struct sum *sum = &w->open[--w->count];
    size_t end = w->out->text.length;
    if (w->out->text.failed)
        return;
    while (!sum->tight && end > sum->inside && w->out->text.at[end - 1] == ' ')
        end--;
    bool batch = gradient(w, sum->inside, end);
    if (!sum->mean && (batch || !has_name(w, sum->inside, end)))
        memset(w->out->text.at + sum->word, ' ', sum->inside - sum->word - !sum->tight);
    mark(w, sum->inside, batch && !sum->mean ? GRI_OF_BATCH : GRI_IN_SUM);
    if (!sum->tight)
        gri_spelled_add(w->out, ")", 1, gri_spelled_from(w->in, w->at, UINT32_MAX));
    mark(w, w->out->text.length, GRI_OUTSIDE);
}

static size_t skip(const struct walk *w, size_t at)
{
    while (at < w->length && w->text[at] == ' ')
        at++;
    return at;
}

static void copy(struct walk *w, size_t length)
{
    gri_spelled_copy(w->out, w->in, w->at, length);
    w->at += length;
}

/* The word at hand, if it begins a sum. */
static bool open_sum(struct walk *w, size_t size)
{
    const char *word = w->text + w->at;
    bool sum = size == 3 && memcmp(word, "sum", 3) == 0;
    bool mean = size == 4 && memcmp(word, "mean", 4) == 0;
    size_t next = skip(w, w->at + size);
    bool bracket = next < w->length && (w->text[next] == '(' || w->text[next] == '[');
    if ((!sum && !mean) || w->count == SUMS || (mean && !bracket) || next == w->length)
        return false;
    struct sum *made = &w->open[w->count];
    bool square = w->squares.length > 0 && w->squares.at[w->squares.length - 1] == '[';
    *made = (struct sum){.depth = w->depth,
                         .word = w->out->text.length,
                         .tight = bracket && (mean || gri_spelled_last(w->out) == '/'),
                         .mean = mean,
                         .square = square};
    copy(w, size);
    w->at = next;
    if (!made->tight)
        gri_spelled_add(w->out, "(", 1, gri_spelled_from(w->in, next, 0));
    made->inside = w->out->text.length;
    w->count++;
    return true;
}

/* Does the sum that is open end before this byte? */
static bool ends(const struct walk *w)
{
    char c = w->text[w->at], last = gri_spelled_last(w->out);
    const struct sum *sum = &w->open[w->count - 1];
    if (w->depth < sum->depth)
        return true;
    if (w->depth > sum->depth || sum->tight)
        return false;
    if (c == '=' || c == ',' || c == ';' || c == ')' || c == ']')
        return true;
    if ((c == '+' || c == '-') && w->out->text.length > sum->inside)
        return is_word(last) || last == ')' || last == ']' || last == '\'';
    return c == ' ' && sum->square && (last == ')' || last == ']');
}

static void bracket(struct walk *w, char c)
{
    if (c == '(' || c == '[') {
        gri_text_add_bytes(&w->squares, &c, 1);
        w->depth++;
    } else if ((c == ')' || c == ']') && w->depth > 0) {
        w->depth--;
        gri_text_cut(&w->squares, w->depth);
    }
}

static void step(struct walk *w)
{
    char c = w->text[w->at];
    size_t size = 0;
    while (w->at + size < w->length && is_word(w->text[w->at + size]))
        size++;
    while (w->count > 0 && ends(w))
        close_sum(w);
    if (size > 0 && open_sum(w, size))
        return;
    bracket(w, c);
    copy(w, size > 0 ? size : 1);
    if ((c == ')' || c == ']') && w->count > 0 && w->open[w->count - 1].tight &&
        w->depth == w->open[w->count - 1].depth)
        close_sum(w);
}

void gri_spell_sums(struct gri_reading *reading, const struct gri_spelled *in,
                    struct gri_spelled *out)
{
    struct walk w = {
        .reading = reading, .in = in, .out = out, .text = in->text.at, .length = in->text.length};
    gri_text_reset(&reading->extents);
    gri_text_init(&w.squares);
    while (w.at < w.length)
        step(&w);
    while (w.count > 0)
        close_sum(&w);
    mark(&w, out->text.length, GRI_OUTSIDE);
    if (w.squares.failed)
        out->text.failed = true;
    gri_text_clear(&w.squares);
}
