#include "mark/say.h"

#include "base/utf8.h"

#include <math.h>
#include <string.h>

/* Numbers of a matrix that a sentence names; decimals, at most, and those that a small number gets
 * before it is written with an exponent. */
enum { LISTED = 12, MOST_DIGITS = 15, PLAIN_DIGITS = 6 };

const struct gri_rubric gri_rubric_usual = {{1, 1, 1, 1, 0, 0}};

struct gri_points gri_mark_points(const struct gri_marked *marked, const struct gri_rubric *rubric)
{
    struct gri_points points = {0, 0};
    for (size_t n = 0; n < marked->count; n++)
        if (marked->judgements[n].verdict != GRI_UNREAD) {
            points.got += rubric->points[marked->judgements[n].verdict];
            points.possible += rubric->points[GRI_RIGHT];
        }
    return points;
}

void gri_mark_count(struct gri_text *out, const size_t *verdicts)
{
    const char *between = "";
    for (size_t n = 0; n < GRI_VERDICTS; n++) {
        const struct gri_verdict_row *row = &gri_verdicts[n];
        if (verdicts[n] == 0)
            continue;
        gri_text_addf(out, "%s%zu %s", between, verdicts[n],
                      verdicts[n] == 1 ? row->name : row->several);
        between = ", ";
    }
}

/* Sentences in the making. */
struct saying {
    struct gri_page *page;
    const struct gri_marked *marked;
    const struct gri_rubric *rubric;
    const struct gri_tick *last; /* that something was said of */
};

static const char *keep(struct gri_page *page, struct gri_text *text)
{
    const char *kept = text->failed ? NULL : gri_arena_copy(page->arena, text->at, text->length);
    page->failed |= kept == NULL;
    gri_text_clear(text);
    return kept;
}

static void add_value(struct gri_text *out, const struct gri_value *value, int digits)
{
    size_t count = value->rows * value->cols;
    gri_text_add(out, count > 1 ? "[" : "");
    for (size_t n = 0; n < count; n++) {
        gri_text_add(out, n == 0 ? "" : n % value->cols == 0 ? "; " : " ");
        gri_format_shown(out, value->at[n], digits);
    }
    gri_text_add(out, count > 1 ? "]" : "");
}

/* The most decimals of a number in what was written. */
static int decimals_of(const char *written)
{
    int most = 0;
    size_t length = strlen(written);
    for (size_t at = 0; at < length;) {
        double number;
        size_t used = gri_parse_number(written + at, length - at, &number);
        int decimals = used > 0 ? gri_decimals_written(written + at, used) : 0;
        most = decimals > most ? decimals : most;
        at += used > 0 ? used : 1;
    }
    return most;
}

/* Has the sentence, which is all of `out`, just said this number? Where it stands behind a colon it
 * makes room for a sentence of its own. */
static bool has_said(struct gri_text *out, const char *number)
{
    size_t length = strlen(number) + 1; /* with its full stop */
    if (out->length < length + 2)
        return false;
    size_t at = out->length - length;
    if (out->at[at - 1] != ' ' || memcmp(out->at + at, number, length - 1) != 0)
        return false;
    if (out->at[at - 2] != ':')
        return true;
    gri_text_cut(out, at - 2);
    gri_text_add(out, ".");
    return false;
}

/* The value at as many decimals as the page has or were written, at more where it would look like
 * what is wrong or is small; nothing where it is too large for a sentence, or has just been said.
 */
static void add_wanted(const struct saying *say, struct gri_text *out, const char *before,
                       const struct gri_value *value, const struct gri_judgement *of)
{
    struct gri_text shown;
    bool again;
    int digits = decimals_of(of->written);
    if (value->rows == 0 || value->rows * value->cols > LISTED)
        return;
    if (digits < say->page->digits)
        digits = say->page->digits;
    digits = digits < MOST_DIGITS ? digits : MOST_DIGITS;
    gri_text_init(&shown);
    do {
        gri_text_reset(&shown);
        add_value(&shown, value, digits);
        again = strcmp(shown.at, of->written) == 0 ||
                (strchr(shown.at, 'e') != NULL && digits < PLAIN_DIGITS);
    } while (again && digits++ < MOST_DIGITS);
    if (!has_said(out, shown.at))
        gri_text_addf(out, "%s%s", before, shown.at);
    out->failed |= shown.failed;
    gri_text_clear(&shown);
}

