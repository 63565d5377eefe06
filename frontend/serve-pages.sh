#!/bin/sh
# Fill the template in from the environment, and become nginx. Needs no right but to write SCRATCH.
set -eu
cd "$(dirname "$0")"
mkdir -p "$SCRATCH"
sed -e "s|\${API}|$API|g" -e "s|\${LISTEN}|$LISTEN|g" -e "s|\${PAGES}|$PAGES|g" \
  -e "s|\${SCRATCH}|$SCRATCH|g" -e "s|\${RESOLVER}|$RESOLVER|g" \
  nginx.conf.template > "$SCRATCH/nginx.conf"
exec nginx -e stderr -c "$SCRATCH/nginx.conf" -g "daemon off;"
