#ifdef HAVE_MINIZIP
#include "base/stream/archive.h"

#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unzip.h>

enum { STORED = 0, DEFLATED = 8, ENCRYPTED = 1, MOST_MEMBERS = 1000 };
enum { EXACT_CASE = 1 };

/* A byte of deflate stands for at most so many. */
static const size_t most_inflated = 1032;

struct gri_archive {
    unzFile zip;
    char name[sizeof((struct gri_stream *)0)->name];
    size_t length;
};

static GRI_CHECKED enum gr_status damaged(const struct gri_archive *archive, const char *what,
                                          struct gr_err *err)
{
    return gri_fail(err, GR_E_FILE, "'%s' is a damaged zip archive: %s; make it or fetch it anew",
                    archive->name, what);
}

enum gr_status gri_archive_open(const char *path, struct gri_archive **out, struct gr_err *err)
{
    struct gri_stream file;
    GRI_TRY(gri_stream_open(path, &file, err)); /* for the system's words */
    GRI_TRY(gri_stream_close(&file, GR_OK, err));
    struct gri_archive *archive = calloc(1, sizeof *archive);
    if (archive == NULL)
        return gri_fail_memory(err, path);
    snprintf(archive->name, sizeof archive->name, "%s", path);
    archive->length = file.left;
    archive->zip = unzOpen64(path);
    if (archive->zip == NULL) {
        free(archive);
        return gri_fail(err, GR_E_FILE,
                        "'%s' is no zip archive, or cut off; np.savez(FILE, x=…, y=…) writes one",
                        path);
    }
    *out = archive;
    return GR_OK;
}

void gri_archive_close(struct gri_archive *archive)
{
    unzClose(archive->zip);
    free(archive);
}

enum gr_status gri_archive_names(struct gri_archive *archive, struct gri_text *names,
                                 struct gr_err *err)
{
    char name[256];
    int code = unzGoToFirstFile(archive->zip);
    for (size_t n = 0; code == UNZ_OK; n++) {
        if (n == MOST_MEMBERS)
            return gri_fail(err, GR_E_FILE, "'%s' has more than %d members", archive->name,
                            MOST_MEMBERS);
        if (unzGetCurrentFileInfo64(archive->zip, NULL, name, sizeof name - 1, NULL, 0, NULL, 0) !=
            UNZ_OK)
            break;
        name[sizeof name - 1] = '\0'; /* a longer one comes unended */
        gri_text_addf(names, "%s\n", name);
        code = unzGoToNextFile(archive->zip);
    }
    if (names->failed)
        return gri_fail_memory(err, archive->name);
    return code == UNZ_END_OF_LIST_OF_FILE ? GR_OK
                                           : damaged(archive, "its directory cannot be read", err);
}

static GRI_CHECKED enum gr_status take(struct gri_stream *stream, void *bytes, size_t count,
                                       struct gr_err *err)
{
    struct gri_archive *archive = stream->archive;
    for (char *at = bytes; count > 0;) {
        int got = unzReadCurrentFile(archive->zip, at, count < INT_MAX ? (unsigned)count : INT_MAX);
        if (got <= 0)
            return damaged(archive, "what it has packed cannot be unpacked", err);
        at += got;
        count -= (size_t)got;
    }
    return GR_OK;
}

static GRI_CHECKED enum gr_status end(struct gri_stream *stream, struct gr_err *err)
{
    struct gri_archive *archive = stream->archive;
    return unzCloseCurrentFile(archive->zip) == UNZ_CRCERROR
               ? damaged(archive, "what it holds is not what was put in", err)
               : GR_OK;
}

static GRI_CHECKED enum gr_status check_sizes(const struct gri_archive *archive,
                                              const unz_file_info64 *info, struct gr_err *err)
{
    uint64_t packed = info->compressed_size, length = info->uncompressed_size;
    if ((info->flag & ENCRYPTED) != 0)
        return gri_fail(err, GR_E_FILE, "'%s' is encrypted; give it without a password",
                        archive->name);
    if (info->compression_method != STORED && info->compression_method != DEFLATED)
        return gri_fail(err, GR_E_FILE,
                        "'%s' is packed in a way that is not read here (%lu); "
                        "np.savez_compressed(FILE, x=…, y=…) packs with deflate",
                        archive->name, info->compression_method);
    if (packed > archive->length || packed > SIZE_MAX / most_inflated ||
        length > (info->compression_method == STORED ? packed : packed * most_inflated))
        return damaged(archive, "a member is longer than can be", err);
    return GR_OK;
}

enum gr_status gri_archive_member(struct gri_archive *archive, const char *member,
                                  struct gri_stream *stream, struct gr_err *err)
{
    unz_file_info64 info;
    if (unzLocateFile(archive->zip, member, EXACT_CASE) != UNZ_OK ||
        unzGetCurrentFileInfo64(archive->zip, &info, NULL, 0, NULL, 0, NULL, 0) != UNZ_OK)
        return gri_fail(err, GR_E_NAME, "no %s in '%s'", member, archive->name);
    GRI_TRY(check_sizes(archive, &info, err));
    if (unzOpenCurrentFile(archive->zip) != UNZ_OK)
        return damaged(archive, "its directory and its members do not agree", err);
    *stream = (struct gri_stream){
        .left = (size_t)info.uncompressed_size, .take = take, .end = end, .archive = archive};
    snprintf(stream->name, sizeof stream->name, "%.50s' in '%.60s", member, archive->name);
    return GR_OK;
}
#endif
