/* LaTeX: an article that compiles with pdflatex, lualatex or xelatex. */
#include "expr/print.h"
#include "page/parts.h"

#include <cmark.h>
#include <stdlib.h>
#include <string.h>

static const char head[] = "\\documentclass[11pt]{article}\n"
                           "\\usepackage[a4paper,margin=25mm]{geometry}\n"
                           "\\usepackage[T1]{fontenc}\n"
                           "\\usepackage[utf8]{inputenc}\n"
                           "\\usepackage{textcomp,amsmath,amssymb,booktabs,graphicx}\n"
                           "\\usepackage[hidelinks]{hyperref}\n"
                           "\\setcounter{MaxMatrixCols}{100}\n"
                           "\\setcounter{secnumdepth}{0}\n"
                           "\\allowdisplaybreaks\n"
                           "\\ifdefined\\DeclareUnicodeCharacter\n"
                           "\\DeclareUnicodeCharacter{00B2}{\\ensuremath{^2}}\n"
                           "\\DeclareUnicodeCharacter{00B7}{\\ensuremath{\\cdot}}\n"
                           "\\DeclareUnicodeCharacter{00D7}{\\ensuremath{\\times}}\n"
                           "\\DeclareUnicodeCharacter{0177}{\\ensuremath{\\hat{y}}}\n"
                           "\\DeclareUnicodeCharacter{0394}{\\ensuremath{\\Delta}}\n"
                           "\\DeclareUnicodeCharacter{03A3}{\\ensuremath{\\Sigma}}\n"
                           "\\DeclareUnicodeCharacter{03B1}{\\ensuremath{\\alpha}}\n"
                           "\\DeclareUnicodeCharacter{03B4}{\\ensuremath{\\delta}}\n"
                           "\\DeclareUnicodeCharacter{03B7}{\\ensuremath{\\eta}}\n"
                           "\\DeclareUnicodeCharacter{03BB}{\\ensuremath{\\lambda}}\n"
                           "\\DeclareUnicodeCharacter{03C3}{\\ensuremath{\\sigma}}\n"
                           "\\DeclareUnicodeCharacter{1D62}{\\ensuremath{_i}}\n"
                           "\\DeclareUnicodeCharacter{2192}{\\ensuremath{\\to}}\n"
                           "\\DeclareUnicodeCharacter{2202}{\\ensuremath{\\partial}}\n"
                           "\\DeclareUnicodeCharacter{2212}{\\ensuremath{-}}\n"
                           "\\DeclareUnicodeCharacter{221E}{\\ensuremath{\\infty}}\n"
                           "\\DeclareUnicodeCharacter{2248}{\\ensuremath{\\approx}}\n"
                           "\\DeclareUnicodeCharacter{2260}{\\ensuremath{\\ne}}\n"
                           "\\DeclareUnicodeCharacter{2264}{\\ensuremath{\\le}}\n"
                           "\\DeclareUnicodeCharacter{2265}{\\ensuremath{\\ge}}\n"
                           "\\DeclareUnicodeCharacter{FFFD}{?}\n"
                           "\\fi\n"
                           "\\makeatletter\n" /* a character that has no glyph is a question mark */
                           "\\def\\UTFviii@undefined@err#1{?}\n"
                           "\\makeatother\n"
                           "\\newenvironment{gradusmarking}{\\par\\bigskip\\parindent=0pt"
                           "\\parskip=0pt\\raggedright}{\\par\\bigskip}\n"
                           "\\newcommand\\gradusline[3]{\\par{\\hangindent=5.5em\\hangafter=1"
                           "\\makebox[1.5em][r]{\\scriptsize #1}\\makebox[2em][c]{#2}"
                           "\\ttfamily\\frenchspacing\\strut#3\\par}}\n"
                           "\\newcommand\\gradussaid[1]{\\par{\\leftskip=5.5em\\relax\\small"
                           "\\itshape\\strut#1\\par}}\n"
                           "\\newsavebox\\gradusbox\n" /* no wider than the page */
                           "\\newcommand\\gradusfit[1]{\\sbox\\gradusbox{$\\displaystyle #1$}%\n"
                           "\\[\\ifdim\\wd\\gradusbox>\\linewidth\\resizebox{\\linewidth}{!}"
                           "{\\usebox\\gradusbox}\\else\\usebox\\gradusbox\\fi\\]}\n"
                           "\\begin{document}\n";

void gri_latex_begin(const struct gri_layout *layout, struct gri_text *out)
{
    (void)layout;
    gri_text_add(out, head);
}

void gri_latex_end(const struct gri_layout *layout, struct gri_text *out)
{
    (void)layout;
    gri_text_add(out, "\\end{document}\n");
}

