/* The matrices of LaTeX. */
#include "mark/read/spell/speller.h"

/* Is the cell that begins at `at` more than one number or name? Then it needs brackets. */
static bool needs_box(const struct gri_speller *s, size_t at)
{
    size_t depth = 0;
    bool more = false;
    for (size_t n = gri_speller_skip(s, at); n < s->length; n++) {
        char c = s->text[n];
        if (depth == 0 &&
            (c == '&' || gri_speller_sees(s, n, "\\\\") || gri_speller_sees(s, n, "\\end")))
            return more;
        if (gri_speller_sees(s, n, "\\begin"))
            return false;
        depth += c == '{';
        depth -= c == '}' && depth > 0;
        if (c == ' ' || c == '\n') {
            size_t next = gri_speller_skip(s, n + 1);
            more = more || !(gri_speller_sees(s, next, "&") || gri_speller_sees(s, next, "\\\\") ||
                             gri_speller_sees(s, next, "\\end"));
        }
    }
    return false;
}

static void begin_cell(struct gri_speller *s)
{
    s->boxed = needs_box(s, s->at);
    if (s->boxed)
        gri_speller_emit(s, "(", 0);
}

static void end_cell(struct gri_speller *s)
{
    if (s->boxed)
        gri_speller_emit(s, ")", 0);
    s->boxed = false;
}

void gri_spell_cell(struct gri_speller *s, bool row, size_t used)
{
    bool matrix = s->depth > 0 && s->open[s->depth - 1] == GRI_MATRIX_ROWS;
    if (!matrix) {
        gri_speller_emit(s, row && s->brackets == 0 ? ";" : " ", used);
        return;
    }
    size_t next = s->at + used;
    while (next < s->length && (s->text[next] == ' ' || s->text[next] == '\n'))
        next++;
    end_cell(s);
    if (row && gri_speller_sees(s, next, "\\end")) {
        s->at += used;
        return;
    }
    gri_speller_emit(s, row ? ";" : ",", used);
    begin_cell(s);
}

/* "{bmatrix}" behind \begin or \end: its bytes, and whether it is a matrix. */
static size_t environment(const struct gri_speller *s, size_t at, bool *matrix)
{
    size_t end = gri_speller_sees(s, at, "{") ? gri_brace_end(s, at + 1, 40) : 0, from = at + 1;
    *matrix = false;
    if (end == 0)
        return 0;
    for (size_t n = from; n + 6 <= end; n++)
        *matrix = *matrix || gri_speller_sees(s, n, "matrix");
    bool array = gri_speller_sees(s, from, "array");
    *matrix = *matrix || array;
    size_t next = end + 1;
    if (array && gri_speller_sees(s, next, "{") && gri_brace_end(s, next + 1, 40) > 0)
        next = gri_brace_end(s, next + 1, 40) + 1;
    return next - at;
}

void gri_spell_environment(struct gri_speller *s, size_t used, bool begin)
{
    bool matrix;
    used += environment(s, s->at + used, &matrix);
    if (begin && matrix) {
        gri_speller_open(s, GRI_MATRIX_ROWS, "[", used);
        begin_cell(s);
    } else if (!begin && matrix && s->cells > 0) {
        end_cell(s);
        while (s->open[s->depth - 1] != GRI_MATRIX_ROWS)
            gri_speller_close(s, 0);
        gri_speller_close(s, used);
    } else {
        gri_speller_emit(s, " ", used);
    }
}
