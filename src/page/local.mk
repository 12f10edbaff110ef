noinst_LTLIBRARIES += libgri_page.la
libgri_page_la_SOURCES = \
	src/page/csv.c \
	src/page/html.c \
	src/page/json.c \
	src/page/latex.c \
	src/page/nearly.c \
	src/page/page.c \
	src/page/page.h \
	src/page/parts.h \
	src/page/plot/canvas.c \
	src/page/plot/canvas.h \
	src/page/plot/contour.c \
	src/page/plot/curves.c \
	src/page/plot/diagram.c \
	src/page/plot/numbers.c \
	src/page/plot/picture.c \
	src/page/plot/plot.c \
	src/page/plot/plot.h \
	src/page/plot/scale.c \
	src/page/plot/scale.h \
	src/page/plot/script.c \
	src/page/plot/spoken.c \
	src/page/plot/svg.c \
	src/page/role.c \
	src/page/screen/drawing.c \
	src/page/screen/drawing.h \
	src/page/screen/grid.c \
	src/page/screen/paint.c \
	src/page/screen/text.c \
	src/page/screen/worked.c \
	src/page/words.c \
	src/page/writer.c \
	src/page/writer.h
