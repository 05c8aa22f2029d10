#!/usr/bin/env bash
#
# Tests of ./parley, in seconds: the real script in a small source tree, with stubs of Java and Maven that print their
# arguments. `bash launcher/test.sh`; PARLEY_TEST_BASH=/path/to/bash selects another bash, such as 3.2.
set -euo pipefail

here=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
shell=${PARLEY_TEST_BASH:-bash}
box=$(mktemp -d "${TMPDIR:-/tmp}/parley launcher.XXXXXX") # the space is part of the test
trap 'rm -rf -- "$box"' EXIT
tree=$box/tree
failures=0

# The environment of the caller may contain any of them.
unset PARLEY_JAVA PARLEY_HEAP PARLEY_JAVA_OPTS PARLEY_VERBOSE CHROMIUM CI DUCKDB_JE_MALLOC_CONF
unset PARLEY_DATA PARLEY_OPTIONS PARLEY_CACHE PARLEY_STORE PARLEY_STORE_MEMORY

fake_java() { # HOME VERSION
  mkdir -p "$1/bin"
  printf 'JAVA_VERSION="%s"\n' "$2" >"$1/release"
  cat >"$1/bin/java" <<'JAVA'
#!/usr/bin/env bash
case "$*" in
  *jarmode=tools*) eval "folder=\${$#}" && mkdir -p "$folder/lib" && touch "$folder/parley.jar" ;;
  *\ memory) echo "memory ${DUCKDB_JE_MALLOC_CONF:-}" ;;
  *\ place) echo "store ${PARLEY_STORE:-none}, data ${PARLEY_DATA:-none}, with $0" ;;
  *\ wait) trap 'echo stopped; exit 0' TERM && echo "started $$" && while :; do sleep 0.1; done ;;
  *) echo "java $*" ;;
esac
JAVA
  chmod +x "$1/bin/java"
}

new_tree() {
  rm -rf -- "$box/tree"
  mkdir -p "$tree/core/src/main" "$tree/core/src/test" "$tree/server/src/main" "$tree/e2e" "$tree/launcher"
  cp "$here/../parley" "$tree/"
  cp -r "$here/source-tree.sh" "$here/tests.sh" "$here/help" "$tree/launcher/"
  echo 'echo launcher tests' >"$tree/launcher/test.sh"
  cat >"$tree/pom.xml" <<'POM'
<project>
  <artifactId>parley</artifactId>
  <version>${revision}</version>
  <properties>
    <revision>1.2.3</revision>
  </properties>
  <modules>
    <module>core</module>
    <module>server</module>
    <module>e2e</module>
  </modules>
</project>
POM
  : >"$box/builds"
}

# Makes the tree an installed product.
install_tree() { mv "$tree/launcher/help" "$tree/" && rm -r "$tree/pom.xml" "$tree/launcher" && touch "$tree/parley.jar"; }

mkdir -p "$box/bin"
cat >"$box/bin/mvn" <<'MVN'
#!/usr/bin/env bash
box=$(dirname "$(dirname "$0")")
echo "mvn $*" | tee -a "$box/builds"
echo "browser ${CHROMIUM:-none}"
echo "cluster ${PARLEY_TEST_CITUS_URL:-none}"
if [ -n "${FAKE_REPORTS:-}" ]; then
  mkdir -p core/target/surefire-reports
  for report in 'SlowTest 60.5 5 0' 'QuickTest 0.1 2 1' 'OtherTest 0.1 1 1'; do
    read -r name seconds tests skipped <<<"$report"
    {
      echo "<testsuite version=\"3\" name=\"io.parley.$name\" time=\"$seconds\" tests=\"$tests\" errors=\"0\" skipped=\"$skipped\" failures=\"0\">"
      if [ "$name" = OtherTest ]; then echo '    <skipped type="org.opentest4j.TestAbortedException"><![CDATA[org.opentest4j.TestAbortedException: Assumption failed: no disk'
      elif [ "$skipped" = 1 ]; then echo '    <skipped message="Assumption failed: there is no &quot;npm&quot; on PATH" type="x"><![CDATA[y'; fi
    } >"core/target/surefire-reports/TEST-io.parley.$name.xml"
  done
  echo '[INFO] Parley store ....................................... SUCCESS [02:05 min]'
  echo '  71 passed (3.1m)'
