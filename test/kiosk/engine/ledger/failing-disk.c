#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* A disk that refuses to flush while the file named by MUSTER_DISK_FAILS exists. */

static int fails(void) {
  const char *switch_file = getenv("MUSTER_DISK_FAILS");
  return switch_file != NULL && access(switch_file, F_OK) == 0;
}

int fsync(int file) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
  if (!fails()) return real(file);
  errno = EIO;
  return -1;
}

int fdatasync(int file) {
  static int (*real)(int);
  if (real == NULL) real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
  if (!fails()) return real(file);
  errno = EIO;
  return -1;
}
