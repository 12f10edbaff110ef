/* A session that walks through a run: where it stands, what it said. */
#ifndef GRADUS_TEST_CMD_WALK_H
#define GRADUS_TEST_CMD_WALK_H

#include "cmd/capture.h"

static struct capture c;

static inline void begin(const char *script)
{
    capture_begin(&c, NULL);
    play(&c, script);
}

static inline size_t place(void)
{
    return c.session->view.cursor.t;
}

static inline size_t done(void)
{
    return gri_timeline_done(c.session->timeline);
}

static inline bool at_start(void)
{
    return c.session->view.cursor.stage == 0 && c.session->view.cursor.line == 0;
}

static inline bool at_end(void)
{
    const struct gri_cursor *cursor = &c.session->view.cursor;
    const struct gri_stages stages = gri_cursor_stages(cursor, c.session->timeline);
    return gri_cursor_at_end(cursor, &stages);
}

static inline bool says(const char *words)
{
    return strstr(c.said.at, words) != NULL;
}

#endif
