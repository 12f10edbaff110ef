#ifndef HAVE_MINIZIP
#include "base/stream/archive.h"

static GRI_CHECKED enum gr_status refuse(struct gr_err *err)
{
    return gri_fail(err, GR_E_FILE,
                    "this gradus was built without minizip, so it reads no zip archive; one array "
                    "with inputs and targets side by side goes into a .npy file");
}

enum gr_status gri_archive_open(const char *path, struct gri_archive **archive, struct gr_err *err)
{
    (void)path;
    (void)archive;
    return refuse(err);
}

enum gr_status gri_archive_names(struct gri_archive *archive, struct gri_text *names,
                                 struct gr_err *err)
{
    (void)archive;
    (void)names;
    return refuse(err);
}

enum gr_status gri_archive_member(struct gri_archive *archive, const char *member,
                                  struct gri_stream *stream, struct gr_err *err)
{
    (void)archive;
    (void)member;
    (void)stream;
    return refuse(err);
}

void gri_archive_close(struct gri_archive *archive)
{
    (void)archive;
}
#endif
