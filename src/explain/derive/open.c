#include "explain/derive/open.h"

#include "explain/name/notation.h"
#include "expr/print.h"

#include <string.h>

bool gri_unknown_same(const struct gri_unknown *a, const struct gri_unknown *b)
{
    return a == b || (a != NULL && b != NULL && a->kind == GRI_UNKNOWN_FREE &&
                      b->kind == GRI_UNKNOWN_FREE && strcmp(a->text, b->text) == 0);
}

static const struct gri_symbol *symbol(struct gri_arena *arena, struct gri_unknown unknown)
{
    struct gri_symbol *made = gri_arena_take(arena, 1, sizeof *made);
    struct gri_unknown *kept = gri_arena_take(arena, 1, sizeof *kept);
    if (made == NULL || kept == NULL)
        return NULL;
    *kept = unknown;
    made->unknown = kept;
    return made;
}

static const struct gri_expr *expression(const struct gri_open *open, struct gri_unknown unknown)
{
    const struct gri_symbol *made = symbol(open->arena, unknown);
    return made != NULL ? gri_expr_symbol(open->arena, made) : NULL;
}

const struct gri_expr *gri_open_words(const struct gri_open *open, const char *words)
{
    return expression(open, (struct gri_unknown){.kind = GRI_UNKNOWN_WORDS, .text = words});
}

const struct gri_expr *gri_open_ceiling(const struct gri_open *open, const struct gri_expr *part)
{
    if (part == NULL)
        return NULL;
    return expression(open, (struct gri_unknown){.kind = GRI_UNKNOWN_CEILING, .part = part});
}

