/* Settings of how things are shown in class. */
#include "cmd/setting.h"
#include "cmd/time/place.h"

#include <stdio.h>

static const char *const displays[] = {"normal", "large"};

const char *gri_display_words(size_t n)
{
    return n < sizeof displays / sizeof *displays ? displays[n] : NULL;
}

enum gr_status gri_display_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("display", gri_display_words, value, &n, err));
    session->large = n == 1;
    return GR_OK;
}

void gri_display_get(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, displays[session->large]);
}

enum gr_status gri_reveal_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("reveal", gri_switch_words, value, &n, err));
    session->reveal = n == 0;
    return GR_OK;
}

void gri_reveal_get(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, session->reveal ? "on" : "off");
}

enum gr_status gri_status_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("status", gri_switch_words, value, &n, err));
    session->status = n == 0;
    return GR_OK;
}

void gri_status_get(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, session->status ? "on" : "off");
}

/* "epoch 2, iteration 1, sample 3" */
static void add_place(struct gr_session *session, const struct gri_stages *stages,
                      struct gri_text *out)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    size_t sample;
    gri_place_words(session->timeline, cursor->t, out);
    if (cursor->stage < stages->rows && gri_view_sample(&session->view, &sample, NULL) == GR_OK)
        gri_text_addf(out, ", sample %zu", sample);
}

/* The loss that was seen last: a class may not have come to this iteration's. */
static void add_loss(struct gr_session *session, const struct gri_stages *stages,
                     struct gri_text *out)
{
    const struct gri_cursor *cursor = &session->view.cursor;
    const struct gri_record *record;
    bool passed = cursor->stage > stages->rows ||
                  (cursor->stage == stages->rows && cursor->line > 0);
    double loss;
    if (passed) {
        if (gri_view_record(&session->view, &record, NULL) != GR_OK)
            return;
        loss = record->work->loss;
    } else if (cursor->t == 0 ||
               gri_timeline_loss(session->timeline, cursor->t - 1, &loss, NULL) != GR_OK) {
        return;
    }
    gri_text_add(out, " | loss ");
    gri_format_shown(out, loss, session->view.digits);
}

bool gr_session_status(struct gr_session *session, char *to, size_t size)
{
    struct gri_text text;
    gri_session_refresh(session);
    if (!session->status || session->timeline == NULL)
        return false;
    const struct gri_stages stages = gri_cursor_stages(&session->view.cursor, session->timeline);
    gri_text_init(&text);
    add_place(session, &stages, &text);
    add_loss(session, &stages, &text);
    gri_text_add(&text, " | rate ");
    gri_rate_get(session, &text);
    snprintf(to, size, "%s", text.at);
    gri_text_clear(&text);
    return true;
}
