# gradus.1 is distributed as it stands: what makes it is a client of the library, and a test sees
# that it is fresh.
dist_man_MANS = man/gradus.1 man/gradus-lesson.5
EXTRA_DIST += man/gradus.1.in

check_PROGRAMS += man/generate
man_generate_SOURCES = man/generate.c
man_generate_LDFLAGS = $(AM_LDFLAGS) -static
man_generate_LDADD = libgradus.la

update-manual: all
	$(MAKE) man/generate$(EXEEXT)
	man/generate$(EXEEXT) <$(srcdir)/man/gradus.1.in >gradus.1.new
	mv gradus.1.new $(srcdir)/man/gradus.1

.PHONY: update-manual
