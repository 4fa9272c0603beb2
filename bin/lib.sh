# shellcheck shell=bash
# What the scripts in this folder share: where things are, how to speak, how to know that work was done before.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1
# uv and Node bring their own list of authorities; use the machine's, as pip does on Debian.
if [[ -f /etc/ssl/certs/ca-certificates.crt ]]; then
  export SSL_CERT_FILE=${SSL_CERT_FILE:-/etc/ssl/certs/ca-certificates.crt}
  export NODE_EXTRA_CA_CERTS=${NODE_EXTRA_CA_CERTS:-/etc/ssl/certs/ca-certificates.crt}
fi

say() { printf '%s\n' "$*"; }
stop() { printf '\n%s\n' "$*" >&2; exit 1; }
has() { command -v "$1" >/dev/null 2>&1; }

# One short word for the content of all given files.
digest() { cat "$@" | sha256sum | cut -c1-16; }

# A stamp is a file that holds the digest of what was last done.
stamped() { [[ -f $1 && $(<"$1") == "$2" ]]; }
stamp() { mkdir -p "$(dirname "$1")"; printf '%s\n' "$2" >"$1"; }
