noinst_LTLIBRARIES += libgri_page.la
libgri_page_la_SOURCES = \
	src/page/csv.c \
	src/page/grid.c \
	src/page/html.c \
	src/page/json.c \
	src/page/latex.c \
	src/page/nearly.c \
	src/page/page.c \
	src/page/page.h \
	src/page/parts.h \
	src/page/text.c \
	src/page/words.c \
	src/page/worked.c \
	src/page/writer.c \
	src/page/writer.h
