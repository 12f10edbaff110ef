/* A session that went straight to a moment, to hold another to that came there by some other way.
 */
#ifndef GRADUS_TEST_CMD_STRAIGHT_H
#define GRADUS_TEST_CMD_STRAIGHT_H

#include "cmd/time/place.h"
#include "cmd/walk.h"
#include "trace/run.h"

/* A line that changes the run, and the iteration at whose start it is typed. */
struct change {
    size_t t;
    char line[48];
};

static struct capture straight;

/* Forward to iteration t with the changes on the way (in order), then where the command says. */
static inline void go_straight(const char *base, const struct change *changes, size_t count,
                               size_t t, const char *command)
{
    char line[40];
    size_t at = 0;
    capture_begin(&straight, NULL);
    play(&straight, base);
    for (size_t n = 0; n <= count && at <= t; n++) {
        size_t to = n < count && changes[n].t < t ? changes[n].t : t;
        if (to > at) {
            snprintf(line, sizeof line, "iteration %zu", to - at);
            play(&straight, line);
            at = to;
        }
        if (n < count && changes[n].t <= t)
            play(&straight, changes[n].line);
    }
    ck_assert_uint_eq(gri_timeline_done(straight.session->timeline), t);
    play(&straight, command);
}

static inline const struct gri_record *record_in(const struct capture *of)
{
    const struct gri_record *record = NULL;
    struct gr_err err;
    must(gri_timeline_record(of->session->timeline, of->session->view.cursor.t, &record, &err),
         &err);
    return record;
}

static inline void ck_assert_answers_eq(const char *line)
{
    enum gr_status here = typed(&c, line), there = typed(&straight, line);
    ck_assert_msg(here == there, "%s: %s, %s", line, c.err.message, straight.err.message);
    ck_assert_msg(strcmp(c.said.at, straight.said.at) == 0, "%s: %s\nstraight: %s", line, c.said.at,
                  straight.said.at);
}

/* Go straight to where `c` stands, and find the same numbers and the same words there. The session
 * stays open. */
static inline void ck_assert_as_straight(const char *base, const struct change *changes,
                                         size_t count)
{
    struct gri_text command;
    gri_text_init(&command);
    must(gri_place_goto(c.session, &command, &c.err), &c.err);
    go_straight(base, changes, count, place(), command.at);
    const char *at = strchr(gr_session_place(c.session), '@');
    ck_assert_ptr_nonnull(at);
    ck_assert_str_eq(gr_session_place(straight.session), at);
    ck_assert_records_eq(record_in(&c), record_in(&straight));
    play(&c, command.at); /* what is marked is what was done last */
    gri_text_clear(&command);
    ck_assert_answers_eq("table loss");
    ck_assert_answers_eq("matrix");
    ck_assert_answers_eq("weights");
    ck_assert_answers_eq("why dL/dw1 depth 1");
}

#endif
