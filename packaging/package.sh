#!/usr/bin/env bash
#
# `./parley package`: builds the product and makes its packages. Sourced by ../parley after source-tree.sh; uses the functions
# and variables of both.
# shellcheck disable=SC2154 # root, app, java_home, java_major: set there

package_usage() {
  cat <<'USAGE'
Makes Parley's packages from the source tree, each with a Java of its own

  ./parley package [DIR] [--only KIND,…]

DIR is target/packages unless it is given. The kinds, all of them by default:

  tar    parley-VERSION-linux-ARCH.tar.gz, which runs where it is unpacked
  deb    parley_VERSION_ARCH.deb for Debian and Ubuntu, with a service of systemd
  image  parley-VERSION-ARCH.oci.tar, an image for Docker, Podman and Kubernetes
  chart  parley-VERSION.tgz, a Helm chart

Needs Linux, GNU tar, and a JDK 25 or newer. A deb needs dpkg-deb, an image also apt-get and the mirrors of Debian.
The same tree, JDK and Debian packages give the same files, byte for byte; SOURCE_DATE_EPOCH sets another time in them.

  PARLEY_DEBIAN_MIRROR  mirror for the packages in the image (http://deb.debian.org)
USAGE
}

package() {
  local folder=$root/target/packages kinds=tar,deb,image,chart
  while [ $# -gt 0 ]; do
    case $1 in
      -h | --help) package_usage && exit ;;
      --only)
        [ $# -gt 1 ] || fail 2 "--only needs one or more of tar, deb, image, chart"
        kinds=$2 && shift
        ;;
      -*) fail 2 "unknown option $1; ./parley package --help lists them" ;;
      *) folder=$1 ;;
    esac
    shift
  done
  pick_java
  [ "$java_major" -ge 25 ] || fail 3 "packages contain Java 25 or newer; this is Java $java_major in $java_home. Set PARLEY_JAVA"
  bring_up_to_date
  trap - EXIT
  exec "$root/packaging/make" "$(product_version)" "$app" "$java_home" "$folder" "$kinds"
}
