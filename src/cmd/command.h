/* Commands: one row each. Dispatch, abbreviation, the checks on arguments, help, completion and the
 * manual are read from the rows. */
#ifndef GRI_CMD_COMMAND_H
#define GRI_CMD_COMMAND_H

#include "cmd/session.h"
#include "expr/parser.h"

enum gri_type {
    GRI_NOTHING,    /* ends the parameters */
    GRI_COUNT,      /* a whole number from 1 */
    GRI_WHOLE,      /* a whole number from 0 */
    GRI_WORD,       /* one of the row's words, or free */
    GRI_REST,       /* what is left, as typed */
    GRI_FILE,       /* a file's name, in quotes where it has blanks */
    GRI_EXPRESSION, /* what is left is one expression */
    GRI_OPEN,       /* the same, with variables of its own: the command reads it */
    GRI_LIST,       /* what is left are expressions separated by blanks or commas */
    GRI_NAME,       /* a quantity */
    GRI_CONDITION,  /* EXPR OP EXPR */
    GRI_MOMENT,     /* @E, @E.I, @E.I:L; a looking command looks from there */
    GRI_BLOCK       /* the lines up to `end` */
};

enum { GRI_PARAMS = 6, GRI_WORDS = 32 };

/* One parameter. With a `keyword` it is given as `keyword value`, anywhere behind the bare ones. */
struct gri_param {
    const char *name; /* as it stands in the synopsis: N, FILE */
    enum gri_type type;
    bool optional;
    bool many; /* a WORD that may be repeated to the end of the line */
    const char *keyword;
    const char *(*words)(
        size_t n); /* WORD: its n-th possible value, NULL after the last; or NULL: free */
};

/* A moment as it is typed: @2, @2.3, @2.3:5. Numbers from 1; 0: not said. */
struct gri_address {
    size_t epoch, iteration, lines;
};

struct gri_arg {
    bool given;
    const char *text;              /* as typed */
    size_t length, column;         /* column: byte of the line, from 1 */
    size_t count;                  /* COUNT, WHOLE */
    const struct gri_expr *expr;   /* EXPRESSION */
    const struct gri_expr **items; /* LIST, `count` of them */
    struct gri_asked asked;        /* NAME */
    struct gri_comparison condition;
    struct gri_address address;   /* MOMENT */
    const char *words[GRI_WORDS]; /* WORD: `count` of them, NUL-terminated */
    size_t columns[GRI_WORDS];
};

enum gri_group {
    GRI_SETTING_UP,
    GRI_STEPPING,
    GRI_LOOKING,
    GRI_DERIVING,
    GRI_SCORING,
    GRI_VERIFYING,
    GRI_LEAVING,
    GRI_GROUPS
};

struct gri_command {
    const char *name, *alias; /* alias NULL: none */
    enum gri_group group;
    struct gri_param params[GRI_PARAMS];
    const char *summary; /* one line, without a full stop */
    const char *help;    /* sentences; NULL: the summary says it all */
    const char
        *example;    /* command lines, one a line, that work one after the other in a new session */
    const char *see; /* names of related commands, separated by blanks */
    /* args[k] belongs to params[k]. */
    enum gr_status (*run)(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err);
    bool repeats; /* an empty line at the prompt runs it again */
};

extern const struct gri_command *const gri_commands[];
extern const size_t gri_command_count;
extern const char *const gri_group_titles[GRI_GROUPS];
extern const char *const gri_group_words[GRI_GROUPS]; /* for `help WORD` */

/* By its full name or alias; NULL: none. */
const struct gri_command *gri_command_find(const char *word, size_t length);

/* By an unambiguous beginning; NULL: none, or several, then *count says how many and `candidates`
 * (if there are some) names them, separated by blanks. */
const struct gri_command *gri_command_abbreviated(const char *word, size_t length, size_t *count,
                                                  struct gri_text *candidates);

/* "train N [until CONDITION] [every K]" */
void gri_command_synopsis(const struct gri_command *command, struct gri_text *out);

/* Read the arguments of `command` from `source.from` on. */
enum gr_status gri_arguments_read(struct gr_session *session, const struct gri_command *command,
                                  struct gri_source source, struct gri_arg *args,
                                  struct gr_err *err) GRI_CHECKED;

/* False: the text is no address. */
bool gri_address_read(const char *text, size_t length, struct gri_address *address);

/* The nearest of many words to a misspelt one. */
struct gri_nearest {
    const char *word; /* what was typed */
    size_t length;
    char best[64];
    size_t distance;
};
void gri_nearest_init(struct gri_nearest *nearest, const char *word, size_t length);
void gri_nearest_try(void *nearest, const char *candidate);

/* "; did you mean X?" or "". */
const char *gri_nearest_hint(const struct gri_nearest *nearest, char *room, size_t size);

#endif