static const char *escape_of(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\{";
    case '}':
        return "\\}";
    case '$':
        return "\\$";
    case '&':
        return "\\&";
    case '#':
        return "\\#";
    case '%':
        return "\\%";
    case '_':
        return "\\_";
    case '^':
        return "\\textasciicircum{}";
    case '~':
        return "\\textasciitilde{}";
    case '<':
        return "\\textless{}";
    case '>':
        return "\\textgreater{}";
    case '|':
        return "\\textbar{}";
    case '"':
        return "\\textquotedbl{}";
    case '`':
        return "\\textasciigrave{}";
    case '-':
        return "-{}"; /* two of them would become a dash */
    case '[':
        return "{[}"; /* not an option of what stands before, \\ or \item */
    case ']':
        return "{]}";
    default:
        return NULL;
    }
}

static void add_bytes(struct gri_text *out, const char *text, size_t length, unsigned how)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, text, length, how);
    for (const char *c = safe.at; *c != '\0'; c++)
        if (escape_of(*c) != NULL)
            gri_text_add(out, escape_of(*c));
        else
            gri_text_add_bytes(out, c, 1);
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

void gri_latex_text(struct gri_text *out, const char *text)
{
    add_bytes(out, text, strlen(text), GRI_SAFE_LINE);
}

static void add_wrapped(struct gri_text *out, const char *open, const char *text, const char *close)
{
    gri_text_add(out, open);
    gri_latex_text(out, text);
    gri_text_add(out, close);
}

static void write_worked(struct gri_text *out, const struct gri_page *page,
                         const struct gri_worked *worked)
{
    gri_text_add(out, "\\gradusfit{\\begin{aligned}\n");
    gri_safe_math(out, page, GRI_LATEX, worked->name);
    if (worked->first == NULL)
        gri_text_add(out, " &= \\underline{\\hspace{5cm}}");
    for (const struct gri_step *step = worked->first; step != NULL; step = step->next) {
        gri_text_add(out, step->nearly ? " &\\approx " : " &= ");
        gri_safe_math(out, page, GRI_LATEX, step->expr);
        if (step == worked->first && worked->note != NULL)
            add_wrapped(out, " && \\text{(", worked->note, ")}");
        gri_text_add(out, step->next != NULL ? " \\\\\n" : "");
    }
    gri_text_add(out, "\n\\end{aligned}}\n");
}

static void write_value(struct gri_text *out, const struct gri_page *page,
                        const struct gri_block *block)
{
    gri_text_add(out, "\\gradusfit{ ");
    if (block->expr != NULL) {
        gri_safe_math(out, page, GRI_LATEX, block->expr);
        gri_text_add(out, " = ");
    }
    gri_safe_math(out, page, GRI_LATEX, gri_value_expr(page, &block->value));
    gri_text_add(out, " }\n");
}

static void add_cell(struct gri_text *out, const struct gri_page *page, const struct gri_cell *cell)
{
    if (cell->kind == GRI_CELL_TEXT)
        gri_latex_text(out, cell->text);
    if (cell->kind != GRI_CELL_NUMBER && cell->kind != GRI_CELL_EXPR)
        return;
    gri_text_addf(out, "$%s", gri_roles[cell->role].latex_before);
    if (cell->kind == GRI_CELL_NUMBER)
        gri_print_number(out, cell->number, cell->shown, GRI_LATEX, page->digits);
    else
        gri_safe_math(out, page, GRI_LATEX, cell->expr);
    gri_text_addf(out, "%s$", gri_roles[cell->role].latex_behind);
}

static void write_row(struct gri_text *out, const struct gri_page *page,
                      const struct gri_cell *cells, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        gri_text_add(out, i > 0 ? " & " : "");
        add_cell(out, page, &cells[i]);
    }
    gri_text_add(out, " \\\\\n");
}

/* Numbers stand on the right, long text is folded. */
static const char *column_type(const struct gri_table *table, size_t column)
{
    enum { LONG = 40 };
    const char *type = "l";
    for (size_t row = 0; row < table->rows; row++) {
        const struct gri_cell *cell = &table->row[row][column];
        if (cell->kind == GRI_CELL_NUMBER)
            return "r";
        if (cell->kind == GRI_CELL_TEXT && strlen(cell->text) > LONG)
            type = "p{0.45\\linewidth}";
    }
    return type;
}

static void write_table(struct gri_text *out, const struct gri_page *page,
                        const struct gri_table *table)
{
    if (table->columns == 0)
        return;
    gri_text_add(out, "\\begin{center}\n");
    if (table->title != NULL)
        add_wrapped(out, "\\textbf{", table->title, "}\\\\[0.5ex]\n");
    gri_text_add(out, "\\begin{tabular}{");
    for (size_t column = 0; column < table->columns; column++)
        gri_text_add(out, column_type(table, column));
    gri_text_add(out, "}\n\\toprule\n");
    write_row(out, page, table->header, table->columns);
    gri_text_add(out, "\\midrule\n");
    for (size_t row = 0; row < table->rows; row++) {
        if (table->totals > 0 && row > 0 && row + table->totals == table->rows)
            gri_text_add(out, "\\midrule\n");
        write_row(out, page, table->row[row], table->columns);
    }
    gri_text_add(out, "\\bottomrule\n\\end{tabular}\n\\end{center}\n");
}

