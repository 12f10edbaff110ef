#include "cmd/plot/plots.h"

#include <string.h>

/* Beginnings of what can be drawn; anything else is an expression. */
static const char *each_word(size_t n)
{
    static const char *const words[] = {"loss", "network", "network values", "surface"};
    return n < sizeof words / sizeof *words ? words[n] : NULL;
}

static bool is(const struct gri_arg *arg, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(arg->text, word, length) == 0;
}

/* What stands behind the first word of the argument. */
static struct gri_source behind(const struct gri_arg *arg, size_t word)
{
    size_t start = arg->column - 1;
    return (struct gri_source){arg->text - start, start + arg->length, start + word,
                               start + arg->length};
}

static size_t first_word(const struct gri_arg *arg)
{
    size_t n = 0;
    while (n < arg->length && arg->text[n] != ' ' && arg->text[n] != '\t')
        n++;
    return n;
}

static enum gr_status plot_network(struct gr_session *session, struct gri_page *page,
                                   const struct gri_arg *what, struct gr_err *err)
{
    size_t at = strlen("network");
    while (at < what->length && what->text[at] == ' ')
        at++;
    struct gri_arg rest = {.text = what->text + at};
    bool values = is(&rest, what->length - at, "values");
    if (at < what->length && !values)
        return gri_fail_at(err, GR_E_SYNTAX, what->column + at,
                           "the network is drawn with its names, or with `plot network values`");
    return gri_plot_network(session, page, values ? GRI_DIAGRAM_VALUES : GRI_DIAGRAM_NAMES, err);
}

static enum gr_status plot_surface(struct gr_session *session, struct gri_page *page,
                                   const struct gri_arg *what, struct gr_err *err)
{
    const struct gri_expr **items;
    size_t count = 0;
    struct gri_source source = behind(what, strlen("surface"));
    if (what->length > strlen("surface"))
        GRI_TRY(gri_parse_list(source, &session->scope, &session->line, &items, &count, err));
    if (count != 2)
        return gri_fail_at(err, GR_E_SYNTAX, what->column,
                           "a surface stands over two parameters, as in `plot surface w1 w2`");
    return gri_plot_surface(session, page, items[0], items[1], err);
}

static enum gr_status draw(struct gr_session *session, struct gri_page *page,
                           const struct gri_arg *what, struct gr_err *err)
{
    const struct gri_expr *expr;
    size_t word = first_word(what);
    if (is(what, word, "network"))
        return plot_network(session, page, what, err);
    if (is(what, word, "surface"))
        return plot_surface(session, page, what, err);
    if (is(what, what->length, "loss"))
        return gri_plot_loss(session, page, err);
    GRI_TRY(gri_session_need_run(session, err));
    GRI_TRY(gri_parse(behind(what, 0), false, &session->scope, &session->line, &expr, err));
    return gri_plot_expression(session, page, expr, err);
}

static enum gr_status run(struct gr_session *session, const struct gri_arg *args,
                          struct gr_err *err)
{
    const struct gri_arg *file = &args[1];
    if (memchr(args[0].text, '>', args[0].length) != NULL)
        return gri_fail_at(err, GR_E_SYNTAX, args[0].column,
                           "> and the file's name stand apart, as in `plot loss > loss.svg`");
    struct gri_page aside; /* what fails half-way is not shown */
    gri_page_init(&aside, &session->line, &session->scope, session->view.digits);
    if (file->given)
        GRI_TRY(gri_picture_check(session, file->words[0], err));
    GRI_TRY(draw(session, &aside, &args[0], err));
    if (file->given)
        return gri_picture_save(session, &aside, file->words[0], err);
    gri_page_join(&session->page, &aside);
    return GR_OK;
}

const struct gri_command gri_command_plot = {
    .name = "plot",
    .group = GRI_LOOKING,
    .params = {{"WHAT", GRI_REST, .words = each_word},
               {"FILE", GRI_FILE, .optional = true, .keyword = ">"}},
    .summary = "draw the loss, a quantity, the network, or the loss as a surface",
    .help = "`plot loss` draws the loss of every epoch, `plot EXPR` an expression as each epoch "
            "began. `plot network` draws the units and names the weights; `plot network values` "
            "shows the numbers of the sample where you stand. `plot surface w5 w6` draws the loss "
            "over two parameters, the others as they are, as lines of equal height with the way "
            "of the run on them. With > FILE the picture goes to an .svg, .png or .pdf file, drawn "
            "by gnuplot, or by dot for the network; scripts and lessons may do that only with "
            "--allow-write.",
    .example = "use lottery\ntrain 20\nplot loss\nplot w5\nplot network\nplot surface w5 w6",
    .see = "history train descend",
    .run = run,
};
