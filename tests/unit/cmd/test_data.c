#include "capture.h"
#include "suite.h"

#include <math.h>

static const char rows[] = "data\nage,height,weight\n2,80,12\n4,100,16\n6,120,20\n9,150,35\nend";

/* Load this text as a file. */
static const char *load(struct capture *c, const char *text, const char *more)
{
    char line[200];
    put_file(c->path, text, strlen(text));
    snprintf(line, sizeof line, "data load %s %s", c->path, more);
    return answer(c, line);
}

START_TEST(loading_says_what_was_read_and_what_repeats)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-1");
    ck_assert_str_eq(load(&c, "1,2,3\n4,5,6\n", ""), "2 rows, 2 inputs, 1 target.\n");
    ck_assert_str_eq(load(&c, "1,2,3\n4,5,6\n1,2,3\n", ""),
                     "3 rows, 2 inputs, 1 target; row 3 repeats an earlier one.\n");
    ck_assert_str_eq(load(&c, "1 1 1\n1 1 1\n1 1 1\n", ""),
                     "3 rows, 2 inputs, 1 target; rows 2, 3 repeat earlier ones.\n");
    gri_text_reset(&c.saved);
    for (size_t n = 0; n < 11; n++)
        gri_text_add(&c.saved, "1 2 3\n");
    ck_assert_ptr_nonnull(strstr(load(&c, c.saved.at, ""), "8, 9 and 2 more repeat earlier ones"));
    play(&c, "data\n1 2 3\n4 5 6\nend");
    ck_assert_str_eq(c.said.at, "");
    play(&c, "data\n1 2 3\n1 2 3\nend");
    ck_assert_str_eq(c.said.at, "Row 2 repeats an earlier one.\n");
    capture_end(&c);
}
END_TEST

START_TEST(columns_lend_their_names)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-1");
    play(&c, rows);
    ck_assert_str_eq(c.said.at, "");
    worth(&c, "height[3]", 120);
    worth(&c, "x2[3]", 120);
    worth(&c, "weight[1]", 12);
    worth(&c, "y[1]", 12);
    ck_assert_ptr_nonnull(strstr(answer(&c, "why yhat"), "age*w1 + height*w2 + b1"));
    play(&c, "set names x1 years");
    worth(&c, "years[2]", 4);
    worth(&c, "height[2]", 100);
    refuse(&c, "age[2]", GR_E_NAME, "age");
    ck_assert_ptr_nonnull(strstr(saved(&c), "set names x1 years\n"));
    play(&c, "set names off");
    worth(&c, "age[2]", 4);
    play(&c, "data\n1 2 3\nend");
    refuse(&c, "age", GR_E_NAME, "age");
    capture_end(&c);
}
END_TEST

START_TEST(names_that_clash_are_not_taken_and_said)
{
    static const struct {
        const char *header, *clash; /* NULL: none */
    } cases[] = {
        {"x,y,z", "y"},       {"x2,x1,y", "x2"},      {"u,v,train", "train"}, {"u,exp,v", "exp"},
        {"loss,u,v", "loss"}, {"u,u,v", "u"},         {"x1,x2,y", NULL},      {"a b,c d,e f", NULL},
        {"a_1,2b,%", NULL},   {"u,every,v", "every"},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        struct capture c;
        char text[100], quoted[50];
        capture_begin(&c, NULL);
        play(&c, "network 2-1");
        snprintf(text, sizeof text, "%s\n1,2,3\n", cases[n].header);
        const char *said = load(&c, text, "");
        snprintf(quoted, sizeof quoted, "\"%s\" means",
                 cases[n].clash != NULL ? cases[n].clash : "");
        ck_assert_msg((strstr(said, "keep") != NULL) == (cases[n].clash != NULL) &&
                          (cases[n].clash == NULL || strstr(said, quoted) != NULL),
                      "%s: %s", cases[n].header, said);
        worth(&c, "x1[1]", 1);
        worth(&c, "y[1]", 3);
        capture_end(&c);
    }
}
END_TEST

