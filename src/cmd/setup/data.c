#include "cmd/command.h"

#include "base/file.h"
#include "cmd/line/line.h"

#include <stdio.h>
#include <string.h>

static const size_t file_limit = (size_t)4 << 30;

/* Where the line `end` stands in a block; `length` when it has none. */
static size_t find_end(const char *text, size_t length)
{
    for (size_t at = 0; at < length;) {
        const char *newline = memchr(text + at, '\n', length - at);
        size_t to = newline != NULL ? (size_t)(newline - text) : length;
        struct gri_source word = gri_line_trim(text + at, to - at);
        if (word.to - word.from == 3 && memcmp(text + at + word.from, "end", 3) == 0)
            return at;
        at = to + 1;
    }
    return length;
}

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
static enum gr_status read_block(struct gr_session *session, const struct gri_arg *block,
                                 struct gr_err *err)
{
    size_t length = find_end(block->text, block->length);
    struct gri_data *data;
    session->wants_end = length == block->length;
    if (session->wants_end)
        return GR_MORE;
    char *rows = gri_arena_copy(&session->line, block->text, length);
    if (rows == NULL)
        return gri_fail_memory(err, "the data");
    blank_comments(rows, length);
    enum gr_status status = gri_data_read(rows, length, &data, err);
    if (status != GR_OK) { /* from a line of the block to a byte of the whole */
        size_t at = 0;
        for (size_t line = 1; line < err->line && at < length; at++)
            line += rows[at] == '\n';
        err->column = block->column + at + (err->column > 0 ? err->column - 1 : 0);
        return status;
    }
    return gri_session_data(session, data, err);
}

static enum gr_status load(struct gr_session *session, const char *path, const char *inputs,
                           const char *targets, struct gr_err *err)
{
    struct gri_text text;
    struct gri_data *data;
    gri_text_init(&text);
    enum gr_status status = gri_file_read(path, file_limit, &text, err);
    if (status == GR_OK) {
        status = gri_data_read(text.at, text.length, &data, err);
        if (status != GR_OK)
            snprintf(err->source, sizeof err->source, "%s", path);
    }
    gri_text_clear(&text);
    if (status != GR_OK)
        return status;
    if (inputs != NULL || targets != NULL)
        status = gri_data_select(data, inputs, targets, err);
    if (status != GR_OK) {
        gri_data_free(data);
        return status;
    }
    return gri_session_data(session, data, err);
}

/* The next word of the rest of a line, in the arena; NULL: none is left. */
static char *next_word(struct gr_session *session, const char **at, const char *end)
{
    while (*at < end && strchr(" \t\r\n", **at) != NULL)
        ++*at;
    bool quoted = *at < end && **at == '"';
    const char *from = *at + (quoted ? 1 : 0), *to = from;
    while (to < end && (quoted ? *to != '"' : strchr(" \t\r\n", *to) == NULL))
        to++;
    *at = to + (quoted && to < end ? 1 : 0);
    return to > from ? gri_arena_copy(&session->line, from, (size_t)(to - from)) : NULL;
}

static enum gr_status run_load(struct gr_session *session, const struct gri_arg *rest,
                               struct gr_err *err)
{
    const char *at = rest->text + 4, *end = rest->text + rest->length;
    at += strspn(at, " \t");
    size_t column = rest->column + (size_t)(at - rest->text);
    const char *path = next_word(session, &at, end), *word, *inputs = NULL, *targets = NULL;
    if (path == NULL)
        return gri_fail_at(
            err, GR_E_SYNTAX, rest->column + 4,
            "FILE is missing; it is used as: data load FILE [inputs A,B] [targets C]");
    while ((word = next_word(session, &at, end)) != NULL) {
        const char **list = strcmp(word, "inputs") == 0    ? &inputs
                            : strcmp(word, "targets") == 0 ? &targets
                                                           : NULL;
        if (list == NULL || (*list = next_word(session, &at, end)) == NULL)
            return gri_fail_at(err, GR_E_SYNTAX, rest->column,
                               "it is used as: data load FILE [inputs A,B] [targets C]");
    }
    enum gr_status status = load(session, path, inputs, targets, err);
    if (status != GR_OK && err->source[0] == '\0')
        err->column = column;
    return status;
}

static enum gr_status show(struct gr_session *session, struct gr_err *err)
{
    const struct gri_data *data = session->data;
    struct gri_page *page = &session->page;
    if (data == NULL)
        return gri_fail(err, GR_E_STATE,
                        "there are no data yet; give them with `data` … `end` or `data load FILE`");
    size_t inputs = session->net != NULL && session->net->outputs < data->cols
                        ? data->cols - session->net->outputs
                        : data->cols - 1;
    struct gri_table *table = gri_page_table(page, data->cols + 1);
    gri_table_header(page, table, 0, NULL, "i");
    for (size_t k = 0; k < data->cols; k++) {
        char name[32];
        snprintf(name, sizeof name, "%s%zu", k < inputs ? "x" : "y",
                 k < inputs ? k + 1 : k - inputs + 1);
        if (k >= inputs && data->cols - inputs == 1)
            snprintf(name, sizeof name, "y");
        gri_table_header(page, table, k + 1, NULL, data->names != NULL ? data->names[k] : name);
    }
    for (size_t i = 0; i < data->rows; i++) {
        size_t row = gri_table_row(page, table);
        gri_cell_number(gri_table_cell(table, row, 0), (double)(i + 1), GRI_WRITTEN);
        for (size_t k = 0; k < data->cols; k++)
            gri_cell_number(gri_table_cell(table, row, k + 1), data->at[i * data->cols + k],
                            GRI_WRITTEN);
    }
    return GR_OK;
}

static bool is_word(const struct gri_source *source, const char *text, const char *word)
{
    size_t length = strlen(word);
    return source->to - source->from >= length && memcmp(text + source->from, word, length) == 0 &&
           (source->to - source->from == length ||
            strchr(" \t", text[source->from + length]) != NULL);
}

/* Does the block begin on a line of its own? Then its first word is a field, whatever it says. */
static bool begins_line(const struct gri_arg *block)
{
    const char *at = block->text - 1;
    while (*at == ' ' || *at == '\t' || *at == '\r')
        at--;
    return *at == '\n';
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
    if (begins_line(block))
        return read_block(session, block, err);
    if (is_word(&line, block->text, "load"))
        return run_load(session, &rest, err);
    if (is_word(&line, block->text, "show"))
        return show(session, err);
    return read_block(session, block, err);
}

const struct gri_command gri_command_data = {
    .name = "data",
    .group = GRI_SETTING_UP,
    .params = {{"[load FILE [inputs A,B] [targets C] | show | rows... end]", GRI_BLOCK}},
    .summary = "give the samples, load them from a file, or show them",
    .help = "Alone on its line it begins a block: a sample a line, inputs first, then targets, up "
            "to a line `end`. `data load` reads a CSV file, with a header or not; without names "
            "the last columns are the targets, as many as the network has outputs. A field that "
            "is no number is an error that says where, and nothing is loaded.",
    .example = "network 2-2-1\ndata\n16 4 98\n1 4 81\nend\ndata show",
    .see = "network use",
    .run = run,
};
