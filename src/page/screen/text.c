#include "base/decimal.h"
#include "base/utf8.h"
#include "page/parts.h"

#include <assert.h>
#include <string.h>

void gri_row_put(struct gri_row *row, enum gri_paint paint, const char *text, size_t length)
{
    size_t blanks = 0;
    while (blanks < length && text[length - 1 - blanks] == ' ')
        blanks++;
    if (blanks < length) {
        gri_text_add_repeated(row->screen->out, " ", row->pending);
        gri_paint(row->screen, paint, text, length - blanks);
        row->pending = 0;
    }
    row->pending += blanks;
}

void gri_row_skip(struct gri_row *row, size_t blanks)
{
    row->pending += blanks;
}

void gri_row_end(struct gri_row *row)
{
    gri_text_add(row->screen->out, "\n");
    row->pending = 0;
}

size_t gri_screen_indent(const struct gri_screen *screen, unsigned level)
{
    size_t most = screen->width == 0 ? 40 : screen->width / 2;
    return level <= most / 4 ? (size_t)level * 4 : most;
}

/* `text` line by line, each painted the same. */
static void write_lines(struct gri_screen *screen, enum gri_paint paint, const char *text,
                        size_t indent)
{
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        struct gri_row row = {screen, indent};
        gri_row_put(&row, paint, text, length);
        gri_row_end(&row);
        text += length + (text[length] == '\n');
    }
}

/* Sentences filled to the width; says how wide they came out. */
static size_t write_filled(struct gri_screen *screen, enum gri_paint paint, const char *text,
                           unsigned level)
{
    size_t indent = gri_screen_indent(screen, level);
    struct gri_text safe, filled;
    assert(text != NULL);
    gri_text_init(&safe);
    gri_text_init(&filled);
    gri_safe_add(&safe, text, strlen(text), GRI_SAFE_LINE | screen->safe);
    gri_fill(&filled, safe.at, screen->width == 0 ? 0 : screen->width - indent, 0);
    write_lines(screen, paint, filled.at, indent);
    size_t widest = 0;
    for (const char *line = filled.at; *line != '\0';) {
        size_t length = strcspn(line, "\n"), width = gri_utf8_width(line, length);
        widest = width > widest ? width : widest;
        line += length + (line[length] == '\n');
    }
    screen->out->failed |= safe.failed || filled.failed;
    gri_text_clear(&safe);
    gri_text_clear(&filled);
    return widest;
}

static void write_heading(struct gri_screen *screen, const struct gri_block *block)
{
    size_t width = write_filled(screen, GRI_PAINT_BOLD, block->text, 0);
    if (screen->layout->plain || block->level > 2)
        return;
    bool ascii = screen->safe != 0;
    const char *rule = block->level == 1 ? (ascii ? "=" : "═") : (ascii ? "-" : "─");
    gri_text_add_repeated(screen->out, rule, width);
    gri_text_add(screen->out, "\n");
}

static bool is_fence(const char *line)
{
    line += strspn(line, " ");
    return strncmp(line, "```", 3) == 0 || strncmp(line, "~~~", 3) == 0;
}

static bool is_heading(const char *line)
{
    size_t marks = strspn(line, "#");
    return marks > 0 && marks <= 6 && line[marks] == ' ';
}

/* A line of Markdown as it is read, not as it is typed: without the marks of `code` and **bold**.
 */
static void write_marked(struct gri_screen *screen, const char *line, size_t length)
{
    while (length > 0) {
        size_t plain = strcspn(line, "`*");
        plain = plain < length ? plain : length;
        gri_paint(screen, GRI_PAINT_NONE, line, plain);
        line += plain;
        length -= plain;
        size_t mark = length == 0                                 ? 0
                      : line[0] == '`'                            ? 1
                      : length > 1 && strncmp(line, "**", 2) == 0 ? 2
                                                                  : 0;
        size_t end = mark;
        while (mark > 0 && end + mark <= length && strncmp(line + end, line, mark) != 0)
            end++;
        bool closed = mark > 0 && end + mark <= length && end > mark;
        size_t used = closed ? end + mark : length > 0 ? 1 : 0;
        gri_paint(screen, mark == 2 && closed ? GRI_PAINT_BOLD : GRI_PAINT_NONE,
                  closed ? line + mark : line, closed ? end - mark : used);
        line += used;
        length -= used;
    }
}

static void write_markdown_line(struct gri_screen *screen, const char *text, size_t length,
                                bool *fenced)
{
    if (is_fence(text)) {
        *fenced = !*fenced;
        return;
    }
    if (*fenced)
        gri_paint(screen, GRI_PAINT_NONE, text, length);
    else if (is_heading(text))
        gri_paint(screen, GRI_PAINT_BOLD, text, length);
    else
        write_marked(screen, text, length);
    gri_text_add(screen->out, "\n");
}

