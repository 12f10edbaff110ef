/* The one place where files are read and written. */
#ifndef GRI_BASE_FILE_H
#define GRI_BASE_FILE_H

#include "base/text.h"

/* Append the whole of `path` ("-": standard input) to `out`. A directory, a missing or unreadable
 * file and one of more than `limit` bytes are GR_E_FILE with the system's words. */
enum gr_status gri_file_read(const char *path, size_t limit, struct gri_text *out,
                             struct gr_err *err) GRI_CHECKED;

/* Hand the lines of `path` to `take` one by one, each with its end, without keeping the file in
 * memory. Stops at the first failure of `take`; else as gri_file_read. */
enum gr_status gri_file_lines(const char *path,
                              enum gr_status (*take)(void *user, const char *line, size_t length,
                                                     struct gr_err *err),
                              void *user, struct gr_err *err) GRI_CHECKED;

/* Is there anything of this name? */
bool gri_file_exists(const char *path);

/* Replace `path` by these bytes: written to a temporary name beside it, synced, renamed; on failure
 * the old file stands and no temporary is left. Permissions of an existing file are kept. */
enum gr_status gri_file_write(const char *path, const char *bytes, size_t length,
                              struct gr_err *err) GRI_CHECKED;

#endif
