/*
 * A client of a directory that keeps it busy: each connection is a thread of its own, which sends its next request when
 * it has the answer to the last one. Prints one line of JSON.
 *
 *   load equal URI DN PASSWORD BASE CONNECTIONS REQUESTS ATTRIBUTE [asked ...]  < values, one on a line
 *   load dump  URI DN PASSWORD BASE CONNECTIONS REQUESTS FILTER
 *   load ldif  URI DN PASSWORD BASE 1 1 FILTER                                  prints the entries as LDIF instead
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include <lber.h>
#include <ldap.h>
#include <ldif.h>

#define PAGE_SIZE 1000
#define MAX_CONNECTIONS 64

struct counts {
  long entries, attributes, values, octets;
};

struct connection {
  LDAP *ldap;
  int number;
  struct counts counts;
};

static const char *mode, *base, *what;
static char **asked;
static char **wanted;
static int wanted_count, connection_count, request_count;
static pthread_barrier_t start_line;

static void fail(const char *where, int code) {
  fprintf(stderr, "%s: %s\n", where, ldap_err2string(code));
  exit(1);
}

static double now(void) {
  struct timespec at;
  clock_gettime(CLOCK_MONOTONIC, &at);
  return at.tv_sec + at.tv_nsec / 1e9;
}

static double processor_seconds(void) {
  struct rusage used;
  getrusage(RUSAGE_SELF, &used);
  return used.ru_utime.tv_sec + used.ru_stime.tv_sec + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static LDAP *open_connection(const char *uri, const char *dn, char *password) {
  LDAP *ldap;
  int version = LDAP_VERSION3;
  struct berval credentials = {strlen(password), password};
  int code = ldap_initialize(&ldap, uri);
  if (code != LDAP_SUCCESS) fail("initialize", code);
  ldap_set_option(ldap, LDAP_OPT_PROTOCOL_VERSION, &version);
  ldap_set_option(ldap, LDAP_OPT_REFERRALS, LDAP_OPT_OFF);
  code = ldap_sasl_bind_s(ldap, dn, LDAP_SASL_SIMPLE, &credentials, NULL, NULL, NULL);
  if (code != LDAP_SUCCESS) fail("bind", code);
  return ldap;
}

static void print_line(const char *name, struct berval *value) {
  char *line = ldif_put(LDIF_PUT_VALUE, name, value->bv_val, value->bv_len);
  fputs(line, stdout);
  ber_memfree(line);
}

/* Reads one entry as a program would: its name, and every value of every attribute. */
static void read_entry(struct connection *connection, LDAPMessage *entry) {
  struct counts *counts = &connection->counts;
  int prints = strcmp(mode, "ldif") == 0;
  BerElement *ber = NULL;
  struct berval dn, name, *values;
  ldap_get_dn_ber(connection->ldap, entry, &ber, &dn);
  counts->entries++;
  if (prints) print_line("dn", &dn);
  while (ldap_get_attribute_ber(connection->ldap, entry, ber, &name, &values) == LDAP_SUCCESS) {
    if (name.bv_val == NULL) break;
    counts->attributes++;
    for (int at = 0; values != NULL && values[at].bv_val != NULL; at++) {
      counts->values++;
      counts->octets += values[at].bv_len;
      if (prints) print_line(name.bv_val, &values[at]);
    }
    ber_memfree(values);
  }
  if (prints) putchar('\n');
  ber_free(ber, 0);
}

static long read_answer(struct connection *connection, LDAPMessage *answer) {
  long before = connection->counts.entries;
  LDAPMessage *entry = ldap_first_entry(connection->ldap, answer);
  for (; entry != NULL; entry = ldap_next_entry(connection->ldap, entry)) read_entry(connection, entry);
  return connection->counts.entries - before;
}

static void find_one(struct connection *connection, const char *value) {
  char filter[512];
  LDAPMessage *answer = NULL;
  snprintf(filter, sizeof filter, "(%s=%s)", what, value);
  int code = ldap_search_ext_s(connection->ldap, base, LDAP_SCOPE_SUBTREE, filter, asked, 0, NULL, NULL, NULL, 0,
                               &answer);
  if (code != LDAP_SUCCESS) fail(filter, code);
  if (read_answer(connection, answer) != 1) {
    fprintf(stderr, "%s is not found once\n", filter);
    exit(1);
  }
  ldap_msgfree(answer);
}

