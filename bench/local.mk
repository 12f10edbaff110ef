# Ratios against a peer run side by side, never a test.
bench: all
	@if test -x $(srcdir)/bench/run; then \
	    GRADUS='$(abs_top_builddir)/gradus' $(srcdir)/bench/run; \
	else echo 'bench/run is not there'; fi

.PHONY: bench
