#include "typed/spell.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static size_t pick(struct gri_random *random, size_t bound)
{
    return gri_random_below(random, bound);
}

void writing_draw(struct hand_writing *w, struct gri_random *random)
{
    *w = (struct hand_writing){
        .times = (enum times_sign)pick(random, LATEX_DOT),
        .hat = (int)pick(random, 3),
        .below = (int)pick(random, 3),
        .slope = (int)pick(random, 3),
        .fresh = (int)pick(random, 4),
        .power = (int)pick(random, 3),
        .epower = (int)pick(random, 2),
        .long_minus = pick(random, 4) == 0,
        .latex = pick(random, 6) == 0,
        .tight = pick(random, 4) == 0,
        .spelled_relu = pick(random, 2) == 0,
        .indexed = pick(random, 3) == 0,
    };
    if (w->latex) {
        w->times = pick(random, 2) == 0 ? LATEX_DOT : BRACKETS;
        w->hat = 3;
        w->below = 3;
        w->slope = 3;
        w->fresh = 4;
        w->power = 0;
        w->long_minus = false;
    }
}

/* h1, h_1, h₁, h_{1} */
static void add_below(struct gri_text *text, const struct hand_writing *w, const char *letter,
                      size_t number)
{
    static const char *const digits[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    char plain[24];
    snprintf(plain, sizeof plain, "%zu", number);
    gri_text_addf(text, "%s%s", letter,
                  w->below == 0 || w->below == 2 ? ""
                  : w->below == 3                ? "_{"
                                                 : "_");
    for (size_t n = 0; plain[n] != '\0'; n++)
        gri_text_addf(text, "%.*s", w->below == 2 ? 3 : 1,
                      w->below == 2 ? digits[plain[n] - '0'] : plain + n);
    gri_text_add(text, w->below == 3 ? "}" : "");
}

static size_t number_of_unit(const struct hand *hand, const struct cell *cell)
{
    size_t units = 0;
    for (size_t l = 0; l < cell->layer; l++)
        units += hand->task->sizes[l + 1];
    return units + cell->unit + 1;
}

static void add_output(struct gri_text *text, const struct hand *hand, const struct hand_writing *w,
                       const char *letter, const struct cell *cell)
{
    if (hand->task->sizes[hand->task->depth] == 1)
        gri_text_add(text, letter);
    else
        add_below(text, w, letter, cell->unit + 1);
}

static void add_parameter(struct gri_text *text, const struct hand *hand,
                          const struct hand_writing *w, const struct cell *cell)
{
    size_t number = 1;
    bool bias = hand_is_bias(hand, cell);
    for (size_t l = 0; l < cell->layer; l++)
        number += bias ? hand->task->sizes[l + 1] : hand->task->sizes[l] * hand->task->sizes[l + 1];
    number += cell->parameter - (bias ? hand->task->b[cell->layer] : hand->task->w[cell->layer]);
    add_below(text, w, bias ? "b" : "w", number);
}

static void add_new(struct gri_text *text, const struct hand *hand, const struct hand_writing *w,
                    const struct cell *cell)
{
    static const char *const behind[] = {"new", "_new", "'", " (new)"};
    struct hand_writing plain = *w;
    if (w->fresh == 4) { /* w_{5new} */
        struct gri_text name;
        gri_text_init(&name);
        plain.below = 0;
        add_parameter(&name, hand, &plain, cell);
        gri_text_addf(text, "%c_{%snew}", name.at[0], name.at + 1);
        gri_text_clear(&name);
        return;
    }
    plain.below = w->fresh == 1 && w->below == 1 ? 0 : w->below;
    add_parameter(text, hand, &plain, cell);
    gri_text_add(text, behind[w->fresh]);
}

static const char *const hats[] = {"yhat", "ŷ", "y_hat", "\\hat{y}"};

/* What a derivative is taken by. */
static void add_by(struct gri_text *text, const struct hand *hand, const struct hand_writing *w,
                   const struct cell *cell)
{
    if (cell->kind == SLOPE)
        add_output(text, hand, w, hats[w->hat], cell);
    else if (cell->kind == BACK)
        add_below(text, w, "h", number_of_unit(hand, cell));
    else if (cell->kind == DELTA)
        add_below(text, w, "z", number_of_unit(hand, cell));
    else
        add_parameter(text, hand, w, cell);
}

static void add_derivative(struct gri_text *text, const struct hand *hand,
                           const struct hand_writing *w, const struct cell *cell)
{
    const char *symbol = gri_losses[hand->task->loss].symbol;
    static const char *const before[] = {"dL/d", "∂L/∂", NULL, "\\frac{\\partial L}{\\partial "};
    if (before[w->slope] != NULL)
        gri_text_add(text, before[w->slope]);
    else
        gri_text_addf(text, "d%s/d", symbol);
    add_by(text, hand, w, cell);
    gri_text_add(text, w->slope == 3 ? "}" : "");
}

static bool has_sample(const struct cell *cell)
{
    return cell->kind == INPUT || cell->kind == TARGET || cell->kind == SUM || cell->kind == OUT ||
           cell->kind == ERROR || cell->kind == SLOPE || cell->kind == BACK ||
           cell->kind == DELTA || cell->kind == PART;
}

void spell_name(struct gri_text *text, const struct hand *hand, const struct hand_writing *w,
                const struct cell *cell, size_t row)
{
    const struct task *t = hand->task;
    bool last = cell->layer == t->depth - 1;
    switch (cell->kind) {
    case INPUT:
        add_below(text, w, "x", cell->unit + 1);
        break;
    case TARGET:
        add_output(text, hand, w, "y", cell);
        break;
    case PARAMETER:
        add_parameter(text, hand, w, cell);
        break;
    case RATE:
        gri_text_add(text, w->latex ? "\\alpha" : w->hat == 1 ? "α" : "alpha");
        break;
    case SUM:
        add_below(text, w, "z", number_of_unit(hand, cell));
        break;
    case OUT:
        if (last)
            add_output(text, hand, w, hats[w->hat], cell);
        else
            add_below(text, w, "h", number_of_unit(hand, cell));
        break;
    case ERROR:
        add_output(text, hand, w, "e", cell);
        break;
    case LOSS:
        gri_text_add(text, w->slope == 2 ? gri_losses[t->loss].symbol : w->hat == 0 ? "loss" : "L");
        break;
    case NEW:
        add_new(text, hand, w, cell);
        break;
    default:
        add_derivative(text, hand, w, cell);
    }
    /* A bare gradient is the batch's wherever it stands. */
    if (has_sample(cell) && t->samples > 1 && (cell->row != row || cell->kind == PART))
        gri_text_addf(text, "[%zu]", cell->row + 1);
}

void spell_number(struct gri_text *text, const struct hand_writing *w, const char *number)
{
    bool minus = number[0] == '-';
    gri_text_addf(text, "%s%s", minus ? w->long_minus ? "−" : "-" : "", number + minus);
}

/* ---- formulas ---- */

struct speller {
    struct gri_text *text;
    const struct hand *hand;
    const struct hand_writing *writing;
    bool numbers;
    size_t row;
};

static formula bare(formula t)
{
    while (t->op == INNER)
        t = t->a;
    return t;
}

/* Slopes of relu and abs are numbers, in numbers. */
static bool is_gate(const struct speller *s, formula t)
{
    return s->numbers && t->op == CALL &&
           (t->call == RELU_SLOPE || t->call == LEAKY_SLOPE || t->call == SIGN);
}

static void number_text(const struct speller *s, formula t, char text[WRITTEN])
{
    if (t->op == CELL)
        snprintf(text, WRITTEN, "%s", t->cell->text);
    else if (is_gate(s, t))
        write_given(tree_value(t), text);
    else
        write_given(t->number, text);
}

static bool is_number(const struct speller *s, formula t)
{
    return t->op == NUM || (t->op == CELL && s->numbers) || is_gate(s, t);
}

/* 1: a sum or a sign before it, 2: a product, 4: a power, 5: alone */
static int level(const struct speller *s, formula t)
{
    char number[WRITTEN];
    t = bare(t);
    if (is_number(s, t)) {
        number_text(s, t, number);
        return number[0] == '-' ? 1 : 5;
    }
    static const int levels[] = {[NUM] = 5, [CELL] = 5, [ADD] = 1,    [SUB] = 1,
                                 [MUL] = 2, [DIV] = 2,  [SQUARE] = 4, [CALL] = 5};
    return t->op == NEG ? 1 : levels[t->op];
}

static void spell(struct speller *s, formula t);

static void spell_at(struct speller *s, formula t, int least)
{
    bool brackets = level(s, t) < least;
    gri_text_add(s->text, brackets ? "(" : "");
    spell(s, t);
    gri_text_add(s->text, brackets ? ")" : "");
}

static void spell_product(struct speller *s, formula t)
{
    static const char *const signs[] = {
        [STAR] = " * ",  [TIGHT_STAR] = "*", [LETTER] = " x ",
        [CROSS] = " × ", [DOT] = "·",        [LATEX_DOT] = " \\cdot "};
    const struct hand_writing *w = s->writing;
    formula a = bare(t->a), b = bare(t->b);
    bool bracketed = w->times == BRACKETS;
    if (!bracketed) {
        spell_at(s, a, 2);
        gri_text_add(s->text, w->times == LETTER && !s->numbers ? "*" : signs[w->times]);
        spell_at(s, b, 4);
        return;
    }
    bool name = !s->numbers && a->op == CELL && b->op == CELL;
    if (name) {
        spell(s, a);
        gri_text_add(s->text, " ");
        spell(s, b);
        return;
    }
    spell_at(s, a, a->op == MUL || a->op == DIV ? 2 : 6);
    gri_text_add(s->text, a->op == DIV ? " " : "");
    spell_at(s, b, 6);
}

static void spell_quotient(struct speller *s, formula t)
{
    if (s->writing->latex) {
        gri_text_add(s->text, "\\frac{");
        spell(s, t->a);
        gri_text_add(s->text, "}{");
        spell(s, t->b);
        gri_text_add(s->text, "}");
        return;
    }
    spell_at(s, t->a, 2);
    gri_text_add(s->text, "/");
    spell_at(s, t->b, 4);
}

static void spell_square(struct speller *s, formula t)
{
    static const char *const powers[] = {"^2", "²", "**2"};
    spell_at(s, t->a, 5);
    gri_text_add(s->text, powers[s->writing->power]);
}

static bool is_whole(const struct speller *s, formula t)
{
    char number[WRITTEN];
    t = bare(t);
    t = t->op == NEG ? bare(t->a) : t;
    if (!is_number(s, t))
        return false;
    number_text(s, t, number);
    return strchr(number, '.') == NULL;
}

static void spell_call(struct speller *s, formula t)
{
    static const char *const names[CALLS] = {
        [EXP] = "exp",   [LN] = "ln",       [SIGMOID] = "sigmoid",
        [TANH] = "tanh", [RELU] = "relu",   [LEAKY] = "leaky_relu",
        [ABS] = "abs",   [ROOT] = "sqrt",   [RELU_SLOPE] = "relu'",
        [SIGN] = "sign", [LOG10] = "log10", [LEAKY_SLOPE] = "leaky_relu'",
        [LOG2] = "log2", [CLIP] = "clip",   [TEN_TO] = "10^",
    };
    const struct hand_writing *w = s->writing;
    const char *name = names[t->call];
    bool power = t->call == EXP && w->epower == 1 && !is_whole(s, t->a);
    const char *open = "(", *close = ")";
    if (power) {
        name = "e^";
        open = w->latex ? "{" : "(";
        close = w->latex ? "}" : ")";
    }
    if (t->call == SIGMOID && w->hat == 1)
        name = "σ";
    if (w->latex && (t->call == LN || t->call == TANH || t->call == EXP) && !power)
        gri_text_add(s->text, "\\");
    gri_text_addf(s->text, "%s%s", name, open);
    if (t->call == RELU && w->spelled_relu) {
        s->text->length -= strlen("relu(");
        gri_text_addf(s->text, "%smax(0, ", w->latex ? "\\" : "");
    }
    spell(s, t->a);
    gri_text_add(s->text, close);
}

static void spell(struct speller *s, formula t)
{
    char number[WRITTEN];
    const struct hand_writing *w = s->writing;
    t = bare(t);
    if (is_number(s, t)) {
        number_text(s, t, number);
        spell_number(s->text, w, number);
        return;
    }
    switch (t->op) {
    case CELL:
        spell_name(s->text, s->hand, w, t->cell, s->row);
        break;
    case ADD:
    case SUB:
        spell_at(s, t->a, 1);
        gri_text_addf(s->text, w->tight ? "%s" : " %s ",
                      t->op == ADD    ? "+"
                      : w->long_minus ? "−"
                                      : "-");
        spell_at(s, t->b, t->op == ADD && bare(t->b)->op == ADD ? 1 : 2);
        break;
    case MUL:
        spell_product(s, t);
        break;
    case DIV:
        spell_quotient(s, t);
        break;
    case NEG:
        gri_text_add(s->text, w->long_minus ? "−" : "-");
        spell_at(s, t->a, 2);
        break;
    case SQUARE:
        spell_square(s, t);
        break;
    default:
        spell_call(s, t);
    }
}

void spell_formula(struct gri_text *text, const struct hand *hand,
                   const struct hand_writing *writing, formula t, bool numbers, size_t row)
{
    struct speller speller = {text, hand, writing, numbers, row};
    spell(&speller, t);
}
