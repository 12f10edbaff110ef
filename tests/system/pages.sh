# Pages of hand work, marked: tests/pages/NAME.txt is what a student typed, NAME.tsv beside it what a
# lecturer would say of each `=` and each cell of a table. `#part FIRST LAST` in the table names lines
# of the page, and `#>` the commands that set up the problem they are marked against.
. "${srcdir:-.}/tests/tap.sh"

pages=$top/tests/pages

# The judgements of a page, all parts, and the exit status of each part.
mark() # name
{
    : >"$work/judged"
    : >"$work/status"
    sed -n 's/^#part //p' "$pages/$1.tsv" >"$work/parts"
    while read -r first last; do
        awk -v first="$first" '
            /^#part/ { on = $2 == first }
            on && sub(/^#> /, "")' "$pages/$1.tsv" >"$work/setup"
        awk -v first="$first" -v last="$last" '{ print (NR < first || NR > last) ? "" : $0 }' \
            "$pages/$1.txt" >"$work/$1.txt"
        "$GRADUS" --format=json "$work/setup" --mark="$work/$1.txt" \
            </dev/null >"$work/said" 2>"$work/errors"
        status=$?
        wanted=0
        if grep -q '"verdict": *"slip"' "$work/said"; then
            wanted=1
        fi
        test $status -eq $wanted || echo "lines $first to $last: exit status $status"
        cat "$work/errors"
        cat "$work/said" >>"$work/judged"
    done <"$work/parts" >"$work/status"
}

# Rows of a fixture that no table's last column names and no table's remark leaves out, or whose
# number is not written where a table says.
unseen() # fixture table...
{
    awk -F '\t' '
        function note(list, where,    n, row, i) {
            n = split(list, row, /[^0-9]+/)
            for (i = 1; i <= n; i++)
                seen[row[i]] = seen[row[i]] "\n" where
        }
        NR == FNR { if (!/^#/ && heads++) printed[heads - 1] = $0; next }
        /^# Left out:/ { leaving = 1 }
        !/^# / { leaving = 0 }
        leaving { gsub(/\([^)]*\)/, ""); note($0, "left out") }
        !/^#/ { gsub("−", "-", $5); note($9, $5) }
        END {
            for (row = 1; row in printed; row++) {
                split(printed[row], field, FS)
                number = field[3] ~ /^[-.0-9]+$/ ? field[3] : ""
                if (!(row in seen))
                    print "row " row " stands nowhere: " printed[row]
                else if (seen[row] !~ /left out/ && !index(seen[row], number))
                    print "row " row " stands elsewhere: " printed[row]
            }
        }' "$@"
}

number=0
names=$(cd "$pages" && ls *.tsv | sed 's/\.tsv$//')
total=2
for name in $names; do
    total=$((total + 1 + $(grep -c -v '^#' "$pages/$name.tsv")))
done
begin $total
for name in $names; do
    mark "$name"
    awk -v page="$name" -v first=$((number + 1)) -v said="$work/judged" \
        -f "$top/tests/system/pages.awk" "$pages/$name.tsv"
    number=$((number + $(grep -c -v '^#' "$pages/$name.tsv")))
    rule "$name is marked, and a slip is an exit status of 1" "$work/status"
done

unseen "$top/tests/fixtures/lottery_printed.tsv" "$pages/lottery.tsv" >"$work/unseen"
rule "every number of the lottery slides stands on its page" "$work/unseen"
unseen "$top/tests/fixtures/decks_printed.tsv" "$pages/chain-rule.tsv" \
    "$pages/neuron-and-mlp.tsv" "$pages/deep-nn-intro.tsv" "$pages/z-2x-3y-2.tsv" >"$work/unseen"
rule "every number of the other slides stands on theirs, or is said to be left out" "$work/unseen"
