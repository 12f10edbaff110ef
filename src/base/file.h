/* The one place where files are read and written. */
#ifndef GRI_BASE_FILE_H
#define GRI_BASE_FILE_H

#include "base/text.h"

/* Append the whole of `path` ("-": standard input) to `out`. A directory, a missing or unreadable
 * file and one of more than `limit` bytes are GR_E_FILE with the system's words. */
enum gr_status gri_file_read(const char *path, size_t limit, struct gri_text *out,
                             struct gr_err *err) GRI_CHECKED;

/* Replace `path` by these bytes: written to a temporary name beside it, synced, renamed; on failure
 * the old file stands and no temporary is left. Permissions of an existing file are kept. */
enum gr_status gri_file_write(const char *path, const char *bytes, size_t length,
                              struct gr_err *err) GRI_CHECKED;

#endif
