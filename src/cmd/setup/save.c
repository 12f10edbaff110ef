#include "cmd/command.h"
#include "cmd/setting.h"

#include "base/file.h"

#include <string.h>

static void save_network(const struct gr_session *session, struct gri_text *out)
{
    const struct gri_net *net = session->net;
    gri_text_addf(out, "network %zu", net->inputs);
    for (size_t l = 0; l < net->depth; l++)
        gri_text_addf(out, "-%zu", net->layer[l].units);
    for (size_t l = 0; l < net->depth; l++)
        gri_text_addf(out, " %s", gri_activations[net->layer[l].activation].name);
    gri_text_addf(out, "%s\ninit %s %llu\n", net->bias ? "" : " nobias",
                  gri_initializers[session->initializer].name,
                  (unsigned long long)session->initializer_seed);
}

static void save_settings(struct gr_session *session, struct gri_text *out)
{
    for (size_t n = 0; n < gri_setting_count; n++) {
        if (!gri_settings[n].saved)
            continue;
        gri_text_addf(out, "set %s ", gri_settings[n].name);
        gri_settings[n].get(session, out);
        gri_text_add(out, "\n");
    }
}

static void save_data(const struct gri_data *data, struct gri_text *out)
{
    gri_text_add(out, "data\n");
    for (size_t i = 0; i < data->rows; i++)
        for (size_t k = 0; k < data->cols; k++) {
            gri_format_exact(out, data->at[i * data->cols + k]);
            gri_text_add(out, k + 1 < data->cols ? ", " : "\n");
        }
    gri_text_add(out, "end\n");
}

/* Those that differ from what is there without them, or were written by a person. */
static void save_parameters(const struct gr_session *session, const double *parameters,
                            const double *without, const bool *given, struct gri_text *out)
{
    for (size_t p = 0; p < session->net->parameters; p++) {
        struct gri_quantity q = gri_explain_parameter(session->net, p);
        struct gri_symbol symbol = {.asked = {.of = q}};
        bool same = memcmp(&parameters[p], &without[p], sizeof *parameters) == 0;
        if (same && (given == NULL || !given[p]))
            continue;
        session->scope.spell(session->scope.user, &symbol, false, GRI_ASCII, out);
        gri_text_add(out, " = ");
        gri_format_exact(out, parameters[p]);
        gri_text_add(out, "\n");
    }
}

static enum gr_status save_start(struct gr_session *session, struct gri_text *out,
                                 struct gr_err *err)
{
    double *initial = gri_arena_take(&session->line, session->net->parameters, sizeof *initial);
    if (initial == NULL)
        return gri_fail_memory(err, "the parameters");
    gri_initialize(session->net, session->initializer, session->initializer_seed, initial);
    save_parameters(session, session->parameters, initial, session->given, out);
    return GR_OK;
}

/* A change in mid-run: what was set, and the parameters that a person wrote there. */
static enum gr_status save_change(struct gr_session *session, size_t number, struct gri_text *out,
                                  struct gr_err *err)
{
    const struct gri_hyper *hyper;
    const double *parameters;
    const struct gri_record *record;
    size_t t = gri_timeline_segment(session->timeline, number, &hyper, &parameters);
    struct gri_hyper now = session->hyper;
    session->hyper = *hyper;
    save_settings(session, out);
    session->hyper = now;
    if (parameters == NULL)
        return GR_OK;
    GRI_TRY(gri_timeline_record(session->timeline, t - 1, &record, err));
    bool *given = gri_arena_take(&session->line, session->net->parameters, sizeof *given);
    if (given == NULL)
        return gri_fail_memory(err, "the parameters");
    for (size_t p = 0; p < session->net->parameters; p++)
        given[p] = gri_timeline_given(session->timeline, t, p);
    save_parameters(session, parameters, record->work->after, given, out);
    return GR_OK;
}

/* The iterations that are over, with the changes between them, and back to where the cursor stands.
 */
static enum gr_status save_run(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_cursor *cursor = &session->view.cursor;
    size_t at = 0, done = gri_timeline_done(timeline), epoch, iteration, lines;
    for (size_t n = 1; n <= gri_timeline_segments(timeline); n++) {
        const struct gri_hyper *hyper;
        const double *parameters;
        bool last = n == gri_timeline_segments(timeline);
        size_t to = last ? done : gri_timeline_segment(timeline, n, &hyper, &parameters);
        if (to > at)
            gri_text_addf(out, "iteration %zu\n", to - at);
        at = to;
        if (!last)
            GRI_TRY(save_change(session, n, out, err));
    }
    gri_timeline_place(timeline, cursor->t, &epoch, &iteration);
    GRI_TRY(gri_cursor_lines(cursor, timeline, &lines, err));
    if (cursor->t != done || lines > 0)
        gri_text_addf(out, "goto epoch %zu iteration %zu line %zu\n", epoch + 1, iteration + 1,
                      lines);
    return GR_OK;
}

static enum gr_status save(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    const struct gri_hyper *hyper = NULL;
    const double *parameters;
    struct gri_hyper now = session->hyper;
    gri_text_add(out, "# A session of gradus; `gradus -i THIS-FILE` goes on with it.\n");
    if (session->net != NULL)
        save_network(session, out);
    if (session->timeline != NULL) {
        gri_timeline_segment(session->timeline, 0, &hyper, &parameters);
        session->hyper = *hyper;
    }
    save_settings(session, out);
    session->hyper = now;
    if (session->data != NULL)
        save_data(session->data, out);
    if (session->net != NULL)
        GRI_TRY(save_start(session, out, err));
    return session->timeline != NULL ? save_run(session, out, err) : GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_text out;
    GRI_TRY(gri_session_may_write(session, err));
    gri_text_init(&out);
    enum gr_status status = save(session, &out, err);
    if (status == GR_OK && out.failed)
        status = gri_fail_memory(err, "the script");
    if (status == GR_OK)
        status = gri_file_write(args[0].words[0], out.at, out.length, err);
    gri_text_clear(&out);
    return status;
}

const struct gri_command gri_command_save = {
    .name = "save",
    .group = GRI_SETTING_UP,
    .params = {{"FILE", GRI_FILE}},
    .summary = "write the session as a script that rebuilds it",
    .help = "The script holds the network, the settings, the data, the starting parameters and the "
            "way through the run; `source` plays it, and every number is the same to the last "
            "bit. Scripts and lessons may save only with --allow-write.",
    .see = "source",
    .run = run,
};
