/* Tables: a header of names, a row for each sample, read cell by cell. */
#include "base/decimal.h"
#include "mark/read/read.h"
#include "mark/read/words.h"

#include <string.h>

enum { COLUMNS = 64, NAME_LENGTH = 200 };

enum divided { BY_BAR, BY_TAB, BY_COMMA, BY_GAP, BY_BLANK, DIVISIONS };

enum column_kind { OTHER, NAME, SAMPLE, ITERATION, EPOCH };

struct cell {
    size_t start, length; /* page bytes */
};

struct cells {
    struct cell at[COLUMNS];
    size_t count;
};

struct gri_table_header {
    enum divided by;
    size_t count, rows; /* columns; rows read so far */
    struct {
        enum column_kind kind;
        struct cell cell;
    } columns[COLUMNS];
};

static const struct {
    const char *word;
    enum column_kind kind;
} words[] = {
    {"i", SAMPLE},      {"#", SAMPLE},   {"no", SAMPLE},           {"no.", SAMPLE},
    {"sample", SAMPLE}, {"row", SAMPLE}, {"iteration", ITERATION}, {"iter", ITERATION},
    {"epoch", EPOCH},
};

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

/* Does a divider begin at `at`? Its bytes. */
static size_t divider(const char *text, size_t at, size_t to, enum divided by)
{
    static const char signs[] = {[BY_BAR] = '|', [BY_TAB] = '\t', [BY_COMMA] = ','};
    size_t n = at;
    if (by < BY_GAP)
        return text[at] == signs[by];
    while (n < to && blank(text[n]))
        n++;
    return n - at > (by == BY_GAP) ? n - at : 0;
}

static void trim(const char *text, struct cell *cell)
{
    size_t end = cell->start + cell->length;
    while (cell->start < end && strchr(" \t\r*$`", text[cell->start]) != NULL)
        cell->start++;
    while (end > cell->start && strchr(" \t\r*$`", text[end - 1]) != NULL)
        end--;
    cell->length = end - cell->start;
}

/* False: more columns than a table has. Bars at both ends make no cells. */
static bool cut(const char *text, size_t start, size_t length, enum divided by, struct cells *cells)
{
    size_t from = start, to = start + length, depth = 0;
    cells->count = 0;
    while (to > from && (by == BY_TAB ? text[to - 1] == '\r' : blank(text[to - 1])))
        to--;
    if (by == BY_BAR && to > from && text[from] == '|')
        from++;
    if (by == BY_BAR && to > from && text[to - 1] == '|')
        to--;
    for (size_t n = from; n <= to; n++) {
        size_t size = n < to ? divider(text, n, to, by) : 0;
        if (n < to && (by == BY_COMMA || by == BY_BLANK)) {
            depth += text[n] == '(' || text[n] == '[';
            depth -= (text[n] == ')' || text[n] == ']') && depth > 0;
        }
        if (n < to && (size == 0 || depth > 0))
            continue;
        if (cells->count == COLUMNS)
            return false;
        cells->at[cells->count] = (struct cell){from, n - from};
        trim(text, &cells->at[cells->count++]);
        n += size > 0 ? size - 1 : 0;
        from = n + 1;
    }
    return true;
}

static bool is_word(const char *text, struct cell cell, const char *word)
{
    if (strlen(word) != cell.length)
        return false;
    for (size_t n = 0; n < cell.length; n++) {
        char c = text[cell.start + n];
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word[n])
            return false;
    }
    return true;
}

/* The name or formula of a header's cell, without a remark as in "x_1 (Date)"; NULL: it is none. */
static enum gr_status read_name(struct gri_reading *reading, struct cell cell,
                                const struct gri_expr **expr, struct gr_err *err)
{
    size_t rest;
    struct gr_err why;
    *expr = NULL;
    if (cell.length == 0 || cell.length > NAME_LENGTH)
        return GR_OK;
    GRI_TRY(gri_spell_part(reading, cell.start, cell.length, err));
    const struct gri_text *plain = &reading->plain.text;
    if (gri_prose_word(reading, 0, plain->length) > 0)
        return GR_OK;
    size_t end = gri_remark(reading, 0, plain->length, false, &rest);
    GRI_TRY(gri_reading_parse(reading, plain->at, 0, end, expr, &why));
    if (*expr != NULL && !gri_expr_has_name(*expr))
        *expr = NULL;
    return GR_OK;
}

