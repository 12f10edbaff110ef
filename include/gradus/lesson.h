/* Lessons: Markdown files whose `gradus` blocks are transcripts, whose `question` blocks are asked.
 */
#ifndef GRADUS_LESSON_H
#define GRADUS_LESSON_H

#include "gradus/session.h"

#ifdef __cplusplus
extern "C" {
#endif

struct gr_lesson;

/* Read a lesson. An unclosed block, or a file that is no text, is an error with its line. *lesson
 * is the caller's, to be freed with gr_lesson_free. */
enum gr_status gr_lesson_read(const char *path, struct gr_lesson **lesson, struct gr_err *err);
void gr_lesson_free(struct gr_lesson *lesson);

/* A lesson is blocks in turn: prose, transcripts of commands, and questions. */
size_t gr_lesson_blocks(const struct gr_lesson *lesson);
bool gr_lesson_is_transcript(const struct gr_lesson *lesson, size_t block);
bool gr_lesson_is_question(const struct gr_lesson *lesson, size_t block);

/* Write a block of prose or a question, or run the commands of a transcript, each written before
 * its output. A command that fails in a way its transcript shows (a line "error: …") is no failure.
 */
enum gr_status gr_lesson_play(struct gr_lesson *lesson, size_t block, struct gr_session *session,
                              struct gr_err *err);

/* Ask the question of this block: the lines that the session is given next are answers, until
 * gr_session_asks says that none is wanted. GR_E_NAME, GR_E_SYNTAX where it names no number. */
enum gr_status gr_lesson_ask(struct gr_lesson *lesson, size_t block, struct gr_session *session,
                             struct gr_err *err);

/* Run every transcript in a session of its own and compare. Numbers agree when the computed one,
 * rounded to the decimals of the transcript, equals it; runs of blanks are equal. Differences are
 * written to host->write as a unified diff and give GR_E_EXPECT. With `update` the file is
 * rewritten instead, in one step, and `*changed` says whether it had to be. */
enum gr_status gr_lesson_check(const char *path, const struct gr_host *host, bool update,
                               bool *changed, struct gr_err *err);

#ifdef __cplusplus
}
#endif
#endif
