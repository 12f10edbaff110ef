/* A page, line by line. */
#include "base/utf8.h"
#include "explain/name/notation.h"
#include "mark/read/read.h"

#include <string.h>

/* The lines that one line of working may go on over while a bracket is open. */
enum { JOINED = 12 };

static bool blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r';
}

static size_t line_end(const struct gri_sheet *sheet, size_t at)
{
    const char *end = at < sheet->length ? memchr(sheet->text + at, '\n', sheet->length - at)
                                         : NULL;
    return end != NULL ? (size_t)(end - sheet->text) : sheet->length;
}

static size_t skip(const struct gri_sheet *sheet, size_t at, size_t end)
{
    while (at < end && blank(sheet->text[at]))
        at++;
    return at;
}

/* Brackets opened less those closed; \begin counts too. */
static long open_brackets(const char *text, size_t length)
{
    long open = 0;
    for (size_t n = 0; n < length; n++) {
        open += text[n] == '[' && (n == 0 || text[n - 1] != '\\');
        open -= text[n] == ']' && (n == 0 || text[n - 1] != '\\');
        if (text[n] != '\\')
            continue;
        open += length - n > 6 && memcmp(text + n, "\\begin", 6) == 0;
        open -= length - n > 4 && memcmp(text + n, "\\end", 4) == 0;
    }
    return open;
}