static enum gr_status column_of(struct gri_reading *reading, struct cell cell,
                                enum column_kind *kind, struct gr_err *err)
{
    const struct gri_expr *expr;
    *kind = OTHER;
    for (size_t n = 0; n < sizeof words / sizeof *words; n++)
        if (is_word(reading->sheet->text, cell, words[n].word)) {
            *kind = words[n].kind;
            return GR_OK;
        }
    GRI_TRY(read_name(reading, cell, &expr, err));
    if (expr != NULL)
        *kind = NAME;
    return GR_OK;
}

static bool is_number(const char *text, struct cell cell)
{
    static const char *const minus[] = {"-", "−", "–", "+"};
    double value;
    for (size_t n = 0; n < 4; n++) {
        size_t size = strlen(minus[n]);
        if (cell.length > size && memcmp(text + cell.start, minus[n], size) == 0) {
            cell.start += size;
            cell.length -= size;
            break;
        }
    }
    return cell.length > 0 && gri_parse_number(text + cell.start, cell.length, &value) > 0;
}

/* A header has two columns or more, a name and no number; where only blanks divide, nothing but
 * names. */
static enum gr_status read_header(struct gri_reading *reading, size_t start, size_t length,
                                  enum divided by, bool *read, struct gr_err *err)
{
    struct gri_table_header header = {.by = by};
    struct cells cells;
    size_t names = 0, known = 0;
    *read = false;
    if (!cut(reading->sheet->text, start, length, by, &cells) || cells.count < 2)
        return GR_OK;
    for (size_t n = 0; n < cells.count; n++) {
        enum column_kind kind;
        GRI_TRY(column_of(reading, cells.at[n], &kind, err));
        names += kind == NAME;
        known += kind != OTHER;
        bool number = kind == OTHER && is_number(reading->sheet->text, cells.at[n]);
        if (number || (kind == OTHER && (by == BY_BLANK || (n > 3 && known == 0))))
            return GR_OK;
        header.columns[n].kind = kind;
        header.columns[n].cell = cells.at[n];
    }
    if (names == 0 || 2 * known < cells.count)
        return GR_OK;
    header.count = cells.count;
    if (reading->header == NULL)
        reading->header = gri_arena_take(reading->arena, 1, sizeof header);
    if (reading->header == NULL)
        return gri_fail_memory(err, "a page");
    *reading->header = header;
    *read = true;
    return GR_OK;
}

/* Nothing was written there yet. */
static bool is_empty(const char *text, struct cell cell)
{
    static const char *const nothing[] = {"-", "–", "—", "?", "…", "...", "_", "__", "___", "____"};
    for (size_t n = 0; n < sizeof nothing / sizeof *nothing; n++)
        if (cell.length == strlen(nothing[n]) &&
            memcmp(text + cell.start, nothing[n], cell.length) == 0)
            return true;
    return cell.length == 0;
}

/* The whole number of an index column; 0: it is none. */
static size_t index_number(const char *text, struct cell cell)
{
    size_t number = 0;
    for (size_t n = 0; n < cell.length; n++) {
        char c = text[cell.start + n];
        if (c < '0' || c > '9' || n > 6)
            return 0;
        number = 10 * number + (size_t)(c - '0');
    }
    return number;
}

/* A row has as many cells as there are columns, or fewer, most of them numbers. */
static bool is_row(const struct gri_reading *reading, const struct cells *cells)
{
    const struct gri_table_header *header = reading->header;
    const char *text = reading->sheet->text;
    size_t numbers = 0, others = 0;
    if (cells->count > header->count || cells->count < 2)
        return false;
    for (size_t n = 0; n < cells->count; n++) {
        bool number = is_number(text, cells->at[n]);
        numbers += number;
        others += !number && !is_empty(text, cells->at[n]);
        if (header->columns[n].kind > NAME && index_number(text, cells->at[n]) == 0)
            return false;
    }
    return numbers > 0 && others <= numbers;
}

