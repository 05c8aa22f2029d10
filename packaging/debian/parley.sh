#!/bin/sh
#
# The command `parley` of the Debian package. Commands that open the store run as the user parley, so that all files in its
# folders stay that user's. Another user than root and parley cannot read the settings, which may contain a password.
set -eu

launcher=/usr/lib/parley/parley
for word in "$@"; do
  case $word in -h | --help | -V | --version) exec "$launcher" "$@" ;; esac
done
case ${1:-} in
  serve | token | user | copy | backup | restore | doctor)
    if [ "$(id -u)" -eq 0 ]; then exec env HOME=/var/lib/parley setpriv --reuid parley --regid parley --init-groups -- "$launcher" "$@"; fi
    if [ "$(id -un)" != parley ]; then
      echo "parley: $1 uses the data of the user parley; start it as root, such as: sudo parley $1" >&2
      exit 77
    fi
    ;;
esac
exec "$launcher" "$@"
