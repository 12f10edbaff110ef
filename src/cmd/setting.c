/* The table of settings. */
#include "cmd/setting.h"

#include "cmd/command.h"
#include "cmd/lesson/draft.h"
#include "cmd/time/timeline.h"
#include "explain/name/notation.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { EPOCHS_LIMIT = 1000000000, THREADS_LIMIT = 1024, DIGITS_LIMIT = 15 };
static const size_t seed_limit = 999999999999999; /* as many digits as a count may have */

static const char *loss_words(size_t n)
{
    return n < GRI_LOSSES ? gri_losses[n].name : NULL;
}

static const char *optimizer_words(size_t n)
{
    return n < GRI_OPTIMIZERS ? gri_optimizers[n].name : NULL;
}

static const char *notation_words(size_t n)
{
    return n < gri_notation_count ? gri_notations[n]->name : NULL;
}

static const char *writer_words(size_t n)
{
    return n < gri_writer_count ? gri_writers[n].name : NULL;
}

const char *gri_switch_words(size_t n)
{
    static const char *const words[] = {"on", "off"};
    return n < 2 ? words[n] : NULL;
}

static const char *error_words(size_t n)
{
    static const char *const words[] = {"y-yhat", "yhat-y"};
    return n < 2 ? words[n] : NULL;
}

static const char *batch_words(size_t n)
{
    return n == 0 ? "full" : NULL;
}

static const char *off_words(size_t n)
{
    return n == 0 ? "off" : NULL;
}

enum gr_status gri_setting_word(const char *key, const char *(*words)(size_t n), const char *value,
                                size_t *found, struct gr_err *err)
{
    struct gri_text all;
    gri_text_init(&all);
    const char *word;
    for (*found = 0; (word = words(*found)) != NULL; ++*found) {
        if (strcmp(word, value) == 0) {
            gri_text_clear(&all);
            return GR_OK;
        }
        gri_text_addf(&all, "%s%s", *found > 0 ? ", " : "", word);
    }
    enum gr_status status = gri_fail(err, GR_E_NAME, "%s is one of %s; \"%.40s\" is none of them",
                                     key, all.at, value);
    gri_text_clear(&all);
    return status;
}

static enum gr_status whole_number(const char *key, const char *value, size_t least, size_t most,
                                   size_t *number, struct gr_err *err)
{
    *number = 0;
    bool digits = *value != '\0';
    for (const char *c = value; digits && *c != '\0'; c++) {
        digits = *c >= '0' && *c <= '9' && *number <= most;
        *number = 10 * *number + (size_t)(*c - '0');
    }
    if (!digits || *number < least || *number > most)
        return gri_fail(err, GR_E_RANGE, "%s is a whole number from %zu to %zu; \"%.40s\" is none",
                        key, least, most, value);
    return GR_OK;
}

static enum gr_status set_loss(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t n;
    GRI_TRY(gri_setting_word("loss", loss_words, value, &n, err));
    hyper.loss = (enum gri_loss)n;
    return gri_session_change(session, &hyper, err);
}

static void get_loss(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, gri_losses[session->hyper.loss].name);
}

static enum gr_status set_optimizer(struct gr_session *session, const char *value,
                                    struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t n;
    GRI_TRY(gri_setting_word("optimizer", optimizer_words, value, &n, err));
    hyper.optimizer = (enum gri_optimizer)n;
    return gri_session_change(session, &hyper, err);
}

static void get_optimizer(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, gri_optimizers[session->hyper.optimizer].name);
}

static const char *rule_words(size_t n)
{
    return n < GRI_RULES ? gri_rules[n].name : NULL;
}

static enum gr_status set_rule(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t n;
    GRI_TRY(gri_setting_word("rule", rule_words, value, &n, err));
    hyper.rule = (enum gri_learning)n;
    return gri_session_change(session, &hyper, err);
}

static void get_rule(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, gri_rules[session->hyper.rule].name);
}

static enum gr_status set_batch(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    hyper.batch = 0;
    if (strcmp(value, "full") != 0)
        GRI_TRY(whole_number("batch", value, 1, GRI_DATA_LIMIT, &hyper.batch, err));
    return gri_session_change(session, &hyper, err);
}

static void get_batch(const struct gr_session *session, struct gri_text *out)
{
    if (session->hyper.batch == 0)
        gri_text_add(out, "full");
    else
        gri_text_addf(out, "%zu", session->hyper.batch);
}

static const char *shuffle_words(size_t n)
{
    return n < GRI_SHUFFLES ? gri_shuffle_names[n] : NULL;
}

