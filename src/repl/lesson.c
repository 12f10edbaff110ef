#include "repl/program.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

/* What the reader wants at a pause. */
enum wish { GO_ON, REPEAT, SKIP, LEAVE, QUIT };

struct player {
    struct program *program;
    struct gr_lesson *lesson;
    size_t number; /* of the command line's items */
    bool pauses;
    bool told;   /* what can be said at a pause */
    size_t last; /* transcript that was played, or NONE */
};

#define NONE SIZE_MAX

static enum wish wish_of(const char *word)
{
    static const char *const words[] = {[REPEAT] = "repeat", [SKIP] = "skip", [LEAVE] = "leave"};
    for (enum wish wish = REPEAT; wish <= LEAVE; wish++) {
        if (strcmp(word, words[wish]) == 0)
            return wish;
    }
    return GO_ON;
}

/* "lesson repeat" and its like. False: a line for the session. */
static bool is_wish(struct player *player, const char *line, enum wish *wish)
{
    char first[8], word[16], rest;
    int words = sscanf(line, "%7s %15s %c", first, word, &rest);
    if (words < 1 || strcmp(first, "lesson") != 0)
        return false;
    *wish = words == 2 ? wish_of(word) : GO_ON;
    if (*wish == GO_ON) {
        struct gr_err err = {.status = GR_E_SYNTAX,
                             .message = "lesson what; lesson repeat, lesson skip or lesson leave"};
        report_typed(player->program, &err, NULL, 0);
    }
    return true;
}

static void tell(struct player *player)
{
    if (!player->told && player->program->terminal.out)
        printf("(Enter plays on; type any command in between, or lesson repeat, skip, leave)\n");
    player->told = true;
}

/* Before a transcript, or until a question is answered. Where nobody is left to press Enter, the
 * lesson plays on. */
static enum wish wait_for_reader(struct player *player, bool question)
{
    struct program *program = player->program;
    char room[128];
    enum wish wish = GO_ON;
    tell(player);
    while (!question || gr_session_asks(program->session) != NULL) {
        const char *asks = prompt_question(program, room, sizeof room);
        const char *prompt = asks != NULL ? asks : "lesson> ";
        char *line;
        size_t length;
        enum line_end end = prompt_line(program, prompt, &line, &length);
        if (end == LINE_END) {
            player->pauses = program->terminal.in;
            return player->pauses ? LEAVE : GO_ON;
        }
        bool blank = end == LINE_READ && strspn(line, " \t\r") == length;
        if (end == LINE_INTERRUPTED || (blank && asks != NULL))
            continue;
        if (blank)
            return GO_ON;
        if (is_wish(player, line, &wish)) {
            if (wish != GO_ON)
                return wish;
        } else if (prompt_run(program, prompt, line, length) == GR_QUIT) {
            return QUIT;
        }
    }
    return GO_ON;
}

/* What is left open when the reader goes on. */
static void close_question(struct program *program)
{
    struct gr_err err;
    program->muted = true;
    if (gr_session_asks(program->session) != NULL)
        gr_session_run(program->session, "leave", strlen("leave"), "", 1, &err);
    program->muted = false;
}

static enum gr_status play_block(struct player *player, size_t block)
{
    struct program *program = player->program;
    struct gr_err err = {0};
    bool asks = player->pauses && !program->muted && gr_lesson_is_question(player->lesson, block);
    if (player->pauses)
        interrupt_lower(true);
    enum gr_status status = (asks ? gr_lesson_ask : gr_lesson_play)(player->lesson, block,
                                                                    program->session, &err);
    progress_end(program);
    if (status != GR_OK && status != GR_QUIT)
        report(program, &err);
    return status;
}

/* Where the prose before a transcript begins. */
static size_t section_of(const struct player *player, size_t block)
{
    while (block > 0 && !gr_lesson_is_transcript(player->lesson, block - 1))
        block--;
    return block;
}

/* Bring the session to where it was before the last transcript, so that its numbers come again:
 * everything up to there is played once more, unseen. Answers the block to go on with. */
static size_t go_back(struct player *player)
{
    struct program *program = player->program;
    struct gr_err err;
    if (player->last == NONE)
        return 0;
    if (program_rebuild(program, player->number, &err) != GR_OK) {
        report(program, &err);
        return player->last + 1;
    }
    size_t target = section_of(player, player->last);
    program->muted = true;
    for (size_t block = 0; block < target; block++) {
        if (gr_lesson_is_transcript(player->lesson, block))
            play_block(player, block);
    }
    program->muted = false;
    return target;
}

/* What the reader wants before a transcript, or with a question that was asked. */
static enum wish pause_at(struct player *player, size_t block, bool question)
{
    if (!question && !gr_lesson_is_transcript(player->lesson, block))
        return GO_ON;
    enum wish wish = wait_for_reader(player, question);
    close_question(player->program);
    return wish;
}

static enum gr_status play(struct player *player)
{
    bool goes_on = player->pauses || player->program->options.keep_going;
    size_t block = 0, again = NONE; /* no pause before a transcript that is repeated */
    while (block < gr_lesson_blocks(player->lesson)) {
        bool question = player->pauses && gr_lesson_is_question(player->lesson, block);
        enum gr_status status = question ? play_block(player, block) : GR_OK;
        enum wish wish = player->pauses && block != again ? pause_at(player, block, question)
                                                          : GO_ON;
        if (wish == QUIT || wish == LEAVE)
            return wish == QUIT ? GR_QUIT : GR_OK;
        if (wish == REPEAT) {
            again = player->last;
            block = go_back(player);
            continue;
        }
        if (wish == GO_ON && !question)
            status = play_block(player, block);
        if (status == GR_QUIT || (status == GR_STOPPED && !player->pauses))
            return status;
        if (status != GR_OK && !goes_on)
            return status;
        if (gr_lesson_is_transcript(player->lesson, block) && wish == GO_ON)
            player->last = block;
        block++;
    }
    return GR_OK;
}

enum gr_status lesson_play(struct program *program, size_t number, bool pauses)
{
    struct player player = {.program = program, .number = number, .pauses = pauses, .last = NONE};
    struct gr_err err;
    const char *path = program->options.items[number].text;
    enum gr_status status = gr_lesson_read(path, &player.lesson, &err);
    if (status != GR_OK) {
        report(program, &err);
        return status;
    }
    status = play(&player);
    gr_lesson_free(player.lesson);
    return status;
}

/* A transcript is what it is wherever it is compared: the width and the characters are fixed. */
void lesson_check(struct program *program, const char *path)
{
    struct gr_host host = host_of(program);
    struct gr_err err;
    bool changed = false;
    host.width = 80;
    host.utf8 = true;
    host.color = host.plain = false;
    host.pause = NULL;
    enum gr_status status = gr_lesson_check(path, &host, program->options.update, &changed, &err);
    progress_end(program);
    if (status != GR_OK)
        report(program, &err);
    else if (changed)
        printf("%s: updated\n", path);
}
