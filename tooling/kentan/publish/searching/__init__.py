"""The search: an index of our own, cut into small files, that finds Chinese as it is typed.

Texts are cut into pairs of neighbouring characters (`grams`), so that no dictionary decides what a word is; a query
fetches the few files that hold its pairs (`postings`). What a page is called and says is searched as a whole
(`listed`). The other half is `site/assets/search.js`, which cuts a query in the same way.
"""
