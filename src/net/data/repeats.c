/* Rows that stand twice, found by a table of the rows' hashes. */
#include "net/data/data.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { LANES = 8 }; /* each waits for itself only */

/* FNV-1a over the numbers' bits, a number at a time, its high half mixed in. */
static uint64_t mix(uint64_t hash, uint64_t bits)
{
    hash = (hash ^ bits ^ (bits >> 32)) * UINT64_C(1099511628211);
    return hash ^ (hash >> 29);
}

static uint64_t hash_row(const double *row, size_t cols)
{
    uint64_t lane[LANES] = {0}, hash = UINT64_C(14695981039346656037), bits;
    size_t k = 0;
    for (; k + LANES <= cols; k += LANES)
        for (size_t n = 0; n < LANES; n++) {
            memcpy(&bits, &row[k + n], sizeof bits);
            lane[n] = mix(lane[n], bits);
        }
    for (; k < cols; k++) {
        memcpy(&bits, &row[k], sizeof bits);
        hash = mix(hash, bits);
    }
    for (size_t n = 0; n < LANES; n++)
        hash = mix(hash, lane[n]);
    return hash;
}

/* Put row i into the table of `size` slots (a power of two), or find an equal one there. */
static bool is_new(const struct gri_data *data, size_t i, size_t *slots, size_t size)
{
    const double *row = data->at + i * data->cols;
    size_t slot = (size_t)hash_row(row, data->cols) & (size - 1);
    for (; slots[slot] > 0; slot = (slot + 1) & (size - 1))
        if (memcmp(data->at + (slots[slot] - 1) * data->cols, row, data->cols * sizeof *row) == 0)
            return false;
    slots[slot] = i + 1;
    return true;
}

size_t gri_data_repeats(const struct gri_data *data, size_t *rows, size_t room)
{
    size_t size = 4, count = 0;
    while (size < 2 * data->rows)
        size *= 2;
    size_t *slots = calloc(size, sizeof *slots);
    for (size_t i = 0; slots != NULL && i < data->rows; i++) {
        if (is_new(data, i, slots, size))
            continue;
        if (count < room)
            rows[count] = i;
        count++;
    }
    free(slots);
    return count;
}