START_TEST(scaling_off_gives_the_bits_back)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-1\nW[1] = [0.1; 0.2]");
    play(&c, rows);
    play(&c, "data scale standard");
    double deviation = sqrt((3.25 * 3.25 + 1.25 * 1.25 + 0.75 * 0.75 + 3.75 * 3.75) / 4);
    ck_assert(fabs(value_of(&c, "age[1]") - (2 - 5.25) / deviation) < 1e-15);
    ck_assert_ptr_nonnull(strstr(answer(&c, "why age[1]"), "age = (2 - 5.25)/2.586"));
    refuse(&c, "x1[1] = 3", GR_E_STATE, "`data scale off` first");
    play(&c, "data scale minmax");
    worth(&c, "age[1]", 0);
    worth(&c, "weight[4]", 1);
    play(&c, "data scale off");
    worth(&c, "age[1]", 2);
    worth(&c, "weight[4]", 35);
    play(&c, "x1[1] = 3");
    worth(&c, "age[1]", 3);
    ck_assert_str_eq(answer(&c, "data scale"), "The data are not scaled.\n");
    refuse_at(&c, "data scale both", GR_E_NAME, 12, "data scale standard");
    capture_end(&c);
}
END_TEST

START_TEST(a_prediction_is_scaled_there_and_back)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-1\nW[1] = [0.5; 0.25]\nb[1] = 0.1\nset digits 9");
    play(&c, rows);
    play(&c, "data scale minmax");
    const char *said = strrchr(answer(&c, "predict 9 80"), '=');
    ck_assert(fabs(strtod(said + 1, NULL) - ((0.5 + 0.1) * 23 + 12)) < 1e-8);
    ck_assert_ptr_nonnull(strstr(c.said.at, "height = (80 - 80)/70"));
    ck_assert_ptr_nonnull(strstr(c.said.at, "yhat*23 + 12 = (0.6)(23) + 12"));
    ck_assert_ptr_nonnull(strstr(c.said.at, "the answer scaled back"));
    capture_end(&c);
}
END_TEST

START_TEST(the_rows_held_out_are_not_trained_on)
{
    struct capture c, twin;
    capture_begin(&c, NULL);
    capture_begin(&twin, NULL);
    play(&c, "network 2-1\nset rate 0.00001");
    play(&twin, "network 2-1\nset rate 0.00001");
    play(&c, rows);
    play(&c, "data split 0.75");
    ck_assert_str_eq(c.said.at, "The first 3 of 4 rows are trained on, the last 1 held out.\n");
    play(&twin, "data\n2,80,12\n4,100,16\n6,120,20\nend");
    play(&c, "train 5");
    play(&twin, "train 5");
    worth(&c, "w1", value_of(&twin, "w1"));
    worth(&c, "N", 3);
    play(&c, "set digits 12\nset metric mae\nhistory");
    play(&twin, "data\n9,150,35\nend\nset digits 12\nset metric mae\niteration");
    const char *held = strstr(strstr(c.said.at, "epoch = 5"), "held-out MSE = ");
    double loss = value_of(&twin, "MSE@1");
    ck_assert(fabs(strtod(held + 15, NULL) - loss) < 1e-9 * loss);
    ck_assert_ptr_nonnull(strstr(held, "held-out MAE = "));
    refuse_at(&c, "data split 1.5", GR_E_RANGE, 12, "between 0 and 1");
    refuse_at(&c, "data split 0.1", GR_E_RANGE, 12, "leaves 0 to train on");
    refuse_at(&c, "data split", GR_E_SYNTAX, 11, "data split SHARE");
    play(&c, "data split off");
    worth(&c, "N", 4);
    capture_end(&c);
    capture_end(&twin);
}
END_TEST

