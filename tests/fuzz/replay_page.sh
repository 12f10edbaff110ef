# Pages that students typed, and what is no page, are marked or refused.
target=$(dirname "$GRADUS")/tests/fuzz/fuzz_page
top=${srcdir:-.}
set -- "$top"/tests/pages/*.txt "$top"/tests/transcripts/*.txt "$top"/lessons/*.md \
    "$top"/tests/fuzz/corpus/*
exec "$target" "$@"
