/* Samples, batches, iterations, epochs: the arithmetic of a training run. */
#include "cmd/command.h"
#include "explain/derive/open.h"

static const double largest = 1e15; /* counts are exact up to here */

struct plan {
    struct gr_session *session;
    struct gri_open *open;
    double samples, batch, epochs;
    double iterations, last; /* in an epoch; samples in its last one */
};

static const struct gri_expr *count(const struct plan *plan, double number)
{
    return gri_expr_number(plan->open->arena, number, GRI_WRITTEN);
}

static const struct gri_expr *pair(const struct plan *plan, enum gri_kind kind,
                                   const struct gri_expr *a, const struct gri_expr *b)
{
    return gri_expr_binary(plan->open->arena, kind, a, b);
}

static const struct gri_expr *words(const struct plan *plan, const char *text)
{
    return gri_open_words(plan->open, text);
}

static struct gri_worked *begin(const struct plan *plan, const char *name)
{
    return gri_page_worked(&plan->session->page, 0, words(plan, name));
}

static void end(const struct plan *plan, struct gri_worked *worked, double value)
{
    gri_worked_step(&plan->session->page, worked, count(plan, value));
}

/* samples/batch, in ⌈ ⌉ where a rest makes one more */
static const struct gri_expr *rounded_up(const struct plan *plan, const struct gri_expr *samples,
                                         const struct gri_expr *batch)
{
    const struct gri_expr *quotient = pair(plan, GRI_DIVIDE, samples, batch);
    return plan->last == plan->batch ? quotient : gri_open_ceiling(plan->open, quotient);
}

static void say_iterations(const struct plan *plan)
{
    struct gri_page *page = &plan->session->page;
    struct gri_worked *worked = begin(plan, "iterations an epoch");
    gri_worked_step(page, worked, rounded_up(plan, words(plan, "samples"), words(plan, "batch")));
    gri_worked_step(page, worked,
                    rounded_up(plan, count(plan, plan->samples), count(plan, plan->batch)));
    end(plan, worked, plan->iterations);
}

static void say_last(const struct plan *plan)
{
    struct gri_page *page = &plan->session->page;
    struct gri_worked *worked = begin(plan, "last batch");
    const struct gri_expr *full = pair(plan, GRI_MULTIPLY, count(plan, plan->iterations - 1),
                                       count(plan, plan->batch));
    gri_worked_step(page, worked, pair(plan, GRI_SUBTRACT, count(plan, plan->samples), full));
    end(plan, worked, plan->last);
}

static void say_updates(const struct plan *plan)
{
    struct gri_page *page = &plan->session->page;
    struct gri_worked *worked = begin(plan, "updates");
    gri_worked_step(
        page, worked,
        pair(plan, GRI_MULTIPLY, words(plan, "iterations an epoch"), words(plan, "epochs")));
    gri_worked_step(
        page, worked,
        pair(plan, GRI_MULTIPLY, count(plan, plan->iterations), count(plan, plan->epochs)));
    end(plan, worked, plan->iterations * plan->epochs);
}

static void say(const struct plan *plan)
{
    struct gri_page *page = &plan->session->page;
    say_iterations(plan);
    if (plan->last < plan->batch)
        say_last(plan);
    say_updates(plan);
    if (plan->last < plan->batch && plan->iterations > 1)
        gri_page_remark(page, "The last batch of an epoch has %.0f sample%s, the others %.0f.",
                        plan->last, plan->last == 1 ? "" : "s", plan->batch);
    else if (plan->last < plan->batch)
        gri_page_remark(page, "There are fewer samples than a batch has room for: each has all of "
                              "them.");
}

static enum gr_status fill(struct plan *plan, const struct gri_arg *args, struct gr_err *err)
{
    const struct gr_session *session = plan->session;
    if (!args[0].given && session->table == NULL)
        return gri_fail(err, GR_E_STATE,
                        "there are no data yet; say how many, as in `plan samples 1000 batch 10 "
                        "epochs 100`");
    size_t samples = args[0].given
                         ? args[0].count
                         : gri_data_share(session->table->rows, session->preparation.share);
    size_t batch = args[1].given ? args[1].count : session->hyper.batch;
    plan->samples = (double)samples;
    plan->batch = batch > 0 ? (double)batch : plan->samples;
    plan->epochs = (double)(args[2].given ? args[2].count : session->epochs);
    size_t rest = batch > 0 ? samples % batch : 0, whole = batch > 0 ? samples / batch : 1;
    plan->iterations = (double)(whole + (rest > 0 ? 1 : 0));
    plan->last = rest > 0 ? (double)rest : plan->batch;
    if (plan->iterations * plan->epochs > largest)
        return gri_fail(err, GR_E_RANGE, "that would be more than %.0f updates", largest);
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct plan plan = {.session = session, .open = gri_open_new(&session->view, &session->line)};
    if (plan.open == NULL)
        return gri_fail_memory(err, "the plan");
    GRI_TRY(fill(&plan, args, err));
    session->page.scope = &plan.open->scope;
    say(&plan);
    return GR_OK;
}

const struct gri_command gri_command_plan = {
    .name = "plan",
    .group = GRI_DERIVING,
    .params = {{"N", GRI_COUNT, .optional = true, .keyword = "samples"},
               {"B", GRI_COUNT, .optional = true, .keyword = "batch"},
               {"E", GRI_COUNT, .optional = true, .keyword = "epochs"}},
    .summary = "work out how many iterations and updates a training takes",
    .help = "An iteration takes one batch and makes one update; an epoch takes every sample once. "
            "What is left out is as the session has it.",
    .example = "plan samples 1000 batch 10 epochs 100\n"
               "plan samples 1003 batch 10 epochs 100\n"
               "use lottery\nset batch 2\nplan epochs 50",
    .see = "train iteration epoch",
    .run = run,
};
