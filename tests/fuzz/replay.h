/* A fuzz target: built with -fsanitize=fuzzer and GRADUS_LIBFUZZER it is what that calls; else a
 * program that replays the files it is given. */
#ifndef GRADUS_FUZZ_REPLAY_H
#define GRADUS_FUZZ_REPLAY_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#ifndef GRADUS_LIBFUZZER
static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    size_t room = 1 << 20, size = 0, got;
    uint8_t *bytes = malloc(room);
    while (file != NULL && bytes != NULL && (got = fread(bytes + size, 1, room - size, file)) > 0)
        if ((size += got) == room)
            bytes = realloc(bytes, room *= 2);
    int failed = file == NULL || bytes == NULL;
    if (!failed)
        LLVMFuzzerTestOneInput(bytes, size);
    if (file != NULL)
        fclose(file);
    free(bytes);
    return failed;
}

int main(int argc, char **argv)
{
    printf("1..%d\n", argc - 1);
    for (int n = 1; n < argc; n++) {
        printf("%sok %d - %s\n", replay(argv[n]) ? "not " : "", n, argv[n]);
        fflush(stdout);
    }
    return 0;
}
#endif

#endif
