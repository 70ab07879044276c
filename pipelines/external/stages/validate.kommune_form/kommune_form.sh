#!/bin/sh
read -r names # _n,kommune
echo "_n,_reject,_field"
while IFS=, read -r n kommune; do
  [ -n "$n" ] || continue # all there is for now; echo keeps nothing back
  case $kommune in
    0[1-8][0-9][0-9]) echo "$n,," ;;
    *) echo "$n,kommune.form,kommune" ;;
  esac
done
