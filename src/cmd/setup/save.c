#include "cmd/setup/save.h"

#include "cmd/command.h"
#include "cmd/setting.h"
#include "cmd/stop/stops.h"

#include "base/file.h"
#include "trace/branch.h"

#include <math.h>
#include <string.h>

void gri_save_network(const struct gri_net *net, struct gri_text *out)
{
    gri_text_addf(out, "%zu", net->inputs);
    for (size_t l = 0; l < net->depth; l++)
        gri_text_addf(out, "-%zu", net->layer[l].units);
    for (size_t l = 0; l < net->depth; l++)
        gri_text_addf(out, " %s", gri_activations[net->layer[l].activation].name);
    gri_text_add(out, net->bias ? "" : " nobias");
}

static void save_start_network(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, "network ");
    gri_save_network(session->net, out);
    gri_text_addf(out, "\ninit %s %llu\n", gri_initializers[session->initializer].name,
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

void gri_save_changed_settings(struct gr_session *session, const struct gri_hyper *before,
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
    if (before->seed == after->seed && after->torch_drawn == 0 &&
        (before->torch_seed != after->torch_seed || before->torch_drawn > 0))
        save_setting(session, gri_setting_find("seed"), out);
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

void gri_save_preparation(const struct gri_preparation *how, struct gri_text *out)
{
    if (how->share < 1) {
        gri_text_add(out, "data split ");
        gri_format_exact(out, how->share);
        gri_text_add(out, "\n");
    }
    if (how->scaling != GRI_SCALING_OFF)
        gri_text_addf(out, "data scale %s\n", gri_scalings[how->scaling].name);
}

void gri_save_data(const struct gri_data *data, struct gri_text *out)
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

bool gri_save_is_same(double a, double b)
{
    return (a == b && signbit(a) == signbit(b)) || (isnan(a) && isnan(b));
}

void gri_save_parameters(const struct gr_session *session, const double *parameters,
                         const double *without, const bool *given, struct gri_text *out)
{
    for (size_t p = 0; p < session->net->parameters; p++) {
        struct gri_quantity q = gri_explain_parameter(session->net, p);
        struct gri_symbol symbol = {.asked = {.of = q}};
        bool same = gri_save_is_same(parameters[p], without[p]);
        if (same && (given == NULL || !given[p]))
            continue;
        session->scope.spell(session->scope.user, &symbol, false, GRI_ASCII, out);
        bool written = given != NULL && given[p];
        gri_text_add(out, written ? " = " : " = 1*"); /* a product is no number as written */
        gri_format_exact(out, parameters[p]);
        gri_text_add(out, written ? "\n" : " # computed\n");
    }
}

void gri_save_torch(const struct gr_session *session, const struct gri_hyper *hyper,
                    double *parameters, struct gri_text *out)
{
    if (hyper->torch_drawn == 0)
        return;
    gri_text_addf(out, "init torch %llu\n", (unsigned long long)hyper->torch_seed);
    gri_initialize(session->net, GRI_INIT_TORCH, hyper->torch_seed, parameters);
}

static enum gr_status save_start(struct gr_session *session, struct gri_text *out,
                                 struct gr_err *err)
{
    double *initial = gri_arena_take(&session->line, session->net->parameters, sizeof *initial);
    if (initial == NULL)
        return gri_fail_memory(err, "the parameters");
    gri_initialize(session->net, session->initializer, session->initializer_seed, initial);
    gri_save_torch(session, &session->hyper, initial, out);
    if (session->timeline == NULL) {
        gri_save_parameters(session, session->parameters, initial, session->given, out);
        return GR_OK;
    }
    const struct gri_hyper *hyper;
    const double *parameters;
    gri_timeline_segment(session->timeline, 0, &hyper, &parameters);
    bool *given = gri_save_given(session, 0);
    if (given == NULL)
        return gri_fail_memory(err, "the parameters");
    gri_save_parameters(session, parameters, initial, given, out);
    return GR_OK;
}

/* The notation first, in which all names below are written. The network before the settings, but
 * behind a loss that does not go with it: `set` would refuse that, `network` does not. */
static void save_problem(const struct gr_session *session, struct gri_text *out)
{
    const struct gri_net *net = session->net;
    bool suits = net != NULL && gri_net_check_loss(net, session->hyper.loss, NULL) == GR_OK;
    save_setting(session, gri_setting_find("notation"), out);
    if (suits)
        save_start_network(session, out);
    save_settings(session, out);
    if (net != NULL && !suits)
        save_start_network(session, out);
    if (net != NULL)
        save_setting(session, gri_setting_find("names"), out);
    if (session->table != NULL) {
        gri_save_data(session->table, out);
        gri_save_preparation(&session->preparation, out);
    }
}

static void save_stops(const struct gr_session *session, struct gri_text *out)
{
    for (size_t n = 0; n < session->stops.count; n++)
        gri_text_addf(out, "%s %s\n", session->stops.at[n].watch ? "watch" : "break if",
                      session->stops.at[n].text);
}

/* The problem is that of the first branch's start. */
static enum gr_status save(struct gr_session *session, struct gri_text *out, struct gr_err *err)
{
    const struct gri_cursor cursor = session->view.cursor;
    size_t active = 0;
    gri_text_add(out, "# A session of gradus; `gradus -i THIS-FILE` goes on with it.\n");
    if (session->timeline != NULL) {
        active = gri_timeline_branch(session->timeline);
        GRI_TRY(gri_timeline_switch(session->timeline, 0, err));
        session->view.cursor = gri_cursor_start(0);
        gri_session_refresh(session);
    }
    save_problem(session, out);
    enum gr_status status = session->net != NULL ? save_start(session, out, err) : GR_OK;
    if (session->timeline != NULL) {
        GRI_TRY(gri_timeline_switch(session->timeline, active, status == GR_OK ? err : NULL));
        session->view.cursor = cursor;
        gri_session_refresh(session);
    }
    GRI_TRY(status);
    if (session->timeline != NULL)
        GRI_TRY(gri_save_run(session, out, err));
    save_stops(session, out);
    return GR_OK;
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
            "way through the run with all its branches, breaks and watches; `source` plays it, and "
            "every number is the "
            "same to the last "
            "bit. Scripts and lessons may save only with --allow-write.",
    .see = "source",
    .run = run,
};