/* Escaped lines, not a verbatim environment: no text can end it. */
static void write_listing(struct gri_text *out, const char *text)
{
    gri_text_add(out, "\\begin{flushleft}\\ttfamily\n");
    while (*text != '\0') {
        size_t length = strcspn(text, "\n"), blanks = strspn(text, " ");
        gri_text_add_repeated(out, "~", blanks);
        add_bytes(out, text + blanks, length - blanks, GRI_SAFE_LINE);
        text += length + (text[length] == '\n');
        gri_text_add(out, *text == '\0' ? "\n" : length == 0 ? "~\\\\\n" : "\\\\\n");
    }
    gri_text_add(out, "\\end{flushleft}\n");
}

/* libcmark writes code blocks into verbatim environments: one that would end its own loses the name
 * by a blank, \end {verbatim}. */
static bool disarm(cmark_node *node)
{
    static const char end[] = "\\end{verbatim}";
    const char *code = cmark_node_get_literal(node);
    if (cmark_node_get_type(node) != CMARK_NODE_CODE_BLOCK || strstr(code, end) == NULL)
        return true;
    struct gri_text tame;
    gri_text_init(&tame);
    for (const char *at; (at = strstr(code, end)) != NULL; code = at + strlen(end)) {
        gri_text_add_bytes(&tame, code, (size_t)(at - code));
        gri_text_add(&tame, "\\end {verbatim}");
    }
    gri_text_add(&tame, code);
    bool done = !tame.failed && cmark_node_set_literal(node, tame.at) == 1;
    gri_text_clear(&tame);
    return done;
}

static bool disarm_all(cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    bool done = true;
    while (done && cmark_iter_next(iter) != CMARK_EVENT_DONE)
        done = disarm(cmark_iter_get_node(iter));
    cmark_iter_free(iter);
    return done;
}

/* libcmark aborts the program when memory ends, so that what it is given is bounded. */
static void write_markdown(struct gri_text *out, const char *source)
{
    struct gri_text safe;
    gri_text_init(&safe);
    gri_safe_add(&safe, source, strlen(source), GRI_SAFE_LINES);
    if (safe.length > GRI_MARKDOWN_MOST) {
        write_listing(out, source);
    } else if (!safe.failed) {
        cmark_node *document = cmark_parse_document(safe.at, safe.length, CMARK_OPT_DEFAULT);
        out->failed |= !disarm_all(document);
        char *latex = cmark_render_latex(document, CMARK_OPT_DEFAULT, 0);
        gri_text_add(out, latex);
        free(latex);
        cmark_node_free(document);
    }
    out->failed |= safe.failed;
    gri_text_clear(&safe);
}

static void write_heading(struct gri_text *out, const struct gri_block *block)
{
    static const char *const open[] = {"\\section{", "\\subsection{", "\\subsubsection{"};
    add_wrapped(out, open[block->level - 1], block->text, "}\n");
}

static void write_block(struct gri_text *out, const struct gri_page *page,
                        const struct gri_block *block)
{
    switch (block->kind) {
    case GRI_HEADING:
        write_heading(out, block);
        break;
    case GRI_PROSE:
        add_wrapped(out, "", block->text, "\n");
        break;
    case GRI_REMARK:
        add_wrapped(out, "\\emph{", block->text, "}\n");
        break;
    case GRI_MARKDOWN:
        write_markdown(out, block->text);
        break;
    case GRI_LISTING:
        write_listing(out, block->text);
        break;
    case GRI_WORKED:
        write_worked(out, page, block->worked);
        break;
    case GRI_VALUE:
        write_value(out, page, block);
        break;
    case GRI_TABLE:
        write_table(out, page, block->table);
        break;
    case GRI_PLOT:
        gri_plot_latex(out, block->plot, page->digits);
        break;
    case GRI_MARKING:
        gri_marking_latex(out, block->marking);
        break;
    case GRI_BLOCKS:
        break;
    }
}

void gri_latex_write(const struct gri_page *page, const struct gri_layout *layout,
                     struct gri_text *out)
{
    (void)layout;
    out->failed |= page->failed;
    const char *between = "";
    for (const struct gri_block *block = page->first; block != NULL && !out->failed;
         block = block->next) {
        gri_text_add(out, between);
        write_block(out, page, block);
        between = "\n";
    }
}
