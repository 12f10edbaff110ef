/* Pictures as files: gnuplot and dot draw them, the file is written here. */
#include "base/child/child.h"
#include "base/file.h"
#include "cmd/plot/plots.h"

#include <string.h>

enum { SECONDS = 30, LARGEST = 64 * 1024 * 1024 };

/* The kinds: by the ending, as each of the two programs calls it. */
static const struct kind {
    const char *ending, *gnuplot, *dot;
} kinds[] = {
    {".svg", "svg size 800,520 noenhanced background rgb 'white'", "-Tsvg"},
    {".png", "pngcairo size 1200,780 noenhanced fontscale 1.4", "-Tpng"},
    {".pdf", "pdfcairo size 6in,4in noenhanced", "-Tpdf"},
};

static const struct kind *kind_of(const char *path)
{
    size_t length = strlen(path);
    for (size_t n = 0; n < sizeof kinds / sizeof *kinds; n++) {
        size_t ending = strlen(kinds[n].ending);
        if (length > ending && strcmp(path + length - ending, kinds[n].ending) == 0)
            return &kinds[n];
    }
    return NULL;
}

static enum gr_status unknown_kind(const char *path, struct gr_err *err)
{
    return gri_fail(err, GR_E_FILE,
                    "the ending says what kind of picture it is: .svg, .png or .pdf; '%.100s' has "
                    "none of them",
                    path);
}

enum gr_status gri_picture_check(struct gr_session *session, const char *path, struct gr_err *err)
{
    if (kind_of(path) == NULL)
        return unknown_kind(path, err);
    return gri_session_may_write(session, err);
}

static const struct gri_plot *plot_of(const struct gri_page *page)
{
    return page->last != NULL && page->last->kind == GRI_PLOT ? page->last->plot : NULL;
}

/* What the program draws, in `out`. */
static enum gr_status draw(struct gr_session *session, const struct gri_plot *plot,
                           const struct kind *kind, struct gri_text *out, struct gr_err *err)
{
    static const char *const gnuplot[] = {"gnuplot", "-d", "-", NULL};
    const char *const dot[] = {"dot", kind->dot, NULL};
    bool diagram = plot->nodes != NULL, missing = false;
    struct gri_text script;
    gri_text_init(&script);
    if (diagram)
        gri_plot_dot(plot, session->view.digits, &script);
    else
        gri_plot_gnuplot(plot, kind->gnuplot, &script);
    struct gri_child child = {.words = diagram ? dot : gnuplot,
                              .input = script.at,
                              .length = script.length,
                              .limit = LARGEST,
                              .seconds = SECONDS,
                              .stop = session->host.stop};
    enum gr_status status = script.failed ? gri_fail_memory(err, "the picture")
                                          : gri_child_run(&child, out, &missing, err);
    if (missing)
        status = gri_fail(err, GR_E_STATE,
                          "%s is not installed, which draws this picture; the package %s has it "
                          "(apt-get install %s)",
                          child.words[0], diagram ? "graphviz" : "gnuplot-nox",
                          diagram ? "graphviz" : "gnuplot-nox");
    gri_text_clear(&script);
    return status;
}

enum gr_status gri_picture_save(struct gr_session *session, const struct gri_page *page,
                                const char *path, struct gr_err *err)
{
    const struct gri_plot *plot = plot_of(page);
    struct gri_text drawn;
    if (plot == NULL || page->failed)
        return gri_fail_memory(err, "the picture");
    const struct kind *kind = kind_of(path);
    if (kind == NULL)
        return unknown_kind(path, err);
    GRI_TRY(gri_session_may_write(session, err));
    gri_text_init(&drawn);
    enum gr_status status = draw(session, plot, kind, &drawn, err);
    if (status == GR_OK && drawn.length == 0)
        status = gri_fail(err, GR_E_FILE, "nothing was drawn; '%.100s' is as it was", path);
    if (status == GR_OK)
        status = gri_file_write(path, drawn.at, drawn.length, err);
    if (status == GR_OK)
        gri_page_remark(&session->page, "%s is written.", path);
    gri_text_clear(&drawn);
    return status;
}