/* Source as its author wrote it, without empty lines around; Markdown without its marks. */
static void write_source(struct gri_screen *screen, const struct gri_block *block)
{
    struct gri_text safe;
    assert(block->text != NULL);
    gri_text_init(&safe);
    gri_safe_add(&safe, block->text, strlen(block->text), GRI_SAFE_LINES | screen->safe);
    size_t end = safe.length;
    while (end > 0 && (safe.at[end - 1] == '\n' || safe.at[end - 1] == ' '))
        end--;
    gri_text_cut(&safe, end);
    const char *text = safe.at + strspn(safe.at, "\n");
    bool fenced = false;
    while (*text != '\0') {
        size_t length = strcspn(text, "\n");
        if (block->kind == GRI_MARKDOWN) {
            write_markdown_line(screen, text, length, &fenced);
        } else {
            gri_paint(screen, GRI_PAINT_NONE, text, length);
            gri_text_add(screen->out, "\n");
        }
        text += length + (text[length] == '\n');
    }
    screen->out->failed |= safe.failed;
    gri_text_clear(&safe);
}

/* For scripts too: ASCII minus, a matrix one row a line. */
static void write_value(struct gri_screen *screen, const struct gri_block *block)
{
    const struct gri_value *value = &block->value;
    for (size_t row = 0; row < value->rows; row++)
        for (size_t col = 0; col < value->cols; col++) {
            if (screen->large)
                gri_text_add(screen->out, "    ");
            double number = value->at[row * value->cols + col];
            if (block->written)
                gri_format_exact(screen->out, number);
            else
                gri_format_shown(screen->out, number, screen->page->digits);
            gri_text_add(screen->out, col + 1 < value->cols ? " " : "\n");
        }
}

static void write_block(struct gri_screen *screen, const struct gri_block *block)
{
    switch (block->kind) {
    case GRI_HEADING:
        write_heading(screen, block);
        break;
    case GRI_PROSE:
        write_filled(screen, GRI_PAINT_NONE, block->text, block->level);
        break;
    case GRI_REMARK:
        write_filled(screen, GRI_PAINT_DIM, block->text, block->level);
        break;
    case GRI_MARKDOWN:
    case GRI_LISTING:
        write_source(screen, block);
        break;
    case GRI_WORKED:
        gri_screen_worked(screen, block);
        break;
    case GRI_VALUE:
        write_value(screen, block);
        break;
    case GRI_TABLE:
        gri_screen_table(screen, block);
        break;
    case GRI_PLOT:
        gri_screen_plot(screen, block->plot);
        break;
    case GRI_MARKING:
        gri_screen_marking(screen, block->marking);
        break;
    case GRI_BLOCKS:
        break;
    }
}

/* What wants air around it. */
enum air { AT_TOP, TIGHT, LOOSE, HEADING, QUANTITY };

static bool wants_blank_line(enum air before, enum air now)
{
    if (now == QUANTITY)
        return true;
    return before != AT_TOP && (now >= LOOSE || before == LOOSE || before == QUANTITY) &&
           (before != HEADING || now == HEADING);
}

static enum air air_of(const struct gri_screen *screen, enum gri_block_kind kind)
{
    bool quantity = kind == GRI_WORKED || kind == GRI_VALUE;
    if (screen->large && quantity)
        return QUANTITY;
    return kind == GRI_HEADING ? HEADING : kind == GRI_VALUE ? TIGHT : LOOSE;
}

/* In large print the reader says when a quantity was seen. */
static void wait_between(struct gri_screen *screen, enum air before, enum gri_block_kind kind)
{
    const struct gri_layout *layout = screen->layout;
    if (before == QUANTITY && kind != GRI_REMARK && layout->reveal != NULL)
        layout->reveal(layout->user, screen->out);
}

void gri_text_write(const struct gri_page *page, const struct gri_layout *layout,
                    struct gri_text *out)
{
    bool ascii = layout->plain || !layout->utf8;
    struct gri_screen screen = {
        .page = page,
        .layout = layout,
        .out = out,
        .style = ascii ? GRI_ASCII : GRI_TEXT,
        .safe = ascii ? GRI_SAFE_ASCII : 0,
        .width = layout->width,
        .large = layout->large && !layout->plain,
    };
    out->failed |= page->failed;
    enum air before = layout->above != NULL ? (enum air) * layout->above : AT_TOP;
    for (const struct gri_block *block = page->first; block != NULL && !out->failed;
         block = block->next) {
        if (block->text != NULL && block->text[strspn(block->text, " \n")] == '\0')
            continue;
        struct gri_text line;
        gri_text_init(&line);
        struct gri_screen aside = screen;
        aside.out = &line;
        bool on_one_line = block->kind == GRI_WORKED && gri_screen_worked_short(&aside, block);
        enum air now = on_one_line ? TIGHT : air_of(&screen, block->kind);
        wait_between(&screen, before, block->kind);
        if (wants_blank_line(before, now))
            gri_text_add(out, "\n");
        if (on_one_line)
            gri_text_add_bytes(out, line.at, line.length);
        else
            write_block(&screen, block);
        out->failed |= line.failed;
        gri_text_clear(&line);
        if (before != QUANTITY || block->kind != GRI_REMARK)
            before = now;
    }
    if (layout->above != NULL)
        *layout->above = (int)before;
}
