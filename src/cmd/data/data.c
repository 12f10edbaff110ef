#include "cmd/data/data.h"

#include "cmd/line/line.h"

#include <string.h>

static const struct part {
    const char *word;
    enum gr_status (*run)(struct gr_session *session, struct gri_rest rest, struct gr_err *err);
} parts[] = {
    {"load", gri_data_load},
    {"show", gri_data_show},
    {"scale", gri_data_scale},
    {"split", gri_data_split},
};

char *gri_rest_word(struct gr_session *session, struct gri_rest *rest)
{
    const char *start = rest->at;
    while (rest->at < rest->end && strchr(" \t\r\n", *rest->at) != NULL)
        rest->at++;
    bool quoted = rest->at < rest->end && *rest->at == '"';
    const char *from = rest->at + (quoted ? 1 : 0), *to = from;
    while (to < rest->end && (quoted ? *to != '"' : strchr(" \t\r\n", *to) == NULL))
        to++;
    rest->at = to + (quoted && to < rest->end ? 1 : 0);
    rest->column += (size_t)(rest->at - start);
    return to > from ? gri_arena_copy(&session->line, from, (size_t)(to - from)) : NULL;
}

enum gr_status gri_data_need(const struct gr_session *session, struct gr_err *err)
{
    if (session->table != NULL)
        return GR_OK;
    return gri_fail(err, GR_E_STATE,
                    "there are no data yet; give them with `data` … `end` or `data load FILE`");
}

enum gr_status gri_data_take(struct gr_session *session, struct gri_data *data, struct gr_err *err)
{
    return gri_session_data(session, data, &(struct gri_preparation){.share = 1}, err);
}

size_t gri_data_inputs(const struct gr_session *session)
{
    const struct gri_data *table = session->table;
    if (session->data != NULL && session->data->classes)
        return table->cols - 1;
    return session->net != NULL && session->net->outputs < table->cols
               ? table->cols - session->net->outputs
               : table->cols - 1;
}

enum { NAMED_ROWS = 8 };

static void say_repeats(const struct gri_data *table, bool first, struct gri_text *out)
{
    size_t rows[NAMED_ROWS], count = gri_data_repeats(table, rows, NAMED_ROWS);
    if (count == 0)
        return;
    gri_text_addf(out, "%s%s", first ? "Row" : "; row", count == 1 ? "" : "s");
    for (size_t n = 0; n < count && n < NAMED_ROWS; n++)
        gri_text_addf(out, "%s %zu", n > 0 ? "," : "", rows[n] + 1);
    if (count > NAMED_ROWS)
        gri_text_addf(out, " and %zu more", count - NAMED_ROWS);
    gri_text_addf(out, " repeat%s %s", count == 1 ? "s" : "",
                  count == 1 ? "an earlier one" : "earlier ones");
}

void gri_data_say(struct gr_session *session, bool briefly)
{
    const struct gri_data *table = session->table;
    size_t inputs = gri_data_inputs(session), targets = table->cols - inputs;
    struct gri_text line;
    gri_text_init(&line);
    if (!briefly)
        gri_text_addf(&line, "%zu row%s, %zu input%s, %zu target%s", table->rows,
                      table->rows == 1 ? "" : "s", inputs, inputs == 1 ? "" : "s", targets,
                      targets == 1 ? "" : "s");
    say_repeats(table, briefly, &line);
    if (line.length > 0)
        gri_page_remark(&session->page, "%s.", line.at);
    if (session->aliases.clash[0] != '\0')
        gri_page_remark(&session->page,
                        "The columns keep the notation's own names: \"%s\" means something else "
                        "here.",
                        session->aliases.clash);
    gri_text_clear(&line);
}

static bool is_word(const struct gri_source *source, const char *text, const char *word)
{
    size_t length = strlen(word);
    return source->to - source->from >= length && memcmp(text + source->from, word, length) == 0 &&
           (source->to - source->from == length ||
            strchr(" \t", text[source->from + length]) != NULL);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const struct gri_arg *block = &args[0];
    const char *newline = memchr(block->text, '\n', block->length);
    size_t first = newline != NULL ? (size_t)(newline - block->text) : block->length;
    struct gri_source line = gri_line_trim(block->text, first);
    struct gri_arg rest = *block;
    rest.text = block->text + line.from;
    rest.length = line.to - line.from;
    rest.column = block->column + line.from;
    if (gri_block_begins(block)) /* its first word is a field, whatever it says */
        return gri_data_block(session, block, err);
    for (size_t n = 0; n < sizeof parts / sizeof *parts; n++) {
        size_t word = strlen(parts[n].word);
        if (is_word(&line, block->text, parts[n].word))
            return parts[n].run(
                session,
                (struct gri_rest){rest.text + word, rest.text + rest.length, rest.column + word},
                err);
    }
    return gri_data_block(session, block, err);
}

const struct gri_command gri_command_data = {
    .name = "data",
    .group = GRI_SETTING_UP,
    .params = {{"[load FILE [inputs A,B] [targets C] | show [ROWS] | scale standard|minmax|off | "
                "split SHARE|off | rows... end]",
                GRI_BLOCK}},
    .summary = "give the samples, load, show, scale or split them",
    .help = "Alone on its line it begins a block: a sample a line, inputs first, then targets, up "
            "to a line `end`. `data load` reads a CSV file or an array of NumPy's (.npy, .npz); "
            "without names the last columns are the targets; a target column of words is class "
            "labels. `data scale standard` takes each column's mean away and divides by its "
            "deviation, `minmax` brings it to 0 … 1. `data split 0.8` holds out the last fifth of "
            "the rows. `off` gives back what was given.",
    .example = "network 2-2-1\ndata\n16 4 98\n1 4 81\nend\ndata scale standard\ndata show",
    .see = "network use predict accuracy",
    .run = run,
};
