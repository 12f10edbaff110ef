#include "cmd/data/data.h"
#include "cmd/line/line.h"
#include "cmd/mark/stack.h"

/* The files named, in the arena. */
static enum gr_status read_files(struct gr_session *session, const struct gri_arg *arg,
                                 const char ***paths, size_t *count, struct gr_err *err)
{
    struct gri_source line = gri_line_trim(arg->text, arg->length);
    struct gri_rest rest = {arg->text + line.from, arg->text + line.to, arg->column};
    const char *path;
    size_t room = arg->length / 2 + 1; /* a name is a letter and a blank, at least */
    *paths = gri_arena_take(&session->line, room, sizeof **paths);
    *count = 0;
    if (*paths == NULL)
        return gri_fail_memory(err, "the line");
    while (*count < room && (path = gri_rest_word(session, &rest)) != NULL)
        (*paths)[(*count)++] = path;
    if (*count == 0)
        return gri_fail_at(err, GR_E_SYNTAX, arg->column, "which file? as in `mark page.txt`");
    return GR_OK;
}

/* The lines up to `end`. */
static enum gr_status mark_block(struct gr_session *session, const struct gri_arg *block,
                                 size_t *slips, struct gr_err *err)
{
    size_t length = gri_block_end(block->text, block->length);
    session->wants_end = length == block->length;
    if (session->wants_end)
        return GR_MORE;
    enum gr_status status = gri_page_mark(session, block->text, length, slips, err);
    if (status != GR_OK)
        err->column = block->column;
    return status;
}

static enum gr_status mark_files(struct gr_session *session, const struct gri_arg *files,
                                 size_t *slips, struct gr_err *err)
{
    const char **paths;
    size_t count;
    GRI_TRY(read_files(session, files, &paths, &count, err));
    enum gr_status status = gri_stack_mark(session, paths, count, slips, err);
    if (status != GR_OK && err->source[0] == '\0')
        err->column = files->column;
    return status;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    bool block = gri_block_begins(&args[0]);
    size_t slips = 0;
    GRI_TRY((block ? mark_block : mark_files)(session, &args[0], &slips, err));
    if (slips == 0 || session->at_prompt || session->in_lesson)
        return GR_OK;
    return gri_fail_at(err, GR_E_EXPECT, block ? 0 : args[0].column, "%zu slip%s", slips,
                       slips == 1 ? "" : "s");
}

const struct gri_command gri_command_mark = {
    .name = "mark",
    .group = GRI_VERIFYING,
    .params = {{"[FILE... | lines... end]", GRI_BLOCK}},
    .summary = "mark a page of hand work, and explain its slips",
    .help =
        "Alone on its line it begins a page that ends in a line `end`. A page is text as it is "
        "typed: headings for epoch, iteration and sample, lines of working with one or more "
        "`=`, tables with a row a sample; prose is left alone. Each `=` is judged for itself: "
        "right, rounded, truncated, follows (from an earlier slip), slip, or unread, which is "
        "never counted as wrong. At its top a page may say who wrote it (`Name: Ada`) and "
        "which built-in problem it works on (`problem: lottery`); a worksheet says which it is. "
        "Several pages end in a summary: slips by code, by "
        "quantity, by page. In a script a slip fails the run.",
    .example = "use lottery\nmark\nSample 2\nh1 = (1)(0.5) + (4)(0.1) + 4 = 4.9\nyhat = "
               "(4.9)(2) + (9.7)(3) + 3 = 41.9\nend",
    .see = "check worksheet set",
    .run = run,
};
