# Completion of the command line of gradus, for bash.

_gradus()
{
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    # bash cuts --format=json into three words.
    if [[ $word == = ]]; then
        word=
    elif [[ $before == = ]]; then
        before=${COMP_WORDS[COMP_CWORD - 2]}
    fi
    case $before in
    --format) mapfile -t COMPREPLY < <(compgen -W 'text json csv html latex' -- "$word") ;;
    --notation) mapfile -t COMPREPLY < <(compgen -W 'flat neuron indexed torch' -- "$word") ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$word") ;;
    -e | --command | --digits | --threads | --seed) COMPREPLY=() ;;
    *)
        if [[ $word == -* ]]; then
            mapfile -t COMPREPLY < <(compgen -W '-e --command= -i --interactive --check --update
                --mark= --format= --digits= --notation= --threads= --seed= --record= --plain --color= -k
                --keep-going --allow-write --version --help' -- "$word")
            [[ ${COMPREPLY[0]} == *= ]] && compopt -o nospace
        else
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -f -- "$word")
        fi
        ;;
    esac
}

complete -F _gradus gradus
