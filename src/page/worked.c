/* Worked lines on a screen.
 *
 * An expression is drawn as a rectangle: one line, or several where a matrix stands in it. A
 * rectangle that is wider than the screen is cut from top to bottom where all of its lines are
 * blank. */
#include "base/utf8.h"
#include "expr/print.h"
#include "page/parts.h"

#include <string.h>

enum { SHORT_COLUMNS = 72, SHORT_STEPS = 3, SHORT_TERMS = 2, MORE = 2 };

struct drawing {
    const char **line; /* `count`, of `width` columns or less */
    size_t count, base, width;
};

/* Where the next piece of a drawing begins. */
struct scissors {
    const struct drawing *drawing;
    size_t *at;   /* of each line, the byte */
    size_t depth; /* open brackets before it, on the base line */
};

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static void *take(struct gri_screen *screen, size_t count, size_t size)
{
    void *piece = gri_arena_take(screen->page->arena, count, size);
    if (piece == NULL)
        screen->out->failed = true;
    return piece;
}

/* What was printed, safe and in the arena; frees `lines`. */
static bool keep_lines(struct gri_screen *screen, struct gri_text *lines, size_t room,
                       struct drawing *drawing)
{
    struct gri_text safe;
    gri_text_init(&safe);
    for (size_t i = 0; i < drawing->count; i++) {
        gri_text_reset(&safe);
        gri_safe_add(&safe, lines[i].at, lines[i].length, GRI_SAFE_LINE | screen->safe);
        drawing->line[i] = gri_arena_copy(screen->page->arena, safe.at, safe.length);
        size_t width = gri_utf8_width(safe.at, safe.length);
        drawing->width = larger(width, drawing->width);
        if (safe.failed || lines[i].failed || drawing->line[i] == NULL)
            screen->out->failed = true;
    }
    gri_text_clear(&safe);
    for (size_t i = 0; i < room; i++)
        gri_text_clear(&lines[i]);
    return !screen->out->failed;
}

/* False: no memory, and the screen's text has failed. */
static bool draw(struct gri_screen *screen, const struct gri_expr *expr, struct drawing *drawing)
{
    const struct gri_page *page = screen->page;
    size_t room = screen->style == GRI_TEXT ? gri_tallest(expr) : 1;
    struct gri_text *lines = take(screen, room, sizeof *lines);
    *drawing = (struct drawing){.line = take(screen, room, sizeof *drawing->line)};
    if (lines == NULL || drawing->line == NULL)
        return false;
    for (size_t i = 0; i < room; i++)
        gri_text_init(&lines[i]);
    drawing->count = 1;
    if (room == 1)
        gri_print(&lines[0], expr, page->scope, screen->style, page->digits);
    else
        gri_print_stacked(lines, room, &drawing->count, &drawing->base, expr, page->scope,
                          screen->style, page->digits);
    return keep_lines(screen, lines, room, drawing);
}

/* The bytes that the next `columns` columns take. */
static size_t bytes_of(const char *text, size_t columns)
{
    size_t bytes = 0, column = 0, used;
    for (size_t left = strlen(text); bytes < left; bytes += used) {
        gri_utf8_decode(text + bytes, left - bytes, &used);
        size_t wide = gri_utf8_width(text + bytes, used);
        if (column + wide > columns)
            break;
        column += wide;
    }
    return bytes;
}

static bool blank_at(const struct scissors *cut, size_t column)
{
    for (size_t i = 0; i < cut->drawing->count; i++) {
        const char *rest = cut->drawing->line[i] + cut->at[i];
        char here = rest[bytes_of(rest, column)];
        if (here != ' ' && here != '\0')
            return false;
    }
    return true;
}

static bool opens(uint32_t rune)
{
    return rune == '(' || rune == '[' || (rune >= U'⎛' && rune <= U'⎝') ||
           (rune >= U'⎡' && rune <= U'⎣');
}

