noinst_LTLIBRARIES += libgri_mark.la
libgri_mark_la_SOURCES = \
	src/mark/mark.h \
	src/mark/sheet.h