static void dump(struct connection *connection) {
  struct berval cookie = {0, NULL};
  do {
    LDAPControl *page = NULL, **returned = NULL;
    LDAPMessage *answer = NULL;
    ldap_create_page_control(connection->ldap, PAGE_SIZE, &cookie, 1, &page);
    LDAPControl *controls[] = {page, NULL};
    int code = ldap_search_ext_s(connection->ldap, base, LDAP_SCOPE_SUBTREE, what, NULL, 0, controls, NULL, NULL, 0,
                                 &answer);
    if (code != LDAP_SUCCESS) fail(what, code);
    read_answer(connection, answer);
    ldap_parse_result(connection->ldap, answer, NULL, NULL, NULL, NULL, &returned, 0);
    LDAPControl *next = ldap_control_find(LDAP_CONTROL_PAGEDRESULTS, returned, NULL);
    if (next == NULL) fail("page control", LDAP_CONTROL_NOT_FOUND);
    ber_memfree(cookie.bv_val);
    ber_int_t estimate;
    ldap_parse_pageresponse_control(connection->ldap, next, &estimate, &cookie);
    ldap_controls_free(returned);
    ldap_control_free(page);
    ldap_msgfree(answer);
  } while (cookie.bv_len > 0);
  ber_memfree(cookie.bv_val);
}

static void *work(void *argument) {
  struct connection *connection = argument;
  pthread_barrier_wait(&start_line);
  for (int at = connection->number; at < request_count; at += connection_count) {
    if (strcmp(mode, "equal") == 0) find_one(connection, wanted[at % wanted_count]);
    else dump(connection);
  }
  pthread_barrier_wait(&start_line);
  return NULL;
}

static void read_wanted(void) {
  char line[512];
  int room = 0;
  while (fgets(line, sizeof line, stdin) != NULL) {
    line[strcspn(line, "\n")] = '\0';
    if (wanted_count == room) wanted = realloc(wanted, (room = room * 2 + 1024) * sizeof *wanted);
    wanted[wanted_count++] = strdup(line);
  }
  if (wanted_count == 0) fail("values on standard input", LDAP_PARAM_ERROR);
}

int main(int argc, char **argv) {
  static struct connection connections[MAX_CONNECTIONS];
  pthread_t threads[MAX_CONNECTIONS];
  if (argc < 9) fail("usage", LDAP_PARAM_ERROR);
  mode = argv[1], base = argv[5], what = argv[8], asked = argc > 9 ? argv + 9 : NULL;
  connection_count = atoi(argv[6]), request_count = atoi(argv[7]);
  if (connection_count < 1 || connection_count > MAX_CONNECTIONS) fail("connections", LDAP_PARAM_ERROR);
  if (strcmp(mode, "equal") == 0) read_wanted();

  pthread_barrier_init(&start_line, NULL, connection_count + 1);
  for (int at = 0; at < connection_count; at++) {
    connections[at].ldap = open_connection(argv[2], argv[3], argv[4]);
    connections[at].number = at;
    pthread_create(&threads[at], NULL, work, &connections[at]);
  }
  double used = processor_seconds();
  pthread_barrier_wait(&start_line);
  double began = now();
  pthread_barrier_wait(&start_line);
  double took = now() - began;

  struct counts sum = {0, 0, 0, 0};
  for (int at = 0; at < connection_count; at++) {
    pthread_join(threads[at], NULL);
    ldap_unbind_ext_s(connections[at].ldap, NULL, NULL);
    sum.entries += connections[at].counts.entries;
    sum.attributes += connections[at].counts.attributes;
    sum.values += connections[at].counts.values;
    sum.octets += connections[at].counts.octets;
  }
  if (strcmp(mode, "ldif") == 0) return 0;
  printf("{\"seconds\":%.6f,\"clientSeconds\":%.6f,\"entries\":%ld,\"attributes\":%ld,\"values\":%ld,\"octets\":%ld}\n",
         took, processor_seconds() - used, sum.entries, sum.attributes, sum.values, sum.octets);
  return 0;
}
