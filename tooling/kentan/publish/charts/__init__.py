"""Charts: figures become inline SVG, made here and by nothing else.

A chart is pure: data in, SVG out. It carries a title and a description for those who do not see it, and the table of
its data, which the page shows on request. Nothing in it rests on colour: series differ by outline, fill, shape and
dash, and numbers stand beside what they measure. Ink is `currentColor`, so a chart follows light, dark and print.
Drawings are 400 units wide, which is a phone's width, so that their letters stay legible there.
"""