const struct gri_expr *gri_open_mark(const struct gri_open *open, const struct gri_expr *part,
                                     const struct gri_symbol *by)
{
    if (part == NULL)
        return NULL;
    return expression(open, (struct gri_unknown){.kind = GRI_UNKNOWN_MARK, .part = part, .by = by});
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* One letter, digits behind it: x, t, a1, x_2. Not e, whose powers are exponentials. 0: no such. */
static size_t free_name(const char *text, size_t length)
{
    size_t n = 1;
    if (length == 0 || !is_letter(text[0]))
        return 0;
    if (length > 2 && text[1] == '_' && is_digit(text[2]))
        n = 2;
    while (n < length && is_digit(text[n]))
        n++;
    bool ends = n == length || !(is_letter(text[n]) || text[n] == '_' ||
                                 (unsigned char)text[n] >= 0xce); /* letters, no signs */
    return ends && !(n == 1 && text[0] == 'e') ? n : 0;
}

static enum gr_status resolve_free(struct gri_arena *arena, const char *text, size_t length,
                                   size_t name, const struct gri_symbol **out, size_t *used,
                                   struct gr_err *err)
{
    if (name < length && text[name] == '(')
        return gri_fail_at(err, GR_E_NAME, 1,
                           "there is no function \"%.*s\"; a product is written %.*s*(...)",
                           (int)name, text, (int)name, text);
    char *copy = gri_arena_copy(arena, text, name);
    *out = copy == NULL
               ? NULL
               : symbol(arena, (struct gri_unknown){.kind = GRI_UNKNOWN_FREE, .text = copy});
    *used = name;
    return *out != NULL ? GR_OK : gri_fail_memory(err, "a name");
}

static enum gr_status resolve(void *user, struct gri_arena *arena, const char *text, size_t length,
                              const struct gri_symbol **out, size_t *used, struct gr_err *err)
{
    const struct gri_open *open = user;
    size_t name = free_name(text, length);
    *used = 0;
    if (open->view->net == NULL)
        return name > 0 ? resolve_free(arena, text, length, name, out, used, err) : GR_OK;
    struct gr_err own = {0};
    enum gr_status status = open->inner.resolve(open->inner.user, arena, text, length, out, used,
                                                &own);
    if (status == GR_OK && *used > 0)
        return GR_OK;
    if (name == 1 || (name > 0 && status == GR_OK)) /* h9 is a mistake, x is a variable */
        return resolve_free(arena, text, length, name, out, used, err);
    if (status != GR_OK && err != NULL)
        *err = own;
    return status;
}

static enum gr_status value(void *user, struct gri_arena *arena, const struct gri_symbol *asked,
                            long row, struct gri_value *result, struct gr_err *err)
{
    const struct gri_open *open = user;
    if (open->set != NULL &&
        (asked->unknown != NULL
             ? gri_unknown_same(asked->unknown, open->set->unknown)
             : open->set->unknown == NULL && gri_asked_same(&asked->asked, &open->set->asked)))
        return gri_value_number(arena, open->value, result, err);
    if (asked->unknown != NULL)
        return gri_fail(err, GR_E_STATE, "%s has no value",
                        asked->unknown->text != NULL ? asked->unknown->text : "this");
    return open->inner.value(open->inner.user, arena, asked, row, result, err);
}

static const char *const around_words[][2] = {
    [GRI_TEXT] = {"", ""},
    [GRI_ASCII] = {"", ""},
    [GRI_LATEX] = {"\\text{", "}"},
    [GRI_MATHML] = {"<mtext>", "</mtext>"},
};

static const char *const around_ceiling[][2] = {
    [GRI_TEXT] = {"⌈", "⌉"},
    [GRI_ASCII] = {"ceil(", ")"},
    [GRI_LATEX] = {"\\left\\lceil ", " \\right\\rceil"},
    [GRI_MATHML] = {"<mrow><mo>⌈</mo>", "<mo>⌉</mo></mrow>"},
};

/* Before the variable, behind it, behind the part; an ordinary derivative, a partial one. */
static const char *const around_mark[][2][3] = {
    [GRI_TEXT] = {{"d/d", " ", ""}, {"∂/∂", " ", ""}},
    [GRI_ASCII] = {{"d/d", " ", ""}, {"d/d", " ", ""}},
    [GRI_LATEX] = {{"\\frac{d}{d ", "} ", ""}, {"\\frac{\\partial}{\\partial ", "} ", ""}},
    [GRI_MATHML] = {{"<mrow><mfrac><mi>d</mi><mrow><mi>d</mi>", "</mrow></mfrac>", "</mrow>"},
                    {"<mrow><mfrac><mo>∂</mo><mrow><mo>∂</mo>", "</mrow></mfrac>", "</mrow>"}},
};

/* A sum or product behind d/dx stands in brackets. */
static void spell_part(const struct gri_open *open, const struct gri_expr *part, bool in_sum,
                       enum gri_style style, struct gri_text *out)
{
    struct gri_expr boxed = *part;
    boxed.boxed = boxed.boxed || part->kind == GRI_ADD || part->kind == GRI_SUBTRACT ||
                  part->kind == GRI_MULTIPLY || part->kind == GRI_DIVIDE ||
                  part->kind == GRI_NEGATE || part->kind == GRI_NUMBER;
    gri_print_part(out, &boxed, &open->scope, in_sum, style, open->view->digits);
}

static void spell(void *user, const struct gri_symbol *name, bool in_sum, enum gri_style style,
                  struct gri_text *out)
{
    const struct gri_open *open = user;
    const struct gri_unknown *unknown = name->unknown;
    if (unknown == NULL) {
        open->inner.spell(open->inner.user, name, in_sum, style, out);
    } else if (unknown->kind == GRI_UNKNOWN_FREE) {
        gri_typeset(out, unknown->text, strlen(unknown->text), false, style);
    } else if (unknown->kind == GRI_UNKNOWN_WORDS) {
        gri_text_add(out, around_words[style][0]);
        gri_text_add(out, unknown->text);
        gri_text_add(out, around_words[style][1]);
    } else if (unknown->kind == GRI_UNKNOWN_CEILING) {
        gri_text_add(out, around_ceiling[style][0]);
        gri_print_part(out, unknown->part, &open->scope, in_sum, style, open->view->digits);
        gri_text_add(out, around_ceiling[style][1]);
    } else {
        const char *const *around = around_mark[style][unknown->by->unknown == NULL];
        gri_text_add(out, around[0]);
        spell(user, unknown->by, false, style, out);
        gri_text_add(out, around[1]);
        spell_part(open, unknown->part, in_sum, style, out);
        gri_text_add(out, around[2]);
    }
}

static enum gr_status rows(void *user, size_t *count, struct gr_err *err)
{
    const struct gri_open *open = user;
    return open->inner.rows(open->inner.user, count, err);
}

struct gri_open *gri_open_new(struct gri_view *view, struct gri_arena *arena)
{
    struct gri_open *open = gri_arena_take(arena, 1, sizeof *open);
    if (open == NULL)
        return NULL;
    open->view = view;
    open->arena = arena;
    open->inner = gri_view_scope(view);
    open->scope = (struct gri_scope){open, resolve, value, spell, rows};
    return open;
}
