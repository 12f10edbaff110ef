/* A session: what a person types, line by line, and what is answered.
 *
 * The library never prints, reads the terminal or exits: output goes to the host, which whoever
 * makes the session fills in. A session belongs to one thread. */
#ifndef GRADUS_SESSION_H
#define GRADUS_SESSION_H

#include "gradus/error.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

struct gr_session;

/* Where a session's output goes, and what it may do. Copied; `user` and `stop` are borrowed. */
struct gr_host {
    void *user;
    /* Output, UTF-8, whole lines; the bytes are good for the call only. */
    void (*write)(void *user, const char *text, size_t length);
    /* An error that does not stop what was asked: a line of a script with keep_going, a page of
     * several that are marked. NULL: nobody listens. */
    void (*error)(void *user, const struct gr_err *err);
    /* Wait until the reader wants to go on (`set reveal on`). NULL: nobody waits. */
    void (*pause)(void *user);
    /* A long walk goes on: so much of it is over; the loss there. NULL: nobody looks. */
    void (*progress)(void *user, size_t done, size_t total, double loss);
    /* A line for whoever types, no part of the output: what was left, and how to come back to it.
     * NULL: nobody types. */
    void (*notice)(void *user, const char *line);
    const volatile sig_atomic_t *stop; /* raised: stop at the next batch. NULL: never */
    size_t width;                      /* columns to fill; 0: do not fold */
    bool utf8, color;
    bool plain;      /* ASCII, no colour, no drawing characters, one fact a line */
    bool may_write;  /* scripts and lessons may write files */
    bool keep_going; /* a script goes on after an error */
};

/* *session is the caller's, to be freed with gr_session_free. GR_E_MEMORY. */
enum gr_status gr_session_new(const struct gr_host *host, struct gr_session **session,
                              struct gr_err *err);
void gr_session_free(struct gr_session *session);

/* Run one line: a command, an assignment or an expression. `source` names where it stands for error
 * messages ("" at a prompt, "-e", a file's name), `number` is its line there, from 1. GR_MORE: the
 * line is a correct beginning; call again with it and the next line, a newline between. At a prompt
 * (source "") commands may be abbreviated and files may be written. On error the session is as it
 * was before the line. */
enum gr_status gr_session_run(struct gr_session *session, const char *line, size_t length,
                              const char *source, size_t number, struct gr_err *err);

/* Run a script ("-": standard input). Stops at the first error unless the host keeps going; then
 * the errors go to host.error and the first one's status is returned at the end. */
enum gr_status gr_session_run_file(struct gr_session *session, const char *path,
                                   struct gr_err *err);

/* Mark pages of hand work ("-": standard input) against the problem that was set up, or that a page
 * names, and write each as soon as it is marked; of several a summary follows. *slips is how many
 * there were. A page that cannot be marked does not stop the others: the first error is returned,
 * and of several pages all errors are told to host.error (the message returned is empty then). */
enum gr_status gr_session_mark(struct gr_session *session, const char *const *paths, size_t count,
                               size_t *slips, struct gr_err *err);

/* `set KEY VALUE`; "format" too. */
enum gr_status gr_session_set(struct gr_session *session, const char *key, const char *value,
                              struct gr_err *err);

/* From here on keep what is run, and what it answers, as the draft of a lesson in `path`, which
 * must not be there yet. The file is rewritten after each line, in one step. A line run later may
 * then end with GR_E_FILE too, when it is done but cannot be kept. */
enum gr_status gr_session_record(struct gr_session *session, const char *path, struct gr_err *err);

/* End a quiz that is open with its score, and write what belongs at the end of the output (HTML,
 * LaTeX). */
void gr_session_end(struct gr_session *session);

/* Where the reader stands, "@2.3:5": epoch 2, iteration 3, where it has several, 5 lines shown, if
 * any; with several branches "b1@2.3:5". Empty where there is no run. Good until the next call. */
const char *gr_session_place(struct gr_session *session);

/* The last stepping command, for an empty line to repeat; NULL: there is none. */
const char *gr_session_repeat(const struct gr_session *session);

/* The line that `set status on` wants above a prompt: "epoch 2, sample 3 | loss 24.1 | rate 0.001".
 * False: it is off, or there is no run to speak of. */
bool gr_session_status(struct gr_session *session, char *to, size_t size);

/* The terminal has another width now. */
void gr_session_resize(struct gr_session *session, size_t width);

/* The name of the number that a quiz asks for, so that the next line is an answer; NULL: none. Good
 * until the next call. */
const char *gr_session_asks(const struct gr_session *session);

/* Words that may stand at `cursor` (a byte of `line`): calls `word` with each, whole. What is
 * completed begins at the byte returned. Files are the caller's business: then *files is set. */
size_t gr_session_complete(struct gr_session *session, const char *line, size_t cursor,
                           void (*word)(void *user, const char *word), void *user, bool *files);

/* "gradus 0.1.0", the compiler, whether OpenMP is in. Static. */
const char *gr_version(void);

/* The sections COMMANDS and SETTINGS of the manual page, in man(7) macros, to host.write. */
void gr_session_manual(struct gr_session *session);

#ifdef __cplusplus
}
#endif
#endif
