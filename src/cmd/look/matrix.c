#include "cmd/command.h"

static const char *words(size_t n)
{
    return n == 0 ? "all" : NULL;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    return gri_explain_matrix(&session->view, &session->page, args[0].given, err);
}

const struct gri_command gri_command_matrix = {
    .name = "matrix",
    .group = GRI_LOOKING,
    .params = {{"all", GRI_WORD, .optional = true, .words = words}},
    .summary = "show the forward pass in matrix form, of a sample or of all",
    .help = "Symbols, numbers, result, layer by layer, for the sample where you stand; with `all` "
            "for every sample of the batch, a row each, the biases once for each row.",
    .example = "use lottery\nmatrix\nforward 2\nmatrix\nmatrix all",
    .see = "table why",
    .run = run,
};
