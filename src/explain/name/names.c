/* Every name there is: for completion and did-you-mean. */
#include "explain/name/notation.h"

#include <string.h>

enum { MOST_NAMES = 2000 };

struct list {
    const struct gri_view *view;
    void (*take)(void *user, const char *name);
    void *user;
    size_t count;
};

static void add(struct list *list, struct gri_asked asked)
{
    struct gri_text name;
    struct gri_symbol symbol = {.asked = asked};
    if (list->count++ >= MOST_NAMES)
        return;
    gri_text_init(&name);
    gri_name_spell((void *)(size_t)(const void *)list->view, &symbol, false, GRI_ASCII, &name);
    list->take(list->user, name.at);
    gri_text_clear(&name);
}

static void add_units(struct list *list, enum gri_what what, size_t layer, size_t count)
{
    for (size_t k = 0; k < count; k++)
        add(list, (struct gri_asked){.of = {.what = what, .layer = layer, .unit = k}});
}

static void add_parameter(struct list *list, struct gri_quantity q)
{
    const struct gri_quantity loss = {.what = GRI_Q_LOSS};
    add(list, (struct gri_asked){.of = q});
    add(list, (struct gri_asked){loss, true, q});
    q.made = true;
    add(list, (struct gri_asked){.of = q});
}

static void add_layer(struct list *list, size_t l)
{
    const struct gri_layer *layer = &list->view->net->layer[l];
    static const enum gri_what matrices[] = {GRI_Q_WEIGHT, GRI_Q_BIAS, GRI_Q_SUM, GRI_Q_OUT};
    for (size_t n = 0; n < layer->inputs * layer->units && n < MOST_NAMES; n++)
        add_parameter(list, (struct gri_quantity){.what = GRI_Q_WEIGHT,
                                                  .layer = l,
                                                  .row = n / layer->units,
                                                  .unit = n % layer->units});
    for (size_t k = 0; list->view->net->bias && k < layer->units; k++)
        add_parameter(list, (struct gri_quantity){.what = GRI_Q_BIAS, .layer = l, .unit = k});
    add_units(list, GRI_Q_SUM, l, layer->units);
    add_units(list, GRI_Q_OUT, l, layer->units);
    for (size_t n = 0; n < sizeof matrices / sizeof *matrices; n++)
        if (matrices[n] != GRI_Q_BIAS || list->view->net->bias)
            add(list, (struct gri_asked){.of = {.what = matrices[n], .whole = true, .layer = l}});
}

void gri_notation_each(const struct gri_view *view, void (*name)(void *user, const char *name),
                       void *user)
{
    struct list list = {view, name, user, 0};
    const struct gri_net *net = view->net;
    if (net == NULL)
        return;
    add_units(&list, GRI_Q_INPUT, 0, net->inputs);
    add_units(&list, GRI_Q_TARGET, 0, net->outputs);
    add_units(&list, GRI_Q_ERROR, 0, net->outputs);
    add_units(&list, GRI_Q_LOSS, 0, 1);
    add_units(&list, GRI_Q_RATE, 0, 1);
    add_units(&list, GRI_Q_COUNT, 0, 1);
    add(&list, (struct gri_asked){.of = {.what = GRI_Q_INPUT, .whole = true}});
    add(&list, (struct gri_asked){.of = {.what = GRI_Q_TARGET, .whole = true}});
    for (size_t l = 0; l < net->depth; l++)
        add_layer(&list, l);
}
