#!/usr/bin/env bash
# Rewrites the public-API baseline of each library, or of the ones named: tools/update-public-api.sh [Gatelight.Kernels ...]
# Shipped.txt changes by hand at a release alone; Unshipped.txt is what this script writes, and what a reviewer reads.
set -euo pipefail
cd "$(dirname "$0")/.."

libraries=("$@")
if [ ${#libraries[@]} -eq 0 ]; then
  for folder in src/*/; do
    name=$(basename "$folder")
    # Programs have users, not callers.
    if [ -f "$folder$name.csproj" ] && ! grep -q '<OutputType>Exe</OutputType>' "$folder$name.csproj"; then
      libraries+=("$name")
    fi
  done
fi

for name in "${libraries[@]}"; do
  [ -f "src/$name/PublicAPI.Shipped.txt" ] || printf '#nullable enable\n' > "src/$name/PublicAPI.Shipped.txt"
  printf '#nullable enable\n' > "src/$name/PublicAPI.Unshipped.txt"
done

dotnet restore Gatelight.slnx --verbosity quiet
for name in "${libraries[@]}"; do
  # RS0016: new in the code; RS0017: gone from the code, marked *REMOVED* when it had shipped.
  dotnet format analyzers "src/$name/$name.csproj" --no-restore --diagnostics RS0016 RS0017 --severity info
  echo "$name: $(($(wc -l < "src/$name/PublicAPI.Unshipped.txt") - 1)) unshipped symbols"
done
