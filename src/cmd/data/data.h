/* The parts of the command `data`. */
#ifndef GRI_CMD_DATA_DATA_H
#define GRI_CMD_DATA_DATA_H

#include "cmd/command.h"

/* What is left of a line behind `data load`, `data scale` …, and where it stands. */
struct gri_rest {
    const char *at, *end;
    size_t column; /* of `at`: byte of the line, from 1 */
};

/* The next word, in the arena, a quoted one without its quotes; NULL: none is left. */
char *gri_rest_word(struct gr_session *session, struct gri_rest *rest);

enum gr_status gri_data_block(struct gr_session *session, const struct gri_arg *block,
                              struct gr_err *err) GRI_CHECKED;
enum gr_status gri_data_load(struct gr_session *session, struct gri_rest rest,
                             struct gr_err *err) GRI_CHECKED;
enum gr_status gri_data_show(struct gr_session *session, struct gri_rest rest,
                             struct gr_err *err) GRI_CHECKED;
enum gr_status gri_data_scale(struct gr_session *session, struct gri_rest rest,
                              struct gr_err *err) GRI_CHECKED;
enum gr_status gri_data_split(struct gr_session *session, struct gri_rest rest,
                              struct gr_err *err) GRI_CHECKED;

/* Take over new data (owned from now on), not scaled and not split. */
enum gr_status gri_data_take(struct gr_session *session, struct gri_data *data,
                             struct gr_err *err) GRI_CHECKED;

/* There are no data: GR_E_STATE with a hint. */
enum gr_status gri_data_need(const struct gr_session *session, struct gr_err *err) GRI_CHECKED;

/* "19 rows, 2 inputs, 1 target; rows 3, 16, 17 repeat earlier ones." A block (`briefly`) says only
 * what is unusual. */
void gri_data_say(struct gr_session *session, bool briefly);

/* How many columns of the table are inputs, as far as that is known. */
size_t gri_data_inputs(const struct gr_session *session);

/* Class `c` as it stands in the data: its word or number. */
void gri_data_class(const struct gr_session *session, size_t c, struct gri_text *out);

/* Column names that are words become further names of the quantities, beside `set names`: all or,
 * where one of them means something else, none. */
void gri_data_alias(struct gr_session *session);

#endif
