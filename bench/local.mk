# Ratios against a peer run side by side, never a test.
EXTRA_DIST += bench/run bench/README.md
EXTRA_PROGRAMS = bench/measure
CLEANFILES += bench/measure$(EXEEXT)
bench_measure_SOURCES = bench/measure.c

bench: all bench/measure$(EXEEXT)
	@GRADUS='$(abs_top_builddir)/gradus' MEASURE='$(abs_top_builddir)/bench/measure' \
	    CC='$(CC)' $(SHELL) $(srcdir)/bench/run

.PHONY: bench
