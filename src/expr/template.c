#include "expr/template.h"

#include "expr/parser.h"

#include <string.h>

/* A template's letters resolve to markers: addresses in this array. */
struct letters {
    const struct gri_letter *at;
    size_t count;
    char markers[GRI_LETTERS];
};

static enum gr_status resolve(void *user, struct gri_arena *arena, const char *text, size_t length,
                              const struct gri_symbol **out, size_t *used, struct gr_err *err)
{
    struct letters *letters = user;
    (void)arena, (void)err;
    *used = 0;
    for (size_t n = 0; n < letters->count; n++) {
        size_t size = strlen(letters->at[n].name);
        if (size <= length && size > *used && memcmp(text, letters->at[n].name, size) == 0) {
            *used = size;
            *out = (const struct gri_symbol *)(const void *)&letters->markers[n];
        }
    }
    return GR_OK;
}

static const struct gri_expr *fill(struct gri_arena *arena, const struct gri_expr *expr,
                                   const struct letters *letters);

/* Put together anew, so that the height is right. */
static const struct gri_expr *fill_parts(struct gri_arena *arena, const struct gri_expr *expr,
                                         const struct letters *letters)
{
    const struct gri_expr *a = fill(arena, expr->a, letters);
    struct gri_expr *made = expr->b == NULL ? gri_expr_unary(arena, expr->kind, a)
                                            : gri_expr_binary(arena, expr->kind, a,
                                                              fill(arena, expr->b, letters));
    if (made == NULL)
        return NULL;
    made->function = expr->function;
    made->times = expr->times;
    return made;
}

/* The tree with the letters' expressions in the place of the markers. */
static const struct gri_expr *fill(struct gri_arena *arena, const struct gri_expr *expr,
                                   const struct letters *letters)
{
    if (expr->kind == GRI_SYMBOL)
        return letters->at[(const char *)(const void *)expr->symbol - letters->markers].expr;
    return expr->kind == GRI_NUMBER ? expr : fill_parts(arena, expr, letters);
}

const struct gri_expr *gri_expr_template(struct gri_arena *arena, const char *text,
                                         const struct gri_letter *at, size_t count)
{
    struct letters letters = {at, count, {0}};
    struct gri_scope scope = {&letters, resolve, NULL, NULL, NULL};
    struct gri_source source = {text, strlen(text), 0, strlen(text)};
    const struct gri_expr *expr = NULL;
    if (gri_parse(source, false, &scope, arena, &expr, NULL) != GR_OK)
        return NULL;
    return fill(arena, expr, &letters);
}
