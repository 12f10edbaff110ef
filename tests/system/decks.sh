# Every number of the chain-rule, neuron-and-mlp and deep-nn-intro slides: what their givens
# determine, printed or not, and what they print; of z-2x-3y-2 what it prints, which is its table.
# Of a slip the right value is agreed to, and the printed one is not.
. "${srcdir:-.}/tests/tap.sh"

full=$top/tests/fixtures/decks_full.tsv
printed=$top/tests/fixtures/decks_printed.tsv

# The net of the deep-nn-intro slides with its sigma on every neuron.
sigma()
{
    printf 'network 2-3-2-1 sigmoid sigmoid sigmoid\n'
    printf 'W[1] = [0.4727 -0.5681 -0.0252; -0.5188 -0.6032 -0.3011]\n'
    printf 'b[1] = [-0.6986 -0.6602 -0.4860]\n'
    printf 'W[2] = [-0.5549 0.2930; 0.2550 0.0849; 0.4584 -0.3146]\nb[2] = [0.1677 0.0736]\n'
    printf 'W[3] = [0.4106; -0.3618]\nb[3] = -0.2270\n'
}

epochs() # one fewer passes than $1
{
    [ "$1" -eq 1 ] || echo "epoch $(($1 - 1))"
}

# The last layer alone, as the gradient slide has it: n6 and n7 are its inputs.
slide() # w6y w7y by rate
{
    printf 'network 2-1\nset names loss L, x1 n6, x2 n7, w1 w6y, w2 w7y, b1 by\n'
    printf 'data\n0.5087925 0.5024761 7\n0.698878 0.42866528 12\n1.4169338 0.14511722 40\nend\n'
    printf 'W[1] = [%s; %s]\nby = %s\nset rate %s\n' "$1" "$2" "$3" "$4"
}

# The commands that lead to where the numbers of a set-up stand.
set_up()
{
    case $1 in
    chain-rule-without-half) printf 'use chain-rule\nset loss mse\nset names off\n' ;;
    chain-rule-biases-pass-*)
        printf 'network 2-1-1\nset loss half-mse\nset error yhat-y\nset rate 0.01\n'
        printf 'data\n5 3 8\nend\nW[1] = [0.4; 0.6]\nb[1] = 0\nW[2] = 0.5\nb[2] = 0\n'
        epochs "${1##*-}"
        ;;
    chain-rule-pass-*)
        echo 'use chain-rule'
        epochs "${1##*-}"
        ;;
    excel-mse) # a unit that hands on the predictions of the sheet
        printf 'network 1-1\nset names loss L\n'
        printf 'data\n3.850194 7\n6.689413 12\n22.30436 40\nend\nw1 = 1\nb1 = 0\n'
        ;;
    slide) slide 0.1058 0.6004 0.3065 0.01 ;;
    slide-rate-*)
        slide 0.1058 0.6004 0.3065 "${1##*-}"
        printf 'epoch 2\ngoto epoch 1\n'
        ;;
    # what gives the predictions of the slide to all of their digits
    slide-printed-yhat) slide 0.10578080968575487 0.600353689330664 0.3064824369524769 0.01 ;;
    slide-printed-yhat-rate-0.01-new)
        slide 0.552952183891334 0.692274180230120 0.687545227333333 0.01
        ;;
    slide-printed-yhat-rate-0.001-new)
        slide 0.150515218389133 0.609587418023012 0.344604522733333 0.001
        ;;
    mlp-*rate-*)
        echo 'use mlp'
        case $1 in *sigma*) sigma ;; esac
        rate=${1##*rate-}
        echo "set rate ${rate%%-*}"
        case $1 in *batch-1*) echo 'set batch 1' ;; esac
        case $1 in
        *-after) printf 'epoch\nset batch full\n' ;;
        mlp-rate-0.01) printf 'epoch 5\ngoto epoch 1\n' ;;
        *batch-1) printf 'epoch 2\ngoto epoch 1\n' ;;
        *) printf 'epoch 21\ngoto epoch 1\n' ;;
        esac
        ;;
    line) # any numbers for the letters of the line fit
        printf 'network 1-1\nset names x1 x, w1 m, b1 b\ndata\n2 7\nend\nm = 3\nb = 5\n'
        ;;
    z) echo 'use z=2x+3y+2' ;;
    perceptron) printf 'network 3-1\ndata\n1 2 3 0\n4 5 6 0\n7 8 9 0\nend\n' ;;
    sigma-example)
        printf 'network 2-2 sigmoid\ndata\n1 -1 0 0\nend\n'
        printf 'W[1] = [1 -1; -2 1]\nb[1] = [1 0]\n'
        ;;
    mlp-sigma)
        echo 'use mlp'
        sigma
        ;;
    *) echo "use $1" ;;
    esac
}


# A table of conditions: set-up, sentence, what holds, what does not (or nothing). For each set-up
# one script of two lines a row; a row without a second condition prints its number, so that what
# ran is seen. Says for each row what is wrong with it, in order.
judge() # table
{
    cut -f 1 "$1" | sort -u >"$work/names"
    while read -r name; do
        set_up "$name" >"$work/script"
        before=$(wc -l <"$work/script")
        awk -F '\t' -v name="$name" '$1 == name {
            print "expect " $3
            print $4 == "" ? "print " NR : "expect " $4
        }' "$1" >>"$work/script"
        "$GRADUS" -k --plain "$work/script" >"$work/said" 2>"$work/errors" </dev/null
        awk -F '\t' -v name="$name" -v before="$before" -v said="$work/said" \
            -v errors="$work/errors" '
            BEGIN {
                while ((getline line <said) > 0)
                    seen[line] = 1
                while ((getline line <errors) > 0)
                    if (match(line, "/script:[0-9]+:")) {
                        at = substr(line, RSTART + 8) + 0
                        error[at] = line
                        broken = at <= before ? line : broken
                    }
            }
            $1 == name {
                at = before + 2 * n++ + 1
                fault = broken != "" ? broken : error[at]
                if (fault == "" && $4 == "" && !(NR in seen))
                    fault = "the script did not come so far"
                if (fault == "" && $4 != "" && error[at + 1] !~ /: error: expected /)
                    fault = "agreed to, or not read: " $4 " " error[at + 1]
                print NR "\t" $2 "\t" fault
            }' "$1"
    done <"$work/names" | sort -n
}

rows() # fixture: its rows without remarks and heads
{
    awk -F '\t' '/^#/ { next } !heads { heads = 1; next } { print }' "$1"
}

rows "$full" | awk -F '\t' -v OFS='\t' '{ print $1, $4, $2 " = " $3, "" }' >"$work/table"
rows "$printed" | awk -F '\t' -v OFS='\t' '
    $5 == "slip" { print $1, $7, $2 " = " $4, $2 " = " $3; next }
    $6 != "" { print $1, $7, "abs(" $2 " - (" $3 ")) <= " $6, ""; next }
    { print $1, $7, $2 " = " $3, "" }' >>"$work/table"

begin $(($(wc -l <"$work/table") + 1))
judge "$work/table" >"$work/judged"
awk -F '\t' '{
    print ($3 == "" ? "ok " : "not ok ") $1 " - " $2
    if ($3 != "")
        print "# " $3
}' "$work/judged"
number=$(wc -l <"$work/judged")

rows "$printed" | cut -f 5 | sort | uniq -c | awk '{ print $2, $1 }' >"$work/count"
printf 'ok %d\nslip %d\n' 199 26 | diff "$work/count" - >"$work/differ"
rule "199 of the printed numbers are right and 26 are slips" "$work/differ"
