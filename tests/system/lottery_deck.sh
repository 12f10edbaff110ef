# Every number the lottery slides print: a right one is agreed to, at two decimals; of a slip the
# right value is agreed to, and the printed one is not.
. "${srcdir:-.}/tests/tap.sh"

table=$top/tests/fixtures/lottery_printed.tsv
rows=$work/rows
script=$work/script

# number, name, printed and right at two decimals, verdict, sentence: a line for each row.
awk -F '\t' -v OFS='\t' '
    /^#/ { next }
    !heads { heads = 1; next }
    { printf "%d\t%s\t%.2f\t%.2f\t%s\t%s\n", ++n, $2, $3, $4, $5, $1 }
' "$table" >"$rows"

# Two lines a row after the first three: an expectation, then for a slip one that must fail and for
# the others the row's number, so that what ran is seen. The last line says that all was reached.
awk -F '\t' '
    BEGIN { print "use lottery\nset rounding 2\nepoch 2" }
    { print "expect " $2 " = " $4 }
    $5 == "ok" { print "print " $1 }
    $5 == "slip" { print "expect " $2 " = " $3 }
    END { print "print 7777" }
' "$rows" >"$script"
"$GRADUS" -k --plain "$script" >"$work/said" 2>"$work/errors" </dev/null

begin $(($(wc -l <"$rows") + 2))
awk -F '\t' -v said="$work/said" -v errors="$work/errors" '
    BEGIN {
        while ((getline line <said) > 0)
            seen[line] = 1
        while ((getline line <errors) > 0) {
            rest = substr(line, index(line, "/script:") + 8)
            error[rest + 0] = rest
        }
    }
    {
        first = 4 + 2 * (FNR - 1)
        second = error[first + 1]
        fault = error[first]
        if (!("7777" in seen))
            fault = "the script did not come to its end"
        else if (fault == "" && $5 == "ok" && ($3 != $4 || !($1 in seen)))
            fault = "the printed number, the right one and what ran do not agree"
        else if (fault == "" && $5 == "slip" && second !~ /: error: expected /)
            fault = "the slip is agreed to, or was not read: " second
        right = $5 == "ok" ? $2 " is " $3 : $2 " is " $4 ", not " $3
        print (fault == "" ? "ok " : "not ok ") FNR " - " $6 ": " right
        if (fault != "")
            print "# " fault
    }
' "$rows"
number=$(wc -l <"$rows")

awk -F '\t' '{ count[$5]++ }
    END { if (count["ok"] != 134 || count["slip"] != 37) print count["ok"], count["slip"] }
' "$rows" >"$work/count"
rule "134 of the numbers are right and 37 are slips" "$work/count"

awk -F '\t' '$5 == "slip" { print 5 + 2 * (NR - 1) }' "$rows" >"$work/wanted"
sed -n 's/^.*\/script:\([0-9]*\):.*/\1/p' "$work/errors" | sort -n >"$work/given"
diff "$work/wanted" "$work/given" >"$work/differ"
rule "the slips are refused and nothing else is" "$work/differ"
