#!/usr/bin/env bash
#
# Functions of the launcher for a source tree: build the product and start the benchmarks; tests.sh runs the tests. An
# installed product does not need this file. Sourced by ../parley; uses its functions and variables.
# shellcheck disable=SC2154 # root, jar, app, java_home, java_major: set there

work=$root/target/launcher

# Prints the version of the product, which is only in the root pom.
product_version() { sed -n 's:.*<revision>\(.*\)</revision>.*:\1:p' "$root/pom.xml" | head -n 1; }

# ---- Long steps

running='' # process group of the step under way
lock=''    # the lock we hold

clean_up() {
  if [ -n "$running" ]; then kill -TERM -- "-$running" 2>/dev/null || true; fi
  if [ -n "$lock" ]; then rm -f -- "$lock"; fi
}
trap clean_up EXIT
trap 'exit 129' HUP
trap 'exit 130' INT
trap 'exit 143' TERM

# Maven's "Building parley-store 0.1.0 [3/6]" lines in a log, as "[3/6] parley-store".
modules_in() { sed -n 's/^\[INFO\] Building \(.*[^ ]\)  *[^ ][^ ]*  *\(\[[0-9]*\/[0-9]*\]\)$/\2 \1/p' "$1"; }

# Runs a command, writes its output to a log, and shows progress: on a terminal one changing line, otherwise a line for
# each module. Returns the command's exit code; shows the end of the log if that is not 0.
run_step() { # WHAT LOG COMMAND…
  local what=$1 log=$2 started=$SECONDS modules current shown=0 code=0
  shift 2
  say "parley: $what …"
  mkdir -p -- "$(dirname -- "$log")"
  : >"$log"
  set -m # a process group of its own, so that stopping us stops all of it
  "$@" </dev/null >"$log" 2>&1 &
  running=$!
  set +m
  while kill -0 "$running" 2>/dev/null; do
    sleep 0.3
    modules=$(modules_in "$log")
    if on_terminal; then
      current=${modules##*$'\n'}
      printf '\r\033[K%s … %d s' "${current:-$what}" $((SECONDS - started)) >&2
    elif [ -n "$modules" ]; then
      printf '%s\n' "$modules" | tail -n "+$((shown + 1))" >&2
      shown=$(printf '%s\n' "$modules" | wc -l)
    fi
  done
  wait "$running" || code=$?
  running=''
  if on_terminal; then printf '\r\033[K' >&2; fi
  if [ "$code" -eq 0 ]; then
    say "parley: $what took $((SECONDS - started)) s"
  else
    tail -n 40 -- "$log" >&2
    say "parley: $what failed with exit code $code after $((SECONDS - started)) s; all of its output: $log"
  fi
  return "$code"
}

# One launch builds at a time. The lock is a link whose target is the holder's process id: made and filled in one step,
# and the same everywhere (macOS has no flock).
take_lock() {
  local path=$work/lock holder waiting=''
  if ! mkdir -p -- "$work" || [ ! -w "$work" ]; then
    fail 3 "the product must be built, but $work cannot be written to"
  fi
  until ln -s "$$" "$path" 2>/dev/null; do
    holder=$(readlink "$path") || continue
    if kill -0 "$holder" 2>/dev/null; then
      if [ -z "$waiting" ]; then say "parley: process $holder is building here; waiting for it (lock: $path)"; fi
      waiting=yes
      sleep 0.3
    elif mv -- "$path" "$path.$$" 2>/dev/null; then
      # The holder has ended. If another launch removed the lock first, the moved file is that launch's new lock.
      if [ "$(readlink "$path.$$")" != "$holder" ]; then ln -s "$(readlink "$path.$$")" "$path"; fi
      rm -f -- "$path.$$"
    fi
  done
  lock=$path
}

# ---- Building

need_build_tools() {
  local node
  has mvn || fail 3 "Maven is missing: there is no mvn on PATH. Install the package maven, or https://maven.apache.org"
  if [ ! -f "$root/ui/package.json" ]; then return; fi
  has node || fail 3 "Node.js is missing: there is no node on PATH. Install $MIN_NODE or newer, https://nodejs.org"
  has npm || fail 3 "npm is missing: there is no npm on PATH. Install the package npm, or https://nodejs.org"
  node=$(node --version) || fail 3 "node --version does not work"
  node=${node#v}
  [ "${node%%.*}" -ge "$MIN_NODE" ] || fail 3 "Node.js is $node; the page needs $MIN_NODE or newer, https://nodejs.org"
}

# Replaces this process by Maven on the found JDK, because the formatter uses the compiler of Maven's own Java. Toolchain
# discovery gets the same JDK, wherever it is installed.
become_maven() {
  export JAVA_HOME=$java_home
  export "JAVA${java_major}_HOME=$java_home"
  cd -- "$root" || exit
  trap - EXIT
  exec mvn -B "$@"
}

# Whether the packaged jar is missing or older than its sources. Tests and benchmarks are not part of it.
must_build() {
  local newer module modules=()
  if [ ! -f "$jar" ]; then return 0; fi
  while IFS= read -r module; do
    if [ "$module" != e2e ] && [ "$module" != bench ] && [ -d "$root/$module" ]; then modules+=("$root/$module"); fi
  done < <(sed -n 's:.*<module>\(.*\)</module>.*:\1:p' "$root/pom.xml")
  newer=$(find "$root/pom.xml" ${modules[@]+"${modules[@]}"} \
    \( -name target -o -name node_modules -o -name dist -o -name e2e -o -path '*/src/test' \) -prune \
    -o -type f -newer "$jar" -print | head -n 1) || true
  if [ -z "$newer" ]; then return 1; fi
  verbose "$newer is newer than the jar"
}

build() {
  need_build_tools
  run_step "building" "$work/build.log" become_maven -ntp -DskipTests -pl server -am package
  [ -f "$jar" ] || fail 1 "the build went well but made no $jar"
  touch -- "$jar" # Maven leaves a jar alone whose content would be the same; it is up to date all the same.
}

# Unpacks the jar with its libraries: this starts faster.
must_extract() { [ ! -f "$app/.made" ] || [ "$jar" -nt "$app/.made" ]; }

extract() {
  local new=$app.$$
  if "$java_home/bin/java" -Djarmode=tools -jar "$jar" extract --destination "$new" </dev/null >/dev/null 2>&1 &&
    [ -f "$new/parley.jar" ]; then
    rm -rf -- "$app"
    mv -- "$new" "$app"
    touch -r "$jar" "$app/.made"
  else
    verbose "the jar cannot be extracted, so it is started as it is"
    rm -rf -- "$new" "$app"
  fi
}

# Builds and extracts what is missing or out of date.
bring_up_to_date() {
  if ! must_build && ! must_extract; then return; fi
  take_lock
  if must_build; then build; fi # asked again: another launch may just have done it
  if must_extract; then extract; fi
  rm -f -- "$lock"
  lock=''
}

# ---- Benchmarks

# Replaces this process by the benchmarks, which start the product themselves.
become_bench() {
  local made=$root/bench/target/parley-bench.jar
  if [ ! -f "$made" ] || [ "$jar" -nt "$made" ] || [ -n "$(find "$root/bench/src" "$root/bench/pom.xml" -newer "$made" -print)" ]; then
    take_lock
    run_step "building the benchmarks" "$work/bench.log" become_maven -ntp -DskipTests -pl bench -am package
    touch -- "$made"
    rm -f -- "$lock"
    lock=''
  fi
  cd -- "$root" || exit
  exec "$java_home/bin/java" --enable-native-access=ALL-UNNAMED -Xmx2g -jar "$made" "$@"
}