/* Its message ends in a full stop, whether it brought one or not. */
static void add_message(struct gri_text *out, const char *message)
{
    size_t length = strlen(message);
    gri_text_add(out, message);
    if (length > 0 && strchr(".!?", message[length - 1]) == NULL)
        gri_text_add(out, ".");
}

/* Is the page's finding that explains it told at an earlier line? */
static const struct gri_judgement *told_at(const struct saying *say, const struct gri_judgement *of)
{
    if (of->finding == 0 || of->finding > say->marked->finding_count)
        return NULL;
    const struct gri_judgement *first =
        &say->marked->judgements[say->marked->findings[of->finding - 1].first];
    return first == of ? NULL : first;
}

static const char *say_slip(const struct saying *say, const struct gri_judgement *of)
{
    const struct gri_judgement *first = told_at(say, of);
    const struct gri_reason *reason = of->reasons;
    struct gri_text text;
    gri_text_init(&text);
    if (first != NULL) {
        gri_text_add(&text, say->marked->findings[of->finding - 1].reason->code);
        if (first->spot.line == of->spot.line)
            gri_text_add(&text, ", as before it.");
        else
            gri_text_addf(&text, ", as in line %zu.", first->spot.line);
    } else {
        gri_text_addf(&text, "%s: ", reason->code);
        add_message(&text, reason->message);
    }
    size_t before = text.length;
    add_wanted(say, &text, " It should be ", &of->right, of);
    add_wanted(say, &text,
               before == text.length ? " From your numbers it is " : ", from your numbers ",
               &of->own, of);
    gri_text_add(&text, before == text.length ? "" : ".");
    return keep(say->page, &text);
}

static const char *say_other(const struct saying *say, const struct gri_reason *reason)
{
    struct gri_text text;
    gri_text_init(&text);
    gri_text_addf(&text, "or %s: ", reason->code);
    add_message(&text, reason->message);
    return keep(say->page, &text);
}

/* A verdict that is no slip: its remark, and what is right where that is another number. */
static const char *say_remark(const struct saying *say, const struct gri_judgement *of)
{
    bool differs = of->verdict == GRI_FOLLOWS || of->verdict == GRI_TRUNCATED;
    struct gri_text text;
    gri_text_init(&text);
    if (of->verdict == GRI_UNREAD)
        gri_text_add(&text, "unread: ");
    add_message(&text, of->remark != NULL ? of->remark : gri_verdicts[of->verdict].name);
    if (differs)
        add_wanted(say, &text, " The right value is ", &of->right, of);
    gri_text_add(&text, differs && of->right.rows > 0 ? "." : "");
    return keep(say->page, &text);
}

/* A value that follows as its working did: nothing is said twice. */
static bool is_said(const struct saying *say, const struct gri_judgement *of,
                    const struct gri_tick *tick)
{
    const struct gri_tick *last = say->last;
    return of->segment > 1 && last != NULL && last->line == tick->line &&
           last->sign == tick->sign && strcmp(last->said[0], tick->said[0]) == 0;
}

/* The sentences of one tick. Rounding is shown by the sign alone. */
static void add_said(const struct saying *say, const struct gri_judgement *of,
                     struct gri_tick *tick)
{
    size_t room = of->reason_count > 0 ? of->reason_count : 1;
    if (of->verdict == GRI_RIGHT || of->verdict == GRI_ROUNDED)
        return;
    tick->said = gri_arena_take(say->page->arena, room, sizeof *tick->said);
    if (tick->said == NULL) {
        say->page->failed = true;
        return;
    }
    if (of->verdict != GRI_SLIP || of->reason_count == 0) {
        tick->said[0] = say_remark(say, of);
        tick->said_count = say->page->failed || is_said(say, of, tick) ? 0 : 1;
        return;
    }
    tick->said[tick->said_count++] = say_slip(say, of);
    for (size_t n = 1; n < of->reason_count && told_at(say, of) == NULL; n++)
        tick->said[tick->said_count++] = say_other(say, &of->reasons[n]);
}

/* Where the line is pointed at: the segment, or the character that could not be read. */
static void set_caret(const struct gri_judgement *of, struct gri_tick *tick)
{
    const struct gri_claim *claim = of->claim;
    struct gri_spot bad = {0, 0};
    if (of->verdict == GRI_UNREAD && claim != NULL && of->segment >= 1 &&
        of->segment <= claim->count)
        bad = claim->segments[of->segment - 1].bad;
    bool known = bad.line == of->spot.line && bad.column > 0;
    tick->caret = known ? bad.column : of->spot.column;
    tick->width = known ? 1 : gri_utf8_count(of->written, strlen(of->written));
}