fi
echo "[INFO] Building parley-core 1.2.3                                    [1/2]"
if [ -n "${FAKE_BUILD_FAILS:-}" ]; then echo "it broke" && exit 7; fi
sleep 0.5
mkdir -p server/target && touch server/target/parley.jar
MVN
printf '#!/usr/bin/env bash\necho Browser 1\n' >"$box/bin/browser"
chmod +x "$box/bin/mvn" "$box/bin/browser"
fake_java "$box/jdk 25" 25.0.1
fake_java "$box/jdk 17" 17.0.9
export PATH=$box/bin:$PATH JAVA_HOME="$box/jdk 25"

parley() { "$shell" "$tree/parley" "$@" >"$box/out" 2>"$box/err" </dev/null; }
builds() { wc -l <"$box/builds" | tr -d ' '; }
later() { touch -t 203001010000 "$1"; } # newer than all build results
says() { grep -q -F -- "$2" "$box/$1" || { echo "  expected in $1: $2" && sed 's/^/  | /' "$box/$1" && return 1; }; }
is() { [ "$1" = "$2" ] || { echo "  expected $2, got $1" && return 1; }; }
fails_with() { # CODE COMMAND…
  local expected=$1 code=0
  shift
  "$@" || code=$?
  is "$code" "$expected"
}

