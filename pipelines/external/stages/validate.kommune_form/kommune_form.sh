#!/bin/sh
read -r head # what is to come: stage, options, fields
while IFS= read -r line; do
  [ -n "$line" ] || continue # all there is for now; echo keeps nothing back
  n=${line#'{"_n":'}; n=${n%%,*}
  case ${line#*,} in
    '"kommune":null}' | '"kommune":"0'[1-8][0-9][0-9]'"}') echo "{\"_n\":$n}" ;;
    *) echo "{\"_n\":$n,\"_reject\":\"kommune.form\",\"_field\":\"kommune\"}" ;;
  esac
done