static enum gr_status set_shuffle(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t n;
    GRI_TRY(gri_setting_word("shuffle", shuffle_words, value, &n, err));
    hyper.shuffle = (enum gri_shuffle)n;
    return gri_session_change(session, &hyper, err);
}

static void get_shuffle(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, gri_shuffle_names[session->hyper.shuffle]);
}

/* The seed of everything random from here on, PyTorch's generator too. */
static enum gr_status set_seed(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t seed;
    GRI_TRY(whole_number("seed", value, 0, seed_limit, &seed, err));
    hyper.seed = hyper.torch_seed = seed;
    hyper.torch_drawn = 0;
    return gri_session_change(session, &hyper, err);
}

static void get_seed(const struct gr_session *session, struct gri_text *out)
{
    gri_text_addf(out, "%llu", (unsigned long long)session->hyper.seed);
}

static enum gr_status set_epochs(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t epochs;
    GRI_TRY(whole_number("epochs", value, 1, EPOCHS_LIMIT, &epochs, err));
    session->epochs = epochs;
    return GR_OK;
}

static void get_epochs(const struct gr_session *session, struct gri_text *out)
{
    gri_text_addf(out, "%zu", session->epochs);
}

static enum gr_status set_digits(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t digits;
    GRI_TRY(whole_number("digits", value, 0, DIGITS_LIMIT, &digits, err));
    session->view.digits = (int)digits;
    return GR_OK;
}

static void get_digits(const struct gr_session *session, struct gri_text *out)
{
    gri_text_addf(out, "%d", session->view.digits);
}

static const char *policy_words(size_t n)
{
    return n < GRI_ROUNDINGS ? gri_rounding_names[n] : NULL;
}

/* off, or N with an optional policy */
static enum gr_status set_rounding(struct gr_session *session, const char *value,
                                   struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t digits = strcspn(value, " \t"), policy = GRI_HALF_UP, decimals = 0;
    const char *rest = value + digits + strspn(value + digits, " \t");
    char number[16];
    if (strcmp(value, "off") != 0) {
        snprintf(number, sizeof number, "%.*s", (int)(digits < 40 ? digits : 40), value);
        GRI_TRY(whole_number("rounding", number, 0, DIGITS_LIMIT, &decimals, err));
        if (*rest != '\0')
            GRI_TRY(gri_setting_word("the policy of rounding", policy_words, rest, &policy, err));
        hyper.rounding = (int)decimals;
    } else {
        hyper.rounding = GRI_ROUNDING_OFF;
    }
    hyper.policy = (enum gri_rounding)policy;
    return gri_session_change(session, &hyper, err);
}

static void get_rounding(const struct gr_session *session, struct gri_text *out)
{
    if (session->hyper.rounding == GRI_ROUNDING_OFF)
        gri_text_add(out, "off");
    else
        gri_text_addf(out, "%d %s", session->hyper.rounding,
                      gri_rounding_names[session->hyper.policy]);
}

static enum gr_status set_notation(struct gr_session *session, const char *value,
                                   struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("notation", notation_words, value, &n, err));
    session->view.notation = gri_notations[n];
    return GR_OK;
}

static void get_notation(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, session->view.notation->name);
}

static enum gr_status set_error(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("error", error_words, value, &n, err));
    session->view.yhat_minus_y = n == 1;
    return GR_OK;
}

static void get_error(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, error_words(session->view.yhat_minus_y ? 1 : 0));
}

static enum gr_status set_threads(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    GRI_TRY(whole_number("threads", value, 1, THREADS_LIMIT, &hyper.means.threads, err));
    return gri_session_change(session, &hyper, err);
}

static void get_threads(const struct gr_session *session, struct gri_text *out)
{
    gri_text_addf(out, "%zu", session->hyper.means.threads);
}

static const char *kernel_words(size_t n)
{
    const struct gri_kernel *kernel = n > 0 ? gri_kernel_at(n - 1) : NULL;
    return n == 0 ? "auto" : kernel != NULL ? kernel->name : NULL;
}

static enum gr_status set_kernel(struct gr_session *session, const char *value, struct gr_err *err)
{
    struct gri_hyper hyper = session->hyper;
    size_t n;
    GRI_TRY(gri_setting_word("kernel", kernel_words, value, &n, err));
    hyper.means.kernel = n > 0 ? gri_kernel_at(n - 1) : NULL;
    return gri_session_change(session, &hyper, err);
}

static void get_kernel(const struct gr_session *session, struct gri_text *out)
{
    const struct gri_kernel *kernel = session->hyper.means.kernel;
    gri_text_add(out, kernel != NULL ? kernel->name : "auto");
}

