/* Whatever the bytes, a page is marked or refused, in every format. */
#include "cmd/mark/stack.h"
#include "gradus/session.h"
#include "replay.h"

#include <string.h>

static void discard(void *user, const char *text, size_t length)
{
    (void)user, (void)text, (void)length;
}

/* Problems with a linear network, and with tanh, softmax and two outputs. */
static const char *const problems[] = {
    "use lottery",
    "network 1-2-2 tanh softmax",
    "data\n0.5, 0\n-1.5, 1\nend",
    "set loss cross-entropy",
};

static void run(struct gr_session *session, const char *line)
{
    if (gr_session_run(session, line, strlen(line), "fuzz", 1, NULL) != GR_OK)
        abort();
}

/* A copy without a byte behind it: what reads outside of the page is seen. */
static void mark(struct gr_session *session, const uint8_t *bytes, size_t size)
{
    static const char *const formats[] = {"text", "json", "csv", "html", "latex"};
    char *page = malloc(size > 0 ? size : 1);
    size_t slips;
    if (page == NULL)
        return;
    memcpy(page, bytes, size);
    for (size_t n = 0; n < sizeof formats / sizeof *formats; n++) {
        if (gr_session_set(session, "format", formats[n], NULL) != GR_OK)
            abort();
        gri_session_refresh(session);
        gri_page_init(&session->page, &session->line, &session->scope, session->view.digits);
        if (gri_page_mark(session, page, size, &slips, NULL) == GR_E_MEMORY)
            abort();
        gri_arena_reset(&session->line);
    }
    free(page);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const struct gr_host host = {.write = discard, .width = 60, .utf8 = true};
    struct gr_session *session;
    if (gr_session_new(&host, &session, NULL) != GR_OK)
        return 0;
    for (size_t n = 0; n < sizeof problems / sizeof *problems; n++) {
        run(session, problems[n]);
        if (n == 0 || n == sizeof problems / sizeof *problems - 1)
            mark(session, bytes, size);
    }
    gr_session_free(session);
    return 0;
}
