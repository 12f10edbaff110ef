/* Settings: one row each, for `set`, `show`, `save`, completion and the manual. */
#ifndef GRI_CMD_SETTING_H
#define GRI_CMD_SETTING_H

#include "cmd/session.h"

struct gri_setting {
    const char *name;
    const char *values;  /* as the manual has it: "N", "on|off" */
    const char *initial; /* the default, as typed */
    const char *summary;
    const char *(*words)(size_t n); /* possible first words, or NULL */
    /* `value` is trimmed and not empty. */
    enum gr_status (*set)(struct gr_session *session, const char *value, struct gr_err *err);
    void (*get)(const struct gr_session *session, struct gri_text *out);
    bool saved; /* belongs to a problem, not to a terminal */
};

extern const struct gri_setting gri_settings[];
extern const size_t gri_setting_count;
const struct gri_setting *gri_setting_find(const char *name); /* NULL: none */

/* `names`, in a file of its own: other names for single quantities. */
enum gr_status gri_names_set(struct gr_session *session, const char *value,
                             struct gr_err *err) GRI_CHECKED;
bool gri_names_is_word(const char *word, size_t length); /* letters and digits */
void gri_names_get(const struct gr_session *session, struct gri_text *out);

/* `rate` and `momentum` too. */
enum gr_status gri_rate_set(struct gr_session *session, const char *value,
                            struct gr_err *err) GRI_CHECKED;
void gri_rate_get(const struct gr_session *session, struct gri_text *out);
enum gr_status gri_momentum_set(struct gr_session *session, const char *value,
                                struct gr_err *err) GRI_CHECKED;
void gri_momentum_get(const struct gr_session *session, struct gri_text *out);

/* `display` too: large print. */
const char *gri_display_words(size_t n);
enum gr_status gri_display_set(struct gr_session *session, const char *value,
                               struct gr_err *err) GRI_CHECKED;
void gri_display_get(const struct gr_session *session, struct gri_text *out);

/* `reveal` too: a worked line a stage at a time. */
enum gr_status gri_reveal_set(struct gr_session *session, const char *value,
                              struct gr_err *err) GRI_CHECKED;
void gri_reveal_get(const struct gr_session *session, struct gri_text *out);

/* `status` too: a line above the prompt. */
enum gr_status gri_status_set(struct gr_session *session, const char *value,
                              struct gr_err *err) GRI_CHECKED;
void gri_status_get(const struct gr_session *session, struct gri_text *out);
const char *gri_switch_words(size_t n); /* on, off */

/* Which of the words `value` is; the error names them all. */
enum gr_status gri_setting_word(const char *key, const char *(*words)(size_t n), const char *value,
                                size_t *found, struct gr_err *err) GRI_CHECKED;

/* `metric` too: what is shown beside the loss. */
const char *gri_metric_words(size_t n);
enum gr_status gri_metric_set(struct gr_session *session, const char *value,
                              struct gr_err *err) GRI_CHECKED;
void gri_metric_get(const struct gr_session *session, struct gri_text *out);

/* `rubric` too: the points of what was marked. */
enum gr_status gri_rubric_set(struct gr_session *session, const char *value,
                              struct gr_err *err) GRI_CHECKED;
void gri_rubric_get(const struct gr_session *session, struct gri_text *out);

#endif
