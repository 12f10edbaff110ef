/* The LaTeX that people paste: fractions, hats, matrices, sums. */
#include "mark/read/spell/speller.h"

#include <string.h>

enum action {
    PLAIN,
    SKIP,
    HAT,
    FRACTION,
    ROOT,
    FUNCTION,
    SUM,
    GAP,
    BRACKET,
    BEGIN,
    END,
    RELATION_TO
};

/* A command: what it is in the language of expressions, and what else is to be done. */
static const struct command {
    const char *name, *spelling;
    enum action action;
} commands[] = {
    {"frac", "", FRACTION},
    {"dfrac", "", FRACTION},
    {"tfrac", "", FRACTION},
    {"hat", "", HAT},
    {"widehat", "", HAT},
    {"sqrt", "sqrt", ROOT},
    {"sum", "sum ", SUM},
    {"quad", "", GAP},
    {"qquad", "", GAP},
    {"left", "", BRACKET},
    {"right", "", BRACKET},
    {"begin", "", BEGIN},
    {"end", "", END},
    {"cdot", "*", PLAIN},
    {"ast", "*", PLAIN},
    {"bullet", "*", PLAIN},
    {"times", "×", PLAIN},
    {"div", "/", PLAIN},
    {"partial", "∂", PLAIN},
    {"alpha", "alpha", PLAIN},
    {"eta", "eta", PLAIN},
    {"sigma", "sigmoid", FUNCTION},
    {"tanh", "tanh", FUNCTION},
    {"exp", "exp", FUNCTION},
    {"ln", "ln", FUNCTION},
    {"log", "ln", FUNCTION},
    {"approx", "=", PLAIN},
    {"simeq", "=", PLAIN},
    {"cong", "=", PLAIN},
    {"equiv", "=", PLAIN},
    {"Rightarrow", "", RELATION_TO},
    {"implies", "", RELATION_TO},
    {"rightarrow", "", RELATION_TO},
    {"to", "", RELATION_TO},
    {"le", "≤", PLAIN},
    {"leq", "≤", PLAIN},
    {"ge", "≥", PLAIN},
    {"geq", "≥", PLAIN},
    {"neq", "≠", PLAIN},
    {"prime", "'", PLAIN},
    {"top", "'", PLAIN},
    {"checkmark", " ; ", PLAIN},
    {"text", "", SKIP},
    {"textbf", "", SKIP},
    {"textit", "", SKIP},
    {"mathrm", "", SKIP},
    {"mathbf", "", SKIP},
    {"mathit", "", SKIP},
    {"operatorname", "", SKIP},
    {"underline", "", SKIP},
    {"boxed", "", SKIP},
    {"displaystyle", " ", SKIP},
    {"limits", "", SKIP},
    {"nolimits", "", SKIP},
    {"big", "", SKIP},
    {"Big", "", SKIP},
    {"bigg", "", SKIP},
    {"Bigg", "", SKIP},
    {"bigl", "", SKIP},
    {"bigr", "", SKIP},
    {"Bigl", "", SKIP},
    {"Bigr", "", SKIP},
    {"nonumber", "", SKIP},
    {"hline", "", SKIP},
};

/* A backslash and one sign that is no letter. */
static const struct {
    char sign;
    const char *spelling;
} escapes[] = {
    {',', " "}, {';', " "}, {':', " "}, {'!', ""},  {' ', " "}, {'{', "("}, {'}', ")"},
    {'_', "_"}, {'(', ""},  {')', ""},  {'[', ""},  {']', ""},  {'$', ""},  {'*', "*"},
    {'#', " "}, {'%', " "}, {'-', "-"}, {'=', "="}, {'+', "+"},
};

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

size_t gri_letters_at(const struct gri_speller *s, size_t at)
{
    size_t n = at;
    while (n < s->length && letter(s->text[n]))
        n++;
    return n - at;
}

size_t gri_brace_end(const struct gri_speller *s, size_t at, size_t most)
{
    size_t depth = 0;
    for (size_t n = at; n < s->length && n < at + most; n++) {
        depth += s->text[n] == '{';
        if (s->text[n] == '}' && depth-- == 0)
            return n;
    }
    return 0;
}

/* The ∂ or d of a derivative at `at`: where it ends; 0: there is none. */
static size_t differential(const struct gri_speller *s, size_t at)
{
    at = gri_speller_skip(s, at);
    if (gri_speller_sees(s, at, "\\partial"))
        return at + strlen("\\partial");
    if (gri_speller_sees(s, at, "∂"))
        return at + strlen("∂");
    bool letter_d = gri_speller_sees(s, at, "d") && at + 1 < s->length &&
                    (letter(s->text[at + 1]) || s->text[at + 1] == '\\' || s->text[at + 1] == ' ');
    return letter_d ? at + 1 : 0;
}

/* Past digits. */
static size_t all_digits(const struct gri_speller *s, size_t at)
{
    while (at < s->length && s->text[at] >= '0' && s->text[at] <= '9')
        at++;
    return at;
}

