/* `data load FILE [inputs A,B] [targets C]` */
#include "cmd/data/data.h"
#include "net/numpy/numpy.h"

#include <stdio.h>
#include <string.h>

static bool ends_in(const char *path, const char *ending)
{
    size_t length = strlen(path), behind = strlen(ending);
    return length > behind && strcmp(path + length - behind, ending) == 0;
}

/* Of a text; an error in it says where. */
static enum gr_status read_text(const char *path, struct gri_data **data, struct gr_err *err)
{
    enum gr_status status = gri_data_read_file(path, data, err);
    if (status != GR_OK && err->line > 0)
        snprintf(err->source, sizeof err->source, "%s", path);
    return status;
}

/* With the columns in their order. */
static enum gr_status read_table(const char *path, const char *inputs, const char *targets,
                                 struct gri_data **out, struct gr_err *err)
{
    struct gri_data *data;
    if (ends_in(path, ".npz"))
        return gri_npz_read(path, inputs, targets, out, err);
    GRI_TRY(ends_in(path, ".npy") ? gri_npy_read(path, &data, err) : read_text(path, &data, err));
    enum gr_status status = GR_OK;
    if (inputs != NULL || targets != NULL)
        status = gri_data_select(data, inputs, targets, err);
    if (status == GR_OK && (status = gri_data_check_words(data, err)) != GR_OK)
        snprintf(err->source, sizeof err->source, "%s", path);
    if (status == GR_OK)
        *out = data;
    else
        gri_data_free(data);
    return status;
}

enum gr_status gri_data_load(struct gr_session *session, struct gri_rest rest, struct gr_err *err)
{
    const char *path, *word, *inputs = NULL, *targets = NULL;
    size_t column = rest.column;
    struct gri_data *data;
    static const char usage[] = "it is used as: data load FILE [inputs A,B] [targets C]";
    while (rest.at < rest.end && (*rest.at == ' ' || *rest.at == '\t')) {
        rest.at++;
        column = ++rest.column;
    }
    if ((path = gri_rest_word(session, &rest)) == NULL)
        return gri_fail_at(err, GR_E_SYNTAX, column, "FILE is missing; %s", usage);
    while ((word = gri_rest_word(session, &rest)) != NULL) {
        const char **list = strcmp(word, "inputs") == 0    ? &inputs
                            : strcmp(word, "targets") == 0 ? &targets
                                                           : NULL;
        if (list == NULL || (*list = gri_rest_word(session, &rest)) == NULL)
            return gri_fail_at(err, GR_E_SYNTAX, column, "%s", usage);
    }
    enum gr_status status = read_table(path, inputs, targets, &data, err);
    if (status == GR_OK)
        status = gri_data_take(session, data, err);
    if (status != GR_OK && err->source[0] == '\0')
        err->column = column;
    GRI_TRY(status);
    gri_data_say(session, false);
    return GR_OK;
}
