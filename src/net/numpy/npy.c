#include "net/numpy/numbers.h"
#include "net/numpy/numpy.h"

#include <stdlib.h>

static enum gr_status read_table(struct gri_stream *stream, struct gri_data **data,
                                 struct gr_err *err)
{
    struct gri_npy_header header;
    GRI_TRY(gri_npy_header_read(stream, &header, err));
    GRI_TRY(gri_data_check_size(header.rows, header.cols, err));
    double *at = malloc(header.rows * header.cols * sizeof *at);
    if (at == NULL)
        return gri_fail_memory(err, "the data");
    enum gr_status status = gri_npy_numbers_read(stream, &header, at, header.cols, err);
    if (status == GR_OK)
        return gri_data_own(at, header.rows, header.cols, data, err);
    free(at);
    return status;
}

enum gr_status gri_npy_read(const char *path, struct gri_data **data, struct gr_err *err)
{
    struct gri_stream stream;
    GRI_TRY(gri_stream_open(path, &stream, err));
    return gri_stream_close(&stream, read_table(&stream, data, err), err);
}
