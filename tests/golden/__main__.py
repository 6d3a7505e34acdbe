"""`make golden`: write every expected output anew, for `git diff` to show what changed."""

from golden.outputs import expected_beside, inputs, output_of, strays

for stray in strays():
    stray.unlink()
for path in inputs():
    expected_beside(path).write_text(output_of(path), encoding="utf-8")
