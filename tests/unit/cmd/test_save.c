/* A session is saved as a script that rebuilds it exactly. */
#include "cmd/setting.h"

#include "cmd/capture.h"
#include "suite.h"
#include "trace/branch.h"

#include <sys/stat.h>

static struct capture c, d;
static uint64_t state;

static size_t below(size_t n)
{
    state = state * 6364136223846793005u + 1442695040888963407u;
    return (size_t)(state >> 33) % n;
}

static void source_of(struct capture *to, const struct capture *from)
{
    char line[100];
    snprintf(line, sizeof line, "source %s", from->path);
    enum gr_status status = typed(to, line);
    ck_assert_msg(status == GR_OK, "%s in\n%s", to->err.message, from->saved.at);
}

static void same_settings(void)
{
    for (size_t n = 0; n < gri_setting_count; n++) {
        struct gri_text one, other;
        gri_text_init(&one);
        gri_text_init(&other);
        gri_settings[n].get(c.session, &one);
        gri_settings[n].get(d.session, &other);
        ck_assert_msg(!gri_settings[n].saved || strcmp(one.at, other.at) == 0, "%s: %s, %s",
                      gri_settings[n].name, one.at, other.at);
        gri_text_clear(&one);
        gri_text_clear(&other);
    }
}

static void same_iteration(size_t t)
{
    const struct gri_record *one, *other;
    size_t bytes = c.session->net->parameters * sizeof(double);
    ck_assert_int_eq(gri_timeline_record(c.session->timeline, t, &one, NULL), GR_OK);
    ck_assert_int_eq(gri_timeline_record(d.session->timeline, t, &other, NULL), GR_OK);
    ck_assert_msg(memcmp(one->work->before, other->work->before, bytes) == 0,
                  "iteration %zu differs in\n%s", t, c.saved.at);
    ck_assert_int_eq(memcmp(one->work->after, other->work->after, bytes), 0);
    ck_assert_uint_eq(one->work->rows, other->work->rows);
    ck_assert_int_eq(memcmp(one->samples, other->samples, one->work->rows * sizeof *one->samples),
                     0);
}

static void same_branch(size_t n)
{
    ck_assert_int_eq(gri_timeline_switch(c.session->timeline, n, NULL), GR_OK);
    ck_assert_int_eq(gri_timeline_switch(d.session->timeline, n, NULL), GR_OK);
    ck_assert_str_eq(gri_timeline_branch_name(d.session->timeline, n),
                     gri_timeline_branch_name(c.session->timeline, n));
    size_t done = gri_timeline_done(c.session->timeline);
    ck_assert_uint_eq(gri_timeline_done(d.session->timeline), done);
    for (size_t t = 0; t <= done; t++)
        same_iteration(t);
}

static void same_run(void)
{
    ck_assert((c.session->timeline == NULL) == (d.session->timeline == NULL));
    if (c.session->timeline == NULL)
        return;
    const struct gri_cursor *one = &c.session->view.cursor, *other = &d.session->view.cursor;
    /* which line was shown alone is of the screen, not of the session */
    c.session->view.stepped = d.session->view.stepped = gri_cursor_start(0);
    size_t active = gri_timeline_branch(c.session->timeline);
    ck_assert_uint_eq(gri_timeline_branch(d.session->timeline), active);
    ck_assert_uint_eq(gri_timeline_branches(d.session->timeline),
                      gri_timeline_branches(c.session->timeline));
    for (size_t n = gri_timeline_branches(c.session->timeline); n-- > 0;)
        same_branch(n);
    same_branch(active);
    ck_assert_uint_eq(one->t, other->t);
    ck_assert_msg(one->stage == other->stage && one->line == other->line,
                  "%zu.%zu is %zu.%zu in\n%s", one->stage, one->line, other->stage, other->line,
                  c.saved.at);
}

static void same_answer(const char *line)
{
    enum gr_status one = typed(&c, line), other = typed(&d, line);
    ck_assert_msg(one == other && strcmp(c.said.at, d.said.at) == 0, "%s: %s\n%s\nin\n%s", line,
                  c.said.at, d.said.at, c.saved.at);
}

/* Save, play in a new session, compare; then both go on. */
static void round_trip(void)
{
    saved(&c);
    capture_begin(&d, NULL);
    source_of(&d, &c);
    same_settings();
    same_run();
    static const char *const looks[] = {"weights",  "network", "table",      "data show",
                                        "branches", "history", "print yhat", "gradients"};
    for (size_t n = 0; n < sizeof looks / sizeof *looks; n++)
        same_answer(looks[n]);
    ck_assert_str_eq(saved(&d), c.saved.at);
    same_answer("step 3");
    same_answer("back 2");
    same_answer("iteration 2");
    if (c.session->timeline != NULL)
        same_run();
    capture_end(&d);
}

START_TEST(an_empty_session_comes_back)
{
    capture_begin(&c, NULL);
    round_trip();
    capture_end(&c);
}
END_TEST

