#!/bin/sh
# Runs $LEASHED so that it ends with the process that started it, however that ends.
# A script, since Playwright and WebKitWebDriver take one executable and no arguments before their own.
if command -v setpriv >/dev/null; then
  exec setpriv --pdeathsig KILL "$LEASHED" "$@"
fi
exec "$LEASHED" "$@"
