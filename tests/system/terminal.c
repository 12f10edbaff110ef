/* A person at a terminal: the prompt, Tab, Ctrl-C, history, continuation lines, a lesson, a class.
 * Talks to the program that GRADUS names through a pseudo-terminal; prints TAP. */
#define _GNU_SOURCE

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 20 }; /* seconds */

static struct {
    pid_t pid;
    int fd;
    char seen[1 << 20];
    size_t length, mark; /* what is before the mark was looked at */
} talk;

static char folder[] = "/tmp/gradus-terminal-XXXXXX";
static int number;
static bool failed;

static void ok(bool good, const char *sentence)
{
    printf("%sok %d - %s\n", good ? "" : "not ", ++number, sentence);
    if (good)
        return;
    failed = true;
    printf("# seen last: ");
    size_t from = talk.length > 600 ? talk.length - 600 : 0;
    for (size_t i = from; i < talk.length; i++) {
        unsigned char c = (unsigned char)talk.seen[i];
        if (c == '\n')
            printf("\n#   ");
        else if (c != '\r')
            printf(c >= ' ' && c <= '~' ? "%c" : "<%02x>", c);
    }
    printf("\n");
}

static void become(int fd, const char *const *words)
{
    const char *program = getenv("GRADUS");
    char *arguments[8] = {(char *)program};
    setsid();
    ioctl(fd, TIOCSCTTY, 0);
    for (int to = STDIN_FILENO; to <= STDERR_FILENO; to++)
        dup2(fd, to);
    if (fd > STDERR_FILENO)
        close(fd);
    for (size_t i = 0; i < 6 && words[i] != NULL; i++)
        arguments[i + 1] = (char *)words[i];
    signal(SIGINT, SIG_DFL); /* a shell's background job ignores it, and so would the program */
    execv(program, arguments);
    _exit(127);
}

static void start(const char *const *words)
{
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    talk.length = talk.mark = 0;
    talk.fd = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (talk.fd < 0 || grantpt(talk.fd) != 0 || unlockpt(talk.fd) != 0) {
        printf("1..0 # SKIP no pseudo-terminal here\n");
        exit(0);
    }
    int slave = open(ptsname(talk.fd), O_RDWR | O_NOCTTY);
    ioctl(slave, TIOCSWINSZ, &size);
    fflush(stdout);
    talk.pid = fork();
    if (talk.pid == 0)
        become(slave, words);
    close(slave);
}

/* Take in what the program says, for at most so many milliseconds. False: nothing, or the end. */
static bool hear(int milliseconds)
{
    struct pollfd wait = {.fd = talk.fd, .events = POLLIN};
    if (poll(&wait, 1, milliseconds) <= 0)
        return false;
    ssize_t got = read(talk.fd, talk.seen + talk.length, sizeof talk.seen - 1 - talk.length);
    if (got <= 0)
        return false;
    talk.length += (size_t)got;
    talk.seen[talk.length] = '\0';
    return true;
}

static bool has_ended(void)
{
    siginfo_t ended = {0};
    return talk.fd < 0 ||
           (waitid(P_PID, (id_t)talk.pid, &ended, WEXITED | WNOHANG | WNOWAIT) == 0 &&
            ended.si_pid == talk.pid);
}

/* Wait for `text` in what was not looked at yet, and look up to its end. */
static bool sees(const char *text)
{
    for (time_t end = time(NULL) + PATIENCE;;) {
        talk.seen[talk.length] = '\0';
        const char *place = strstr(talk.seen + talk.mark, text);
        if (place != NULL) {
            talk.mark = (size_t)(place - talk.seen) + strlen(text);
            return true;
        }
        bool ended = has_ended();
        if ((!hear(200) && ended) || time(NULL) > end)
            return false;
    }
}

static void types(const char *keys)
{
    size_t length = strlen(keys);
    if (write(talk.fd, keys, length) != (ssize_t)length)
        printf("# could not type\n");
}

/* Type, then wait for the answer and the next prompt. */
static bool answers(const char *keys, const char *answer, const char *prompt)
{
    types(keys);
    return sees(answer) && sees(prompt);
}

