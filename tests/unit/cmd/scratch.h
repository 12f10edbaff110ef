/* A lesson in a file of its own, and what is written when it is played or checked. */
#ifndef GRADUS_TEST_CMD_SCRATCH_H
#define GRADUS_TEST_CMD_SCRATCH_H

#include "base/file.h"
#include "gradus/lesson.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct scratch {
    char path[64];
    struct gri_text said;
    struct gr_host host;
    struct gr_err err;
    bool changed;
};

static inline void scratch_write(void *user, const char *text, size_t length)
{
    gri_text_add_bytes(user, text, length);
}

static inline void scratch_put(struct scratch *scratch, const char *text, size_t length)
{
    FILE *file = fopen(scratch->path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(text, 1, length, file), length);
    ck_assert_int_eq(fclose(file), 0);
}

static inline void scratch_begin(struct scratch *scratch, const char *text)
{
    *scratch = (struct scratch){.path = "/tmp/gradus-lesson-XXXXXX"};
    int fd = mkstemp(scratch->path);
    ck_assert_int_ge(fd, 0);
    close(fd);
    gri_text_init(&scratch->said);
    scratch->host = (struct gr_host){
        .user = &scratch->said, .write = scratch_write, .width = 40, .utf8 = true};
    scratch_put(scratch, text, strlen(text));
}

static inline void scratch_end(struct scratch *scratch)
{
    gri_text_clear(&scratch->said);
    unlink(scratch->path);
}

static inline enum gr_status scratch_check(struct scratch *scratch, bool update)
{
    gri_text_reset(&scratch->said);
    scratch->err = (struct gr_err){0};
    return gr_lesson_check(scratch->path, &scratch->host, update, &scratch->changed, &scratch->err);
}

/* All blocks in turn, up to the first that fails. */
static inline enum gr_status scratch_play(struct scratch *scratch, const char *format)
{
    struct gr_lesson *lesson = NULL;
    struct gr_session *session = NULL;
    gri_text_reset(&scratch->said);
    scratch->err = (struct gr_err){0};
    enum gr_status status = gr_lesson_read(scratch->path, &lesson, &scratch->err);
    if (status == GR_OK)
        status = gr_session_new(&scratch->host, &session, &scratch->err);
    if (status == GR_OK)
        status = gr_session_set(session, "format", format, &scratch->err);
    for (size_t n = 0; status == GR_OK && n < gr_lesson_blocks(lesson); n++)
        status = gr_lesson_play(lesson, n, session, &scratch->err);
    if (session != NULL)
        gr_session_end(session);
    gr_session_free(session);
    gr_lesson_free(lesson);
    return status;
}

/* The file is now this. */
static inline void scratch_is(struct scratch *scratch, const char *text)
{
    struct gri_text now;
    struct gr_err err = {0};
    gri_text_init(&now);
    ck_assert_int_eq(gri_file_read(scratch->path, 1 << 20, &now, &err), GR_OK);
    ck_assert_str_eq(now.at, text);
    gri_text_clear(&now);
}

#endif