static void fill_tick(struct saying *say, const struct gri_judgement *of, struct gri_tick *tick,
                      struct gri_cause *causes)
{
    *tick = (struct gri_tick){
        .sign = gri_verdicts[of->verdict].sign,
        .verdict = gri_verdicts[of->verdict].name,
        .line = of->spot.line,
        .column = of->spot.column,
        .segment = of->segment,
        .name = of->name,
        .written = of->written,
        .right = of->right,
        .own = of->own,
        .causes = causes,
        .cause_count = of->reason_count,
        .message = of->remark,
        .points = of->verdict == GRI_UNREAD ? NAN : say->rubric->points[of->verdict],
    };
    for (size_t n = 0; n < of->reason_count; n++)
        causes[n] = (struct gri_cause){of->reasons[n].code, of->reasons[n].rule,
                                       of->reasons[n].where, of->reasons[n].message};
    set_caret(of, tick);
    add_said(say, of, tick);
    if (tick->said_count > 0)
        say->last = tick;
}

static struct gri_tick *make_ticks(struct saying *say)
{
    const struct gri_marked *marked = say->marked;
    size_t causes = 0;
    for (size_t n = 0; n < marked->count; n++)
        causes += marked->judgements[n].reason_count;
    struct gri_tick *ticks = gri_arena_take(say->page->arena, marked->count, sizeof *ticks);
    struct gri_cause *cause = gri_arena_take(say->page->arena, causes, sizeof *cause);
    if (ticks == NULL || cause == NULL)
        return NULL;
    for (size_t n = 0; n < marked->count; n++) {
        fill_tick(say, &marked->judgements[n], &ticks[n], cause);
        cause += marked->judgements[n].reason_count;
    }
    return ticks;
}

/* "missing-bias explains lines 3, 5 and 7." */
static void say_finding(const struct saying *say, size_t finding)
{
    struct gri_text lines;
    size_t last = 0, count = 0, cut = 0;
    gri_text_init(&lines);
    for (size_t n = 0; n < say->marked->count; n++) {
        const struct gri_judgement *of = &say->marked->judgements[n];
        if (of->finding != finding + 1 || of->spot.line == last)
            continue;
        last = of->spot.line;
        cut = lines.length;
        gri_text_addf(&lines, "%s%zu", count++ > 0 ? ", " : "", last);
    }
    gri_text_cut(&lines, cut);
    if (count > 1)
        gri_page_prose(say->page, "%s explains lines %s and %zu.",
                       say->marked->findings[finding].reason->code, lines.at, last);
    say->page->failed |= lines.failed;
    gri_text_clear(&lines);
}

/* "12 right, 1 follows, 2 slips; 13 of 15 points." */
static void say_points(const struct saying *say)
{
    struct gri_points points = gri_mark_points(say->marked, say->rubric);
    struct gri_text text;
    gri_text_init(&text);
    gri_mark_count(&text, say->marked->verdicts);
    gri_text_add(&text, "; ");
    gri_format_shown(&text, points.got, 2);
    gri_text_add(&text, " of ");
    gri_format_shown(&text, points.possible, 2);
    gri_page_prose(say->page, "%s points.", text.at);
    say->page->failed |= text.failed;
    gri_text_clear(&text);
}

void gri_mark_say(struct gri_page *page, const struct gri_marked *marked,
                  const struct gri_rubric *rubric, bool typed)
{
    struct saying say = {page, marked, rubric, NULL};
    struct gri_marking *marking = gri_arena_take(page->arena, 1, sizeof *marking);
    struct gri_tick *ticks = make_ticks(&say);
    if (marking == NULL || ticks == NULL) {
        page->failed = true;
        return;
    }
    *marking = (struct gri_marking){
        .file = marked->sheet->file,
        .author = marked->sheet->author,
        .text = typed ? NULL : marked->sheet->text,
        .length = marked->sheet->length,
        .ticks = ticks,
        .count = marked->count,
    };
    gri_page_marking(page, marking);
    if (typed)
        return;
    page->aside = true;
    for (size_t n = 0; n < marked->finding_count; n++)
        say_finding(&say, n);
    say_points(&say);
    page->aside = false;
}
