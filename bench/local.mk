# Ratios against a peer run side by side, never a test.
EXTRA_DIST += bench/run bench/README.md
EXTRA_PROGRAMS = bench/measure bench/product
CLEANFILES += bench/measure$(EXEEXT) bench/product$(EXEEXT)
bench_measure_SOURCES = bench/measure.c
bench_product_SOURCES = bench/product.c
bench_product_LDADD = libgri_math.la libgri_base.la -ldl

bench: all bench/measure$(EXEEXT) bench/product$(EXEEXT)
	@GRADUS='$(abs_top_builddir)/gradus' MEASURE='$(abs_top_builddir)/bench/measure' \
	    CC='$(CC)' $(SHELL) $(srcdir)/bench/run
	@bench/product$(EXEEXT)

.PHONY: bench
