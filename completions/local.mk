# Installed under the name of the program, where bash looks for it.
EXTRA_DIST += completions/gradus.bash
bashcompdir = $(datadir)/bash-completion/completions
install-data-local:
	$(MKDIR_P) "$(DESTDIR)$(bashcompdir)"
	$(INSTALL_DATA) $(srcdir)/completions/gradus.bash "$(DESTDIR)$(bashcompdir)/gradus"

uninstall-local:
	rm -f "$(DESTDIR)$(bashcompdir)/gradus"
