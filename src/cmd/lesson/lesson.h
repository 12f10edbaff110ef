/* A lesson from inside: its lines, blocks and turns, and the comparison of what it says with what
 * is computed. */
#ifndef GRI_CMD_LESSON_LESSON_H
#define GRI_CMD_LESSON_LESSON_H

#include "base/arena.h"
#include "base/text.h"
#include "gradus/lesson.h"

/* Some bytes of a text; a line comes without its end. */
struct gri_span {
    const char *at;
    size_t length;
};

/* A command and the output below it. All lines are counted from 0 in the file. */
struct gri_turn {
    size_t line, lines;   /* `gradus> …` and the `... …` that continue it */
    size_t output, count; /* what it gave, without empty lines at the end */
};

/* Prose, or the lines between the two fences of a block that is marked. */
enum gri_lesson_kind { GRI_LESSON_PROSE, GRI_LESSON_TRANSCRIPT, GRI_LESSON_QUESTION };

struct gri_lesson_block {
    enum gri_lesson_kind kind;
    size_t line, lines;
    size_t indent;         /* blanks before the fence: as many don't count before the lines */
    struct gri_turn *turn; /* of a transcript */
    size_t turns;
};

struct gr_lesson {
    char *path; /* as errors name it */
    struct gri_text text;
    struct gri_arena arena;
    size_t *start; /* of each line in the text; one more, for the end */
    size_t lines;
    struct gri_lesson_block *block;
    size_t blocks;
};

/* The line, and the line without the indentation of its block's fence. */
struct gri_span gri_lesson_line(const struct gr_lesson *lesson, size_t line);
struct gri_span gri_lesson_content(const struct gr_lesson *lesson,
                                   const struct gri_lesson_block *block, size_t line);

/* Does the line begin with `gradus> `, with `... `? Then `*line` becomes what follows. Editors drop
 * blanks at the end of lines, so `gradus>` alone is a command too, of nothing. */
bool gri_lesson_is_command(struct gri_span *line);
bool gri_lesson_is_continuation(struct gri_span *line);

/* A line that begins or ends a fenced block; `length` 0: it is none. */
struct gri_fence {
    size_t indent, length;
    char mark;  /* ` or ~ */
    bool alone; /* nothing follows, so it can close */
};
struct gri_fence gri_fence_of(struct gri_span line);

/* A fenced block marked `gradus` or `question`: the lines of its fences. */
struct gri_fenced {
    enum gri_lesson_kind kind;
    size_t open, close;
};

/* All of them, in order, in the lesson's arena. A block that is not closed, or a marked one that
 * is not at the margin, is an error. */
enum gr_status gri_lesson_fences(struct gr_lesson *lesson, struct gri_fenced **list, size_t *count,
                                 struct gr_err *err) GRI_CHECKED;

/* Add the place to an error; the column is that of the first character of the line. */
enum gr_status gri_lesson_fail(const struct gr_lesson *lesson, size_t line, enum gr_status status,
                               struct gr_err *err) GRI_CHECKED;

/* Run the command of a turn; the place in `err` is that in the file. */
enum gr_status gri_turn_run(const struct gr_lesson *lesson, const struct gri_lesson_block *block,
                            const struct gri_turn *turn, struct gr_session *session,
                            struct gr_err *err) GRI_CHECKED;

/* Show a question, or begin to ask it; the place in `err` is that in the file. */
enum gr_status gri_question_play(const struct gr_lesson *lesson,
                                 const struct gri_lesson_block *block, struct gr_session *session,
                                 bool ask, struct gr_err *err) GRI_CHECKED;

/* Does a line that was computed say what was written? Numbers agree when the computed one, rounded
 * to the decimals written, is the written one; runs of blanks are equal, blanks at the end are
 * nothing,
 * `-` and `−` are one minus before a number; all else has to be the same. */
bool gri_lines_agree(struct gri_span written, struct gri_span computed);

/* A line `...` alone stands for any number of lines. */
bool gri_line_is_elision(struct gri_span line);

/* From `line` on, `removed` lines are to be replaced by `count` others. */
struct gri_change {
    const struct gri_lesson_block *block;
    const struct gri_turn *turn;
    size_t line, removed;
    const struct gri_span *added;
    size_t count;
    struct gri_change *next;
};

struct gri_patch {
    const struct gr_lesson *lesson;
    struct gri_arena *arena;
    struct gri_change *first, *last;
};

/* Append the fewest changes that make the turn's output agree with what was computed (`count` lines
 * that outlive the patch); *differs says whether there are any. GR_E_MEMORY. */
enum gr_status gri_patch_turn(struct gri_patch *patch, const struct gri_lesson_block *block,
                              const struct gri_turn *turn, const struct gri_span *computed,
                              size_t count, bool *differs, struct gr_err *err) GRI_CHECKED;

/* As a unified diff with three lines of context; as the whole file, changed. */
void gri_patch_diff(const struct gri_patch *patch, struct gri_text *out);
void gri_patch_apply(const struct gri_patch *patch, struct gri_text *out);

/* Would the changed file be read as it is meant? Output that looks like a command or like the end
 * of its block would not: GR_E_STATE. */
enum gr_status gri_patch_check(const struct gri_patch *patch, struct gr_err *err) GRI_CHECKED;

#endif
