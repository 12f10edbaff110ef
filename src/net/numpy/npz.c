#include "base/stream/archive.h"
#include "net/numpy/numbers.h"
#include "net/numpy/numpy.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What inputs and targets are called where nothing else is said; the last: arrays without names. */
static const struct {
    const char *inputs, *targets;
} usual[] = {{"x", "y"}, {"X", "y"}, {"X", "Y"}, {"x_train", "y_train"}, {"arr_0", "arr_1"}};

/* An archive, and up to two of its arrays side by side. */
struct pack {
    struct gri_archive *archive;
    struct gri_text members;        /* a line each */
    char inputs[100], targets[100]; /* of them; no targets: "" */
};

/* The member of the array called `name`; false where there is none. */
static bool find(const struct pack *pack, const char *name, char *member, size_t room)
{
    int length = snprintf(member, room, "%s.npy", name);
    for (const char *line = pack->members.at; *line != '\0'; line = strchr(line, '\n') + 1)
        if (length < (int)room && strncmp(line, member, (size_t)length) == 0 &&
            line[length] == '\n')
            return true;
    return false;
}

static enum gr_status refuse(struct pack *pack, const char *path, const char *missing,
                             struct gr_err *err)
{
    for (char *c = pack->members.at; *c != '\0'; c++)
        *c = *c == '\n' ? ' ' : *c;
    return gri_fail(err, GR_E_NAME,
                    "no %.40s in '%s', but %.200s; they are named as in `data load FILE.npz inputs "
                    "x targets y`",
                    missing, path, pack->members.at);
}

static bool find_usual(struct pack *pack)
{
    for (size_t n = 0; n < sizeof usual / sizeof *usual; n++)
        if (find(pack, usual[n].inputs, pack->inputs, sizeof pack->inputs) &&
            find(pack, usual[n].targets, pack->targets, sizeof pack->targets))
            return true;
    const char *only = pack->members.at, *end = strchr(only, '\n');
    pack->targets[0] = '\0';
    snprintf(pack->inputs, sizeof pack->inputs, "%.*s", end != NULL ? (int)(end - only) : 0, only);
    return end != NULL && end[1] == '\0';
}

static enum gr_status find_arrays(struct pack *pack, const char *path, const char *inputs,
                                  const char *targets, struct gr_err *err)
{
    if ((inputs == NULL) != (targets == NULL))
        return gri_fail(err, GR_E_SYNTAX,
                        "of a .npz file name both arrays: data load FILE.npz inputs x targets y");
    if (inputs == NULL)
        return find_usual(pack) ? GR_OK : refuse(pack, path, "x and y", err);
    if (!find(pack, inputs, pack->inputs, sizeof pack->inputs))
        return refuse(pack, path, inputs, err);
    return find(pack, targets, pack->targets, sizeof pack->targets)
               ? GR_OK
               : refuse(pack, path, targets, err);
}

static enum gr_status read_header(const struct pack *pack, const char *member,
                                  struct gri_npy_header *header, struct gr_err *err)
{
    struct gri_stream stream;
    GRI_TRY(gri_archive_member(pack->archive, member, &stream, err));
    return gri_stream_close(&stream, gri_npy_header_read(&stream, header, err), err);
}

/* The array of a member into columns of a table that is `stride` wide and has room for what the
 * header said before. */
static enum gr_status read_numbers(const struct pack *pack, const char *member,
                                   const struct gri_npy_header *before, double *at, size_t stride,
                                   struct gr_err *err)
{
    struct gri_stream stream;
    struct gri_npy_header header;
    GRI_TRY(gri_archive_member(pack->archive, member, &stream, err));
    enum gr_status status = gri_npy_header_read(&stream, &header, err);
    if (status == GR_OK && (header.rows != before->rows || header.cols != before->cols))
        status = gri_fail(err, GR_E_FILE, "'%s' changed while it was read", stream.name);
    if (status == GR_OK)
        status = gri_npy_numbers_read(&stream, &header, at, stride, err);
    return gri_stream_close(&stream, status, err);
}

/* How large first: the two are written to one table. */
static enum gr_status read_table(const struct pack *pack, struct gri_data **data,
                                 struct gr_err *err)
{
    struct gri_npy_header x, y = {.cols = 0};
    bool both = pack->targets[0] != '\0';
    GRI_TRY(read_header(pack, pack->inputs, &x, err));
    if (both)
        GRI_TRY(read_header(pack, pack->targets, &y, err));
    if (both && x.rows != y.rows)
        return gri_fail(err, GR_E_SHAPE, "%s has %zu rows, %s has %zu; a row is a sample in both",
                        pack->inputs, x.rows, pack->targets, y.rows);
    if (x.cols > SIZE_MAX - y.cols)
        return gri_fail(err, GR_E_SHAPE, "%s and %s have too many columns", pack->inputs,
                        pack->targets);
    size_t cols = x.cols + y.cols;
    GRI_TRY(gri_data_check_size(x.rows, cols, err));
    double *at = malloc(x.rows * cols * sizeof *at);
    if (at == NULL)
        return gri_fail_memory(err, "the data");
    enum gr_status status = read_numbers(pack, pack->inputs, &x, at, cols, err);
    if (status == GR_OK && both)
        status = read_numbers(pack, pack->targets, &y, at + x.cols, cols, err);
    if (status == GR_OK)
        return gri_data_own(at, x.rows, cols, data, err);
    free(at);
    return status;
}

enum gr_status gri_npz_read(const char *path, const char *inputs, const char *targets,
                            struct gri_data **data, struct gr_err *err)
{
    struct pack pack;
    GRI_TRY(gri_archive_open(path, &pack.archive, err));
    gri_text_init(&pack.members);
    enum gr_status status = gri_archive_names(pack.archive, &pack.members, err);
    if (status == GR_OK)
        status = find_arrays(&pack, path, inputs, targets, err);
    if (status == GR_OK)
        status = read_table(&pack, data, err);
    gri_text_clear(&pack.members);
    gri_archive_close(pack.archive);
    return status;
}
