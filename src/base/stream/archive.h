/* A zip archive, as far as minizip reads it. Built without minizip, opening one says so. */
#ifndef GRI_BASE_STREAM_ARCHIVE_H
#define GRI_BASE_STREAM_ARCHIVE_H

#include "base/stream/stream.h"
#include "base/text.h"

struct gri_archive;

/* GR_E_FILE for what is no archive. To be closed. */
enum gr_status gri_archive_open(const char *path, struct gri_archive **archive,
                                struct gr_err *err) GRI_CHECKED;
void gri_archive_close(struct gri_archive *archive);

/* The names of the members, one a line. */
enum gr_status gri_archive_names(struct gri_archive *archive, struct gri_text *names,
                                 struct gr_err *err) GRI_CHECKED;

/* The bytes of a member, called `name` in messages; one member at a time, closed before the
 * archive. How long it says it is was held against the length of the archive. */
enum gr_status gri_archive_member(struct gri_archive *archive, const char *member,
                                  struct gri_stream *stream, struct gr_err *err) GRI_CHECKED;

#endif
