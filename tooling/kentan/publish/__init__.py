"""The public site: records become pages, staged, rendered and stamped.

The way of a page: `views` turn records into one frozen view object a page; `templates` render it with an escaping
environment of our own; `shell` puts the result into the HTML that the renderer made once for each place of the
navigation and language; `writing` lays down what changed. The renderer (MkDocs with Material) is called by
`renderer` alone and never sees a record.
"""