/* The exit status; -1: it did not end. */
static int leaves(void)
{
    int status = -1;
    pid_t ended = 0;
    for (time_t end = time(NULL) + PATIENCE; ended == 0 && time(NULL) <= end;) {
        hear(20);
        ended = waitpid(talk.pid, &status, WNOHANG);
    }
    if (ended == 0) {
        kill(talk.pid, SIGKILL);
        waitpid(talk.pid, NULL, 0);
    }
    close(talk.fd);
    talk.fd = -1;
    return ended > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static const char prompt[] = "gradus> ";
static const char *const nothing[] = {NULL};

static void test_prompt(void)
{
    start(nothing);
    ok(sees("help") && sees(prompt), "the start says where help is, then prompts");
    ok(answers("print 1+1\r", "\n2\r\n", prompt), "a command is answered");
    ok(answers("fourward\r", "error: ", prompt), "an error leaves the prompt");
    ok(answers("data\r", "... ", "") && answers("1,2,3\r", "... ", "") &&
           answers("end\r", "", prompt),
       "a block goes on behind dots");
    types("print 1");
    ok(sees("print 1") && answers("\003", "^C", prompt) &&
           answers("print 5+1\r", "\n6\r\n", prompt),
       "Ctrl-C clears the line");
    ok(answers("data\r", "... ", "") && answers("\003", "^C", prompt) &&
           answers("print 3+4\r", "\n7\r\n", prompt),
       "Ctrl-C leaves a block");
    types("\004");
    ok(leaves() == 0, "Ctrl-D leaves with 0");
}

static void test_repeat(void)
{
    const char *words[] = {"-i", "-e", "use lottery", NULL};
    start(words);
    ok(sees(prompt) && answers("step\r", "12.4", prompt), "step takes a step");
    ok(answers("\r", "5.2", prompt), "an empty line repeats it");
    ok(answers("quit\r", "", "") && leaves() == 0, "quit leaves with 0");
}

static void test_interrupt(void)
{
    const char *words[] = {"-i", "-e", "use lottery", "-e", "set rate 0.000001", NULL};
    start(words);
    bool began = sees(prompt);
    types("train 2000000000\r");
    ok(began && sees("% "), "training shows how far it is");
    ok(answers("\003", "", prompt), "Ctrl-C stops it");
    ok(answers("print 2+3\r", "\n5\r\n", prompt), "and keeps the session");
    types("quit\r");
    ok(leaves() == 0, "which ends well");
    words[0] = "-e", words[1] = words[2], words[2] = words[3], words[3] = words[4];
    words[4] = "-etrain 2000000000";
    start(words);
    ok(sees("% "), "a command shows it too");
    types("\003");
    ok(leaves() == 130, "and Ctrl-C ends it with 130");
}

/* What stands between `from` and the end of its line, in what was seen last. */
static void last_seen(const char *from, char *to, size_t size)
{
    const char *at = talk.seen, *next;
    while ((next = strstr(at, from)) != NULL)
        at = next + strlen(from);
    snprintf(to, size, "%.*s", (int)strcspn(at, "] \r"), at);
}

/* Where Ctrl-C ended a long command is a moment like others: gone to again, it is the same. */
static void reenters(const char *command, const char *sentence)
{
    char line[64], place[40], value[40], again[64];
    types(command);
    bool bar = sees("% ") && sees(" left");
    types("\003");
    bool stopped = sees("stopped") && sees("[@") && sees(prompt);
    last_seen("[@", place, sizeof place);
    stopped = stopped && answers("print w5\r", "w5\r\n", prompt);
    last_seen("print w5\r\n", value, sizeof value);
    snprintf(line, sizeof line, "goto epoch %s\r", place);
    snprintf(again, sizeof again, "print w5\r\n%s\r\n", value);
    ok(bar && stopped && answers("restart\r", "epoch 1", prompt) &&
           answers(line, "start of epoch", prompt) && answers("print w5\r", again, prompt),
       sentence);
}

static void test_long(void)
{
    const char *words[] = {"-i", "-euse lottery", "-eset rate 1e-9", "-eset digits 15", NULL};
    start(words);
    sees(prompt);
    reenters("train 1000000000\r", "Ctrl-C in training leaves a moment that can be re-entered");
    reenters("iteration 1000000000\r", "so it does between updates");
    answers("break if loss < 0\r", "Break 1", prompt);
    reenters("continue 1000000000\r", "and in a search for a break that never holds");
    types("quit\r");
    ok(leaves() == 0, "which ends well");
}

static void test_reveal(void)
{
    const char *words[] = {"-i", "-e", "use lottery", "-e", "set reveal on", NULL};
    start(words);
    sees(prompt);
    types("step\r");
    bool first = sees("b1");
    ok(first && !hear(300), "a worked line waits behind its formula");
    types("\r");
    ok(sees("(16)(0.5)") && !hear(300), "shows its numbers on Enter");
    ok(answers("\r", "= 12.4", prompt), "and its value on the next");
    types("step\r");
    ok(sees("b2") && answers("\003", "", prompt), "Ctrl-C ends the waiting");
    types("quit\r");
    ok(leaves() == 0, "which ends well");
}

static void test_color(void)
{
    const char *words[] = {"-e", "nonsense", NULL};
    setenv("TERM", "xterm", 1);
    start(words);
    ok(sees("\033[") && leaves() == 2, "a terminal gets colour");
    setenv("NO_COLOR", "1", 1);
    start(words);
    ok(leaves() == 2 && !sees("\033["), "but not with NO_COLOR");
    unsetenv("NO_COLOR");
    setenv("TERM", "dumb", 1);
    start(words);
    ok(leaves() == 2 && !sees("\033["), "nor where it would be dumb");
}

/* Without Readline there is neither history nor completion. */
static bool has_readline(void)
{
    const char *words[] = {"--version", NULL};
    start(words);
    bool has = sees("Readline");
    leaves();
    return has;
}

static void test_readline(void)
{
    start(nothing);
    ok(sees(prompt) && answers("forw\t\r", "forward", prompt), "Tab completes a command");
    ok(answers("set opt\t\r", "set optimizer", prompt), "and a setting");
    types("use lottery\r");
    ok(sees(prompt) && answers("print yha\t\r", "print yhat", prompt), "and a quantity");
    char line[128];
    snprintf(line, sizeof line, "source %s/les\t\r", folder);
    ok(answers(line, "/lesson.md", prompt), "and a file");
    ok(answers("print 40+2\r", "\n42\r\n", prompt), "a line is typed");
    types("\004");
    leaves();
    start(nothing);
    ok(sees(prompt) && answers("\033[A\r", "\n42\r\n", prompt), "the next start remembers it");
    types("\004");
    leaves();
}

static void test_lesson(void)
{
    char path[sizeof folder + 16];
    const char *const words[] = {"-i", path, NULL};
    snprintf(path, sizeof path, "%s/lesson.md", folder);
    start(words);
    ok(sees("The first words.") && sees("lesson> "), "a lesson pauses before its commands");
    ok(answers("print 50+5\r", "\n55\r\n", "lesson> "), "a command runs in between");
    ok(answers("\r", "gradus> print 30+1\r\n31\r\n", "lesson> "), "Enter plays on");
    ok(answers("lesson repeat\r", "The first words.", "gradus> print 30+1\r\n31\r\n") &&
           sees("lesson> "),
       "lesson repeat plays the last part again");
    ok(answers("lesson skip\r", "The last words.", "lesson> "), "lesson skip goes past commands");
    ok(answers("\r", "how much is h1[2]?", "h1[2] = "), "a question waits for its answer");
    ok(answers("\r", "", "h1[2] = ") && answers("0.9\r", "missing-bias", "h1[2] = "),
       "and stays after a wrong one");
    ok(answers("weights\r", "parameter", "h1[2] = ") && answers("4.9\r", "Right.", "lesson> "),
       "until it is right");
    ok(answers("lesson leave\r", "", prompt), "lesson leave comes to the prompt");
    ok(answers("quiz 1\r", "1 of 1: how much is ", " = ") && answers("skip\r", "0 of 1", prompt),
       "a quiz asks at the prompt");
    types("quit\r");
    ok(leaves() == 0, "and ends well");
}

/* An hour in class: what is typed in it, and what has to be there afterwards. */
static void test_class(void)
{
    char path[sizeof folder + 16], option[sizeof folder + 32];
    const char *const words[] = {option, NULL}, *const check[] = {"--check", path, NULL};
    snprintf(path, sizeof path, "%s/class.md", folder);
    snprintf(option, sizeof option, "--record=%s", path);
    start(words);
    ok(sees(prompt) && answers("use lottery\r", "", prompt) &&
           answers("set status on\r", "epoch 1, sample 1 | rate 0.001\r\n", prompt),
       "a status line stands above the prompt");
    ok(answers("step\r", "= 12.4", "epoch 1, sample 1 | rate") && sees(prompt) &&
           answers("table\r", "[12.4]", prompt) && answers("show network\r", "(0.5)", prompt),
       "a step marks what it read and wrote");
    ok(answers("epoch 2\r", "(epoch 2)", "epoch 3, sample 1 | loss 9986.98 |") && sees(prompt) &&
           answers("back\r", "515.08", prompt) && answers("goto epoch 1\r", "start", prompt) &&
           answers("dL/dw5\r", "-487.25", prompt),
       "one goes back over an update");
    types("set rate 0.000001\r");
    sees(prompt);
    types("train 2000000000\r");
    ok(sees("% ") && sees(" left"), "a bar says how long training takes");
    types("\003");
    ok(sees("epochs, MSE") && sees(prompt), "Ctrl-C stops it and leaves a whole line");
    types("set display large\r");
    ok(sees(prompt) && (types("step 2\r"), sees("   +   ")) && !hear(300) &&
           answers("\r", "b2", prompt),
       "large print waits between quantities");
    struct winsize narrow = {.ws_row = 24, .ws_col = 40};
    ioctl(talk.fd, TIOCSWINSZ, &narrow);
    types("help step\r");
    ok(sees("or the next\r\n"), "output is folded to the new width of the window");
    sees(prompt);
    types("# That was all.\r");
    sees(prompt);
    types("hlep\r");
    ok(sees("error: ") && sees(prompt), "a slip is told");
    types("quit\r");
    ok(leaves() == 0, "and quit ends it");
    start(check);
    ok(leaves() == 0, "what was recorded is a lesson that checks");
}

static void write_lesson(void)
{
    char path[sizeof folder + 16];
    snprintf(path, sizeof path, "%s/lesson.md", folder);
    FILE *file = fopen(path, "w");
    if (file == NULL)
        exit(99);
    fputs("The first words.\n\n```gradus\ngradus> print 30+1\n31\n```\n\nThe middle.\n\n"
          "```gradus\ngradus> print 30+2\n32\n```\n\nThe last words.\n\n"
          "```gradus\ngradus> use lottery\n```\n\n```question\nh1[2]\n```\n\n"
          "```gradus\ngradus> print 30+3\n33\n```\n",
          file);
    fclose(file);
}

static void remove_folder(void)
{
    static const char *const names[] = {"lesson.md", "class.md", "gradus/history", "gradus", ""};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        char path[sizeof folder + 32];
        snprintf(path, sizeof path, "%s/%s", folder, names[i]);
        remove(path);
    }
}

int main(void)
{
    if (getenv("GRADUS") == NULL || mkdtemp(folder) == NULL) {
        printf("1..0 # SKIP GRADUS names no program\n");
        return 0;
    }
    setenv("XDG_STATE_HOME", folder, 1);
    setenv("INPUTRC", "/dev/null", 1);
    setenv("TERM", "dumb", 1);
    setenv("LC_ALL", "C", 1);
    unsetenv("COLUMNS");
    write_lesson();
    test_prompt();
    test_repeat();
    test_interrupt();
    test_long();
    test_reveal();
    test_color();
    test_lesson();
    test_class();
    if (has_readline())
        test_readline();
    printf("1..%d\n", number);
    remove_folder();
    return failed;
}