/* A matrix may stand over several lines: the end of the last one. */
static size_t joined_end(const struct gri_sheet *sheet, size_t start, size_t end)
{
    long open = open_brackets(sheet->text + start, end - start);
    size_t last = end;
    for (int n = 0; n < JOINED && open > 0 && last < sheet->length; n++) {
        size_t next = line_end(sheet, last + 1);
        if (skip(sheet, last + 1, next) >= next)
            return end;
        open += open_brackets(sheet->text + last + 1, next - last - 1);
        last = next;
    }
    return open == 0 ? last : end;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* "3." "3)" "(a)" "iv." "*" "-" and a blank, before what begins like a name: where that begins. */
static size_t past_bullet(const struct gri_sheet *sheet, size_t at, size_t end)
{
    static const char *const bullets[] = {"-", "*", "+", ">", "•", "–", "▪", "◦", "·", "‣"};
    const char *text = sheet->text;
    size_t n = at;
    for (size_t k = 0; k < sizeof bullets / sizeof *bullets; k++) {
        size_t size = strlen(bullets[k]);
        if (end - at > size && memcmp(text + at, bullets[k], size) == 0 && blank(text[at + size]))
            return skip(sheet, at + size, end);
    }
    bool open = text[n] == '(';
    n += open;
    size_t first = n;
    while (n < end && n < first + 3 &&
           (is_digit(text[n]) || (is_letter(text[n]) && (n == first || text[n] == text[first] ||
                                                         text[n] == 'i' || text[n] == 'v'))))
        n++;
    bool sign = n > first && n < end && (text[n] == ')' || (text[n] == '.' && !open));
    if (!sign || n + 1 >= end || !blank(text[n + 1]))
        return at;
    size_t next = skip(sheet, n + 1, end);
    bool begins = next < end && (is_letter(text[next]) || (unsigned char)text[next] >= 0x80 ||
                                 strchr("[($\\*`", text[next]) != NULL);
    return begins ? next : at;
}

static bool starts(const struct gri_sheet *sheet, size_t at, size_t end, const char *word)
{
    for (size_t n = 0; word[n] != '\0'; n++) {
        char c = at + n < end ? sheet->text[at + n] : ' ';
        if ((c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c) != word[n])
            return false;
    }
    return true;
}

/* `Name: Alice` */
static enum gr_status read_author(struct gri_reading *reading, size_t at, size_t end, bool *read,
                                  struct gr_err *err)
{
    struct gri_sheet *sheet = reading->sheet;
    size_t from = at;
    *read = false;
    while (from < end && strchr("*_# ", sheet->text[from]) != NULL)
        from++;
    if (sheet->author != NULL || !starts(sheet, from, end, "name"))
        return GR_OK;
    from += strlen("name");
    while (from < end && strchr("*_ ", sheet->text[from]) != NULL)
        from++;
    if (from == end || sheet->text[from] != ':')
        return GR_OK;
    from++;
    while (from < end && strchr("*_ \t", sheet->text[from]) != NULL)
        from++;
    while (end > from && strchr("*_ \t\r", sheet->text[end - 1]) != NULL)
        end--;
    if (from == end)
        return GR_OK;
    *read = true;
    sheet->author = gri_arena_copy(reading->arena, sheet->text + from, end - from);
    return sheet->author != NULL ? GR_OK : gri_fail_memory(err, "a page");
}

/* `notation neuron` */
static bool read_notation(struct gri_reading *reading, size_t at, size_t end)
{
    static const char word[] = "notation ";
    char name[16];
    if (!starts(reading->sheet, at, end, word))
        return false;
    at = skip(reading->sheet, at + sizeof word - 1, end);
    while (end > at && blank(reading->sheet->text[end - 1]))
        end--;
    if (end - at >= sizeof name)
        return false;
    memcpy(name, reading->sheet->text + at, end - at);
    name[end - at] = '\0';
    const struct gri_notation *notation = gri_notation_find(name);
    if (notation != NULL)
        reading->view.notation = notation;
    return notation != NULL;
}

/* A line with a byte that is no text: said once for it, when it looks like working. */
static enum gr_status read_spoiled(struct gri_reading *reading, size_t at, size_t end, size_t bad,
                                   struct gr_err *err)
{
    const char *text = reading->sheet->text;
    reading->open = NULL;
    if (memchr(text + at, '=', end - at) == NULL)
        return GR_OK;
    struct gri_claim *claim = gri_reading_claim(reading);
    struct gri_segment *segment = claim != NULL ? gri_reading_segment(reading, claim) : NULL;
    if (segment == NULL)
        return gri_fail_memory(err, "a page");
    claim->spot = gri_reading_spot(reading, at + bad);
    claim->written = claim->plain = "";
    claim->problem = text[at + bad] == '\0' ? "a NUL byte in the text"
                                            : "a byte that is not UTF-8; save the text as UTF-8";
    *segment = (struct gri_segment){claim->spot, "", NULL, claim->problem, claim->spot, ""};
    gri_reading_keep(reading, claim);
    return GR_OK;
}

/* Might there be an `=` in it, also one by another name: ≈ ⇒ \approx -> */
static bool has_relation(const char *text, size_t length)
{
    return memchr(text, '=', length) != NULL || memchr(text, 0xe2, length) != NULL ||
           memchr(text, '\\', length) != NULL || memchr(text, '>', length) != NULL;
}

/* A name alone on its line: the next may begin with `=`. */
static enum gr_status read_alone(struct gri_reading *reading, size_t at, size_t end,
                                 struct gr_err *err)
{
    enum { FAR = 200 };
    struct gri_claim *claim;
    bool lead = false;
    reading->open = NULL;
    if (end - at > FAR)
        return GR_OK;
    GRI_TRY(gri_spell_part(reading, at, end - at, err));
    GRI_TRY(gri_read_left(reading, 0, reading->plain.text.length, &claim, &lead, err));
    reading->open = lead ? NULL : claim;
    return GR_OK;
}

/* The end of "x1 = 16, x2 = 3)" without the bracket that the heading opened. */
static size_t without_bracket(const struct gri_sheet *sheet, size_t at, size_t end)
{
    while (end > at &&
           (blank(sheet->text[end - 1]) || strchr("*_:.", sheet->text[end - 1]) != NULL))
        end--;
    return end > at && sheet->text[end - 1] == ')' ? end - 1 : end;
}

/* "Sample 2 (x1 = 1, x2 = 4): h1 = 4.9": what is in the bracket is read, and where the rest begins
 * set. */
static enum gr_status read_bracket(struct gri_reading *reading, size_t *at, size_t end,
                                   struct gr_err *err)
{
    const char *text = reading->sheet->text;
    size_t close = *at, rest;
    while (close < end && text[close] != ')' && text[close] != '(')
        close++;
    if (close == end || text[close] == '(' || skip(reading->sheet, close + 1, end) == end)
        return GR_OK;
    for (rest = close + 1; rest < end && strchr(" \t:,;-.", text[rest]) != NULL;)
        rest++;
    if (has_relation(text + *at, close - *at)) {
        GRI_TRY(gri_spell_part(reading, *at, close - *at, err));
        GRI_TRY(gri_read_statements(reading, err));
        reading->open = NULL;
    }
    *at = rest;
    return GR_OK;
}

static enum gr_status read_working(struct gri_reading *reading, size_t at, size_t end,
                                   struct gr_err *err)
{
    const struct gri_sheet *sheet = reading->sheet;
    size_t used = gri_read_heading(reading, sheet->text + at, end - at);
    if (used > 0)
        reading->open = NULL;
    at = skip(sheet, at + used, end);
    if (used > 0 && sheet->text[at - 1] == '(') {
        size_t inside = at;
        GRI_TRY(read_bracket(reading, &at, end, err));
        if (at == inside)
            end = without_bracket(sheet, at, end);
    }
    if (at >= end)
        return GR_OK;
    if (has_relation(sheet->text + at, end - at)) {
        GRI_TRY(gri_spell_part(reading, at, end - at, err));
        if (memchr(reading->plain.text.at, '=', reading->plain.text.length) != NULL)
            return gri_read_statements(reading, err);
    }
    bool table = false;
    GRI_TRY(gri_read_table_line(reading, at, end - at, &table, err));
    if (table) {
        reading->open = NULL;
        return GR_OK;
    }
    return used > 0 ? GR_OK : read_alone(reading, at, end, err);
}

/* = Backward = and == Sample 2 == are headings: true, and the place was taken. */
static bool read_title(struct gri_reading *reading, size_t at, size_t end)
{
    const char *text = reading->sheet->text;
    while (end > at && blank(text[end - 1]))
        end--;
    if (end - at < 3 || text[at] != '=' || text[end - 1] != '=')
        return false;
    while (at < end && text[at] == '=')
        at++;
    while (end > at && text[end - 1] == '=')
        end--;
    at = skip(reading->sheet, at, end);
    bool words = at < end && is_letter(text[at]) && memchr(text + at, '=', end - at) == NULL;
    if (!words)
        return false;
    gri_read_heading(reading, text + at, end - at);
    reading->open = NULL;
    return true;
}

/* The line at `at`; `*end` is set behind what was read of the page. */
static enum gr_status read_line(struct gri_reading *reading, size_t start, size_t *end,
                                struct gr_err *err)
{
    const struct gri_sheet *sheet = reading->sheet;
    size_t at = skip(sheet, start, *end);
    bool author;
    if (at == *end)
        return GR_OK;
    size_t bad = gri_utf8_check(sheet->text + at, *end - at);
    if (bad < *end - at)
        return read_spoiled(reading, at, *end, bad, err);
    GRI_TRY(read_author(reading, at, *end, &author, err));
    if (author || read_notation(reading, at, *end) || read_title(reading, at, *end))
        return GR_OK;
    size_t last = joined_end(sheet, at, *end);
    if (last > *end && gri_utf8_check(sheet->text + at, last - at) == last - at)
        *end = last;
    if (starts(sheet, at, *end, "end of ")) {
        reading->open = NULL;
        return GR_OK;
    }
    return read_working(reading, past_bullet(sheet, at, *end), *end, err);
}

static void open_reading(struct gri_reading *reading, struct gri_view *view)
{
    size_t epoch, iteration;
    gri_spelled_init(&reading->signs);
    gri_spelled_init(&reading->names);
    gri_spelled_init(&reading->plain);
    gri_text_init(&reading->extents);
    gri_text_init(&reading->depths);
    gri_text_init(&reading->opened);
    gri_arena_init(&reading->scratch, (size_t)1 << 20);
    reading->ahead.spot = reading->behind.spot = (struct gri_spot){1, 1};
    if (view->timeline != NULL) {
        gri_timeline_place(view->timeline, view->cursor.t, &epoch, &iteration);
        reading->place.epoch = epoch + 1;
        reading->place.iteration = iteration + 1;
        if (gri_view_sample(view, &reading->bare_sample, NULL) != GR_OK)
            reading->bare_sample = 0;
        reading->place.sample = reading->bare_sample;
    }
}

static void close_reading(struct gri_reading *reading)
{
    gri_spelled_clear(&reading->signs);
    gri_spelled_clear(&reading->names);
    gri_spelled_clear(&reading->plain);
    gri_text_clear(&reading->extents);
    gri_text_clear(&reading->depths);
    gri_text_clear(&reading->opened);
    gri_arena_clear(&reading->scratch);
}

static enum gr_status read_lines(struct gri_reading *reading, struct gr_err *err)
{
    const struct gri_sheet *sheet = reading->sheet;
    size_t line = 1;
    for (size_t at = 0; at < sheet->length;) {
        size_t end = line_end(sheet, at);
        reading->line = line;
        reading->line_start = at;
        GRI_TRY(read_line(reading, at, &end, err));
        for (; at < end; at++)
            line += sheet->text[at] == '\n';
        at = end + 1;
        line++;
    }
    return GR_OK;
}

enum gr_status gri_sheet_read(struct gri_view *view, struct gri_arena *arena, const char *file,
                              const char *text, size_t length, struct gri_sheet *sheet,
                              struct gr_err *err)
{
    struct gri_reading reading = {.view = *view, .arena = arena, .sheet = sheet};
    *sheet = (struct gri_sheet){.file = file, .text = text, .length = length};
    open_reading(&reading, view);
    enum gr_status status = read_lines(&reading, err);
    close_reading(&reading);
    for (const struct gri_claim *claim = sheet->first; claim != NULL; claim = claim->next)
        sheet->segments += claim->count;
    return status;
}
