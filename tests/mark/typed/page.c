#include "typed/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool coin(struct gri_random *random, double chance)
{
    return gri_random_unit(random) < chance;
}

void page_open(struct page *page)
{
    gri_text_init(&page->text);
}

void page_close(struct page *page)
{
    gri_text_clear(&page->text);
}

void page_draw(struct page *page, struct gri_random *random)
{
    static const unsigned usual[] = {FORMULA | NUMBERS | VALUE, NUMBERS | VALUE, NUMBERS | VALUE,
                                     VALUE, FORMULA | VALUE};
    writing_draw(&page->writing, random);
    page->usual = usual[gri_random_below(random, 5)];
    page->mixed = coin(random, 0.5) ? 0.2 : 0;
    page->table = coin(random, 0.15);
    page->matrices = coin(random, 0.2);
    page->broken_lines = coin(random, 0.15);
    page->wrong_formula = coin(random, 0.5);
    page->heading = (int)gri_random_below(random, 7);
    page->bullet = (int)gri_random_below(random, 6);
    page->nearly = (int)gri_random_below(random, 6);
}

/* ---- lines ---- */

struct typist {
    struct page *page;
    const struct hand *hand;
    struct gri_random *random;
    size_t time, row; /* what bare names mean */
    size_t number;    /* of bulleted lines */
};

static void end_line(struct page *page)
{
    gri_text_add(&page->text, "\n");
    page->line++;
}

static void prose(struct page *page, const char *words)
{
    gri_text_add(&page->text, words);
    end_line(page);
}

static void heading(struct typist *t, const char *what, const char *other, size_t number)
{
    struct gri_text *text = &t->page->text;
    end_line(t->page);
    switch (t->page->heading) {
    case 0:
        gri_text_addf(text, "%s %zu", what, number);
        break;
    case 1:
        gri_text_addf(text, "## %s %zu", what, number);
        break;
    case 2:
        gri_text_addf(text, "**%s %zu**", what, number);
        break;
    case 3:
        gri_text_addf(text, "%s %zu:", other, number);
        break;
    case 4:
        gri_text_addf(text, "%s #%zu", what, number);
        break;
    case 5:
        gri_text_addf(text, "# Working, %s %zu", other, number);
        break;
    default:
        gri_text_addf(text, "%s: %zu", what, number);
    }
    end_line(t->page);
}

static bool by_sample(const struct cell *cell)
{
    return cell->kind == SUM || cell->kind == OUT || cell->kind == ERROR || cell->kind == SLOPE ||
           cell->kind == BACK || cell->kind == DELTA || cell->kind == PART;
}

static void place(struct typist *t, const struct cell *cell)
{
    if (cell->time != t->time) {
        heading(t, "Epoch", "epoch", cell->time + 1);
        t->time = cell->time;
        t->row = NO_SAMPLE;
    }
    if (!by_sample(cell) || t->hand->task->samples == 1)
        return;
    if (!t->page->writing.indexed && cell->row != t->row) {
        heading(t, "Sample", "sample", cell->row + 1);
        t->row = cell->row;
    }
}

static struct said *begin(struct typist *t, struct cell *cell, unsigned shown)
{
    struct page *page = t->page;
    if (page->count == MOST_SAID)
        abort();
    struct said *said = &page->said[page->count++];
    *said = (struct said){.line = page->line, .cells = {cell}, .count = 1, .shown = shown};
    return said;
}

static void bullet(struct typist *t)
{
    static const char *const bullets[] = {"", "", "- ", "* ", "  "};
    int bullet = t->page->bullet;
    t->number++;
    if (bullet < 5)
        gri_text_add(&t->page->text, bullets[bullet]);
    else
        gri_text_addf(&t->page->text, "%zu) ", t->number);
}

static void equals(struct typist *t, bool value, bool first)
{
    struct gri_text *text = &t->page->text;
    const char *sign = value && t->page->nearly == 0 ? "≈" : "=";
    if (!first && t->page->broken_lines && !t->page->writing.latex) {
        end_line(t->page);
        gri_text_addf(text, "   %s ", sign);
        return;
    }
    gri_text_addf(text, t->page->writing.tight ? "%s" : " %s ", sign);
}

