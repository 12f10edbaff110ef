#include "trace/branch.h"

#include "cmd/step/walk.h"
#include "cmd/time/place.h"

#include <string.h>

static bool is_word(const char *name)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    static const char more[] = "-_.0123456789";
    if (strchr(letters, name[0]) == NULL)
        return false;
    for (; *name != '\0'; name++)
        if (strchr(letters, *name) == NULL && strchr(more, *name) == NULL)
            return false;
    return true;
}

/* A new one, from the cursor's iteration on. */
static enum gr_status begin(struct gr_session *session, const struct gri_arg *name,
                            struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    const char *from = gri_timeline_branch_name(timeline, gri_timeline_branch(timeline));
    char parent[GRI_BRANCH_NAME];
    size_t t = session->view.cursor.t;
    struct gri_text place;
    if (!is_word(name->words[0]) || strlen(name->words[0]) >= GRI_BRANCH_NAME)
        return gri_fail_at(err, GR_E_SYNTAX, name->column,
                           "a branch is called by a word of letters, digits, - and _, at most %d, "
                           "as in fast",
                           GRI_BRANCH_NAME - 1);
    strcpy(parent, from);
    GRI_TRY(gri_timeline_fork(timeline, t, name->words[0], err));
    session->view.cursor = gri_cursor_start(t);
    gri_text_init(&place);
    gri_place_words(timeline, t, &place);
    gri_page_remark(&session->page, "A new branch, %s: it leaves %s at %s.", name->words[0], parent,
                    place.at);
    gri_text_clear(&place);
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gri_timeline *timeline = session->timeline;
    GRI_TRY(gri_session_need_run(session, err));
    size_t branch = gri_timeline_branch_find(timeline, args[0].words[0], strlen(args[0].words[0]));
    session->alarms = 0;
    if (branch == SIZE_MAX)
        return begin(session, &args[0], err);
    if (branch != gri_timeline_branch(timeline)) {
        GRI_TRY(gri_timeline_switch(timeline, branch, err));
        session->view.cursor = gri_cursor_start(gri_timeline_done(timeline));
    }
    gri_session_refresh(session);
    return gri_walk_say_place(session, err);
}

const struct gri_command gri_command_branch = {
    .name = "branch",
    .group = GRI_STEPPING,
    .params = {{"NAME", GRI_WORD}},
    .summary = "go to a branch of the run, or begin one here",
    .help = "A branch is a way the run has taken. The first is `main`; a change (a weight, the "
            "rate, a number of the data) at a moment that is over begins another, b1, b2 …, and "
            "what was done after that moment stays in the one you leave. `branch NAME` goes to the "
            "end of the branch of that name; where there is none, it begins one where you stand.",
    .example = "use lottery\nepoch 3\ngoto epoch 2\nbranch fast\nset rate 0.002\nepoch\nbranch "
               "main\nbranches",
    .see = "branches compare undo goto",
    .run = run,
};