static enum gr_status set_format(struct gr_session *session, const char *value, struct gr_err *err)
{
    size_t n;
    GRI_TRY(gri_setting_word("format", writer_words, value, &n, err));
    gri_session_flush(session);
    gr_session_end(session);
    session->writer = &gri_writers[n];
    return GR_OK;
}

static void get_format(const struct gr_session *session, struct gri_text *out)
{
    gri_text_add(out, session->writer->name);
}

const struct gri_setting gri_settings[] = {
    {"loss", "NAME", "mse", "what training makes small", loss_words, set_loss, get_loss, true},
    {"optimizer", "NAME", "sgd", "how an update is made of the gradients", optimizer_words,
     set_optimizer, get_optimizer, true},
    {"rule", "NAME", "backprop", "how corrections are found", rule_words, set_rule, get_rule, true},
    {"rate", "NUMBER", "0.01", "the learning rate", NULL, gri_rate_set, gri_rate_get, true},
    {"momentum", "NUMBER", "0.9", "how much of the last step goes on, for momentum and nesterov",
     NULL, gri_momentum_set, gri_momentum_get, true},
    {"batch", "full|N", "full", "samples in an iteration", batch_words, set_batch, get_batch, true},
    {"shuffle", "off|on|torch", "off", "a new order of the samples in every epoch", shuffle_words,
     set_shuffle, get_shuffle, true},
    {"seed", "N", "1", "what random numbers begin with", NULL, set_seed, get_seed, true},
    {"epochs", "N", "1", "how many a bare `train` runs", NULL, set_epochs, get_epochs, true},
    {"digits", "N", "4", "decimals shown, at most", NULL, set_digits, get_digits, true},
    {"rounding", "off|N [half-up|half-even|truncate]", "off",
     "decimals that every written number is rounded to and carried with", off_words, set_rounding,
     get_rounding, true},
    {"notation", "NAME", "flat", "how quantities are called", notation_words, set_notation,
     get_notation, true},
    {"error", "y-yhat|yhat-y", "y-yhat", "which way the error is written", error_words, set_error,
     get_error, true},
    {"metric", "off|mae|accuracy", "off", "what `train` and `history` show beside the loss",
     gri_metric_words, gri_metric_set, gri_metric_get, true},
    {"names", "OLD NEW, ...|off", "off", "other names for single quantities, as in w1 m, b1 b",
     off_words, gri_names_set, gri_names_get, true},
    {"memory", "N [kB|MB|GB]", "64 MB", "what checkpoints of the run may take; jumps need them",
     NULL, gri_memory_set, gri_memory_get, false},
    {"rubric", "usual|VERDICT POINTS, ...", "usual", "points of one `=` in marking", NULL,
     gri_rubric_set, gri_rubric_get, false},
    {"threads", "N", "1", "threads for large products; no number depends on it", NULL, set_threads,
     get_threads, false},
    {"kernel", "auto|NAME", "auto",
     "instructions for large products; no number depends on it, but with blas", kernel_words,
     set_kernel, get_kernel, false},
    {"reveal", "on|off", "off", "show a worked line a stage at a time, on Enter", gri_switch_words,
     gri_reveal_set, gri_reveal_get, false},
    {"display", "normal|large", "normal", "large: spaced, one quantity at a time, for a projector",
     gri_display_words, gri_display_set, gri_display_get, false},
    {"status", "on|off", "off", "say above the prompt where you stand", gri_switch_words,
     gri_status_set, gri_status_get, false},
    {"format", "NAME", "text", "how output is written", writer_words, set_format, get_format,
     false},
};
const size_t gri_setting_count = sizeof gri_settings / sizeof *gri_settings;

const struct gri_setting *gri_setting_find(const char *name)
{
    for (size_t n = 0; n < gri_setting_count; n++)
        if (strcmp(gri_settings[n].name, name) == 0)
            return &gri_settings[n];
    return NULL;
}

enum gr_status gr_session_set(struct gr_session *session, const char *key, const char *value,
                              struct gr_err *err)
{
    const struct gri_setting *setting = gri_setting_find(key);
    gri_session_refresh(session);
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    if (setting == NULL)
        return gri_fail(err, GR_E_NAME, "there is no setting \"%.40s\"; `show` lists them", key);
    enum gr_status status = setting->set(session, value, err);
    gri_session_flush(session);
    if (status == GR_OK && session->draft != NULL) {
        struct gri_text line;
        gri_text_init(&line);
        gri_text_addf(&line, "set %s %s", key, value);
        gri_text_reset(&session->draft->output);
        status = gri_draft_turn(session->draft, line.at, line.length, NULL, err);
        gri_text_clear(&line);
    }
    gri_arena_reset(&session->line);
    return status;
}
