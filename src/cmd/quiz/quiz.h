/* Questions about single numbers of the computation: `quiz`, and the question blocks of lessons.
 * While one is open the lines that are typed are answers. */
#ifndef GRI_CMD_QUIZ_QUIZ_H
#define GRI_CMD_QUIZ_QUIZ_H

#include "cmd/command.h"

/* How much has been given away of the number that is asked now; each hint says the next. */
enum gri_hint {
    GRI_HINT_NONE,
    GRI_HINT_FORMULA,
    GRI_HINT_OPERANDS,
    GRI_HINT_NUMBERS,
    GRI_HINT_ALL
};

struct gri_quiz {
    struct gri_asked *asked; /* `count` of them, in the order of the blackboard */
    size_t count, now;
    bool lone;           /* a lesson's question: nothing is counted */
    bool tried;          /* the one that is asked now, wrongly */
    enum gri_hint hint;  /* the last that was given for it */
    size_t right, clean; /* answered; of those at once and without a hint */
};

/* Ask these numbers from now on; the array is copied. A quiz that is open is given up. */
enum gr_status gri_quiz_begin(struct gr_session *session, const struct gri_asked *asked,
                              size_t count, bool lone, struct gr_err *err) GRI_CHECKED;
void gri_quiz_drop(struct gr_session *session);

/* Append the score and end the quiz. */
void gri_quiz_end(struct gr_session *session);

/* While a quiz is open: may this command run all the same? It only looks. */
bool gri_quiz_allows(const struct gri_command *command);

/* A line typed while a quiz is open: an answer, or hint, skip, leave. `is_command`: it begins with
 * one that would change what is asked about, GR_E_STATE. */
enum gr_status gri_quiz_line(struct gr_session *session, struct gri_source line, bool is_command,
                             struct gr_err *err) GRI_CHECKED;

/* For the files of this folder. The name of what is asked now, with its sample, in the line's
 * arena. */
enum gr_status gri_quiz_name(struct gr_session *session, const struct gri_asked *asked,
                             enum gri_style style, const char **name,
                             struct gr_err *err) GRI_CHECKED;

/* How an answer was judged. */
struct gri_answer {
    enum { GRI_ANSWER_RIGHT, GRI_ANSWER_WRONG, GRI_ANSWER_OPEN, GRI_ANSWER_UNREAD } verdict;
    const char *remark; /* a sentence; or NULL */
};
enum gr_status gri_answer_judge(struct gr_session *session, const struct gri_asked *asked,
                                struct gri_source line, struct gri_answer *answer,
                                struct gr_err *err) GRI_CHECKED;

/* Append the first hint from `*hint` on that says something, which `*hint` then is. */
enum gr_status gri_hint_give(struct gr_session *session, const struct gri_asked *asked,
                             enum gri_hint *hint, struct gr_err *err) GRI_CHECKED;

/* Can this be asked: one number, that can be computed? */
enum gr_status gri_question_check(struct gr_session *session, const struct gri_asked *asked,
                                  struct gr_err *err) GRI_CHECKED;

/* Append the question of a lesson, "Question: how much is h1[2]?". */
enum gr_status gri_question_show(struct gr_session *session, const struct gri_asked *asked,
                                 struct gr_err *err) GRI_CHECKED;

#endif
