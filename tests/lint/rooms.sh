# A room includes its own headers, those of the rooms it may use, and the public ones.
. "${srcdir:-.}/tests/tap.sh"

allowed()
{
    case $1 in
    include) ;;
    repl) echo repl ;;
    base) echo base ;;
    math) echo math base ;;
    net) echo net math base ;;
    trace) echo trace net math base ;;
    expr) echo expr math base ;;
    page) echo page expr math base ;;
    explain) echo explain trace net expr page math base ;;
    mark) echo mark explain trace net expr page math base ;;
    cmd) echo cmd mark explain trace net expr page math base ;;
    *) echo "room $1 has no row in tests/lint/rooms.sh" >>"$work/rooms" ;;
    esac
}

# look NAME FOLDER [MORE]: each #include "a/b.h" below FOLDER, against what room NAME may use.
look()
{
    may=" gradus $(allowed "$1") ${3:-} "
    grep -rnE '^[[:space:]]*#[[:space:]]*include[[:space:]]*"' "$2" --include='*.[ch]' |
        sed -nE 's|^([^:]*:[0-9]*):[^"]*"([^"]*)".*|\1 \2|p' |
        while read -r place file; do
            case $may in
            *" ${file%%/*} "*) ;;
            *) echo "$place: $1 may not include \"$file\"" ;;
            esac
        done
}

begin 2
for folder in "$top"/src/*/ "$top/include"; do
    name=$(basename "$folder")
    look "$name" "$folder"
done >"$work/sources"
cat "$work/rooms" >>"$work/sources" 2>/dev/null
rule "a room includes only what it may use" "$work/sources"
for folder in "$top"/tests/unit/*/; do
    look "$(basename "$folder")" "$folder" "suite.h fixture.h $(cd "$folder" && echo *.h)"
done >"$work/tests"
rule "the unit tests of a room include only what the room may use" "$work/tests"
