# Sourced by web/build, web/serve and tests/run: what is missing gets installed, and how Emscripten is called.
# Needs bash; `root` is the checkout.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

# Runs a command quietly: its output is shown only when it fails.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 || status=$?
  [ "$status" -eq 0 ] || cat "$log" >&2
  rm -f "$log"
  return "$status"
}

# The Python that the distribution's packages belong to, even where another stands first on the path.
python() {
  if [ -x /usr/bin/python3 ]; then /usr/bin/python3 "$@"; else python3 "$@"; fi
}

# is_present KIND:NAME  -  command:, file: (a glob) or python: (a module)
is_present() {
  case $1 in
    command:*) command -v "${1#*:}" >/dev/null ;;
    file:*) compgen -G "${1#*:}" >/dev/null ;;
    python:*) command -v python3 >/dev/null && python -c "import ${1#*:}" 2>/dev/null ;;
  esac
}

# require "KIND:NAME PACKAGE"...  installs the Debian or Ubuntu packages of whatever is not there.
require() {
  local entry packages=() missing=() as_root=()
  for entry in "$@"; do
    is_present "${entry% *}" || { missing+=("${entry% *}"); packages+=("${entry##* }"); }
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  command -v apt-get >/dev/null ||
    die "Missing: ${missing[*]#*:}. Install them with this system's package manager (on Debian: ${packages[*]})."
  local line="apt-get update && apt-get install -y --no-install-recommends ${packages[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    { command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; } ||
      die "Missing: ${packages[*]}. Run as root: $line"
    as_root=(sudo)
  fi
  printf 'Installing %s\n' "${packages[*]}" >&2
  { quietly "${as_root[@]}" apt-get update -q &&
    quietly "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends "${packages[@]}"; } ||
    die "Could not install ${packages[*]}: no network, or no such package here. By hand: $line"
  for entry in "$@"; do
    is_present "${entry% *}" || die "Package ${entry##* } is installed, yet ${entry% *} is still missing."
  done
}

# Header-only and source packages that CMake fetches by itself where there is no apt.
require_build_tools() {
  local sources=()
  ! command -v apt-get >/dev/null || sources=(
    "file:/usr/include/nlohmann/json.hpp nlohmann-json3-dev"
    "file:/usr/src/googletest/googletest/src/gtest-all.cc googletest")
  require "command:cmake cmake" "command:ninja ninja-build" "command:python3 python3" "$@" "${sources[@]}"
}

# configure_and_build PRESET [TARGET...]
configure_and_build() {
  local preset=$1
  shift
  cd "$root"
  quietly cmake --preset "$preset"
  quietly cmake --build --preset "$preset" ${1:+--target "$@"}
}

# A cache of our own where the system's must not or cannot be written: links to what is built already.
# Objects of one Emscripten version are useless to another: then the build folder starts afresh.
build_wasm() {
  require_build_tools "command:em++ emscripten" "command:node nodejs"
  local cache version stamp=$root/build/wasm/emscripten-version
  cache=$(em-config CACHE)
  version=$(em++ -dumpversion)
  if [ -z "${EM_CACHE-}" ] && { [[ $cache == /usr/* ]] || [ ! -w "$cache" ]; }; then
    export EM_CACHE=$root/build/em-cache-$version
    if [ ! -d "$EM_CACHE" ]; then
      mkdir -p "$root/build"
      rm -rf "$EM_CACHE.part"
      if [ -d "$cache" ]; then cp -rs "$cache" "$EM_CACHE.part"; else mkdir "$EM_CACHE.part"; fi
      rm -f "$EM_CACHE.part"/cache.lock
      mv "$EM_CACHE.part" "$EM_CACHE"
    fi
  fi
  # Debian's Emscripten needs its acorn package even where node itself is not Debian's.
  [ ! -d /usr/share/nodejs/acorn ] || export NODE_PATH=/usr/share/nodejs
  [ "$(cat "$stamp" 2>/dev/null)" = "$version" ] || rm -rf "$root/build/wasm"
  mkdir -p "$root/build/wasm"
  printf '%s\n' "$version" >"$stamp"
  configure_and_build wasm "$@"
}

# The fonts of both faces, subset into build/fonts.
build_fonts() {
  require "python:fontTools fonttools" "file:/usr/share/fonts/*/inter*/Inter-Regular.* fonts-inter"
  cd "$root"
  quietly python web/subset_fonts.py build/fonts
}
