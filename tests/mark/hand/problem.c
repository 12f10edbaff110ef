#include "hand/problem.h"

#include "explain/name/notation.h"
#include "net/data/prepare.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A number with so many decimals, not 0. */
static double draw_number(struct gri_random *random, double most, int decimals)
{
    double unit = pow(10, decimals), number = 0;
    while (number == 0)
        number = round(gri_random_uniform(random, -most, most) * unit) / unit;
    return number;
}

static size_t between(struct gri_random *random, size_t least, size_t most)
{
    return least + gri_random_below(random, most - least + 1);
}

static bool coin(struct gri_random *random, double chance)
{
    return gri_random_unit(random) < chance;
}

static bool goes_with(enum loss loss, enum activation last)
{
    if (loss == CROSS_ENTROPY)
        return last == SOFTMAX_UNIT;
    return loss != BCE || last == SIGMOID_UNIT || last == SOFTMAX_UNIT;
}

/* One of so many, or the one that is wished for. */
static size_t drawn(struct gri_random *random, size_t kinds, int wished)
{
    size_t one = gri_random_below(random, kinds);
    return wished > 0 ? (size_t)wished - 1 : one;
}

static void draw_kinds(struct task *t, struct gri_random *random, const struct wish *wish)
{
    enum activation last, hidden;
    do {
        t->loss = (enum loss)drawn(random, LOSSES, wish->loss);
        last = (enum activation)drawn(random, ACTIVATIONS, wish->last);
    } while (!goes_with(t->loss, last));
    hidden = (enum activation)drawn(random, ACTIVATIONS, wish->activation);
    t->depth = between(random, wish->depth > 1 ? wish->depth : 1, MOST_LAYERS);
    for (size_t l = 0; l < t->depth; l++) {
        t->activations[l] = l + 1 < t->depth ? hidden : last;
        if (l + 1 < t->depth && wish->activation == 0 && coin(random, 0.3))
            t->activations[l] = (enum activation)gri_random_below(random, ACTIVATIONS);
    }
}

static void draw_sizes(struct task *t, struct gri_random *random, const struct wish *wish)
{
    t->sizes[0] = between(random, wish->wide_inputs ? 2 : 1, MOST_UNITS);
    for (size_t l = 1; l <= t->depth; l++) {
        size_t least = l == t->depth ? wish->outputs : wish->hidden;
        least = t->activations[l - 1] == SOFTMAX_UNIT && least < 2 ? 2 : least;
        t->sizes[l] = between(random, least > 1 ? least : 1, MOST_UNITS);
    }
    t->samples = between(random, wish->samples > 1 ? wish->samples : 1, MOST_SAMPLES);
    t->samples = wish->one_sample ? 1 : t->samples;
    size_t p = 0;
    for (size_t l = 0; l < t->depth; l++) {
        t->w[l] = p;
        p += t->sizes[l] * t->sizes[l + 1];
        t->b[l] = p;
        p += t->bias ? t->sizes[l + 1] : 0;
    }
    t->parameter_count = p;
}

static void draw_targets(struct task *t, struct gri_random *random, size_t i)
{
    size_t outputs = t->sizes[t->depth], hot = gri_random_below(random, outputs);
    bool soft = coin(random, 0.1);
    for (size_t k = 0; k < outputs; k++) {
        t->y[i][k] = draw_number(random, 3, 1);
        if (t->loss == BCE)
            t->y[i][k] = soft ? 0.5 + draw_number(random, 0.4, 1) : coin(random, 0.5);
        if (t->loss == CROSS_ENTROPY)
            t->y[i][k] = soft ? (k == hot ? 0.8 : 0.2 / (double)(outputs - 1)) : k == hot;
    }
}

/* Columns that run from 0 to 1, of raw ones that do not. */
static void draw_scaled(struct task *t, struct gri_random *random)
{
    for (size_t k = 0; k < t->sizes[0]; k++) {
        double least = (double)between(random, 1, 20), most = (double)(2U << between(random, 0, 2));
        for (size_t i = 0; i < t->samples; i++) {
            t->x[i][k] = (double)((i + k) % t->samples) / 2;
            t->x[i][k] = t->samples == 2 ? 2 * t->x[i][k] : t->x[i][k];
            t->raw[i][k] = least + most * t->x[i][k];
        }
    }
}

static void draw_data(struct task *t, struct gri_random *random)
{
    bool whole = coin(random, 0.3);
    for (size_t i = 0; i < t->samples; i++) {
        draw_targets(t, random, i);
        for (size_t k = 0; k < t->sizes[0]; k++)
            t->x[i][k] = t->raw[i][k] = whole ? draw_number(random, 4, 0)
                                              : draw_number(random, 2, 1);
    }
    if (t->scaled) {
        draw_scaled(t, random);
        for (size_t i = 0; i < t->samples; i++)
            for (size_t k = 0; k < t->sizes[t->depth]; k++)
                t->y[i][k] = (double)((i + k) % 2);
    }
}

