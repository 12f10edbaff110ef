noinst_LTLIBRARIES += libgri_explain.la
libgri_explain_la_SOURCES = \
	src/explain/derive/derive.h \
	src/explain/derive/diff.c \
	src/explain/derive/expansion.c \
	src/explain/derive/open.c \
	src/explain/derive/open.h \
	src/explain/epoch.c \
	src/explain/explain.h \
	src/explain/formula/build.c \
	src/explain/formula/chain.c \
	src/explain/formula/derivative.c \
	src/explain/formula/expand.c \
	src/explain/formula/formula.c \
	src/explain/formula/formula.h \
	src/explain/formula/marks.c \
	src/explain/formula/marks.h \
	src/explain/formula/scaling.c \
	src/explain/formula/substitute.c \
	src/explain/matrix.c \
	src/explain/name/flat.c \
	src/explain/name/indexed.c \
	src/explain/name/name.c \
	src/explain/name/names.c \
	src/explain/name/neuron.c \
	src/explain/name/notation.c \
	src/explain/name/notation.h \
	src/explain/name/shared.c \
	src/explain/name/shared.h \
	src/explain/name/spell.c \
	src/explain/name/torch.c \
	src/explain/neuron.c \
	src/explain/overview.c \
	src/explain/table.c \
	src/explain/value.c \
	src/explain/view.h \
	src/explain/why.c \
	src/explain/worked.c