/* Play the saved script in a session of its own; it must save the same. */
static void ck_assert_rebuilt(struct capture *c, const char *const *names)
{
    struct capture twin;
    char path[sizeof c->path];
    saved(c);
    memcpy(path, c->path, sizeof path);
    capture_begin(&twin, NULL);
    enum gr_status status = gr_session_run_file(twin.session, path, &twin.err);
    ck_assert_msg(status == GR_OK, "%s", twin.err.message);
    for (; *names != NULL; names++)
        worth(&twin, *names, value_of(c, *names));
    ck_assert_str_eq(saved(&twin), c->saved.at);
    capture_end(&twin);
}

START_TEST(a_saved_session_is_scaled_and_split_again)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-1\nset metric mae");
    play(&c, rows);
    play(&c, "data split 0.75\ndata scale standard\ntrain 7");
    ck_assert_rebuilt(&c, (const char *const[]){"w1", "b1", "age[2]", "weight[3]", "N", NULL});
    capture_end(&c);
}
END_TEST

START_TEST(classes_are_learned_counted_and_saved)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 1-3 softmax\nset rate 1");
    ck_assert_str_eq(load(&c,
                          "t;kind\n-3;cold\n4;\"very hot\"\n0;mild\n-2;cold\n1;mild\n5;\"very "
                          "hot\"\n",
                          ""),
                     "6 rows, 1 input, 1 target.\n");
    play(&c, "set loss cross-entropy\nset metric accuracy\ntrain 400");
    ck_assert_str_eq(answer(&c, "accuracy"), "trained on: right = 6, of = 6, accuracy = 1\n");
    ck_assert_ptr_nonnull(strstr(answer(&c, "predict 9"), "Class very hot."));
    ck_assert_ptr_nonnull(
        strstr(answer(&c, "confusion"), "mild: cold = 0, very hot = 0, mild = 2"));
    ck_assert_ptr_nonnull(strstr(answer(&c, "data show"), "mild: y1 = 0, y2 = 0, y3 = 1"));
    refuse(&c, "y1[2] = 1", GR_E_STATE, "classes");
    ck_assert_rebuilt(&c, (const char *const[]){"w1", "w2", "b3", "y2[2]", "y3[3]", NULL});
    capture_end(&c);
}
END_TEST

START_TEST(what_is_no_classifier_is_told_so)
{
    struct capture c;
    capture_begin(&c, NULL);
    play(&c, "network 2-1");
    play(&c, rows);
    refuse(&c, "accuracy", GR_E_STATE, "no classes");
    refuse(&c, "confusion", GR_E_STATE, "no classes");
    refuse(&c, "set metric accuracy", GR_E_STATE, "no classes");
    refuse(&c, "set metric size", GR_E_NAME, "off, mae, accuracy");
    capture_end(&c);
}
END_TEST

START_TEST(a_wrong_field_in_a_file_is_placed_and_nothing_is_loaded)
{
    struct capture c;
    char line[100];
    capture_begin(&c, NULL);
    play(&c, "network 2-1");
    play(&c, rows);
    put_file(c.path, "a,b,c\n1,2,3\n4,five,6\n", 21);
    snprintf(line, sizeof line, "data load %s", c.path);
    refuse(&c, line, GR_E_SYNTAX, "\"five\" is not a number");
    ck_assert(c.err.line == 3 && c.err.column == 3);
    ck_assert_str_eq(c.err.source, c.path);
    put_file(c.path, "a,b,c\n1,two,3\n4,five,6\n", 23);
    refuse(&c, line, GR_E_SYNTAX, "targets b");
    ck_assert(c.err.line == 2 && c.err.column == 3);
    worth(&c, "weight[4]", 35);
    capture_end(&c);
}
END_TEST

SUITE("cmd/data", loading_says_what_was_read_and_what_repeats, columns_lend_their_names,
      names_that_clash_are_not_taken_and_said, scaling_off_gives_the_bits_back,
      a_prediction_is_scaled_there_and_back, the_rows_held_out_are_not_trained_on,
      a_saved_session_is_scaled_and_split_again, classes_are_learned_counted_and_saved,
      what_is_no_classifier_is_told_so, a_wrong_field_in_a_file_is_placed_and_nothing_is_loaded)
