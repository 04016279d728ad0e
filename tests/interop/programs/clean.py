"""Cleans the reads, tracked."""

import lamindb as ln

ln.track(params={"minimum": 3, "share": 0.5, "mode": "strict"})
text = ln.Artifact.get(key="raw/reads.txt").load()
with open("clean.txt", "w") as stream:
    stream.write("".join(line + "\n" for line in text.split() if len(line) >= 3))
ln.Artifact("clean.txt", key="clean/by-python.txt").save()
print("cleaned by Python")
ln.finish()
