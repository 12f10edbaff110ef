#include "cmd/command.h"

#include <string.h>

static const char *method_words(size_t n)
{
    return n < GRI_INITIALIZERS ? gri_initializers[n].name : NULL;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t method = 0;
    GRI_TRY(gri_session_need_network(session, err));
    while (method + 1 < GRI_INITIALIZERS &&
           strcmp(gri_initializers[method].name, args[0].words[0]) != 0)
        method++;
    uint64_t seed = args[1].given ? args[1].count : session->hyper.seed;
    struct gri_hyper hyper = session->hyper;
    size_t count = session->net->parameters;
    double *parameters = gri_arena_take(&session->line, count, sizeof *parameters);
    bool *given = gri_arena_take(&session->line, count, sizeof *given);
    if (parameters == NULL || given == NULL)
        return gri_fail_memory(err, "the parameters");
    gri_initialize(session->net, (enum gri_initializer)method, seed, parameters);
    memset(given, 0, count * sizeof *given);
    if (method == GRI_INIT_TORCH) { /* its generator goes on into `set shuffle torch` */
        hyper.torch_seed = seed;
        hyper.torch_drawn = count;
    }
    GRI_TRY(gri_session_anew(session, &hyper, parameters, given, err));
    session->initializer = (enum gri_initializer)method;
    session->initializer_seed = seed;
    return GR_OK;
}

const struct gri_command gri_command_init = {
    .name = "init",
    .group = GRI_SETTING_UP,
    .params = {{"METHOD", GRI_WORD, .words = method_words}, {"SEED", GRI_WHOLE, .optional = true}},
    .summary = "start the parameters anew, from random numbers or zeros",
    .help =
        "The same SEED gives the same parameters on every machine; without one it is that of "
        "`set seed`. Biases start at 0. The run begins anew. `init torch SEED` gives, bit for bit, "
        "the float32 weights and biases of a stack of nn.Linear after torch.manual_seed(SEED), and "
        "its generator goes on into `set shuffle torch`, the order of DataLoader(shuffle=True), as "
        "in such a program; checked against PyTorch 1.13.",
    .example = "network 2-2-1\ninit xavier 7\nweights",
    .see = "network set weights",
    .run = run,
};
