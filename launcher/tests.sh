#!/usr/bin/env bash
#
# `./parley test`: selects tests, runs them by Maven, and prints a summary: number of tests, reasons for skipped ones, and
# the slowest classes. Sourced by ../parley after source-tree.sh; uses the functions and variables of both. Works with bash 3.2.
# shellcheck disable=SC2154 # root, work, java_home: set there

readonly LONG_RUN_MINUTES=60
readonly SLOW_CLASSES=10

test_usage() {
  cat <<'USAGE'
Runs Parley's tests

  ./parley test                  the short run: everything that a change has to pass
  ./parley test NAME…            test classes by name or pattern: FilterOracleTest, 'Filter*Test', ReplayTest#oneMethod
  ./parley test --page NAME      browser tests whose file or title has NAME in it
  ./parley test --long           the long run, before a release: all engines and versions, more random cases, more crashes
  ./parley test --citus URL [NAME…]  the store's tests, or some of them, on a Citus cluster: the JDBC address of a
                                 database of its coordinator

Everything after -- goes to Maven as it is. What the tests print is also in target/launcher/test.log.
USAGE
}

# ---- What the tests need

find_browser() {
  local name path
  for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" /Applications/Chromium.app/Contents/MacOS/Chromium; do
    path=$(command -v "$name" 2>/dev/null) || continue
    # Ubuntu's chromium-browser can be a stub that asks to install a snap; a real browser answers --version.
    if "$path" --version </dev/null >/dev/null 2>&1; then printf '%s' "$path" && return; fi
  done
}

no_browser='what was installed does not start'

install_browser() {
  local sudo='' how
  if [ "$(id -u)" -ne 0 ]; then sudo='sudo -n '; fi
  if has apt-get; then # update can fail because of an unrelated package source
    how="${sudo}apt-get update; ${sudo}env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y chromium"
  elif has dnf; then
    how="${sudo}dnf install -y chromium"
  elif has apk; then
    how="${sudo}apk add chromium"
  elif has pacman; then
    how="${sudo}pacman -Sy --noconfirm chromium"
  elif has brew; then
    sudo='' how='brew install --cask google-chrome'
  else
    no_browser='found no package manager to install one with' && return
  fi
  if [ -n "$sudo" ] && ! sudo -n true 2>/dev/null; then
    no_browser="to install one needs root: ${how//sudo -n /sudo }" && return
  fi
  run_step "installing Chromium ($how)" "$work/chromium.log" bash -c "$how" || no_browser="installing one failed (see above)"
}

# Exports CHROMIUM, or warns that there is no browser; the browser tests are then skipped.
provide_browser() {
  local browser
  browser=$(find_browser)
  if [ -z "$browser" ]; then
    install_browser
    browser=$(find_browser)
  fi
  if [ -n "$browser" ]; then
    export CHROMIUM=$browser
    verbose "browser: $browser"
  else
    unset CHROMIUM
    say "
**************************************************************************
*  NO BROWSER: THE BROWSER TESTS WILL BE SKIPPED
*  Reason: $no_browser
*  Install Chromium or Chrome, or set CHROMIUM to the path of one.
**************************************************************************
"
  fi
}

# ---- What to run

# Modules in which test classes are looked for.
test_modules=(jsonpath core demo store server e2e)

# Prints those of them that hold test classes of that name or pattern, each once.
modules_with_test() { # PATTERN
  local module
  for module in "${test_modules[@]}"; do
    if [ -n "$(find "$root/$module/src/test/java" -name "$1.java" -print 2>/dev/null | head -n 1)" ]; then
      printf '%s\n' "$module"
    fi
  done
}

# Adds to `maven` the options that run only the named classes. The modules that they need are compiled first.
select_classes() { # NAME…
  local name module found unit=() integration=() modules=''
  for name in "$@"; do
    found=$(modules_with_test "${name%%#*}")
    [ -n "$found" ] || fail 2 "there is no test class $name in $(in_words "${test_modules[@]}")"
    for module in $found; do
      modules="$modules $module"
      if [ "$module" = e2e ]; then integration+=("$name"); else unit+=("$name"); fi
    done
  done
  maven+=(-Dui.skipTests=true -Dsurefire.failIfNoSpecifiedTests=false)
  case $modules in
    *e2e*) # The product is packaged, too; without a name for Surefire it would run all classes of the other modules.
      maven+=("-Dtest=$(joined ${unit[@]+"${unit[@]}"} NoUnitTest)" "-Dit.test=$(joined "${integration[@]}")" -pl e2e -am verify)
      ;;
    *server*) maven+=("-Dtest=$(joined "${unit[@]}")" -pl server -am test) ;;
    *store*) maven+=("-Dtest=$(joined "${unit[@]}")" -pl store -am test) ;;
    *demo*) maven+=("-Dtest=$(joined "${unit[@]}")" -pl demo -am test) ;;
    *core*) maven+=("-Dtest=$(joined "${unit[@]}")" -pl core -am test) ;;
    *) maven+=("-Dtest=$(joined "${unit[@]}")" -pl jsonpath -am test) ;;
  esac
}

