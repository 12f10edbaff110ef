#include "net/work.h"

#include "suite.h"

#include <stdint.h>
#include <string.h>

static struct gri_net *make(const size_t *sizes, size_t depth)
{
    static const enum gri_activation linear[3];
    struct gr_err err;
    struct gri_net *net = NULL;
    ck_assert_int_eq(gri_net_new(sizes, depth, linear, true, &net, &err), GR_OK);
    return net;
}

/* An array lies within the block, behind the one before, at a whole number of cache lines. */
static const double *follow(const struct gri_work *work, const double *end, const double *array,
                            size_t count)
{
    ck_assert(array >= end && array + count <= work->block + work->numbers);
    ck_assert_uint_eq((uintptr_t)array % 64, 0);
    return array + count;
}

START_TEST(arrays_lie_in_the_block_side_by_side)
{
    struct gr_err err;
    struct gri_work *work = NULL;
    struct gri_net *net = make((size_t[]){2, 3, 4, 5}, 3);
    for (size_t room = 1; room < 20; room++) {
        ck_assert_int_eq(gri_work_new(net, room, &work, &err), GR_OK);
        ck_assert(work->net == net && work->room == room);
        const double *end = follow(work, work->block, work->x, room * 2);
        end = follow(work, end, work->y, room * 5);
        for (size_t l = 0; l < 3; l++) {
            end = follow(work, end, work->z[l], room * net->layer[l].units);
            end = follow(work, end, work->h[l], room * net->layer[l].units);
            end = follow(work, end, work->delta[l], room * net->layer[l].units);
        }
        end = follow(work, end, work->error, room * 5);
        end = follow(work, end, work->term, room * 5);
        end = follow(work, end, work->slope, room * 5);
        end = follow(work, end, work->before, net->parameters);
        end = follow(work, end, work->gradient, net->parameters);
        follow(work, end, work->after, net->parameters);
        gri_work_free(work);
    }
    gri_work_free(NULL);
    gri_net_free(net);
}
END_TEST

START_TEST(what_goes_into_a_layer_came_out_of_the_one_before)
{
    struct gr_err err;
    struct gri_work *work = NULL;
    struct gri_net *net = make((size_t[]){2, 3, 1}, 2);
    ck_assert_int_eq(gri_work_new(net, 7, &work, &err), GR_OK);
    work->rows = 4;
    struct gri_matrix in = gri_work_input(work, 0);
    ck_assert(in.at == work->x && in.rows == 4 && in.cols == 2 && in.down == 2 && in.right == 1);
    in = gri_work_input(work, 1);
    ck_assert(in.at == work->h[0] && in.rows == 4 && in.cols == 3 && in.down == 3);
    gri_work_free(work);
    gri_net_free(net);
}
END_TEST

START_TEST(too_much_is_refused_with_how_much)
{
    struct gr_err err;
    struct gri_work *work = NULL;
    struct gri_net *net = make((size_t[]){2, 100, 1}, 2);
    ck_assert_int_eq(gri_work_new(net, 10000000, &work, &err), GR_E_MEMORY);
    ck_assert_ptr_nonnull(strstr(err.message, "10000000 rows"));
    ck_assert_ptr_nonnull(strstr(err.message, "3090001203 numbers"));
    ck_assert_int_eq(gri_work_new(net, SIZE_MAX, &work, &err), GR_E_MEMORY);
    ck_assert_ptr_null(work);
    gri_net_free(net);
}
END_TEST

SUITE("net/work", arrays_lie_in_the_block_side_by_side,
      what_goes_into_a_layer_came_out_of_the_one_before, too_much_is_refused_with_how_much)