static enum gr_status read_number(struct gri_reading *reading, struct gri_claim *claim,
                                  struct cell cell, struct gr_err *err)
{
    struct gri_segment *segment = gri_reading_segment(reading, claim);
    struct gr_err why = {0};
    size_t rest;
    if (segment == NULL)
        return gri_fail_memory(err, "a page");
    GRI_TRY(gri_spell_part(reading, cell.start, cell.length, err));
    const struct gri_text *plain = &reading->plain.text;
    size_t end = gri_remark(reading, 0, plain->length, false, &rest);
    GRI_TRY(gri_reading_parse(reading, plain->at, 0, end, &segment->expr, &why));
    segment->written = gri_plain_written(reading, 0, end, &segment->spot);
    segment->plain = gri_reading_kept(reading);
    if (segment->expr == NULL) {
        segment->problem = gri_arena_copy(reading->arena, why.message, strlen(why.message));
        segment->bad = why.column > 0 ? gri_plain_spot(reading, why.column - 1) : segment->spot;
    }
    if (segment->written == NULL || segment->plain == NULL ||
        (segment->expr == NULL && segment->problem == NULL))
        return gri_fail_memory(err, "a page");
    return GR_OK;
}

static enum gr_status read_cell(struct gri_reading *reading, struct cell name, struct cell cell,
                                struct gr_err *err)
{
    const struct gri_expr *left;
    struct gri_claim *claim = gri_reading_claim(reading);
    if (claim == NULL)
        return gri_fail_memory(err, "a page");
    GRI_TRY(read_name(reading, name, &left, err));
    claim->left = left;
    claim->written = gri_plain_written(reading, 0, reading->plain.text.length, &claim->spot);
    claim->plain = gri_reading_kept(reading);
    claim->problem = left == NULL ? "there is no such sample" : NULL;
    claim->cell = true;
    claim->spot = gri_reading_spot(reading, cell.start);
    if (claim->written == NULL || claim->plain == NULL)
        return gri_fail_memory(err, "a page");
    GRI_TRY(read_number(reading, claim, cell, err));
    gri_reading_keep(reading, claim);
    return GR_OK;
}

static void place_row(struct gri_reading *reading, const struct cells *cells)
{
    const struct gri_table_header *header = reading->header;
    reading->place.sample = header->rows;
    for (size_t n = 0; n < cells->count; n++) {
        size_t number = index_number(reading->sheet->text, cells->at[n]);
        enum column_kind kind = header->columns[n].kind;
        size_t *place = kind == SAMPLE      ? &reading->place.sample
                        : kind == ITERATION ? &reading->place.iteration
                        : kind == EPOCH     ? &reading->place.epoch
                                            : NULL;
        if (place != NULL)
            *place = number;
    }
}

static enum gr_status read_row(struct gri_reading *reading, const struct cells *cells,
                               struct gr_err *err)
{
    struct gri_table_header *header = reading->header;
    struct gri_where place = reading->place;
    header->rows++;
    place_row(reading, cells);
    for (size_t n = 0; n < cells->count; n++)
        if (header->columns[n].kind == NAME && !is_empty(reading->sheet->text, cells->at[n]))
            GRI_TRY(read_cell(reading, header->columns[n].cell, cells->at[n], err));
    reading->place = place;
    return GR_OK;
}

/* |---|:--:| */
static bool is_rule(const char *text, size_t length)
{
    for (size_t n = 0; n < length; n++)
        if (strchr("|-:+ \t\r=", text[n]) == NULL)
            return false;
    return length > 2;
}

enum gr_status gri_read_table_line(struct gri_reading *reading, size_t start, size_t length,
                                   bool *read, struct gr_err *err)
{
    const char *text = reading->sheet->text;
    struct cells cells;
    *read = false;
    if (length > 0 && is_rule(text + start, length))
        return GR_OK;
    if (reading->header != NULL && cut(text, start, length, reading->header->by, &cells) &&
        is_row(reading, &cells)) {
        *read = true;
        return read_row(reading, &cells, err);
    }
    if (reading->header != NULL && reading->header->by >= BY_GAP &&
        cut(text, start, length, BY_BLANK, &cells) && is_row(reading, &cells)) {
        *read = true;
        return read_row(reading, &cells, err);
    }
    if (reading->header != NULL)
        reading->header->count = 0;
    for (enum divided by = 0; by < DIVISIONS && !*read; by++)
        GRI_TRY(read_header(reading, start, length, by, read, err));
    return GR_OK;
}