static bool closes(uint32_t rune)
{
    return rune == ')' || rune == ']' || (rune >= U'⎞' && rune <= U'⎠') ||
           (rune >= U'⎤' && rune <= U'⎦');
}

/* How badly a line would be cut at this blank: before + and − best, then before × or after a row of
 * a matrix, worst where no operator is. */
static size_t badness(const char *blank)
{
    static const char *const operators[] = {" + ", " - ", " − ", " x ", " × ", " · "};
    enum { COUNT = sizeof operators / sizeof *operators };
    for (size_t i = 0; i < COUNT; i++)
        if (strncmp(blank, operators[i], strlen(operators[i])) == 0)
            return i / 3;
    return blank[-1] == ';' ? 1 : 2;
}

/* Columns of the next piece, and the depth where it ends: best at the blank before an operator
 * outside brackets, then deeper; not in the first third. What has no blank stays whole. */
static size_t piece(const struct scissors *cut, size_t room, size_t *depth_after)
{
    const char *text = cut->drawing->line[cut->drawing->base] + cut->at[cut->drawing->base];
    size_t column = 0, best = 0, best_rank = SIZE_MAX, depth = cut->depth, used;
    for (size_t left = strlen(text); left > 0; text += used, left -= used) {
        uint32_t rune = gri_utf8_decode(text, left, &used);
        if (column > room && best > 0)
            return best;
        if (rune == ' ' && column > 0 && blank_at(cut, column)) {
            size_t rank = 3 * depth + badness(text) + (column < room / 3 ? SIZE_MAX / 2 : 0);
            if (rank <= best_rank) {
                best = column;
                best_rank = rank;
                *depth_after = depth;
            }
        }
        if (opens(rune))
            depth++;
        else if (closes(rune) && depth > 0)
            depth--;
        column += gri_utf8_width(text, used);
    }
    if (column > room && best > 0)
        return best;
    *depth_after = depth;
    return cut->drawing->width > column && cut->drawing->count > 1 ? cut->drawing->width : column;
}

static size_t width_of(const char *text)
{
    return gri_utf8_width(text, strlen(text));
}

static void put_text(struct gri_row *row, enum gri_paint paint, const char *text)
{
    gri_row_put(row, paint, text, strlen(text));
}

static void put_line(struct gri_row *row, enum gri_paint paint, const struct drawing *drawing,
                     size_t line, size_t columns)
{
    put_text(row, paint, drawing->line[line]);
    gri_row_skip(row, columns - width_of(drawing->line[line]));
}

static const char *sign_of(const struct gri_screen *screen, const struct gri_step *step)
{
    return !step->nearly ? "=" : screen->style == GRI_ASCII ? "~=" : "≈";
}

static void put_sign(struct gri_row *row, const struct gri_step *step)
{
    put_text(row, step->nearly ? GRI_PAINT_NEARLY : GRI_PAINT_NONE, sign_of(row->screen, step));
    gri_row_skip(row, 1);
}

static enum gri_paint paint_of(const struct gri_step *step)
{
    return step->next == NULL ? GRI_PAINT_BOLD : GRI_PAINT_NONE;
}

/* How a worked line stands on the screen. */
struct lay {
    struct gri_screen *screen;
    size_t indent, lead;        /* columns before the name, and of the name */
    const struct drawing *name; /* NULL: it does not stand on this line */
    const char *note;           /* "(sample 2)", or NULL */
};

/* One line of the name, and the sign where this is the base line of a step's first piece: "~="
 * begins one column before "=", so that = stands below =. */
static void put_left(struct gri_row *row, const struct lay *lay, size_t line,
                     const struct gri_step *signs)
{
    bool named = lay->name != NULL;
    bool early = signs != NULL && signs->nearly && lay->screen->style == GRI_ASCII && !named;
    gri_row_skip(row, lay->indent);
    if (named && line < lay->name->count)
        put_line(row, GRI_PAINT_BOLD, lay->name, line, lay->lead);
    else
        gri_row_skip(row, lay->lead);
    gri_row_skip(row, signs == NULL ? 3 : early ? 0 : 1);
    if (signs != NULL)
        put_sign(row, signs);
}