void task_draw(struct task *t, struct gri_random *random, const struct wish *wish)
{
    static const double rates[] = {0.1, 0.5, 0.01, 0.05, 0.2, 0.3, 0.001, 1};
    *t = (struct task){.momentum = 0.9};
    draw_kinds(t, random, wish);
    t->bias = wish->bias || coin(random, 0.8);
    draw_sizes(t, random, wish);
    t->yhat_minus_y = coin(random, 0.4);
    t->scaled = wish->scaled;
    t->times = wish->times > 1 ? wish->times : coin(random, 0.1) ? 2 : 1;
    t->optimizer = SGD;
    if (wish->optimizer > 0 || coin(random, 0.1))
        t->optimizer = (enum optimizer)drawn(random, OPTIMIZERS, wish->optimizer);
    t->rate = rates[gri_random_below(random, sizeof rates / sizeof *rates)];
    draw_data(t, random);
    int decimals = coin(random, 0.5) ? 1 : 2;
    for (size_t p = 0; p < t->parameter_count; p++)
        t->parameters[p] = draw_number(random, 1.5, decimals);
    for (size_t l = 0; l < t->depth && t->bias && !wish->bias; l++)
        for (size_t j = 0; j < t->sizes[l + 1]; j++)
            if (coin(random, 0.15))
                t->parameters[t->b[l] + j] = 0;
}

bool task_of_error(const struct task *t)
{
    return t->loss < BCE;
}

bool task_partners(const struct task *t)
{
    enum activation last = t->activations[t->depth - 1];
    return (t->loss == BCE && last == SIGMOID_UNIT) || t->loss == CROSS_ENTROPY;
}

/* ---- gradus ---- */

static void must(enum gr_status status, const struct gr_err *err)
{
    if (status == GR_OK)
        return;
    printf("Bail out! %s\n", err->message);
    exit(EXIT_FAILURE);
}

static void add_numbers(char *text, size_t room, const double *numbers, size_t count)
{
    for (size_t n = 0; n < count; n++)
        snprintf(text + strlen(text), room - strlen(text), "%s%.12g", n > 0 ? " " : "", numbers[n]);
}

#define ADD(...) snprintf(text + strlen(text), room - strlen(text), __VA_ARGS__)

void task_commands(const struct task *t, char *text, size_t room)
{
    text[0] = '\0';
    ADD("network %zu", t->sizes[0]);
    for (size_t l = 0; l < t->depth; l++)
        ADD("-%zu", t->sizes[l + 1]);
    for (size_t l = 0; l < t->depth; l++)
        ADD(" %s", gri_activations[t->activations[l]].name);
    ADD("%s\nset loss %s\nset rate %.12g\n", t->bias ? "" : " nobias", gri_losses[t->loss].name,
        t->rate);
    ADD("set optimizer %s\nset error %s\ndata\n", gri_optimizers[t->optimizer].name,
        t->yhat_minus_y ? "yhat-y" : "y-yhat");
    for (size_t i = 0; i < t->samples; i++) {
        add_numbers(text, room, t->raw[i], t->sizes[0]);
        ADD(" ");
        add_numbers(text, room, t->y[i], t->sizes[t->depth]);
        ADD("\n");
    }
    ADD("end\n%s", t->scaled ? "data scale minmax\n" : "");
    for (size_t l = 0; l < t->depth; l++) {
        ADD("W[%zu] = [", l + 1);
        for (size_t i = 0; i < t->sizes[l]; i++) {
            ADD("%s", i > 0 ? "; " : "");
            add_numbers(text, room, t->parameters + t->w[l] + i * t->sizes[l + 1], t->sizes[l + 1]);
        }
        ADD("]\n");
        if (!t->bias)
            continue;
        ADD("b[%zu] = [", l + 1);
        add_numbers(text, room, t->parameters + t->b[l], t->sizes[l + 1]);
        ADD("]\n");
    }
}

static void open_data(struct setting *s, const struct task *t)
{
    struct gr_err err = {0};
    double at[MOST_SAMPLES * 2 * MOST_UNITS];
    size_t cols = t->sizes[0] + t->sizes[t->depth];
    struct gri_preparation how = {t->scaled ? GRI_SCALING_MINMAX : GRI_SCALING_OFF, 1};
    for (size_t i = 0; i < t->samples; i++) {
        memcpy(at + i * cols, t->raw[i], t->sizes[0] * sizeof *at);
        memcpy(at + i * cols + t->sizes[0], t->y[i], t->sizes[t->depth] * sizeof *at);
    }
    must(gri_data_new(at, t->samples, cols, &s->table, &err), &err);
    must(gri_data_prepare(s->table, s->net, &how, &s->data, &err), &err);
}

void setting_open(struct setting *s, const struct task *t)
{
    struct gr_err err = {0};
    enum gri_activation activations[MOST_LAYERS];
    *s = (struct setting){.hyper = {.loss = (enum gri_loss)t->loss,
                                    .optimizer = (enum gri_optimizer)t->optimizer,
                                    .rate = t->rate,
                                    .momentum = t->momentum,
                                    .seed = 1,
                                    .rounding = GRI_ROUNDING_OFF,
                                    .means = {.threads = 1}}};
    for (size_t l = 0; l < t->depth; l++)
        activations[l] = (enum gri_activation)t->activations[l];
    must(gri_net_new(t->sizes, t->depth, activations, t->bias, &s->net, &err), &err);
    open_data(s, t);
    memset(s->given, 1, sizeof s->given);
    must(gri_timeline_new(s->net, s->data, &s->hyper, t->parameters, s->given, &s->timeline, &err),
         &err);
    s->view = (struct gri_view){.net = s->net,
                                .data = s->data,
                                .timeline = s->timeline,
                                .hyper = &s->hyper,
                                .cursor = gri_cursor_start(0),
                                .notation = gri_notation_find("flat"),
                                .yhat_minus_y = t->yhat_minus_y,
                                .digits = 4};
}

void setting_close(struct setting *s)
{
    gri_timeline_free(s->timeline);
    gri_data_free(s->data);
    gri_data_free(s->table);
    gri_net_free(s->net);
}