a_first_start_builds_and_hands_the_command_through() {
  parley serve --data 'a b' && says out 'parley.jar serve --data a b' && is "$(builds)" 1 && says err '[1/2] parley-core' &&
    is "$(wc -l <"$box/out" | tr -d ' ')" 1
}
the_extracted_form_is_started() { parley serve && says out "server/target/app/parley.jar"; }
a_server_makes_an_archive_of_its_classes_which_other_commands_only_use() {
  local archive=server/target/app/parley.jsa
  parley token list && ! says out "$archive" >/dev/null && parley serve && says out -XX:+AutoCreateSharedArchive && says out "$archive" &&
    touch "$tree/$archive" && parley token list && says out "$archive" && ! says out AutoCreate >/dev/null
}
a_second_start_does_not_build() { parley serve && parley serve && is "$(builds)" 1 && is "$(cat "$box/err")" ''; }
a_changed_source_is_built() {
  parley serve && later "$tree/core/src/main" && parley serve && is "$(builds)" 1 && touch "$tree/core/src/main/A.java" &&
    later "$tree/core/src/main/A.java" && parley serve && is "$(builds)" 2
}
a_changed_test_is_not_built() {
  parley serve && touch "$tree/core/src/test/A.java" "$tree/e2e/pom.xml" && later "$tree/core/src/test/A.java" &&
    later "$tree/e2e/pom.xml" && parley serve && is "$(builds)" 1
}
a_failed_build_shows_its_log_and_keeps_its_code() {
  FAKE_BUILD_FAILS=1 fails_with 7 parley serve && says err 'it broke' && says err 'building failed with exit code 7' &&
    parley serve
}
two_starts_at_once_build_once() {
  local first
  "$shell" "$tree/parley" serve >"$box/first" 2>&1 </dev/null &
  first=$!
  parley serve && wait "$first" && is "$(builds)" 1 && says first 'parley.jar serve' && says out 'parley.jar serve'
}
the_lock_of_a_dead_process_is_taken_over() {
  local dead
  true &
  dead=$!
  wait "$dead"
  mkdir -p "$tree/target/launcher" && ln -s "$dead" "$tree/target/launcher/lock" && parley serve && is "$(builds)" 1
}
it_starts_through_links_from_anywhere() {
  mkdir -p "$tree/links" && ln -s ../parley "$tree/links/one" && ln -s links/one "$tree/two" &&
    (cd / && "$shell" "$tree/two" serve >"$box/out" 2>&1 </dev/null) && says out 'parley.jar serve'
}
a_stop_signal_reaches_the_product() {
  parley serve || return 1
  local launch
  : >"$box/first"
  "$shell" "$tree/parley" wait >"$box/first" 2>&1 </dev/null &
  launch=$!
  until grep -q started "$box/first"; do kill -0 "$launch" && sleep 0.1 || return 1; done
  kill -TERM "$launch" && wait "$launch" && says first "started $launch" && says first stopped
}
a_java_that_is_too_old_is_refused_by_name() {
  PARLEY_JAVA="$box/jdk 17" fails_with 3 parley serve &&
    says err "PARLEY_JAVA=$box/jdk 17 is not the home of a Java 21 or newer"
}
the_java_that_was_named_wins() { JAVA_HOME="$box/jdk 17" PARLEY_JAVA="$box/jdk 25" parley --verbose serve && says err "$box/jdk 25"; }
options_for_java_are_added() {
  PARLEY_HEAP=2g PARLEY_JAVA_OPTS='-XX:+UseZGC -Dx=*' parley serve && says out '-Xmx2g' &&
    says out '-XX:+UseZGC -Dx=* -jar' && ! grep -q UseG1GC "$box/out"
}
freed_memory_is_kept_for_a_while_unless_somebody_says_otherwise() {
  parley memory && says out 'memory dirty_decay_ms:10000' && DUCKDB_JE_MALLOC_CONF=dirty_decay_ms:0 parley memory &&
    is "$(cat "$box/out")" 'memory dirty_decay_ms:0'
}
an_installed_product_runs_without_building() {
  install_tree && parley serve && says out "$tree/parley.jar serve" && is "$(builds)" 0 && fails_with 2 parley test &&
    fails_with 2 parley package && parley token create --help && says out 'Usage: parley token create'
}
an_installed_product_starts_its_own_java() {
  install_tree && fake_java "$tree/runtime" 25.0.3 && parley place && says out "with $tree/runtime/bin/java" &&
    PARLEY_JAVA="$box/jdk 25" parley place && says out "with $box/jdk 25/bin/java"
}
an_installed_product_reads_its_settings_and_the_environment_wins() {
  install_tree
  printf '%s\n' '# words' '' "PARLEY_STORE=jdbc:postgresql://db/parley?user=a&password=\$b c" 'PARLEY_DATA="/a b"' \
    'PARLEY_OPTIONS=--metrics-port 9464 --node=a' >"$tree/parley.conf"
  parley place && says out "store jdbc:postgresql://db/parley?user=a&password=\$b c, data /a b" &&
    PARLEY_DATA=/c parley place && says out 'data /c' && parley serve --port 1 && says out 'serve --metrics-port 9464 --node=a --port 1' &&
    parley token list && ! says out '--node' >/dev/null
}
settings_that_cannot_be_read_are_refused_without_showing_them() {
  install_tree
  printf '%s\n' 'PARLEY_HEAP=1g' 'export PARLEY_STORE=secret' >"$tree/parley.conf"
  fails_with 2 parley serve && says err "parley.conf, line 2: expected PARLEY_NAME=VALUE" && ! says err secret >/dev/null &&
    parley serve --help
}
the_archive_of_classes_can_be_in_another_folder() {
  mkdir -p "$box/cache" && PARLEY_CACHE=$box/cache parley serve && says out "-XX:SharedArchiveFile=$box/cache/parley.jsa"
}
test_runs_everything_with_a_browser_and_keeps_the_exit_code() {
  export CHROMIUM="$box/bin/browser"
  CI=true parley test -- -o && says out 'launcher tests' && says out 'mvn -B -ntp -o verify' && says out "browser $box/bin/browser" &&
    says err 'the short run passed in' && FAKE_BUILD_FAILS=1 fails_with 7 parley test && says err 'the short run FAILED after'
}
test_sums_up_stages_slow_classes_and_what_was_skipped_and_why() {
  CHROMIUM="$box/bin/browser" FAKE_REPORTS=1 parley test && says err 'Parley store: 02:05 min' && says err '60.5  io.parley.SlowTest' &&
    says err '6 Java tests, 71 in a browser; skipped: 2 (1 × no disk; 1 × there is no "npm" on PATH); tests of the long run were left out'
}
test_takes_names_of_classes_from_any_module() {
  CHROMIUM="$box/bin/browser"
  mkdir -p "$tree/core/src/test/java/a" "$tree/e2e/src/test/java" "$tree/jsonpath/src/test/java"
  touch "$tree/core/src/test/java/a/OneTest.java" "$tree/jsonpath/src/test/java/PathTest.java" "$tree/e2e/src/test/java/CrashTest.java" "$tree/e2e/src/test/java/BrowserTest.java"
  parley test OneTest && says out '-Dtest=OneTest -pl core -am test' && ! says out 'launcher tests' >/dev/null &&
    parley test 'One*#two' && says out '-Dtest=One*#two' &&
    parley test PathTest && says out '-Dtest=PathTest -pl jsonpath -am test' &&
    parley test CrashTest && says out '-Dtest=NoUnitTest -Dit.test=CrashTest -pl e2e -am verify' &&
    parley test --page session && says out '-Dparley.page.test=session' && says out '-Dit.test=BrowserTest' &&
    fails_with 2 parley test NoSuchTest && says err 'there is no test class NoSuchTest'
}
test_runs_long_and_on_a_cluster_when_asked() {
  mkdir -p "$tree/store/src/test/java" "$tree/server/src/test/java" "$tree/e2e/src/test/java"
  touch "$tree/store/src/test/java/OneTest.java" "$tree/server/src/test/java/OneTest.java" "$tree/e2e/src/test/java/CrashTest.java"
  CHROMIUM="$box/bin/browser" parley test --long && says out '-Dparley.test.long=true verify' && says err 'the long run takes about' &&
    parley test --citus jdbc:x && says out '-Dparley.test.engines=CITUS -Dgroups=engine' && says out 'cluster jdbc:x' &&
    parley test --citus jdbc:x OneTest && says out '-Dparley.test.engines=CITUS -Dgroups=engine' && says out '-Dtest=OneTest -pl store -am test' &&
    fails_with 2 parley test --citus jdbc:x CrashTest && says err 'there is no test class CrashTest in store' &&
    fails_with 2 parley test --citus && fails_with 2 parley test -pl && parley test --help && says out '--citus URL'
}
help_and_version_need_no_build() {
  parley --help && says out './parley demo' && says out 'Usage: parley [-hV] [COMMAND]' && parley --version &&
    is "$(cat "$box/out")" 1.2.3 && is "$(builds)" 0 && fails_with 2 parley && says err './parley demo'
}
help_of_every_command_needs_neither_a_build_nor_java() {
  local file name started=$SECONDS
  for file in "$here"/help/*.txt; do
    name=$(basename "$file" .txt)
    if [ "$name" = parley ]; then continue; fi
    # shellcheck disable=SC2086 # words of a command
    PARLEY_JAVA=/nowhere parley ${name//-/ } --help && cmp "$box/out" "$file" || return 1
  done
  PARLEY_JAVA=/nowhere parley serve --port 1 -h && says out 'Usage: parley serve' && is "$(builds)" 0 &&
    fails_with 2 parley nothing --help && says err 'there is no command nothing' && fails_with 2 parley ../x --help &&
    [ $((SECONDS - started)) -lt 20 ]
}

run=0
for name in $(declare -F | sed -n 's/^declare -f \(.*_.*_.*\)$/\1/p'); do
  run=$((run + 1))
  new_tree
  if result=$("$name" 2>&1); then
    echo "ok    ${name//_/ }"
  else
    failures=$((failures + 1))
    echo "FAIL  ${name//_/ }"
    printf '%s\n' "$result"
    if [ -s "$box/err" ]; then sed 's/^/  err: /' "$box/err"; fi
  fi
done
echo "launcher: $run tests, $failures failed"
[ "$failures" -eq 0 ]
