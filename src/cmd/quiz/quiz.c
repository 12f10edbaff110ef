/* `quiz [N] [SEED]`: numbers of the iteration, drawn and asked in the order of the blackboard. */
#include "cmd/quiz/quiz.h"

#include "base/random.h"
#include "mark/task/task.h"

enum { USUAL = 5, STREAM = 2000000001, MOST_LINES = 200000 };

enum gr_status gri_question_check(struct gr_session *session, const struct gri_asked *asked,
                                  struct gr_err *err)
{
    double number;
    if (asked->of.whole || (asked->derivative && asked->by.whole))
        return gri_fail(err, GR_E_SHAPE, "a question is about one number, as in h1[2]");
    GRI_TRY(gri_session_need_run(session, err));
    return gri_view_number(&session->view, &session->line, asked, GRI_NO_ROW, &number, err);
}

/* Keep `wanted` of them, in their order: each stays with the chance that is left for it. */
static size_t choose(struct gri_asked *asked, size_t count, size_t wanted, uint64_t seed)
{
    struct gri_random random;
    size_t kept = 0;
    gri_random_seed(&random, seed, STREAM);
    for (size_t n = 0; n < count; n++)
        if (gri_random_below(&random, count - n) < wanted - kept)
            asked[kept++] = asked[n];
    return kept;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    size_t count, wanted = args[0].given ? args[0].count : USUAL;
    uint64_t seed = args[1].given ? args[1].count : session->hyper.seed;
    struct gri_asked *asked;
    GRI_TRY(gri_hand_numbers(&session->view, &session->line, MOST_LINES, &asked, &count, err));
    count = choose(asked, count, wanted < count ? wanted : count, seed);
    gri_page_prose(&session->page,
                   "Answer with a number, to %d decimals, or a working that ends in one; or say "
                   "hint, skip or leave.",
                   session->view.digits);
    return gri_quiz_begin(session, asked, count, false, err);
}

const struct gri_command gri_command_quiz = {
    .name = "quiz",
    .group = GRI_VERIFYING,
    .params = {{"N", GRI_COUNT, .optional = true}, {"SEED", GRI_WHOLE, .optional = true}},
    .summary = "be asked for numbers of the iteration, with hints",
    .help =
        "N numbers (5) of the cursor's iteration are asked one after the other, each until it "
        "is right. The lines that follow are answers: a number, or a working that ends in one, "
        "as in `(1)(0.5) + (4)(0.1) + 4 = 4.9`. Each wrong one brings a hint: the formula, what "
        "it is made of, the numbers put in, at last the value. `hint` asks for one, `skip` goes "
        "on, `leave` ends with the score; commands that only look may be used in between. SEED "
        "chooses the numbers (without it, `set seed` does). Nothing moves.",
    .example = "use lottery\nquiz 2\nhint\nskip\n0\nleave",
    .see = "worksheet check why",
    .run = run,
};
