#include "cmd/command.h"
#include "cmd/setting.h"

#include "base/file.h"

#include <math.h>
#include <assert.h>
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

static void save_setting(const struct gr_session *session, const struct gri_setting *setting,
                         struct gri_text *out)
{
    gri_text_addf(out, "set %s ", setting->name);
    setting->get(session, out);
    gri_text_add(out, "\n");
}

/* Those of the problem but the notation and the names. */
static void save_settings(const struct gr_session *session, struct gri_text *out)
{
    for (size_t n = 0; n < gri_setting_count; n++)
        if (gri_settings[n].saved && strcmp(gri_settings[n].name, "notation") != 0 &&
            strcmp(gri_settings[n].name, "names") != 0)
            save_setting(session, &gri_settings[n], out);
}

/* Those that have another value with these settings of the run than with those before. */
static void save_changed_settings(struct gr_session *session, const struct gri_hyper *before,
                                  const struct gri_hyper *after, struct gri_text *out)
{
    struct gri_hyper now = session->hyper;
    for (size_t n = 0; n < gri_setting_count; n++) {
        size_t start = out->length;
        session->hyper = *before;
        gri_settings[n].get(session, out);
        size_t end = out->length;
        session->hyper = *after;
        gri_settings[n].get(session, out);
        bool same = out->length - end == end - start &&
                    memcmp(out->at + start, out->at + end, end - start) == 0;
        gri_text_cut(out, start);
        if (!same && gri_settings[n].saved)
            save_setting(session, &gri_settings[n], out);
    }
    session->hyper = now;
}

/* In quotes, so that it is one field whatever stands in it. */
static void save_word(const char *word, struct gri_text *out)
{
    gri_text_add(out, "\"");
    for (const char *c = word; *c != '\0'; c++)
        gri_text_add_bytes(out, *c == '"' ? "\"\"" : c, *c == '"' ? 2 : 1);
    gri_text_add(out, "\"");
}

/* A header that the reader takes for one whatever stands in it. */
static void save_header(const struct gri_data *data, struct gri_text *out)
{
    for (size_t k = 0; k < data->cols; k++) {
        if (data->names[k][0] == '\0')
            gri_text_addf(out, "\"column %zu\"", k + 1);
        else
            save_word(data->names[k], out);
        gri_text_add(out, k + 1 < data->cols ? "," : "\n");
    }
}

static void save_preparation(const struct gri_preparation *how, struct gri_text *out)
{
    if (how->share < 1) {
        gri_text_add(out, "data split ");
        gri_format_exact(out, how->share);
        gri_text_add(out, "\n");
    }
    if (how->scaling != GRI_SCALING_OFF)
        gri_text_addf(out, "data scale %s\n", gri_scalings[how->scaling].name);
}

static void save_data(const struct gri_data *data, struct gri_text *out)
{
    const struct gri_labels *labels = data->labels != NULL ? data->labels[data->cols - 1] : NULL;
    gri_text_add(out, "data\n");
    if (data->names != NULL)
        save_header(data, out);
    for (size_t i = 0; i < data->rows; i++)
        for (size_t k = 0; k < data->cols; k++) {
            double number = data->at[i * data->cols + k];
            if (labels != NULL && k + 1 == data->cols)
                save_word(labels->word[(size_t)number], out);
            else
                gri_format_exact(out, number);
            gri_text_add(out, k + 1 < data->cols ? ", " : "\n");
        }
    gri_text_add(out, "end\n");
}

/* Alike to the last bit; every nan is one. */
static bool is_same(double a, double b)
{
    return (a == b && signbit(a) == signbit(b)) || (isnan(a) && isnan(b));
}