static const char *const scripts[] = {
    "use lottery",
    "network 2-2-1",
    "network 3-1 sigmoid nobias\nset loss bce",
    "set loss bce\nnetwork 2-2-1",
    "set loss bce\nnetwork 2-2-1\ndata\n1 2 3\n4 5 6\nend",
    "data\n1 2 3\n4 5 6\nend",
    "data\n\"first, # one\",\"\"\"2\"\"\",end\n1,2,3\nend\nnetwork 2-1\nepoch",
    "data\nload,show\n1,2\n3,4\nend\nnetwork 1-1\nepoch",
    "network 1-1\ndata\n1 -0\n-1e-300 1e300\nend",
    "network 2-3-1 tanh\ninit he 77\nw3 = -0\nw4 = 1e-320\nw5 = 0.1",
    "use lottery\nset names yhat y, y yhat, w1 m, b1 b\nm = 2\nb = 3\nepoch 2\nm = 4",
    "network 2-3-1\nset names w9 m\nnetwork 2-1",
    "use lottery\nforward\nbackward",
    "use lottery\nforward\nnext 3\nbackward",
    "use lottery\nnext 7\nbackward\nupdate",
    "use lottery\nbackward\nnext 3\nback 30",
    "use lottery\nforward 2\nset rounding 2\nepoch 2\nset rounding 3 truncate\nepoch\nset rounding "
    "off",
    "use lottery\nepoch 3\ngoto epoch 2 sample 3",
    "use lottery\nset batch 1\nepoch\ngoto epoch 1 iteration 2",
    "use lottery\ntrain 30",
    "use lottery\ntrain 30\niteration\niteration\nw5 = 3\niteration\nrestart",
    "use lottery\nepoch 4\nx1[2] = 7",
    "use lottery\nepoch 4\ngoto epoch 2\nw5 = 3\nepoch 2\nset rate 0.1\nepoch\nbranch main\n"
    "goto epoch 3\nbranch fast\nx1[2] = 7\nepoch",
    "use lottery\nepoch 2\ndata\n1 2 3\n4 5 6\nend\nepoch\nbranch main\ngoto epoch 2\nstep 4",
    "use lottery\nepoch 2\ninit torch 42\nset shuffle torch\nset batch 1\nepoch 3\nbranch main",
    "use lottery\ninit torch 42\nset shuffle torch\nset batch 1\nepoch 3",
    "use lottery\nepoch 2\ndata scale standard\nepoch 2\ndata scale off\nepoch\nbranch b1",
    "use lottery\nepoch 2\nbranch a\nepoch 2\nbranch main\nepoch 4\nbranch c\nset rate 0.1",
    "use lottery\ntrain 30\nx1[2] = 7\nepoch",
    "use lottery\nset optimizer adam\nepoch 3\nset optimizer momentum\nset momentum 0.5\nepoch 2",
    "use lottery\nset seed 999999999999999\ninit normal\nset shuffle on\nset batch 2\nepoch 3",
    "use lottery\nset batch 2\nepoch\nset batch 1\nepoch\nset batch full\nepoch\ngoto epoch 2",
    "use lottery\nepoch\nset rate 0\nepoch\nset rate 1/3\nw1 = 1/3",
    "use lottery\nset error yhat-y\nset digits 0\nset epochs 12\nset loss half-mse",
    "use lottery\nw5 = 4\nw5 = 2\nupdate\nstep\nW[1] = [1 2; 3 4]",
};

START_TEST(each_kind_of_session_comes_back)
{
    for (size_t n = 0; n < sizeof scripts / sizeof *scripts; n++) {
        capture_begin(&c, NULL);
        play(&c, scripts[n]);
        round_trip();
        capture_end(&c);
    }
}
END_TEST

START_TEST(every_notation_comes_back)
{
    for (size_t n = 0; n < gri_setting_count; n++) {
        const struct gri_setting *setting = &gri_settings[n];
        for (size_t k = 0; strcmp(setting->name, "notation") == 0 && setting->words(k); k++) {
            char line[100];
            capture_begin(&c, NULL);
            snprintf(line, sizeof line, "set notation %s", setting->words(k));
            play(&c, line);
            play(&c, "network 2-3-2-1 tanh linear sigmoid\ndata\n1 2 3\n4 5 6\nend\nset rate 0.1\n"
                     "set notation flat\nw5 = 0.25\nb4 = 1");
            play(&c, line);
            play(&c, "epoch 2");
            round_trip();
            capture_end(&c);
        }
    }
}
END_TEST

