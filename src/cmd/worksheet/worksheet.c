/* `worksheet [SEED] [key] [> FILE]` */
#include "cmd/worksheet/worksheet.h"

#include "base/file.h"

#include <string.h>

static const char *key_words(size_t n)
{
    return n == 0 ? "key" : NULL;
}

/* By the file's ending; else the session's. */
static const struct gri_writer *writer_for(const struct gr_session *session, const char *path)
{
    static const struct {
        const char *ending, *writer;
    } kinds[] = {{".html", "html"}, {".tex", "latex"}, {".json", "json"}, {".txt", "text"}};
    size_t length = strlen(path);
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
        size_t ending = strlen(kinds[n].ending);
        if (length > ending && strcmp(path + length - ending, kinds[n].ending) == 0)
            return gri_writer_find(kinds[n].writer);
    }
    return session->writer;
}

/* Write the page to a file instead. */
static enum gr_status save(struct gr_session *session, const char *path, struct gr_err *err)
{
    const struct gri_writer *writer = writer_for(session, path);
    const struct gri_layout layout = {.width = 80, .utf8 = true};
    struct gri_text text;
    gri_text_init(&text);
    if (writer->begin != NULL)
        writer->begin(&layout, &text);
    writer->write(&session->page, &layout, &text);
    if (writer->end != NULL)
        writer->end(&layout, &text);
    enum gr_status status = text.failed || session->page.failed
                                ? gri_fail_memory(err, "the worksheet")
                                : gri_file_write(path, text.at, text.length, err);
    gri_text_clear(&text);
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    if (status == GR_OK)
        gri_page_remark(&session->page, "%s is written.", path);
    return status;
}

/* The page is spelled by the other session, and so written before that one ends. */
static enum gr_status print(struct gr_session *session, struct gr_session *own,
                            const struct gri_arg *args, struct gr_err *err)
{
    uint64_t seed = args[0].given ? args[0].count : session->hyper.seed;
    int digits = session->view.digits;
    struct gri_task task;
    GRI_TRY(gri_worksheet_set(own, seed, &task, err));
    gri_page_init(&session->page, &session->line, &own->scope, own->view.digits);
    GRI_TRY(gri_worksheet_say(own, &session->page, seed, args[1].given, err));
    if (args[1].given)
        GRI_TRY(gri_worksheet_say_mistakes(own, &session->page, &task, err));
    if (args[2].given)
        return save(session, args[2].words[0], err);
    session->view.digits = own->view.digits;
    gri_session_flush(session);
    session->view.digits = digits;
    return GR_OK;
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    struct gr_session *own;
    GRI_TRY(gri_session_need_network(session, err));
    if (args[2].given)
        GRI_TRY(gri_session_may_write(session, err));
    GRI_TRY(gri_worksheet_session(session, false, &own, err));
    enum gr_status status = print(session, own, args, err);
    if (status != GR_OK)
        gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    gr_session_free(own);
    return status;
}

const struct gri_command gri_command_worksheet = {
    .name = "worksheet",
    .group = GRI_VERIFYING,
    .params = {{"SEED", GRI_WHOLE, .optional = true},
               {"key", GRI_WORD, .optional = true, .words = key_words},
               {"FILE", GRI_FILE, .optional = true, .keyword = ">"}},
    .summary = "print a pass to be worked by hand, or its key",
    .help =
        "A page with blanks for one update of this network, with its loss and optimizer, on "
        "fresh numbers. SEED chooses them (without it, `set seed` does), the same on every "
        "machine. They are numbers on which the mistakes that are usually made show, and can be "
        "told apart; the key lists where, and the ones that cannot be made here. `use "
        "worksheet` SEED sets the problem up, to step through it. The lines at the top of the "
        "page say network, settings and seed: filled in, it is marked by `mark` or `--mark` "
        "against itself, whatever is set up. With > FILE it goes to a file, in the format "
        "of its ending: .txt, .html, .tex, .json.",
    .example = "network 2-2-1 sigmoid\nworksheet 7\nworksheet 7 key",
    .see = "mark quiz use",
    .run = run,
};
