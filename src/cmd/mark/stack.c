#include "cmd/mark/stack.h"

#include "base/file.h"
#include "base/utf8.h"

#include <stdio.h>
#include <string.h>

static const size_t page_limit = (size_t)64 << 20, marking_limit = (size_t)1 << 30;

/* A stack in the works; the arena holds what is known of one page. */
struct stack {
    struct gr_session *session;
    struct gri_arena arena;
    struct gri_tally tally;
};

/* There must be something to judge on it. */
static enum gr_status check_sheet(const struct gri_sheet *sheet, struct gr_err *err)
{
    size_t readable = 0;
    for (const struct gri_claim *claim = sheet->first; claim != NULL; claim = claim->next)
        for (size_t n = 0; n < claim->count; n++)
            readable += claim->segments[n].expr != NULL;
    if (readable == 0 && gri_utf8_check(sheet->text, sheet->length) < sheet->length)
        return gri_fail(err, GR_E_SYNTAX, "this is not text; a page of working is a text file");
    if (sheet->claims == 0)
        return gri_fail(err, GR_E_SYNTAX,
                        "there is nothing to mark; a line of working is as in h1 = 2(3) + 1 = 7");
    return GR_OK;
}

static void say_heading(struct gri_page *page, const struct gri_sheet *sheet)
{
    const char *author = sheet->author != NULL ? sheet->author : "";
    page->aside = true;
    if (sheet->file[0] != '\0' || author[0] != '\0')
        gri_page_heading(page, 2, "%s%s%s", sheet->file,
                         sheet->file[0] != '\0' && author[0] != '\0' ? ", " : "", author);
    page->aside = false;
}

/* Judge the page against the problem of `problem`, and write it. */
static enum gr_status mark_against(struct stack *stack, struct gr_session *problem,
                                   const char *file, const char *text, size_t length,
                                   struct gr_err *err)
{
    struct gr_session *session = stack->session;
    struct gri_sheet sheet;
    struct gri_marked marked;
    gri_session_refresh(problem);
    GRI_TRY(gri_session_need_run(problem, err));
    GRI_TRY(gri_sheet_read(&problem->view, &stack->arena, file, text, length, &sheet, err));
    GRI_TRY(check_sheet(&sheet, err));
    GRI_TRY(gri_mark(&problem->view, &stack->arena, &sheet, &marked, err));
    GRI_TRY(gri_tally_add(&stack->tally, &marked, &session->rubric, err));
    session->page.digits = problem->view.digits;
    say_heading(&session->page, &sheet);
    gri_mark_say(&session->page, &marked, &session->rubric, false);
    gri_session_flush(session);
    return session->page.failed ? gri_fail_memory(err, "the output") : GR_OK;
}

static enum gr_status mark_text(struct stack *stack, const char *file, const char *text,
                                size_t length, struct gr_err *err)
{
    struct gr_session *own = NULL;
    enum gr_status status = gri_page_session(stack->session, text, length, &own, err);
    if (status == GR_OK)
        status = mark_against(stack, own != NULL ? own : stack->session, file, text, length, err);
    gri_arena_reset(&stack->arena);
    gr_session_free(own);
    return status;
}

static enum gr_status mark_file(struct stack *stack, const char *path, struct gr_err *err)
{
    const char *file = strcmp(path, "-") == 0 ? "(standard input)" : path;
    struct gri_text text;
    gri_text_init(&text);
    enum gr_status status = gri_file_read(path, page_limit, &text, err);
    if (status == GR_OK) {
        status = mark_text(stack, file, text.at, text.length, err);
        if (status != GR_OK)
            snprintf(err->source, sizeof err->source, "%s", file);
    }
    gri_text_clear(&text);
    return status;
}

/* One error goes to whoever called; of several pages each goes to the host, if it listens. */
static enum gr_status mark_all(struct stack *stack, const char *const *paths, size_t count,
                               struct gr_err *err)
{
    const struct gr_host *host = &stack->session->host;
    bool tells = count > 1 && host->error != NULL;
    enum gr_status first = GR_OK;
    for (size_t n = 0; n < count; n++) {
        struct gr_err own = {0};
        if (gri_session_stopped(stack->session))
            return gri_fail(err, GR_STOPPED, "stopped");
        enum gr_status status = mark_file(stack, paths[n], &own);
        if (status == GR_OK)
            continue;
        own.status = status;
        if (tells)
            host->error(host->user, &own);
        if (first == GR_OK && err != NULL)
            *err = tells ? (struct gr_err){.status = status} : own;
        first = first == GR_OK ? status : first;
    }
    return first;
}

static void begin(struct stack *stack, struct gr_session *session)
{
    *stack = (struct stack){.session = session};
    gri_arena_init(&stack->arena, marking_limit);
    gri_tally_init(&stack->tally);
}

static void end(struct stack *stack, size_t *slips)
{
    *slips = stack->tally.slips;
    gri_tally_clear(&stack->tally);
    gri_arena_clear(&stack->arena);
}

enum gr_status gri_stack_mark(struct gr_session *session, const char *const *paths, size_t count,
                              size_t *slips, struct gr_err *err)
{
    struct stack stack;
    begin(&stack, session);
    enum gr_status status = mark_all(&stack, paths, count, err);
    if (count > 1 && stack.tally.pages > 0 && status != GR_STOPPED) {
        gri_tally_say(&stack.tally, &session->page);
        gri_session_flush(session);
    }
    end(&stack, slips);
    return status;
}

enum gr_status gri_page_mark(struct gr_session *session, const char *text, size_t length,
                             size_t *slips, struct gr_err *err)
{
    struct stack stack;
    begin(&stack, session);
    enum gr_status status = mark_text(&stack, "", text, length, err);
    end(&stack, slips);
    return status;
}

enum gr_status gr_session_mark(struct gr_session *session, const char *const *paths, size_t count,
                               size_t *slips, struct gr_err *err)
{
    session->above = 0;
    gri_session_refresh(session);
    gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
    enum gr_status status = gri_stack_mark(session, paths, count, slips, err);
    gri_arena_reset(&session->line);
    if (err != NULL)
        err->status = status;
    return status;
}
