/* Worked lines on a screen. */
#include "base/utf8.h"
#include "expr/print.h"
#include "page/screen/drawing.h"

#include <string.h>

enum { SHORT_COLUMNS = 72, SHORT_STEPS = 3, SHORT_TERMS = 2, MORE = 2 };

static size_t larger(size_t a, size_t b)
{
    return a > b ? a : b;
}

static size_t width_of(const char *text)
{
    return gri_utf8_width(text, strlen(text));
}

static void put_text(struct gri_row *row, enum gri_paint paint, const char *text)
{
    gri_row_put(row, paint, text, strlen(text));
}

static void put_line(struct gri_row *row, enum gri_paint paint, const struct gri_drawing *drawing,
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

/* The value; one that stands there as it was written says so in its note. */
static enum gri_paint paint_of(const struct gri_worked *worked, const struct gri_step *step)
{
    const struct gri_expr *expr = step->expr;
    if (step->next != NULL)
        return GRI_PAINT_NONE;
    bool given = expr->kind == GRI_NUMBER && expr->shown == GRI_WRITTEN && worked->note != NULL;
    return given ? GRI_PAINT_GIVEN : GRI_PAINT_BOLD;
}

/* How a worked line stands on the screen. */
struct lay {
    struct gri_screen *screen;
    size_t indent, lead;            /* columns before the name, and of the name */
    const struct gri_drawing *name; /* NULL: it does not stand on this line */
    const char *note;               /* "(sample 2)", or NULL */
    const struct gri_worked *worked;
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
static void put_piece(struct gri_row *row, enum gri_paint paint, struct gri_scissors *cut,
                      size_t line, size_t columns)
{
    if (line >= cut->drawing->count)
        return;
    const char *text = cut->drawing->line[line] + cut->at[line];
    size_t bytes = gri_drawing_bytes(text, columns);
    gri_row_put(row, paint, text, bytes);
    gri_row_skip(row, columns - gri_utf8_width(text, bytes));
    cut->at[line] += bytes + (text[bytes] == ' ');
}

/* One piece of a step with what stands left of it, over as many rows as the taller of both has.
 * Lines above a drawing have numbers that wrap round, and so are none of its lines either. */
static void write_piece(const struct lay *lay, const struct gri_step *step,
                        struct gri_scissors *cut, size_t columns, bool first)
{
    static const struct gri_drawing unnamed = {.count = 1};
    const struct gri_drawing *name = lay->name != NULL ? lay->name : &unnamed;
    const struct gri_drawing *drawing = cut->drawing;
    size_t base = larger(name->base, drawing->base);
    size_t below = larger(name->count - name->base, drawing->count - drawing->base);
    for (size_t i = 0; i < base + below; i++) {
        struct gri_row row = {lay->screen, 0};
        size_t before = lay->screen->out->length;
        bool signs = first && i == base;
        put_left(&row, lay, i + name->base - base, signs ? step : NULL);
        gri_row_skip(&row, first ? 0 : MORE);
        put_piece(&row, paint_of(lay->worked, step), cut, i + drawing->base - base, columns);
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

static bool at_end(const struct gri_scissors *cut)
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
    struct gri_drawing drawing;
    if (!gri_draw(lay->screen, step->expr, &drawing))
        return;
    struct gri_scissors cut = {&drawing,
                               gri_screen_take(lay->screen, drawing.count, sizeof(size_t)), 0};
    if (cut.at == NULL)
        return;
    size_t depth = 0, columns = gri_drawing_piece(&cut, room_for(lay, true), &depth);
    if (lay->note != NULL && columns + 3 + width_of(lay->note) > room_for(lay, true)) {
        write_alone(lay->screen, lay->indent, GRI_PAINT_DIM, lay->note);
        lay->note = NULL;
    }
    write_piece(lay, step, &cut, columns, true);
    lay->name = NULL;
    lay->note = NULL;
    while (!at_end(&cut) && !lay->screen->out->failed) {
        cut.depth = depth;
        columns = gri_drawing_piece(&cut, room_for(lay, false), &depth);
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
    struct gri_drawing name;
    if (!gri_draw(screen, worked->name, &name))
        return;
    struct lay lay = {
        screen, gri_screen_indent(screen, block->level), name.width, &name, note_of(screen, worked),
        worked};
    bool wide = !layout->plain && screen->width != 0 &&
                lay.indent + name.width + 3 > screen->width * 2 / 3;
    if (wide || worked->first == NULL)
        write_name_above(&lay);
    if (worked->first == NULL)
        write_alone(screen, lay.indent + lay.lead, GRI_PAINT_NONE, "= ________");
    for (const struct gri_step *step = worked->first; step != NULL && !screen->out->failed;
         step = step->next) {
        write_step(&lay, step);
        if (screen->large && step->next != NULL)
            gri_text_add(screen->out, "\n");
        if (layout->reveal != NULL && layout->staged && step->next != NULL)
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
    if (screen->large)
        return false;
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        bool tall = screen->style == GRI_TEXT && gri_tallest(step->expr) > 1;
        if (++steps > SHORT_STEPS || tall || terms(step->expr) > SHORT_TERMS)
            return false;
    }
    return steps <= 1 || (!screen->layout->plain && screen->layout->reveal == NULL);
}

bool gri_screen_worked_short(struct gri_screen *screen, const struct gri_block *block)
{
    const struct gri_worked *worked = block->worked;
    struct gri_row row = {screen, gri_screen_indent(screen, block->level)};
    struct gri_drawing drawing;
    size_t columns = row.pending;
    if (!is_simple(screen, worked) || gri_tallest(worked->name) > 1 ||
        !gri_draw(screen, worked->name, &drawing))
        return false;
    columns += drawing.width;
    put_line(&row, GRI_PAINT_BOLD, &drawing, 0, drawing.width);
    if (worked->first == NULL) {
        put_text(&row, GRI_PAINT_NONE, " = ________");
        columns += strlen(" = ________");
    }
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        if (!gri_draw(screen, step->expr, &drawing))
            return false;
        gri_row_skip(&row, 1);
        put_sign(&row, step);
        put_line(&row, paint_of(worked, step), &drawing, 0, drawing.width);
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
