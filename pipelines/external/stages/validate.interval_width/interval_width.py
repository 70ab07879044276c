import json
import sys

lower, upper, widest = sys.argv[1], sys.argv[2], float(sys.argv[3])
next(sys.stdin)  # what is to come: stage, options, fields
for line in sys.stdin:
    if line.isspace():  # all there is for now
        sys.stdout.flush()
        continue
    record = json.loads(line)
    answer = {"_n": record["_n"]}
    low, high = record[lower], record[upper]
    if low is not None and high is not None and high - low > widest:
        answer.update(_reject="interval.width", _field=upper)
    print(json.dumps(answer))