# Prints "a, b or c".
in_words() { # NAME…
  local words=$1
  shift
  while [ $# -gt 1 ]; do
    words="$words, $1"
    shift
  done
  printf '%s' "$words${1:+ or $1}"
}

joined() { # NAME…
  local IFS=,
  printf '%s' "$*"
}

# Sets `maven` (options) and `what` (description) from the command's arguments.
select_tests() {
  local names=() page='' citus='' all=yes
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) test_usage && exit 0 ;;
      --long) long=yes ;;
      --page)
        [ $# -gt 1 ] || fail 2 "--page takes the name of a browser test, or a part of it"
        page=$2 all='' && shift
        ;;
      --citus)
        [ $# -gt 1 ] || fail 2 "--citus takes the JDBC address of a database of the coordinator"
        citus=$2 all='' && shift
        ;;
      --)
        shift
        maven+=("$@")
        break
        ;;
      -*) fail 2 "unknown option $1; ./parley test --help says what there is, and -- hands options to Maven" ;;
      *) names+=("$1") all='' ;;
    esac
    shift
  done
  if [ -n "$long" ]; then maven+=(-Dparley.test.long=true); fi
  if [ -n "$all" ]; then
    what="the short run"
    if [ -n "$long" ]; then what="the long run"; fi
    maven+=(verify)
  elif [ -n "$page" ]; then
    what="browser tests with '$page'"
    maven+=("-Dparley.page.test=$page")
    select_classes BrowserTest
  elif [ -n "$citus" ]; then
    what="the store's tests on Citus"
    export PARLEY_TEST_CITUS_URL=$citus
    test_modules=(store) # the only one whose tests take an engine
    maven+=(-Dparley.test.engines=CITUS -Dgroups=engine)
    if [ ${#names[@]} -gt 0 ]; then select_classes "${names[@]}"; else
      maven+=(-Dsurefire.failIfNoSpecifiedTests=false '-Dtest=io.parley.store.**' -pl store -am test)
    fi
  else
    what=${names[*]}
    select_classes "${names[@]}"
  fi
}

# ---- Summary

# Runs a sed script over the reports that were written after the stamp. Missing folders are no error.
read_reports() { # STAMP SED-SCRIPT
  find "$root"/*/target/surefire-reports "$root"/*/target/failsafe-reports -name 'TEST-*.xml' -newer "$1" \
    -exec sed -n "$2" {} \; 2>/dev/null || true
}

# Prints "name seconds tests skipped" for each test class, separated by tabs.
test_classes() { # STAMP
  read_reports "$1" '/<testsuite /s/.* name="\([^"]*\)".* time="\([^"]*\)".* tests="\([^"]*\)".* skipped="\([^"]*\)".*/\1	\2	\3	\4/p'
}

# Prints each reason for skipped tests, with the number of tests.
skip_reasons() { # STAMP
  read_reports "$1" 's/.*<skipped message="\([^"]*\)".*/\1/p; t
    s/.*<skipped[^>]*>\(<!\[CDATA\[\)\{0,1\}[A-Za-z0-9.]*TestAbortedException: \(.*\)/\2/p' |
    sed 's/&quot;/"/g; s/&apos;/'"'"'/g; s/&lt;/</g; s/&gt;/>/g; s/&#10;.*//; s/&amp;/\&/g; s/^Assumption failed: //' |
    sort | uniq -c | sed 's/^ *\([0-9]*\) /\1 × /'
}

# Prints a number from the log: the last match of a pattern with one group.
from_log() { # PATTERN
  sed $'s/\033\\[[0-9;]*m//g' "$log" | sed -n "s/$1/\\1/p" | tail -n 1
}

summarize() { # STAMP SECONDS CODE
  local stamp=$1 line tests='' page browser reasons
  say ''
  say "parley: stages"
  sed -n 's|^\[INFO\] \(Parley[^.]*[^. ]\) \.* *\([A-Z][A-Z]*\) \[ *\(.*[^ ]\) *\]$|  \1: \3 (\2)|p' "$log" | sed 's| (SUCCESS)||' >&2
  say "parley: slowest test classes (s)"
  test_classes "$stamp" | sort -t '	' -k 2 -rn | head -n "$SLOW_CLASSES" | while IFS='	' read -r line seconds _; do
    printf '  %8s  %s\n' "$seconds" "$line" >&2
  done
  tests=$(test_classes "$stamp" | awk -F '	' '{ ran += $3 - $4; skipped += $4 } END { print ran + 0, skipped + 0 }')
  page=$(from_log '.*Tests  *\([0-9][0-9]*\) passed.*')
  browser=$(from_log '^ *\([0-9][0-9]*\) passed (.*)$')
  reasons=$(skip_reasons "$stamp" | paste -s -d ';' - | sed 's/;/; /g')
  line="${tests% *} Java tests${page:+, $page of the page}${browser:+, $browser in a browser}"
  line="$line; skipped: ${tests#* }${reasons:+ ($reasons)}"
  if [ -z "$long" ]; then line="$line; tests of the long run were left out"; fi
  if [ "$3" -eq 0 ]; then
    say "parley: $what passed in $(($2 / 60)) min $(($2 % 60)) s: $line"
  else
    say "parley: $what FAILED after $(($2 / 60)) min $(($2 % 60)) s: $line; all of the output: $log"
  fi
}

# ---- Start here

run_tests() {
  local maven=() what='' long='' quiet=() stamp code=0 started=$SECONDS log=$work/test.log
  select_tests "$@"
  pick_java
  need_build_tools
  case " ${maven[*]} " in *' verify '*) provide_browser ;; esac
  if in_ci; then quiet=(-ntp); fi # no line for each download
  mkdir -p -- "$work"
  stamp=$work/test.started
  touch -- "$stamp"
  if [ -n "$long" ]; then say "parley: the long run takes about $LONG_RUN_MINUTES minutes on two cores"; fi
  case " ${maven[*]} " in
    *' -pl '*) ;;
    *) bash "$root/launcher/test.sh" || code=$? ;;
  esac
  if [ "$code" -eq 0 ]; then
    (become_maven ${quiet[@]+"${quiet[@]}"} "${maven[@]}") 2>&1 | tee "$log" || code=$?
  fi
  summarize "$stamp" $((SECONDS - started)) "$code"
  exit "$code"
}