static void spell_fraction(struct gri_speller *s, size_t used)
{
    enum { FAR = 200 };
    size_t next = gri_speller_skip(s, s->at + used);
    if (!gri_speller_sees(s, next, "{")) {
        char spelling[] = "(1/2)";
        bool two = next + 1 < s->length && s->text[next] >= '0' && s->text[next] <= '9' &&
                   s->text[next + 1] >= '0' && s->text[next + 1] <= '9';
        if (two) {
            spelling[1] = s->text[next];
            spelling[3] = s->text[next + 1];
        }
        gri_speller_emit(s, two ? spelling : "\\", two ? next + 2 - s->at : used);
        return;
    }
    size_t end = gri_brace_end(s, next + 1, FAR),
           below = end > 0 ? gri_speller_skip(s, end + 1) : 0;
    size_t over = differential(s, next + 1);
    if (end > 0 && over > 0 && gri_speller_sees(s, below, "{") && differential(s, below + 1) > 0)
        gri_speller_open(s, GRI_ABOVE_D, "∂", over - s->at);
    else if (end > 0 && gri_speller_sees(s, below, "{") && all_digits(s, next + 1) == end &&
             gri_speller_sees(s, all_digits(s, below + 1), "}"))
        gri_speller_open(s, GRI_ABOVE_NUMBER, "(", next + 1 - s->at);
    else
        gri_speller_open(s, GRI_ABOVE, "((", next + 1 - s->at);
}

/* \hat{y}_1 is yhat_1. */
static void spell_hat(struct gri_speller *s, size_t used)
{
    size_t next = gri_speller_skip(s, s->at + used);
    bool braces = gri_speller_sees(s, next, "{");
    size_t word = gri_speller_skip(s, next + braces), size = gri_letters_at(s, word);
    if (!braces && size > 1)
        size = 1;
    char spelling[16];
    if (size == 0 || size > 8) {
        gri_speller_emit(s, "\\", used);
        return;
    }
    memcpy(spelling, s->text + word, size);
    memcpy(spelling + size, "hat", sizeof "hat");
    gri_speller_emit(s, spelling, word + size - s->at);
    if (braces)
        gri_speller_open(s, GRI_BRACES, "", 0);
}

/* \left( … \right]: the one that closes is of the kind that is open. */
static void spell_bracket(struct gri_speller *s, size_t used)
{
    size_t next = gri_speller_skip(s, s->at + used);
    char c = next < s->length ? s->text[next] : ' ';
    bool closes = s->text[s->at + 1] == 'r';
    bool fits = c == ')' || c == ']' || c == '.' || c == '|' || c == '\\';
    size_t size = next + (c == '\\' && next + 1 < s->length ? 2 : next < s->length) - s->at;
    if (closes && fits && s->depth > 0 &&
        (s->open[s->depth - 1] == GRI_ROUND || s->open[s->depth - 1] == GRI_SQUARE))
        gri_speller_close(s, size);
    else if (c == '.' || c == '|')
        gri_speller_open(s, GRI_ROUND, "(", size);
    else
        gri_speller_emit(s, "", used);
}

/* \quad divides elements in brackets, and statements outside of them. */
static void spell_gap(struct gri_speller *s, size_t used)
{
    size_t next = gri_speller_skip(s, s->at + used);
    char last = gri_spelled_last(s->out), c = next < s->length ? s->text[next] : ' ';
    bool square = s->depth > 0 && s->open[s->depth - 1] == GRI_SQUARE;
    bool name = letter(c) || c == '[' || gri_speller_sees(s, next, "\\hat") ||
                gri_speller_sees(s, next, "\\frac{\\partial") ||
                gri_speller_sees(s, next, "\\begin");
    bool operand = last == ')' || last == ']' || letter(last) || (last >= '0' && last <= '9');
    bool goes_on = c == ']' || c == ',' || c == '+' || c == '\\' || c == '=';
    const char *spelling = square && operand && !goes_on                        ? ","
                           : s->brackets == 0 && operand && name && last != '=' ? ";"
                                                                                : " ";
    gri_speller_emit(s, spelling, used);
}

static void run(struct gri_speller *s, const struct command *command, size_t used)
{
    size_t next;
    char c;
    switch (command->action) {
    case PLAIN:
    case SKIP:
        gri_speller_emit(s, command->spelling, used);
        return;
    case HAT:
        spell_hat(s, used);
        return;
    case FRACTION:
        spell_fraction(s, used);
        return;
    case ROOT:
        gri_speller_emit(s, "sqrt", used);
        next = gri_speller_skip(s, s->at);
        if (gri_speller_sees(s, next, "{"))
            gri_speller_open(s, GRI_ARGUMENT, "(", next + 1 - s->at);
        return;
    case FUNCTION:
        gri_speller_emit(s, command->spelling, used);
        gri_spell_argument(s);
        return;
    case SUM:
        gri_speller_emit(s, "sum ", used);
        gri_spell_limits(s);
        return;
    case GAP:
        spell_gap(s, used);
        return;
    case BRACKET:
        spell_bracket(s, used);
        return;
    case BEGIN:
    case END:
        gri_spell_environment(s, used, command->action == BEGIN);
        return;
    case RELATION_TO:
        next = gri_speller_skip(s, s->at + used);
        c = next < s->length ? s->text[next] : ' ';
        gri_speller_emit(s, (c >= '0' && c <= '9') || c == '-' || c == '(' ? "=" : ";", used);
        return;
    }
}

void gri_spell_command(struct gri_speller *s)
{
    size_t size = gri_letters_at(s, s->at + 1);
    char c = s->at + 1 < s->length ? s->text[s->at + 1] : '\0';
    if (c == '\\') {
        gri_spell_cell(s, true, 2);
        return;
    }
    for (size_t n = 0; n < sizeof commands / sizeof *commands; n++)
        if (size == strlen(commands[n].name) && gri_speller_sees(s, s->at + 1, commands[n].name)) {
            run(s, &commands[n], 1 + size);
            return;
        }
    for (size_t n = 0; n < sizeof escapes / sizeof *escapes; n++)
        if (c == escapes[n].sign) {
            gri_speller_emit(s, escapes[n].spelling, 2);
            return;
        }
    gri_speller_emit(s, "\\", 1);
}