/* The next `columns` of one line of a drawing, and past the blank where it was cut. */
static void put_piece(struct gri_row *row, enum gri_paint paint, struct scissors *cut, size_t line,
                      size_t columns)
{
    if (line >= cut->drawing->count)
        return;
    const char *text = cut->drawing->line[line] + cut->at[line];
    size_t bytes = bytes_of(text, columns);
    gri_row_put(row, paint, text, bytes);
    gri_row_skip(row, columns - gri_utf8_width(text, bytes));
    cut->at[line] += bytes + (text[bytes] == ' ');
}

/* One piece of a step with what stands left of it, over as many rows as the taller of both has.
 * Lines above a drawing have numbers that wrap round, and so are none of its lines either. */
static void write_piece(const struct lay *lay, const struct gri_step *step, struct scissors *cut,
                        size_t columns, bool first)
{
    static const struct drawing unnamed = {.count = 1};
    const struct drawing *name = lay->name != NULL ? lay->name : &unnamed;
    const struct drawing *drawing = cut->drawing;
    size_t base = larger(name->base, drawing->base);
    size_t below = larger(name->count - name->base, drawing->count - drawing->base);
    for (size_t i = 0; i < base + below; i++) {
        struct gri_row row = {lay->screen, 0};
        size_t before = lay->screen->out->length;
        bool signs = first && i == base;
        put_left(&row, lay, i + name->base - base, signs ? step : NULL);
        gri_row_skip(&row, first ? 0 : MORE);
        put_piece(&row, paint_of(step), cut, i + drawing->base - base, columns);
        if (signs && lay->note != NULL) {
            gri_row_skip(&row, 3);
            put_text(&row, GRI_PAINT_DIM, lay->note);
        }
        if (lay->screen->out->length > before)
            gri_row_end(&row);
    }
}

static size_t room_for(const struct lay *lay, bool first)
{
    size_t taken = lay->indent + lay->lead + 3 + (first ? 0 : MORE);
    size_t width = lay->screen->layout->plain ? 0 : lay->screen->width;
    return width == 0 ? SIZE_MAX / 4 : width > taken + 8 ? width - taken : 8;
}

static bool at_end(const struct scissors *cut)
{
    for (size_t i = 0; i < cut->drawing->count; i++)
        if (cut->drawing->line[i][cut->at[i]] != '\0')
            return false;
    return true;
}

static void write_alone(struct gri_screen *screen, size_t indent, enum gri_paint paint,
                        const char *text)
{
    struct gri_row row = {screen, indent};
    put_text(&row, paint, text);
    gri_row_end(&row);
}

static void write_step(struct lay *lay, const struct gri_step *step)
{
    struct drawing drawing;
    if (!draw(lay->screen, step->expr, &drawing))
        return;
    struct scissors cut = {&drawing, take(lay->screen, drawing.count, sizeof(size_t)), 0};
    if (cut.at == NULL)
        return;
    size_t depth = 0, columns = piece(&cut, room_for(lay, true), &depth);
    if (lay->note != NULL && columns + 3 + width_of(lay->note) > room_for(lay, true)) {
        write_alone(lay->screen, lay->indent, GRI_PAINT_DIM, lay->note);
        lay->note = NULL;
    }
    write_piece(lay, step, &cut, columns, true);
    lay->name = NULL;
    lay->note = NULL;
    while (!at_end(&cut) && !lay->screen->out->failed) {
        cut.depth = depth;
        columns = piece(&cut, room_for(lay, false), &depth);
        write_piece(lay, step, &cut, columns, false);
    }
}

