#include "base/file.h"
#include "suite.h"

#include <dirent.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <signal.h>
#include <unistd.h>

/* Each test works in a directory of its own, which is where it then stands. */
static void enter(char *place)
{
    strcpy(place, "/tmp/gradus-file-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(place));
    ck_assert_int_eq(chdir(place), 0);
}

static size_t files_here(void)
{
    size_t count = 0;
    DIR *here = opendir(".");
    ck_assert_ptr_nonnull(here);
    for (struct dirent *entry; (entry = readdir(here)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(here);
    return count;
}

static void leave(const char *place, const char *const *names)
{
    for (; *names != NULL; names++)
        ck_assert_int_eq(remove(*names), 0);
    ck_assert_uint_eq(files_here(), 0);
    ck_assert_int_eq(chdir("/"), 0);
    ck_assert_int_eq(rmdir(place), 0);
}

#define LEAVE(place, ...) leave(place, (const char *const[]){__VA_ARGS__, NULL})

static void write_good(const char *path, const char *words)
{
    struct gr_err err = {.status = GR_OK};
    enum gr_status status = gri_file_write(path, words, strlen(words), &err);
    ck_assert_msg(status == GR_OK, "%s", err.message);
}

static void assert_holds(const char *path, const char *words)
{
    struct gri_text text;
    struct gr_err err = {.status = GR_OK};
    gri_text_init(&text);
    enum gr_status status = gri_file_read(path, 1 << 20, &text, &err);
    ck_assert_msg(status == GR_OK, "%s", err.message);
    ck_assert_str_eq(text.at, words);
    gri_text_clear(&text);
}

static void assert_unreadable(const char *path, size_t limit, const char *message)
{
    struct gri_text text;
    struct gr_err err;
    gri_text_init(&text);
    gri_text_add(&text, "before");
    ck_assert_int_eq(gri_file_read(path, limit, &text, &err), GR_E_FILE);
    ck_assert_str_eq(err.message, message);
    ck_assert_str_eq(text.at, "before");
    gri_text_clear(&text);
}

static void assert_unwritable(const char *path, const char *message)
{
    struct gr_err err;
    ck_assert_int_eq(gri_file_write(path, "new", 3, &err), GR_E_FILE);
    ck_assert_str_eq(err.message, message);
}

static mode_t mode_of(const char *path)
{
    struct stat about;
    ck_assert_int_eq(stat(path, &about), 0);
    return about.st_mode & 0777;
}

START_TEST(what_was_written_is_read)
{
    char place[64];
    enter(place);
    write_good("a", "gradus\n");
    assert_holds("a", "gradus\n");
    write_good("a", "");
    assert_holds("a", "");
    write_good("./a", "again");
    assert_holds("a", "again");
    LEAVE(place, "a");
}
END_TEST

START_TEST(reading_appends_every_byte)
{
    char place[64];
    struct gri_text big, text;
    struct gr_err err;
    enter(place);
    gri_text_init(&big);
    gri_text_init(&text);
    for (unsigned i = 0; i < 100000; i++)
        gri_text_add_bytes(&big, &(char){(char)(i * 7 % 256)}, 1);
    ck_assert_int_eq(gri_file_write("big", big.at, big.length, &err), GR_OK);
    gri_text_add(&text, "ab");
    ck_assert_int_eq(gri_file_read("big", big.length, &text, &err), GR_OK);
    ck_assert_uint_eq(text.length, big.length + 2);
    ck_assert_int_eq(memcmp(text.at, "ab", 2), 0);
    ck_assert_int_eq(memcmp(text.at + 2, big.at, big.length), 0);
    gri_text_clear(&text);
    gri_text_clear(&big);
    LEAVE(place, "big");
}
END_TEST

START_TEST(more_than_the_limit_is_refused_with_its_size)
{
    char place[64];
    enter(place);
    write_good("a", "12345");
    assert_unreadable("a", 4, "'a' is larger than 4 bytes");
    LEAVE(place, "a");
}
END_TEST

START_TEST(directories_and_missing_files_are_named)
{
    char place[64];
    enter(place);
    ck_assert_int_eq(mkdir("d", 0777), 0);
    assert_unreadable("d", 9, "'d' is a directory; name a file in it");
    assert_unreadable("none", 9, "cannot read 'none': No such file or directory");
    assert_unwritable("d", "'d' is a directory; name a file in it");
    assert_unwritable("none/a", "cannot write 'none/a': No such file or directory");
    assert_unwritable("", "cannot write '': No such file or directory");
    write_good("a", "x");
    assert_unreadable("a/b", 9, "cannot read 'a/b': Not a directory");
    assert_unwritable("a/b", "cannot write 'a/b': Not a directory");
    LEAVE(place, "a", "d");
}
END_TEST

START_TEST(a_dash_is_standard_input)
{
    int ends[2];
    struct gri_text text;
    struct gr_err err;
    ck_assert_int_eq(pipe(ends), 0);
    ck_assert_int_eq((int)write(ends[1], "1 2 3", 5), 5);
    close(ends[1]);
    ck_assert_int_eq(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    gri_text_init(&text);
    ck_assert_int_eq(gri_file_read("-", 5, &text, &err), GR_OK);
    ck_assert_str_eq(text.at, "1 2 3");
    gri_text_clear(&text);
}
END_TEST

/* The writer takes its time and signals the reader in between. */
static void write_slowly(const char *path)
{
    FILE *pipe = fopen(path, "w");
    for (int i = 0; pipe != NULL && i < 5; i++) {
        fprintf(pipe, "%d", i);
        fflush(pipe);
        kill(getppid(), SIGUSR1);
        usleep(10000);
    }
    _exit(pipe == NULL || fclose(pipe) != 0);
}

static void ignore_signal(int number)
{
    (void)number;
}

START_TEST(a_pipe_is_read_to_its_end_whatever_interrupts)
{
    char place[64];
    int code = -1;
    enter(place);
    struct sigaction action = {.sa_handler = ignore_signal};
    ck_assert_int_eq(sigaction(SIGUSR1, &action, NULL), 0);
    ck_assert_int_eq(mkfifo("p", 0600), 0);
    pid_t writer = fork();
    ck_assert_int_ge(writer, 0);
    if (writer == 0)
        write_slowly("p");
    assert_holds("p", "01234");
    ck_assert_int_eq(waitpid(writer, &code, 0), writer);
    ck_assert_int_eq(code, 0);
    LEAVE(place, "p");
}
END_TEST

START_TEST(permissions_are_kept_and_new_files_obey_the_mask)
{
    char place[64];
    enter(place);
    umask(027);
    write_good("new", "1");
    ck_assert_uint_eq(mode_of("new"), 0640);
    ck_assert_int_eq(chmod("new", 0606), 0);
    write_good("new", "2");
    ck_assert_uint_eq(mode_of("new"), 0606);
    assert_holds("new", "2");
    LEAVE(place, "new");
}
END_TEST

START_TEST(a_link_stays_a_link)
{
    char place[64];
    struct stat about;
    enter(place);
    write_good("real", "old");
    ck_assert_int_eq(symlink("real", "link"), 0);
    write_good("link", "new");
    assert_holds("real", "new");
    ck_assert_int_eq(lstat("link", &about), 0);
    ck_assert(S_ISLNK(about.st_mode));
    LEAVE(place, "link", "real");
}
END_TEST

START_TEST(a_device_is_written_to_and_not_replaced)
{
    struct stat about;
    write_good("/dev/null", "gone");
    ck_assert_int_eq(stat("/dev/null", &about), 0);
    ck_assert(S_ISCHR(about.st_mode));
}
END_TEST

/* The file size limit of this process makes the write fail half way. */
START_TEST(a_failed_write_leaves_the_old_file_and_nothing_else)
{
    char place[64];
    static char much[100000];
    struct gr_err err;
    enter(place);
    write_good("a", "old");
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit small = {50000, 50000};
    ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
    ck_assert_int_eq(gri_file_write("a", much, sizeof much, &err), GR_E_FILE);
    ck_assert_str_eq(err.message, "cannot write 'a': File too large");
    assert_holds("a", "old");
    ck_assert_int_eq(gri_file_write("b", much, sizeof much, &err), GR_E_FILE);
    ck_assert_uint_eq(files_here(), 1);
    LEAVE(place, "a");
}
END_TEST

/* The superuser may write anything: as such the test becomes somebody else. */
START_TEST(a_read_only_file_is_not_replaced)
{
    char place[64];
    enter(place);
    write_good("a", "old");
    ck_assert_int_eq(chmod("a", 0444), 0);
    ck_assert_int_eq(chmod(".", 0777), 0);
    pid_t child = fork();
    ck_assert_int_ge(child, 0);
    if (child == 0) {
        struct gr_err err;
        if (getuid() == 0 && setuid(65534) != 0)
            _exit(2);
        _exit(gri_file_write("a", "new", 3, &err) != GR_E_FILE);
    }
    int code = -1;
    ck_assert_int_eq(waitpid(child, &code, 0), child);
    ck_assert_int_eq(code, 0);
    assert_holds("a", "old");
    LEAVE(place, "a");
}
END_TEST

struct lines {
    struct gri_text said;
    size_t count, most;
};

static enum gr_status take_line(void *user, const char *line, size_t length, struct gr_err *err)
{
    struct lines *lines = user;
    if (lines->count++ == lines->most)
        return gri_fail(err, GR_E_SHAPE, "enough");
    gri_text_add_bytes(&lines->said, line, length);
    gri_text_add(&lines->said, "|");
    return GR_OK;
}

static void ck_assert_lines(const char *words, const char *expected)
{
    struct lines lines = {.most = 100};
    struct gr_err err = {.status = GR_OK};
    gri_text_init(&lines.said);
    write_good("lines", words);
    ck_assert_int_eq(gri_file_lines("lines", take_line, &lines, &err), GR_OK);
    ck_assert_str_eq(lines.said.at, expected);
    gri_text_clear(&lines.said);
}

START_TEST(lines_come_one_by_one_with_their_ends)
{
    char place[40];
    struct gr_err err = {.status = GR_OK};
    struct lines lines = {.most = 1};
    enter(place);
    ck_assert_lines("", "");
    ck_assert_lines("a\nbc\n\nd", "a\n|bc\n|\n|d|");
    ck_assert_lines("a\r\n", "a\r\n|");
    gri_text_init(&lines.said);
    write_good("lines", "a\nb\nc\n");
    ck_assert_int_eq(gri_file_lines("lines", take_line, &lines, &err), GR_E_SHAPE);
    ck_assert_str_eq(err.message, "enough");
    ck_assert_int_eq(gri_file_lines("nowhere", take_line, &lines, &err), GR_E_FILE);
    ck_assert_int_eq(gri_file_lines(".", take_line, &lines, &err), GR_E_FILE);
    gri_text_clear(&lines.said);
    LEAVE(place, "lines");
}
END_TEST

/* Longer than a piece, and many across the ends of pieces. */
START_TEST(long_lines_and_many_are_whole)
{
    enum { LONG = 1000000, MANY = 100000 };
    char place[40];
    struct gri_text text;
    struct gr_err err = {.status = GR_OK};
    struct lines lines = {.most = SIZE_MAX};
    enter(place);
    gri_text_init(&text);
    gri_text_init(&lines.said);
    gri_text_add_repeated(&text, "x", LONG);
    gri_text_add(&text, "\n");
    for (size_t n = 0; n < MANY; n++)
        gri_text_addf(&text, "%zu\n", n);
    write_good("lines", text.at);
    ck_assert_int_eq(gri_file_lines("lines", take_line, &lines, &err), GR_OK);
    ck_assert_uint_eq(lines.count, MANY + 1);
    ck_assert_uint_eq(lines.said.length, text.length + MANY + 1);
    ck_assert_str_eq(lines.said.at + lines.said.length - 14, "99998\n|99999\n|");
    gri_text_clear(&text);
    gri_text_clear(&lines.said);
    LEAVE(place, "lines");
}
END_TEST

SUITE("base/file", lines_come_one_by_one_with_their_ends, long_lines_and_many_are_whole,
      what_was_written_is_read, reading_appends_every_byte,
      more_than_the_limit_is_refused_with_its_size, directories_and_missing_files_are_named,
      a_dash_is_standard_input, a_pipe_is_read_to_its_end_whatever_interrupts,
      permissions_are_kept_and_new_files_obey_the_mask, a_link_stays_a_link,
      a_device_is_written_to_and_not_replaced, a_failed_write_leaves_the_old_file_and_nothing_else,
      a_read_only_file_is_not_replaced)
