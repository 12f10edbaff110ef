/* The session from inside: what commands work on. */
#ifndef GRI_CMD_SESSION_H
#define GRI_CMD_SESSION_H

#include "explain/explain.h"
#include "gradus/session.h"
#include "net/data/prepare.h"
#include "net/kind/initializer.h"
#include "mark/say.h"
#include "page/writer.h"

struct gr_session {
    struct gr_host host;
    struct gri_arena line;    /* reset after every line */
    struct gri_arena kept;    /* renames: reset when they are set */
    struct gri_arena columns; /* and with the data's column names as further ones */
    struct gri_aliases {
        bool made;
        const struct gri_notation *notation; /* that they were made for */
        const struct gri_rename *own;        /* the renames that were set */
        size_t own_count;
        char clash[40]; /* a column's name that is taken, so that none is used; or empty */
    } aliases;
    struct gri_page page;
    struct gri_scope scope;
    struct gri_view view; /* borrows from below */
    const struct gri_writer *writer;
    bool begun; /* the writer's beginning is written */
    int above;  /* gri_layout.above, of this command's output */
    bool named; /* gri_layout.named, of all output */

    /* The problem. `parameters` and `given` are where a run will start, while there is none. Where
     * there is one, table, data, preparation and hyper are those of the cursor's iteration. */
    struct gri_net *net;
    struct gri_data *table; /* the data as they were given; NULL: none */
    struct gri_data *data;  /* made of them for the network; NULL: to be made */
    struct gri_preparation preparation;
    double *parameters;
    bool *given;
    struct gri_hyper hyper;
    enum gri_initializer initializer;
    uint64_t initializer_seed;
    struct gri_timeline *timeline; /* NULL: to be made when network and data are there */
    struct gr_err obstacle;        /* why it could not be made */
    unsigned alarms;               /* divergence that was reported: GRI_ALARM_… */
    size_t memory;                 /* bytes that checkpoints of a run may take */
    struct gri_past *past;         /* what `undo` goes back to, the last first */
    bool reverted;                 /* this line was `undo` */
    size_t nesting;                /* lines that run lines */

    struct gri_stops {
        struct gri_stop *at;
        size_t count, numbered; /* numbered: so many there were */
    } stops;

    bool reveal, large, status;
    size_t epochs; /* that a bare `train` runs */
    size_t depth;  /* of scripts that run scripts */
    struct gri_rubric rubric;
    struct gri_quiz *quiz; /* that is open: lines are answers; NULL: none */
    char asks[96];         /* what it asks now */
    bool at_prompt;
    bool in_lesson; /* what goes wrong is shown there, not failed for */
    bool wants_end; /* the unfinished line is a block: only `end` can end it */

    struct gri_draft *draft; /* of the lesson that is recorded, or NULL */
    int draft_above;         /* as `above`, in the draft */
    bool running;            /* a line runs: what is written now is its answer */
    bool only_typed;         /* the line did what only a typed one may */
    bool unseen;             /* run again it would tell of a line that is not in the draft */
    const char *abbreviated; /* the whole name of the line's command; NULL: it was whole */
    char repeat[64];
    char place[96]; /* gr_session_place */
};

/* Bring the view up to date: the run is made if it can be, the cursor's settings are the session's.
 */
void gri_session_refresh(struct gr_session *session);

/* Write what is on the page and begin a new one. */
void gri_session_flush(struct gr_session *session);

/* Take over a network (owned from now on) with its starting parameters; the run ends. */
enum gr_status gri_session_network(struct gr_session *session, struct gri_net *net,
                                   enum gri_initializer method, uint64_t seed,
                                   struct gr_err *err) GRI_CHECKED;

/* Take over data as they were given (owned from now on), so prepared; the run begins anew from the
 * parameters there are, or, where training has made those no numbers, from those it began with. */
enum gr_status gri_session_data(struct gr_session *session, struct gri_data *table,
                                const struct gri_preparation *preparation,
                                struct gr_err *err) GRI_CHECKED;

/* Numbers of the data change from the cursor's iteration on: a table (owned from now on) of the
 * same rows and columns. */
enum gr_status gri_session_rows(struct gr_session *session, struct gri_data *table,
                                struct gr_err *err) GRI_CHECKED;

/* The run begins anew from these parameters; both arrays are (parameters). */
enum gr_status gri_session_anew(struct gr_session *session, const struct gri_hyper *hyper,
                                const double *parameters, const bool *given,
                                struct gr_err *err) GRI_CHECKED;

/* The run is about to be left: a reader at a prompt is told, if there is anything in it. */
void gri_session_leave(const struct gr_session *session);

/* No network, no data, no run. */
void gri_session_drop(struct gr_session *session);

/* Go by these settings from the cursor's iteration on. */
enum gr_status gri_session_change(struct gr_session *session, const struct gri_hyper *hyper,
                                  struct gr_err *err) GRI_CHECKED;

/* Set parameters at the cursor's iteration; both arrays are (parameters). */
enum gr_status gri_session_parameters(struct gr_session *session, const double *parameters,
                                      const bool *given, struct gr_err *err) GRI_CHECKED;

/* The parameters at the cursor, and which a person wrote: copies in the line's arena. */
enum gr_status gri_session_current(struct gr_session *session, double **parameters, bool **given,
                                   struct gr_err *err) GRI_CHECKED;

/* A run apart from the timeline that stands where the cursor does: *run is the caller's, to be
 * freed with gri_run_free. There must be a run (gri_session_need_run). */
enum gr_status gri_session_run_here(struct gr_session *session, struct gri_run **run,
                                    struct gr_err *err) GRI_CHECKED;

/* GR_E_STATE with a hint where there is no network; where there is no run. */
enum gr_status gri_session_need_network(struct gr_session *session, struct gr_err *err) GRI_CHECKED;
enum gr_status gri_session_need_run(struct gr_session *session, struct gr_err *err) GRI_CHECKED;

/* Was the session told to stop? */
bool gri_session_stopped(const struct gr_session *session);

/* May this line write files? GR_E_DENIED with a hint. */
enum gr_status gri_session_may_write(struct gr_session *session, struct gr_err *err) GRI_CHECKED;

#endif
