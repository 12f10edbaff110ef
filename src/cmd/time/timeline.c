/* `set memory` and `show timeline`: what is kept of a run, and in what bounds. */
#include "cmd/time/timeline.h"

#include "expr/parser.h"
#include "trace/branch.h"

#include <math.h>
#include <string.h>

static const struct unit {
    const char *name;
    double bytes;
} units[] = {{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}, {"B", 1}};
enum { UNITS = sizeof units / sizeof *units };

static const double most = 1e12;

/* "64 MB", "500kB"; a bare number is bytes. */
enum gr_status gri_memory_set(struct gr_session *session, const char *value, struct gr_err *err)
{
    double number = 0;
    size_t used = gri_parse_number(value, strlen(value), &number), n = 0;
    const char *unit = value + used + strspn(value + used, " \t");
    while (n < UNITS && strcmp(unit, units[n].name) != 0)
        n++;
    if (*unit == '\0')
        n = UNITS - 1;
    if (used == 0 || n == UNITS || !(number >= 0) || !(number * units[n].bytes <= most))
        return gri_fail(err, GR_E_RANGE,
                        "memory is a number of bytes, as in 64 MB, at most 1000 GB; \"%.40s\" is "
                        "none",
                        value);
    session->memory = (size_t)(number * units[n].bytes);
    if (session->timeline != NULL)
        gri_timeline_set_budget(session->timeline, session->memory);
    return GR_OK;
}

static void add_bytes(double bytes, struct gri_text *out)
{
    size_t n = 0;
    while (n + 1 < UNITS && bytes < units[n].bytes)
        n++;
    gri_format_shown(out, bytes / units[n].bytes, 3);
    gri_text_addf(out, " %s", units[n].name);
}

void gri_memory_get(const struct gr_session *session, struct gri_text *out)
{
    size_t n = 0;
    while (n + 1 < UNITS && fmod((double)session->memory, units[n].bytes) != 0)
        n++;
    gri_format_exact(out, (double)session->memory / units[n].bytes);
    gri_text_addf(out, " %s", units[n].name);
}

static struct gri_cell *add_row(struct gri_page *page, struct gri_table *table, const char *what,
                                size_t count)
{
    size_t row = gri_table_row(page, table);
    gri_cell_text(page, gri_table_cell(table, row, 0), "%s", what);
    gri_cell_number(gri_table_cell(table, row, 1), (double)count, GRI_WRITTEN);
    return gri_table_cell(table, row, 2);
}

static void add_size(struct gri_page *page, struct gri_cell *cell, size_t bytes)
{
    struct gri_text text;
    gri_text_init(&text);
    add_bytes((double)bytes, &text);
    gri_cell_text(page, cell, "%s", text.at);
    gri_text_clear(&text);
}

static void say_losses(struct gri_page *page, const struct gri_kept *kept)
{
    if (kept->every == 1)
        gri_page_remark(
            page,
            "The loss of every iteration is kept, 8 bytes each; beyond %zu of them that "
            "of every second one, then of every fourth, and so on. The others are "
            "computed again when they are asked for.",
            kept->most_losses);
    else
        gri_page_remark(page,
                        "The losses of iterations 1, %zu, %zu … are kept, 8 bytes each, at most "
                        "%zu of them. The others are computed again when they are asked for.",
                        1 + kept->every, 1 + 2 * kept->every, kept->most_losses);
}

enum gr_status gri_show_timeline(struct gr_session *session, struct gr_err *err)
{
    static const char *const headers[] = {"kept", "how many", "size", "at most"};
    struct gri_page *page = &session->page;
    GRI_TRY(gri_session_need_run(session, err));
    const struct gri_kept kept = gri_timeline_kept(session->timeline);
    struct gri_table *table = gri_page_table(page, 4);
    for (size_t k = 0; k < 4; k++)
        gri_table_header(page, table, k, NULL, headers[k]);
    add_size(page, add_row(page, table, "losses", kept.losses), kept.loss_bytes);
    add_size(page, gri_table_cell(table, 0, 3), kept.most_losses * sizeof(double));
    add_size(page, add_row(page, table, "checkpoints", kept.checkpoints), kept.checkpoint_bytes);
    add_size(page, gri_table_cell(table, 1, 3), kept.budget);
    add_size(page, add_row(page, table, "starts", kept.segments), kept.start_bytes);
    add_row(page, table, "branches", gri_timeline_branches(session->timeline));
    say_losses(page, &kept);
    gri_page_remark(
        page,
        "A checkpoint is kept each %zu iterations, so that a jump computes no more "
        "than that; where they fill `set memory`, every second one goes. A start is where a "
        "run, or a change of it, begins.",
        kept.spacing);
    return GR_OK;
}