/* A bare name means the iteration that the line stands in. */
static bool has_names(formula t, size_t time)
{
    if (t == NULL || t->op == NUM)
        return true;
    if (t->op == CELL)
        return t->cell->time == time || t->cell->kind == INPUT;
    return has_names(t->a, time) && has_names(t->b, time);
}

static bool is_number(formula t)
{
    return t->op == INNER ? is_number(t->a) : t->op == NUM || t->op == CELL;
}

static unsigned shown_of(struct typist *t, const struct cell *cell)
{
    static const unsigned others[] = {NUMBERS | VALUE, VALUE, FORMULA | NUMBERS | VALUE, NUMBERS};
    unsigned shown = t->page->usual;
    if (coin(t->random, t->page->mixed))
        shown = others[gri_random_below(t->random, 4)];
    if ((shown & FORMULA) && !has_names(cell->made, cell->time))
        shown = (shown & ~FORMULA) | NUMBERS;
    if (!tree_spelled(cell->made))
        shown = VALUE;
    if (is_number(cell->made) || cell->made->op == CALL || cell->fixed)
        shown |= VALUE;
    return is_number(cell->made) ? shown & ~NUMBERS : shown;
}

static void type_line(struct typist *t, struct cell *cell)
{
    struct page *page = t->page;
    struct gri_text *text = &page->text;
    unsigned shown = shown_of(t, cell);
    formula named = page->wrong_formula ? cell->made : cell->right;
    bool math = page->writing.latex && coin(t->random, 0.7), first = true;
    place(t, cell);
    begin(t, cell, shown);
    bullet(t);
    gri_text_add(text, math ? "$" : "");
    size_t row = page->writing.indexed || !by_sample(cell) ? NO_SAMPLE : t->row;
    spell_name(text, t->hand, &page->writing, cell, row);
    if (shown & FORMULA) {
        equals(t, false, first);
        spell_formula(text, t->hand, &page->writing, named, false, row);
        first = false;
    }
    if (shown & NUMBERS) {
        equals(t, false, first);
        spell_formula(text, t->hand, &page->writing, cell->made, true, row);
        first = false;
    }
    if (shown & VALUE) {
        equals(t, true, first);
        spell_number(text, &page->writing, cell->text);
    }
    gri_text_add(text, math ? "$" : "");
    end_line(page);
}

/* ---- the units of a layer at once ---- */

static size_t group_at(const struct hand *hand, size_t n)
{
    const struct cell *cell = hand->order[n];
    size_t count = 1;
    bool linear = hand->task->activations[cell->layer] == LINEAR;
    if (cell->kind != SUM && !(cell->kind == OUT && linear))
        return 1;
    while (n + count < hand->lines && hand->order[n + count]->kind == cell->kind &&
           hand->order[n + count]->layer == cell->layer &&
           hand->order[n + count]->row == cell->row && hand->order[n + count]->time == cell->time)
        count++;
    return count;
}

/* `[16 4] x [0.5 -0.3; 0.1 2] + [4 2]` */
static void type_product(struct typist *t, const struct cell *cell)
{
    const struct task *task = t->hand->task;
    struct hand *hand = (struct hand *)t->hand;
    struct gri_text *text = &t->page->text;
    const struct hand_writing *w = &t->page->writing;
    gri_text_add(text, "[");
    for (size_t i = 0; i < task->sizes[cell->layer]; i++) {
        formula x = hand_into(hand, cell->time, cell->layer, i, cell->row);
        gri_text_add(text, i > 0 ? " " : "");
        spell_number(text, w, x->cell->text);
    }
    gri_text_add(text, w->times == CROSS ? "] × [" : w->times == STAR ? "] * [" : "] x [");
    for (size_t i = 0; i < task->sizes[cell->layer]; i++)
        for (size_t u = 0; u < task->sizes[cell->layer + 1]; u++) {
            formula x = hand_weight(hand, PARAMETER, cell->time, cell->layer, i, u);
            gri_text_add(text, u > 0 ? " " : i > 0 ? "; " : "");
            spell_number(text, w, x->cell->text);
        }
    gri_text_add(text, "]");
    for (size_t u = 0; u < task->sizes[cell->layer + 1] && task->bias; u++) {
        size_t b = task->b[cell->layer] + u;
        gri_text_add(text, u > 0 ? " " : " + [");
        spell_number(text, w, hand_parameter(hand, PARAMETER, cell->time, b, 0)->text);
    }
    gri_text_add(text, task->bias ? "]" : "");
}

