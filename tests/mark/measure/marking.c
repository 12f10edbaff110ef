#include "measure/marking.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void marking_open(struct marking *m)
{
    gri_arena_init(&m->arena, (size_t)1 << 30);
}

void marking_close(struct marking *m)
{
    gri_arena_clear(&m->arena);
}

void marking_bytes(struct marking *m, const struct task *task, const char *text, size_t length)
{
    struct gr_err err = {0};
    gri_arena_reset(&m->arena);
    setting_open(&m->setting, task);
    enum gr_status status = gri_sheet_read(&m->setting.view, &m->arena, "page", text, length,
                                           &m->sheet, &err);
    if (status == GR_OK)
        status = gri_mark(&m->setting.view, &m->arena, &m->sheet, &m->marked, &err);
    if (status != GR_OK) {
        printf("Bail out! %s\n", err.message);
        exit(EXIT_FAILURE);
    }
}

/* The statement that begins there; pages are typed in order. */
static size_t said_at(const struct page *page, size_t line, size_t ordinal)
{
    for (size_t n = 0; n < page->count; n++)
        if (page->said[n].line == line && page->said[n].ordinal == ordinal)
            return n;
    return MOST_SAID;
}

void marking_run(struct marking *m, const struct task *task, const struct page *page)
{
    size_t at = 0, line = 0, ordinal = 0;
    marking_bytes(m, task, page->text.at, page->text.length);
    memset(m->of, 0, page->count * sizeof *m->of);
    m->strange = 0;
    for (const struct gri_claim *claim = m->sheet.first; claim != NULL; claim = claim->next) {
        ordinal = claim->spot.line == line ? ordinal + 1 : 0;
        line = claim->spot.line;
        size_t n = said_at(page, line, ordinal);
        for (size_t s = 0; s < claim->count; s++, at++) {
            const struct gri_judgement *judgement = &m->marked.judgements[at];
            bool slip = judgement->verdict == GRI_SLIP;
            if (n == MOST_SAID) {
                m->strange += slip;
                continue;
            }
            m->of[n].verdicts[judgement->verdict]++;
            m->of[n].judged++;
            if (slip && m->of[n].slip == NULL)
                m->of[n].slip = judgement;
        }
    }
}

void marking_done(struct marking *m)
{
    setting_close(&m->setting);
}

void marking_tell(struct gri_text *out, const struct marking *m)
{
    for (size_t n = 0; n < m->marked.count; n++) {
        const struct gri_judgement *j = &m->marked.judgements[n];
        gri_text_addf(out, "%zu:%zu %s %zu `%s` %s", j->spot.line, j->spot.column, j->name,
                      j->segment, j->written, gri_verdicts[j->verdict].name);
        if (j->right.rows * j->right.cols == 1)
            gri_text_addf(out, " right %.8g", j->right.at[0]);
        if (j->own.rows * j->own.cols == 1)
            gri_text_addf(out, " own %.8g", j->own.at[0]);
        gri_text_addf(out, "%s%s\n", j->remark != NULL ? " # " : "",
                      j->remark != NULL ? j->remark : "");
        for (size_t r = 0; r < j->reason_count; r++)
            gri_text_addf(out, "    %s %s %s: %s\n", j->reasons[r].code,
                          j->reasons[r].rule != NULL ? j->reasons[r].rule : "-",
                          j->reasons[r].where != NULL ? j->reasons[r].where : "",
                          j->reasons[r].message);
    }
}