/* The note in brackets, safe, in the arena; NULL: none, or no memory. */
static const char *note_of(struct gri_screen *screen, const struct gri_worked *worked)
{
    if (worked->note == NULL)
        return NULL;
    struct gri_text text;
    gri_text_init(&text);
    gri_text_add(&text, "(");
    gri_safe_add(&text, worked->note, strlen(worked->note), GRI_SAFE_LINE | screen->safe);
    gri_text_add(&text, ")");
    char *note = gri_arena_copy(screen->page->arena, text.at, text.length);
    if (note == NULL || text.failed)
        screen->out->failed = true;
    gri_text_clear(&text);
    return note;
}

/* A name that would take most of the width stands above its steps. */
static void write_name_above(struct lay *lay)
{
    for (size_t i = 0; i < lay->name->count; i++)
        write_alone(lay->screen, lay->indent, GRI_PAINT_BOLD, lay->name->line[i]);
    lay->name = NULL;
    lay->lead = 2;
}

void gri_screen_worked(struct gri_screen *screen, const struct gri_block *block)
{
    const struct gri_worked *worked = block->worked;
    const struct gri_layout *layout = screen->layout;
    struct drawing name;
    if (!draw(screen, worked->name, &name))
        return;
    struct lay lay = {screen, gri_screen_indent(screen, block->level), name.width, &name,
                      note_of(screen, worked)};
    bool wide = !layout->plain && screen->width != 0 &&
                lay.indent + name.width + 3 > screen->width * 2 / 3;
    if (wide || worked->first == NULL)
        write_name_above(&lay);
    for (const struct gri_step *step = worked->first; step != NULL && !screen->out->failed;
         step = step->next) {
        write_step(&lay, step);
        if (layout->reveal != NULL && step->next != NULL)
            layout->reveal(layout->user, screen->out);
    }
}

static size_t terms(const struct gri_expr *expr)
{
    size_t count = 1;
    while (!expr->boxed && (expr->kind == GRI_ADD || expr->kind == GRI_SUBTRACT)) {
        count++;
        expr = expr->a;
    }
    return count;
}

/* Few steps of few terms, and nothing to wait for in between: they are read at a glance. */
static bool is_simple(const struct gri_screen *screen, const struct gri_worked *worked)
{
    size_t steps = 0;
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        bool tall = screen->style == GRI_TEXT && gri_tallest(step->expr) > 1;
        if (++steps > SHORT_STEPS || tall || terms(step->expr) > SHORT_TERMS)
            return false;
    }
    return steps == 1 || (!screen->layout->plain && screen->layout->reveal == NULL);
}

bool gri_screen_worked_short(struct gri_screen *screen, const struct gri_block *block)
{
    const struct gri_worked *worked = block->worked;
    struct gri_row row = {screen, gri_screen_indent(screen, block->level)};
    struct drawing drawing;
    size_t columns = row.pending;
    if (worked->first == NULL || !is_simple(screen, worked) || gri_tallest(worked->name) > 1 ||
        !draw(screen, worked->name, &drawing))
        return false;
    columns += drawing.width;
    put_line(&row, GRI_PAINT_BOLD, &drawing, 0, drawing.width);
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        if (!draw(screen, step->expr, &drawing))
            return false;
        gri_row_skip(&row, 1);
        put_sign(&row, step);
        put_line(&row, paint_of(step), &drawing, 0, drawing.width);
        columns += 1 + width_of(sign_of(screen, step)) + 1 + drawing.width;
    }
    const char *note = note_of(screen, worked);
    if (note != NULL) {
        gri_row_skip(&row, 3);
        put_text(&row, GRI_PAINT_DIM, note);
        columns += 3 + width_of(note);
    }
    gri_row_end(&row);
    size_t most = screen->width == 0 || screen->width > SHORT_COLUMNS ? SHORT_COLUMNS
                                                                      : screen->width;
    return columns <= most && !screen->out->failed;
}