static void type_group(struct typist *t, struct cell *const *cells, size_t count)
{
    struct page *page = t->page;
    struct gri_text *text = &page->text;
    bool faults = false;
    place(t, cells[0]);
    struct said *said = begin(t, cells[0], VALUE);
    size_t row = page->writing.indexed ? NO_SAMPLE : t->row;
    bullet(t);
    gri_text_add(text, "[");
    for (size_t n = 0; n < count; n++) {
        said->cells[n] = cells[n];
        faults = faults || cells[n]->at_fault;
        gri_text_add(text, n > 0 ? " " : "");
        spell_name(text, t->hand, &page->writing, cells[n], row);
    }
    said->count = count;
    gri_text_add(text, "]");
    if (!faults && (page->usual & NUMBERS)) {
        equals(t, false, true);
        type_product(t, cells[0]);
        said->shown |= NUMBERS;
    }
    equals(t, true, (said->shown & NUMBERS) == 0);
    for (size_t n = 0; n < count; n++) {
        gri_text_add(text, n > 0 ? " " : "[");
        spell_number(text, &page->writing, cells[n]->text);
    }
    gri_text_add(text, "]");
    end_line(page);
}

/* ---- a table of the forward pass ---- */

static size_t type_table(struct typist *t)
{
    const struct hand *hand = t->hand;
    struct page *page = t->page;
    struct gri_text *text = &page->text;
    size_t columns = 0, samples = hand->task->samples;
    while (columns < hand->lines && by_sample(hand->order[columns]) &&
           hand->order[columns]->row == 0 && hand->order[columns]->kind <= ERROR)
        columns++;
    gri_text_add(text, "| i |");
    for (size_t n = 0; n < columns; n++) {
        gri_text_add(text, " ");
        spell_name(text, hand, &page->writing, hand->order[n], 0);
        gri_text_add(text, " |");
    }
    end_line(page);
    gri_text_add(text, "|---|");
    gri_text_add_repeated(text, "---|", columns);
    end_line(page);
    for (size_t i = 0; i < samples; i++) {
        gri_text_addf(text, "| %zu |", i + 1);
        for (size_t n = 0; n < columns; n++) {
            struct cell *cell = hand->order[i * columns + n];
            begin(t, cell, VALUE)->ordinal = n;
            gri_text_add(text, " ");
            spell_number(text, &page->writing, cell->text);
            gri_text_add(text, " |");
        }
        end_line(page);
    }
    end_line(page);
    return samples * columns;
}

void page_type(struct page *page, const struct hand *hand, struct gri_random *random)
{
    struct typist t = {page, hand, random, 0, NO_SAMPLE, 0};
    gri_text_reset(&page->text);
    page->count = 0;
    page->line = 1;
    t.row = hand->task->samples == 1 ? 0 : NO_SAMPLE;
    if (coin(random, 0.3))
        prose(page, "Name: Somchai W.");
    if (coin(random, 0.3))
        prose(page, "I carry my numbers on; a smaller step = a safer one.");
    size_t n = page->table && hand->task->samples > 1 ? type_table(&t) : 0;
    while (n < hand->lines) {
        size_t group = page->matrices && !page->writing.latex ? group_at(hand, n) : 1;
        if (group > 1)
            type_group(&t, &hand->order[n], group);
        else
            type_line(&t, hand->order[n]);
        n += group;
    }
}
