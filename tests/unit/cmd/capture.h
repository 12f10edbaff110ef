/* A session whose output is kept: what a person types, and what was answered. */
#ifndef GRADUS_TEST_CMD_CAPTURE_H
#define GRADUS_TEST_CMD_CAPTURE_H

#include "base/file.h"
#include "cmd/session.h"
#include "expr/parser.h"
#include "gradus/session.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct capture {
    struct gr_session *session;
    struct gri_text said, saved;
    struct gr_err err, told; /* of the last line; the last that host.error got */
    size_t errors;           /* that host.error got */
    volatile sig_atomic_t stop;
    size_t stop_after; /* iterations, then `stop` is raised; 0: never */
    char path[64];     /* a file of this capture's own */
};

static inline void capture_write(void *user, const char *text, size_t length)
{
    struct capture *c = user;
    gri_text_add_bytes(&c->said, text, length);
}

static inline void capture_error(void *user, const struct gr_err *err)
{
    struct capture *c = user;
    c->errors++;
    c->told = *err;
}

static inline void capture_progress(void *user, size_t done, size_t total, double loss)
{
    struct capture *c = user;
    (void)total, (void)loss;
    if (c->stop_after > 0 && done >= c->stop_after)
        c->stop = 1;
}

static inline struct gr_host capture_host(struct capture *c)
{
    return (struct gr_host){
        .user = c,
        .write = capture_write,
        .error = capture_error,
        .progress = capture_progress,
        .stop = &c->stop,
        .plain = true,
    };
}

static inline void capture_begin(struct capture *c, const struct gr_host *host)
{
    memset(c, 0, sizeof *c);
    gri_text_init(&c->said);
    gri_text_init(&c->saved);
    strcpy(c->path, "/tmp/gradus-test-XXXXXX");
    int file = mkstemp(c->path);
    ck_assert_int_ge(file, 0);
    close(file);
    struct gr_host own = host != NULL ? *host : capture_host(c);
    ck_assert_int_eq(gr_session_new(&own, &c->session, &c->err), GR_OK);
}

static inline void capture_end(struct capture *c)
{
    gr_session_free(c->session);
    gri_text_clear(&c->said);
    gri_text_clear(&c->saved);
    unlink(c->path);
}

/* One line, as from `source`; what it said stands in c->said. */
static inline enum gr_status run_from(struct capture *c, const char *source, const char *line)
{
    gri_text_reset(&c->said);
    return gr_session_run(c->session, line, strlen(line), source, 1, &c->err);
}

static inline enum gr_status typed(struct capture *c, const char *line)
{
    return run_from(c, "", line);
}

static inline enum gr_status scripted(struct capture *c, const char *line)
{
    return run_from(c, "test.gr", line);
}

/* Lines of a script, each of which must work; a block's are run as one. */
static inline void play(struct capture *c, const char *script)
{
    const char *end = script + strlen(script);
    gri_text_reset(&c->said);
    while (script < end) {
        const char *to = script;
        enum gr_status status = GR_MORE;
        for (; status == GR_MORE && to < end; to++) {
            to += strcspn(to, "\n");
            status = gr_session_run(c->session, script, (size_t)(to - script), "", 1, &c->err);
        }
        ck_assert_msg(status == GR_OK, "%.*s: %d %s", (int)(to - script), script, (int)status,
                      c->err.message);
        script = to;
    }
}

/* What a line that must work answers. */
static inline const char *answer(struct capture *c, const char *line)
{
    enum gr_status status = typed(c, line);
    ck_assert_msg(status == GR_OK, "%s: %s", line, c->err.message);
    return c->said.at;
}

static inline void refuse(struct capture *c, const char *line, enum gr_status status,
                          const char *words)
{
    enum gr_status got = scripted(c, line);
    ck_assert_msg(got == status, "%s: status %d, %s", line, (int)got, c->err.message);
    ck_assert_int_eq(c->err.status, status);
    ck_assert_msg(strstr(c->err.message, words) != NULL, "%s: %s", line, c->err.message);
}

static inline void refuse_at(struct capture *c, const char *line, enum gr_status status,
                             size_t column, const char *words)
{
    refuse(c, line, status, words);
    ck_assert_msg(c->err.column == column, "%s: column %zu: %s", line, c->err.column,
                  c->err.message);
}

/* The full double of an expression. */
static inline double value_of(struct capture *c, const char *text)
{
    struct gri_source source = {text, strlen(text), 0, strlen(text)};
    struct gr_session *session = c->session;
    const struct gri_expr *expr;
    double number = 0;
    gri_session_refresh(session);
    enum gr_status status = gri_parse(source, false, &session->scope, &session->line, &expr,
                                      &c->err);
    if (status == GR_OK)
        status = gri_evaluate_number(expr, &session->scope, &session->line, &number, &c->err);
    ck_assert_msg(status == GR_OK, "%s: %s", text, c->err.message);
    gri_arena_reset(&session->line);
    return number;
}

static inline void worth(struct capture *c, const char *text, double number)
{
    double is = value_of(c, text);
    ck_assert_msg(memcmp(&is, &number, sizeof is) == 0 || is == number, "%s: %.17g, not %.17g",
                  text, is, number);
}

/* The session as a script: all there is to know of it. */
static inline const char *saved(struct capture *c)
{
    char line[100];
    snprintf(line, sizeof line, "save %s", c->path);
    ck_assert_msg(typed(c, line) == GR_OK, "%s", c->err.message);
    gri_text_reset(&c->saved);
    ck_assert_int_eq(gri_file_read(c->path, 1 << 24, &c->saved, &c->err), GR_OK);
    return c->saved.at;
}

static inline void put_file(const char *path, const char *text, size_t length)
{
    struct gr_err err = {0};
    ck_assert_msg(gri_file_write(path, text, length, &err) == GR_OK, "%s", err.message);
}

#endif
