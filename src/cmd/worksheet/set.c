/* Setting up the problem of a worksheet. */
#include "cmd/worksheet/worksheet.h"

#include "cmd/setting.h"

#include <string.h>

static void discard(void *user, const char *text, size_t length)
{
    (void)user, (void)text, (void)length;
}

/* The settings of the problem, as they were set. */
static enum gr_status copy_settings(const struct gr_session *from, struct gr_session *to,
                                    struct gr_err *err)
{
    struct gri_text value;
    enum gr_status status = GR_OK;
    gri_text_init(&value);
    for (size_t n = 0; n < gri_setting_count && status == GR_OK; n++) {
        if (!gri_settings[n].saved)
            continue;
        gri_text_reset(&value);
        gri_settings[n].get(from, &value);
        status = value.failed ? gri_fail_memory(err, "a session")
                              : gri_settings[n].set(to, value.at, err);
    }
    gri_text_clear(&value);
    return status;
}

enum gr_status gri_worksheet_session(const struct gr_session *session, bool empty,
                                     struct gr_session **own, struct gr_err *err)
{
    const struct gr_host host = {.write = discard, .stop = session->host.stop};
    GRI_TRY(gr_session_new(&host, own, err));
    enum gr_status status = GR_OK;
    if (!empty && session->net != NULL)
        status = gri_session_network(*own, gri_net_keep(session->net), GRI_INIT_ZEROS, 0, err);
    if (!empty && status == GR_OK)
        status = copy_settings(session, *own, err);
    if (status == GR_OK)
        return GR_OK;
    gr_session_free(*own);
    *own = NULL;
    return status;
}

static enum gr_status take(struct gr_session *session, const struct gri_task *task,
                           struct gr_err *err)
{
    const struct gri_net *net = session->net;
    const struct gri_preparation as_they_are = {.share = 1};
    const struct gri_hyper hyper = gri_task_hyper(&session->hyper, task->rate);
    struct gri_data *table;
    bool *given = gri_arena_take(&session->line, net->parameters, sizeof *given);
    if (given == NULL)
        return gri_fail_memory(err, "a worksheet");
    memset(given, true, net->parameters * sizeof *given);
    GRI_TRY(gri_data_new(task->rows, GRI_TASK_SAMPLES, net->inputs + net->outputs, &table, err));
    GRI_TRY(gri_session_data(session, table, &as_they_are, err));
    return gri_session_anew(session, &hyper, task->parameters, given, err);
}

enum gr_status gri_worksheet_set(struct gr_session *session, uint64_t seed, struct gri_task *task,
                                 struct gr_err *err)
{
    GRI_TRY(gri_session_need_network(session, err));
    GRI_TRY(gri_task_draw(&session->view, &session->line, seed, task, err));
    GRI_TRY(take(session, task, err));
    int decimals = gri_task_decimals(&session->hyper);
    if (session->view.digits < decimals)
        session->view.digits = decimals;
    return GR_OK;
}
