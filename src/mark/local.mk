noinst_LTLIBRARIES += libgri_mark.la
libgri_mark_la_SOURCES = \
	src/mark/mark.h \
	src/mark/read/heading.c \
	src/mark/read/left.c \
	src/mark/read/part.c \
	src/mark/read/place.c \
	src/mark/read/read.h \
	src/mark/read/sheet.c \
	src/mark/read/spell/find.c \
	src/mark/read/spell/latex.c \
	src/mark/read/spell/matrix.c \
	src/mark/read/spell/names.c \
	src/mark/read/spell/raised.c \
	src/mark/read/spell/signs.c \
	src/mark/read/spell/spelled.c \
	src/mark/read/spell/speller.h \
	src/mark/read/spell/sums.c \
	src/mark/read/spell/typed.h \
	src/mark/read/statement.c \
	src/mark/read/table.c \
	src/mark/read/words.c \
	src/mark/read/words.h \
	src/mark/say.c \
	src/mark/say.h \
	src/mark/sheet.h \
	src/mark/verdict.c
