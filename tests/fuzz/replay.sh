# Each target answers the files of its corpus: the transcripts, the lessons, what it once fell over.
target=$(dirname "$GRADUS")/tests/fuzz/fuzz_line
top=${srcdir:-.}
set -- "$top"/tests/transcripts/*.md "$top"/lessons/*.md "$top"/README.md "$top"/tests/fuzz/corpus/*
exec "$target" "$@"
