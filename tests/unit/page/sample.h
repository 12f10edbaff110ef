/* Pages to write in tests: names are spelled as they are typed, but yhat and alpha, and stand for
 * nothing. */
#ifndef GRADUS_TEST_PAGE_SAMPLE_H
#define GRADUS_TEST_PAGE_SAMPLE_H

#include "suite.h"

#include "expr/parser.h"
#include "page/writer.h"

#include <ctype.h>
#include <string.h>

struct gri_symbol {
    char name[64];
};

static enum gr_status sample_resolve(void *user, struct gri_arena *arena, const char *text,
                                     size_t length, const struct gri_symbol **symbol, size_t *used,
                                     struct gr_err *err)
{
    (void)user;
    size_t n = 0;
    while (n < length && n < 60 && (isalnum((unsigned char)text[n]) || text[n] == '_'))
        n++;
    bool times = n == 1 && text[0] == 'x';
    *used = n > 0 && !times && isalpha((unsigned char)text[0]) ? n : 0;
    if (*used == 0)
        return GR_OK;
    struct gri_symbol *made = gri_arena_take(arena, 1, sizeof *made);
    if (made == NULL)
        return gri_fail_memory(err, "a name");
    memcpy(made->name, text, n);
    *symbol = made;
    return GR_OK;
}

static enum gr_status sample_value(void *user, struct gri_arena *arena,
                                   const struct gri_symbol *symbol, long row,
                                   struct gri_value *value, struct gr_err *err)
{
    (void)user, (void)arena, (void)row, (void)value;
    return gri_fail(err, GR_E_NAME, "%s stands for nothing", symbol->name);
}

static void sample_spell(void *user, const struct gri_symbol *symbol, bool in_sum,
                         enum gri_style style, struct gri_text *out)
{
    (void)user, (void)in_sum;
    const char *name = symbol->name;
    if (strcmp(name, "yhat") == 0)
        name = style == GRI_TEXT ? "ŷ" : style == GRI_LATEX ? "\\hat{y}" : name;
    else if (strcmp(name, "alpha") == 0)
        name = style == GRI_TEXT ? "α" : style == GRI_LATEX ? "\\alpha" : name;
    gri_text_add(out, style == GRI_MATHML ? "<mi>" : "");
    gri_text_add(out, name);
    gri_text_add(out, style == GRI_MATHML ? "</mi>" : "");
}

static enum gr_status sample_rows(void *user, size_t *rows, struct gr_err *err)
{
    (void)user, (void)err;
    *rows = 3;
    return GR_OK;
}

static const struct gri_scope sample_scope = {NULL, sample_resolve, sample_value, sample_spell,
                                              sample_rows};

/* Everything that one test holds. */
struct sample {
    struct gri_arena arena;
    struct gri_page page;
    struct gri_text out;
    struct gri_layout layout;
};

static inline void sample_begin(struct sample *s, size_t limit, int digits)
{
    gri_arena_init(&s->arena, limit);
    gri_page_init(&s->page, &s->arena, &sample_scope, digits);
    gri_text_init(&s->out);
    s->layout = (struct gri_layout){.width = 80, .utf8 = true};
}

static inline void sample_end(struct sample *s)
{
    gri_text_clear(&s->out);
    gri_arena_clear(&s->arena);
}

static inline void sample_show(struct gri_expr *expr, enum gri_shown shown)
{
    if (expr == NULL)
        return;
    expr->shown = shown;
    sample_show((struct gri_expr *)(uintptr_t)expr->a, shown);
    sample_show((struct gri_expr *)(uintptr_t)expr->b, shown);
    for (size_t i = 0; expr->kind == GRI_MATRIX && i < expr->rows * expr->cols; i++)
        sample_show((struct gri_expr *)(uintptr_t)expr->items[i], shown);
}

/* What this text says, its numbers as written; NULL where memory ended. */
static inline const struct gri_expr *typed(struct sample *s, const char *text)
{
    const struct gri_expr *expr = NULL;
    struct gr_err err;
    size_t length = strlen(text);
    struct gri_source source = {text, length, 0, length};
    enum gr_status status = gri_parse(source, false, &sample_scope, &s->arena, &expr, &err);
    if (status != GR_OK && status != GR_E_MEMORY)
        ck_abort_msg("%s: %s", text, err.message);
    return status == GR_OK ? expr : NULL;
}

/* The same, its numbers as if they had been computed. */
static inline const struct gri_expr *computed(struct sample *s, const char *text)
{
    struct gri_expr *expr = (struct gri_expr *)(uintptr_t)typed(s, text);
    sample_show(expr, GRI_COMPUTED);
    return expr;
}

/* "name", steps up to NULL; marked. */
static inline struct gri_worked *sample_worked(struct sample *s, const char *name,
                                               const char *const *steps)
{
    struct gri_worked *worked = gri_page_worked(&s->page, 0, typed(s, name));
    for (; *steps != NULL; steps++)
        gri_worked_step(&s->page, worked, computed(s, *steps));
    gri_worked_mark(&s->page, worked);
    return worked;
}
#define WORKED(s, name, ...) sample_worked(s, name, (const char *const[]){__VA_ARGS__, NULL})

static inline const char *written(struct sample *s, const char *writer)
{
    gri_text_reset(&s->out);
    gri_writer_find(writer)->write(&s->page, &s->layout, &s->out);
    return s->out.at;
}

#endif
