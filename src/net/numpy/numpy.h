/* Data from NumPy's files. */
#ifndef GRI_NET_NUMPY_NUMPY_H
#define GRI_NET_NUMPY_NUMPY_H

#include "net/data/data.h"

/* One array, as np.save writes it: its rows are the table's. Formats 1.0 to 3.0, numbers of any
 * kind in kind.h, in either order of bytes, by rows or by columns. Not such a file, or one that is
 * not as long as it says: GR_E_FILE; nan or inf in it: GR_E_RANGE with the place. *data is the
 * caller's. */
enum gr_status gri_npy_read(const char *path, struct gri_data **data,
                            struct gr_err *err) GRI_CHECKED;

/* Two arrays, as np.savez and np.savez_compressed write them: those called so, side by side. NULL:
 * x and y, x_train and y_train, or arr_0 and arr_1; or the only array there is. */
enum gr_status gri_npz_read(const char *path, const char *inputs, const char *targets,
                            struct gri_data **data, struct gr_err *err) GRI_CHECKED;

#endif
