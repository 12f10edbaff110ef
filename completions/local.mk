# Installed under the name of the program, where bash looks for it.
bashcompdir = $(datadir)/bash-completion/completions
bash_completion = $(srcdir)/completions/gradus.bash
install-data-local:
	test ! -f $(bash_completion) || { $(MKDIR_P) "$(DESTDIR)$(bashcompdir)" && \
	    $(INSTALL_DATA) $(bash_completion) "$(DESTDIR)$(bashcompdir)/gradus"; }

uninstall-local:
	rm -f "$(DESTDIR)$(bashcompdir)/gradus"
