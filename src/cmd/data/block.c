/* Rows typed between `data` and `end`. */
#include "cmd/data/data.h"
#include "cmd/line/line.h"

#include <string.h>

static void blank_comments(char *rows, size_t length)
{
    bool comment = false, quoted = false;
    for (size_t n = 0; n < length; n++) {
        quoted = rows[n] != '\n' && quoted != (rows[n] == '"');
        comment = rows[n] != '\n' && (comment || (rows[n] == '#' && !quoted));
        if (comment)
            rows[n] = ' ';
    }
}

/* The block's rows, comments blanked so that places stay. */
enum gr_status gri_data_block(struct gr_session *session, const struct gri_arg *block,
                              struct gr_err *err)
{
    size_t length = gri_block_end(block->text, block->length);
    struct gri_data *data;
    session->wants_end = length == block->length;
    if (session->wants_end)
        return GR_MORE;
    char *rows = gri_arena_copy(&session->line, block->text, length);
    if (rows == NULL)
        return gri_fail_memory(err, "the data");
    blank_comments(rows, length);
    enum gr_status status = gri_data_read(rows, length, &data, err);
    if (status == GR_OK && (status = gri_data_check_words(data, err)) != GR_OK)
        gri_data_free(data);
    if (status != GR_OK) { /* from a line of the block to a byte of the whole */
        size_t at = 0;
        for (size_t line = 1; line < err->line && at < length; at++)
            line += rows[at] == '\n';
        err->column = block->column + at + (err->column > 0 ? err->column - 1 : 0);
        return status;
    }
    GRI_TRY(gri_data_take(session, data, err));
    gri_data_say(session, true);
    return GR_OK;
}