/* Those that differ from what is there without them, or were written by a person. */
static void save_parameters(const struct gr_session *session, const double *parameters,
                            const double *without, const bool *given, struct gri_text *out)
{
    for (size_t p = 0; p < session->net->parameters; p++) {
        struct gri_quantity q = gri_explain_parameter(session->net, p);
        struct gri_symbol symbol = {.asked = {.of = q}};
        bool same = is_same(parameters[p], without[p]);
        if (same && (given == NULL || !given[p]))
            continue;
        session->scope.spell(session->scope.user, &symbol, false, GRI_ASCII, out);
        bool written = given != NULL && given[p];
        gri_text_add(out, written ? " = " : " = 1*"); /* a product is no number as written */
        gri_format_exact(out, parameters[p]);
        gri_text_add(out, written ? "\n" : " # computed\n");
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
    const struct gri_hyper *before, *hyper;
    const double *parameters;
    const struct gri_record *record;
    assert(session->net != NULL);
    gri_timeline_segment(session->timeline, number - 1, &before, &parameters);
    size_t t = gri_timeline_segment(session->timeline, number, &hyper, &parameters);
    save_changed_settings(session, before, hyper, out);
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

/* A run stops where its loss is no number, and goes on when told again. */
static void save_iterations(const struct gri_timeline *timeline, size_t from, size_t to,
                            struct gri_text *out)
{
    for (size_t at = from; from < to; from = at) {
        while (at < to && isfinite(gri_timeline_loss(timeline, at)))
            at++;
        at += at < to ? 1 : 0;
        gri_text_addf(out, "iteration %zu\n", at - from);
    }
}

enum gr_status gri_session_address(struct gr_session *session, struct gri_text *out,
                                   struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_record *record;
    size_t epoch, iteration, lines;
    assert(session->net != NULL);
    GRI_TRY(gri_cursor_lines(cursor, timeline, &lines, err));
    GRI_TRY(gri_timeline_record(timeline, cursor->t, &record, err));
    gri_timeline_place(timeline, cursor->t, &epoch, &iteration);
    gri_text_addf(out, "goto epoch %zu iteration %zu", epoch + 1, iteration + 1);
    if (cursor->line == 0 && cursor->stage > 0)
        gri_text_addf(out, " sample %zu", record->samples[cursor->stage] + 1);
    else
        gri_text_addf(out, " line %zu", lines);
    if (cursor->joined < session->net->parameters)
        gri_text_addf(out, " updates %zu", cursor->joined);
    return GR_OK;
}

/* Where the cursor stands, unless that is the end of what was done. */
static enum gr_status save_place(struct gr_session *session, struct gri_text *out,
                                 struct gr_err *err)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    size_t lines;
    GRI_TRY(gri_cursor_lines(cursor, session->timeline, &lines, err));
    if (cursor->t == gri_timeline_done(session->timeline) && lines == 0)
        return GR_OK;
    GRI_TRY(gri_session_address(session, out, err));
    gri_text_add(out, "\n");
    return GR_OK;
}

/* The iterations that are over, with the changes between them, and back to where the cursor stands.
 */
static enum gr_status save_run(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    size_t at = 0;
    for (size_t n = 1; n <= gri_timeline_segments(timeline); n++) {
        const struct gri_hyper *hyper;
        const double *parameters;
        bool last = n == gri_timeline_segments(timeline);
        size_t to = last ? gri_timeline_done(timeline)
                         : gri_timeline_segment(timeline, n, &hyper, &parameters);
        save_iterations(timeline, at, to, out);
        at = to;
        if (!last)
            GRI_TRY(save_change(session, n, out, err));
    }
    return save_place(session, out, err);
}

/* The notation first, in which all names below are written. The network before the settings, but
 * behind a loss that does not go with it: `set` would refuse that, `network` does not. */
static void save_problem(const struct gr_session *session, struct gri_text *out)
{
    const struct gri_net *net = session->net;
    bool suits = net != NULL && gri_net_check_loss(net, session->hyper.loss, NULL) == GR_OK;
    save_setting(session, gri_setting_find("notation"), out);
    if (suits)
        save_network(session, out);
    save_settings(session, out);
    if (net != NULL && !suits)
        save_network(session, out);
    if (net != NULL)
        save_setting(session, gri_setting_find("names"), out);
    if (session->table != NULL) {
        save_data(session->table, out);
        save_preparation(&session->preparation, out);
    }
}

static enum gr_status save(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    const struct gri_hyper *hyper = NULL;
    const double *parameters;
    struct gri_hyper now = session->hyper;
    gri_text_add(out, "# A session of gradus; `gradus -i THIS-FILE` goes on with it.\n");
    if (session->timeline != NULL) {
        gri_timeline_segment(session->timeline, 0, &hyper, &parameters);
        session->hyper = *hyper;
    }
    save_problem(session, out);
    session->hyper = now;
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
