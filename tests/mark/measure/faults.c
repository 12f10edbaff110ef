/* Mistakes made on a page, where they show. */
#include "measure/measure.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { POINT_FIGURES = 3, DIGIT_FIGURES = 4 };

struct choice {
    struct cell *line;
    size_t variant;
};

static void forgive(struct bench *b, struct cell *line)
{
    line->made = line->right;
    line->fixed = line->at_fault = false;
    hand_again(&b->hand);
}

/* Digits from the first that is not 0, or from a 0 before the point. */
static size_t figures(const char *text)
{
    size_t count = 0;
    for (text += strspn(text, "-0."); *text != '\0'; text++)
        count += *text != '.';
    return count;
}

/* Digits exchanged with zeros may only move the point. */
static bool is_power_of_ten(double ratio)
{
    double power = ratio > 0 ? log10(ratio) : 0.5;
    return fabs(power - round(power)) < 1e-9;
}

/* One digit another, or two neighbours exchanged; not the last. */
static bool mix_digits(struct bench *b, const char *from, char text[WRITTEN])
{
    size_t digits[WRITTEN], count = 0;
    snprintf(text, WRITTEN, "%s", from);
    for (size_t n = 0; text[n] != '\0'; n++)
        if (text[n] >= '0' && text[n] <= '9')
            digits[count++] = n;
    if (count < 3)
        return false;
    size_t at = gri_random_below(&b->random, count - 1);
    char kept = text[digits[at]];
    if (gri_random_below(&b->random, 2) == 0) {
        text[digits[at]] = text[digits[at + 1]];
        text[digits[at + 1]] = kept;
    } else {
        text[digits[at]] = (char)('0' + gri_random_below(&b->random, 10));
    }
    return !is_power_of_ten(strtod(text, NULL) / strtod(from, NULL));
}

/* The page as it is with the line's mistake, if that shows. A number of another sample may stand
 * further down: worked through twice. */
static bool stands(struct bench *b, struct cell *line)
{
    line->at_fault = true;
    if (line->made != NULL && hand_again(&b->hand) && hand_again(&b->hand) && bench_shows(b, line))
        return true;
    forgive(b, line);
    return false;
}

/* What is written of a line is not what came out. */
static bool write_wrongly(struct bench *b, struct cell *line, bool point)
{
    static const double by[] = {10, 0.1, 100, 0.01};
    char text[WRITTEN];
    if (point)
        write_number(&b->hand.manner.policy,
                     tree_value(line->right) * by[gri_random_below(&b->random, 4)], text);
    else if (figures(line->text) < DIGIT_FIGURES || !mix_digits(b, line->text, text))
        return false;
    if (figures(text) < (point ? POINT_FIGURES : DIGIT_FIGURES))
        return false;
    snprintf(line->text, sizeof line->text, "%s", text);
    line->shown = strtod(text, NULL);
    line->fixed = true;
    return stands(b, line);
}

static struct cell *any_line(struct bench *b)
{
    return b->hand.order[gri_random_below(&b->random, b->hand.lines)];
}

static bool make_at(struct bench *b, const struct choice *choice, const struct mistake *mistake)
{
    if (mistake->wrong == NULL)
        return write_wrongly(b, choice->line, strcmp(mistake->code, "decimal-point") == 0);
    choice->line->made = mistake_made(&b->hand, choice->line, mistake, choice->variant);
    return stands(b, choice->line);
}

struct cell *bench_break(struct bench *b, const struct mistake *mistake)
{
    enum { TRIES = 6, MOST = 8192 };
    static struct choice choices[MOST];
    size_t count = 0;
    for (size_t n = 0; n < b->hand.lines; n++)
        for (size_t v = 0; v < mistake->variants && count < MOST; v++)
            if (!b->hand.order[n]->at_fault &&
                (mistake->wrong == NULL ||
                 mistake_made(&b->hand, b->hand.order[n], mistake, v) != NULL))
                choices[count++] = (struct choice){b->hand.order[n], v};
    for (int n = 0; n < TRIES && count > 0; n++) {
        const struct choice *choice = &choices[gri_random_below(&b->random, count)];
        if (make_at(b, choice, mistake))
            return choice->line;
    }
    return NULL;
}

/* The n-th (counting down) written number that a formula shows, with its digits mixed up. */
static formula copied(struct bench *b, formula t, size_t *n)
{
    char text[WRITTEN];
    if (t == NULL)
        return NULL;
    if (t->op == CELL && !t->cell->given && (*n)-- == 0) {
        bool mixed = figures(t->cell->text) >= DIGIT_FIGURES && mix_digits(b, t->cell->text, text);
        double number = mixed ? strtod(text, NULL) : 0;
        /* Without its last zeros it may be no more than rounded. */
        write_given(number, text);
        return mixed && fabs(number - t->cell->shown) > written_unit(text)
                   ? tree_num(&b->hand.pool, number)
                   : t;
    }
    if (t->op == NUM || t->op == CELL)
        return t;
    formula left = copied(b, t->a, n), right = copied(b, t->b, n);
    if (left == t->a && right == t->b)
        return t;
    return t->op == CALL ? tree_call(&b->hand.pool, t->call, left)
                         : tree_two(&b->hand.pool, t->op, left, right);
}

struct cell *bench_mix(struct bench *b, bool operand)
{
    enum { TRIES = 20, OPERANDS = 4 };
    for (int n = 0; n < TRIES; n++) {
        struct cell *line = any_line(b);
        size_t which = gri_random_below(&b->random, OPERANDS);
        if (line->at_fault)
            continue;
        if (!operand && write_wrongly(b, line, false))
            return line;
        if (operand)
            line->made = copied(b, line->right, &which);
        if (operand && line->made != line->right && stands(b, line))
            return line;
        line->made = line->right;
    }
    return NULL;
}

/* Does this mistake, made at the line instead, give the same digits? */
static bool gives_same(struct bench *b, const struct cell *line, const struct mistake *mistake)
{
    char text[WRITTEN];
    size_t kept = b->hand.pool.count;
    bool same = false;
    for (size_t v = 0; v < mistake->variants && !same; v++) {
        formula made = mistake_made(&b->hand, line, mistake, v);
        if (made != NULL && isfinite(tree_value(made)))
            write_number(&b->hand.manner.policy, tree_value(made), text);
        same = made != NULL && isfinite(tree_value(made)) && strcmp(text, line->text) == 0;
        b->hand.pool.count = kept;
    }
    return same;
}

bool bench_has_twin(struct bench *b, const struct cell *line, const struct mistake *own)
{
    for (size_t n = 0; mistake_at(n) != NULL; n++)
        if (mistake_at(n) != own && gives_same(b, line, mistake_at(n)))
            return true;
    return false;
}

void bench_work(struct bench *b, const struct wish *wish, bool by_layer)
{
    struct manner manner;
    do {
        task_draw(&b->task, &b->random, wish);
        bench_manner(b, &manner);
        manner.by_layer = manner.by_layer || by_layer;
    } while (!hand_work(&b->hand, &b->task, &manner));
}
