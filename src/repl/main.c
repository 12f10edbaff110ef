#include "repl/line.h"
#include "repl/program.h"

#include <locale.h>
#include <stdio.h>
#include <string.h>

static bool is_lesson(const char *path)
{
    size_t length = strlen(path);
    return length > 3 && strcmp(path + length - 3, ".md") == 0;
}

/* With --keep-going the session has told of its errors itself. */
static enum gr_status run_file(struct program *program, const char *path)
{
    struct gr_err err = {0};
    size_t before = program->reported;
    enum gr_status status = gr_session_run_file(program->session, path, &err);
    progress_end(program);
    if (status != GR_OK && status != GR_QUIT && program->reported == before)
        report(program, &err);
    return status;
}

static enum gr_status run_item(struct program *program, size_t number, bool pauses)
{
    const struct item *item = &program->options.items[number];
    if (item->is_command)
        return prompt_command(program, item->text);
    if (is_lesson(item->text))
        return lesson_play(program, number, pauses);
    return run_file(program, item->text);
}

static enum gr_status run_items(struct program *program)
{
    for (size_t i = 0; i < program->options.item_count; i++) {
        enum gr_status status = run_item(program, i, program->options.interactive);
        if (status == GR_QUIT || status == GR_STOPPED)
            return status;
        if (status != GR_OK && !program->options.keep_going)
            return status;
    }
    return GR_OK;
}

/* A session with the settings of the command line. */
static enum gr_status begin(struct program *program, struct gr_err *err)
{
    const struct options *options = &program->options;
    struct gr_host host = host_of(program);
    enum gr_status status = gr_session_new(&host, &program->session, err);
    if (status == GR_OK && options->record != NULL)
        status = gr_session_record(program->session, options->record, err);
    for (size_t i = 0; i < options->setting_count && status == GR_OK; i++) {
        const struct setting *setting = &options->settings[i];
        status = gr_session_set(program->session, setting->key, setting->value, err);
    }
    return status;
}

enum gr_status program_rebuild(struct program *program, size_t items, struct gr_err *err)
{
    struct gr_session *before = program->session;
    if (program->options.record != NULL)
        remove(program->options.record); /* its own: recorded anew */
    enum gr_status status = begin(program, err);
    if (status != GR_OK) {
        program->session = before;
        return status;
    }
    gr_session_free(before);
    program->muted = true;
    for (size_t i = 0; i < items; i++)
        run_item(program, i, false);
    program->muted = false;
    return GR_OK;
}

/* The pages of --mark. */
static enum gr_status mark(struct program *program)
{
    const struct options *options = &program->options;
    struct gr_err err = {0};
    size_t slips = 0;
    enum gr_status status = gr_session_mark(program->session, options->marks, options->mark_count,
                                            &slips, &err);
    if (status != GR_OK)
        report(program, &err);
    if (slips > 0 && program->status < EXIT_FALSE)
        program->status = EXIT_FALSE;
    return status;
}

static void run(struct program *program)
{
    const struct options *options = &program->options;
    bool given = options->item_count > 0 || options->mark_count > 0;
    bool prompt = options->interactive || (!given && program->terminal.in);
    enum gr_status status = GR_OK;
    if (given)
        status = run_items(program);
    else if (!prompt)
        status = run_file(program, "-");
    if (status == GR_OK && options->mark_count > 0)
        status = mark(program);
    if (*interrupt_flag())
        program->status = EXIT_INTERRUPTED;
    if (prompt && status != GR_QUIT)
        prompt_loop(program);
}

static int start(struct program *program)
{
    struct gr_err err = {0};
    interrupt_catch();
    interrupt_lower(true);
    line_complete_for(&program->session);
    if (begin(program, &err) != GR_OK) {
        report(program, &err);
        return EXIT_BAD;
    }
    run(program);
    gr_session_end(program->session);
    line_close();
    return program->status;
}

static int check(struct program *program)
{
    interrupt_catch();
    interrupt_lower(true);
    for (size_t i = 0; i < program->options.item_count && !*interrupt_flag(); i++)
        lesson_check(program, program->options.items[i].text);
    return program->status;
}

static int perform(struct program *program)
{
    const struct options *options = &program->options;
    if (options->help)
        options_help();
    else if (options->version)
        printf("%s\n%s\n", gr_version(), line_licence);
    else if (options->check)
        return check(program);
    else
        return start(program);
    return EXIT_WELL;
}

int main(int argc, char **argv)
{
    struct program program = {0};
    int status = EXIT_BAD;
    streams_guard();
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ); /* an error in one piece */
    setlocale(LC_CTYPE, "");               /* no other part: numbers are the same everywhere */
    if (options_read(&program.options, argc, argv)) {
        terminal_look(&program.terminal, program.options.color, program.options.plain);
        status = perform(&program);
    }
    gr_session_free(program.session);
    options_clear(&program.options);
    output_flush(&program);
    return status;
}