/* A network, data and settings at random; a refused line is no matter. */
static void random_problem(void)
{
    static const char *const activations[] = {"linear", "tanh", "sigmoid", "relu", "leaky-relu"};
    static const char *const losses[] = {"mse", "mse-mean", "half-mse", "sse", "mae"};
    struct gri_text text;
    size_t inputs = 1 + below(3), outputs = 1 + below(2), rows = 1 + below(5);
    gri_text_init(&text);
    gri_text_addf(&text, "network %zu-%zu-%zu %s %s%s\n", inputs, 1 + below(3), outputs,
                  activations[below(5)], activations[below(5)], below(3) == 0 ? " nobias" : "");
    gri_text_addf(&text, "init %s %zu\n", below(2) ? "uniform" : "he", below(1000));
    gri_text_addf(&text, "set loss %s\nset rate %s\nset seed %zu\n", losses[below(5)],
                  below(2) ? "0.01" : "1/7", below(100));
    gri_text_addf(&text, "set batch %zu\nset shuffle %s\n", 1 + below(rows + 1),
                  below(2) ? "on" : "off");
    gri_text_add(&text, "data\n");
    for (size_t n = 0; n < rows * (inputs + outputs); n++)
        gri_text_addf(&text, "%s0.%zu%s", below(2) ? "-" : "", below(1000),
                      (n + 1) % (inputs + outputs) == 0 ? "\n" : " ");
    gri_text_add(&text, "end\n");
    play(&c, text.at);
    gri_text_clear(&text);
}

static const char *const walks[] = {
    "step",
    "step 5",
    "next",
    "next 4",
    "forward",
    "backward",
    "update",
    "iteration",
    "iteration 3",
    "epoch",
    "epoch 2",
    "train 3",
    "back",
    "back 6",
    "restart",
    "goto epoch 1",
    "goto epoch 2",
    "goto epoch 2 iteration 2",
    "w1 = 0.125",
    "w2 = w1/3",
    "b1 = -1",
    "set rate 0.02",
    "set rate 1/3",
    "set rounding 3",
    "set rounding off",
    "set rounding 2 truncate",
    "set batch 1",
    "set batch full",
    "set shuffle on",
    "set seed 9",
    "set loss sse",
    "set loss mse",
    "set optimizer adam",
    "set optimizer sgd",
    "set optimizer nesterov",
    "W[1] = 2*W[1]",
    "x1[1] = 0.5",
    "set threads 2",
    "set digits 6",
    "set names w1 m",
    "set names off",
    "set error yhat-y",
    "init zeros",
    "branch main",
    "branch fast",
    "branch b1",
    "undo",
    "back epoch",
    "back 2 iteration",
    "data scale minmax",
    "data scale off",
};

START_TEST(random_sessions_come_back)
{
    for (size_t n = 0; n < 150; n++) {
        state = n;
        capture_begin(&c, NULL);
        random_problem();
        for (size_t k = below(30); k > 0; k--)
            (void)!typed(&c, walks[below(sizeof walks / sizeof *walks)]);
        round_trip();
        capture_end(&c);
    }
}
END_TEST

START_TEST(a_script_may_not_save_unless_allowed)
{
    char line[100];
    capture_begin(&c, NULL);
    snprintf(line, sizeof line, "save %s", c.path);
    refuse(&c, line, GR_E_DENIED, "--allow-write");
    ck_assert_int_eq(typed(&c, line), GR_OK);
    put_file(c.path, line, strlen(line)); /* a script that saves, run from the prompt */
    snprintf(line, sizeof line, "source %s", c.path);
    ck_assert_int_eq(typed(&c, line), GR_E_DENIED);
    capture_end(&c);

    struct gr_host host = capture_host(&c);
    host.may_write = true;
    capture_begin(&c, &host);
    snprintf(line, sizeof line, "save \"%s\"", c.path);
    ck_assert_int_eq(scripted(&c, line), GR_OK);
    capture_end(&c);
}
END_TEST

START_TEST(what_cannot_be_written_leaves_the_old_file)
{
    char directory[] = "/tmp/gradus-test-XXXXXX", line[100], path[64];
    struct stat info;
    ck_assert_ptr_nonnull(mkdtemp(directory));
    capture_begin(&c, NULL);
    snprintf(line, sizeof line, "save %s", directory);
    ck_assert_int_eq(typed(&c, line), GR_E_FILE);
    ck_assert_ptr_nonnull(strstr(c.err.message, directory));
    snprintf(line, sizeof line, "save %s/none/file", directory);
    ck_assert_int_eq(typed(&c, line), GR_E_FILE);
    snprintf(path, sizeof path, "%s/file", directory);
    snprintf(line, sizeof line, "save %s", path);
    ck_assert_int_eq(typed(&c, line), GR_OK);
    ck_assert_int_eq(stat(path, &info), 0);
    ck_assert_int_gt(info.st_size, 100);
    unlink(path);
    ck_assert_int_eq(rmdir(directory), 0); /* no temporary is left */
    capture_end(&c);
}
END_TEST

SUITE("cmd/save", an_empty_session_comes_back, each_kind_of_session_comes_back,
      every_notation_comes_back, random_sessions_come_back, a_script_may_not_save_unless_allowed,
      what_cannot_be_written_leaves_the_old_file)
