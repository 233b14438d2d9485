"""A listing of Git's is looked up as a mapping of all its files would be."""

from hypothesis import given
from hypothesis import strategies as st

from kentan.files.listing import Entry, Listing
from kentan.review.names import Names, folded

_STEP = st.sampled_from(
    [
        "cases",
        "Cases",
        "2022",
        "a",
        "A",
        "a.yml",
        "A.yml",
        "ａ.yml",
        "b c",
        "b\tc",
        "说明.md",
        "\\xba",
        "0",
        "\U0010ffff",
    ]
)
_PATH = st.lists(_STEP, min_size=1, max_size=3).map("/".join)
_ENTRY = st.tuples(st.sampled_from(["100644", "120000"]), st.sampled_from(["0" * 40, "a" * 40]))
_FILES = st.dictionaries(_PATH, _ENTRY, max_size=12)
_CHANGES = st.dictionaries(_PATH, st.none() | _ENTRY, max_size=4)


def listing_of(files: dict[str, Entry]) -> Listing:
    """As Git lists them: in the order of bytes."""
    rows = sorted(files.items(), key=lambda each: each[0].encode())
    return Listing("".join(f"{mode} blob {identity}\t{path}\0" for path, (mode, identity) in rows))


def applied(files: dict[str, Entry], changes: dict[str, Entry | None]) -> dict[str, Entry]:
    return {path: entry for path, entry in {**files, **changes}.items() if entry is not None}


@given(_FILES, _CHANGES, _PATH)
def test_a_listing_says_what_a_mapping_would(files, changes, path) -> None:
    listing, all_files = listing_of(files).changed(changes), applied(files, changes)
    assert listing.get(path) == all_files.get(path)
    assert len(listing) == len(all_files)
    assert list(listing) == sorted(all_files)
    assert listing.touched(listing_of(files)) == sorted(
        each for each in {*files, *all_files} if files.get(each) != all_files.get(each)
    )
    assert listing_of(all_files).touched(listing) == []
    assert dict(listing.items()) == all_files
    assert listing.get(path) == all_files.get(path)


@given(_FILES, _CHANGES, _PATH)
def test_what_lies_in_a_folder_is_found(files, changes, path) -> None:
    listing, all_files = listing_of(files).changed(changes), applied(files, changes)
    folder = f"{path}/"
    inside = [each for each in sorted(all_files) if each.startswith(folder)]
    assert listing.below(folder) == inside
    names = {"".join(each[len(folder) :].partition("/")[:2]) for each in inside}
    found = dict(listing.within(folder))
    assert found.keys() == names
    assert all(file in all_files and file.startswith(folder + name) for name, file in found.items())
    assert (listing.breadth(path) > 0) == any(each.startswith(folder) for each in files)


@given(_FILES, _CHANGES, st.lists(_PATH, max_size=3))
def test_what_a_name_may_be_taken_for_is_among_the_few(files, changes, new) -> None:
    listing = listing_of(files).changed(changes)
    few, every = Names(listing.resembling(new, folded)), Names(listing)
    for path in new:
        assert (few.taken_for(path) is None) == (every.taken_for(path) is None)


@given(_FILES, _CHANGES, _STEP)
def test_names_that_several_files_have_are_told(files, changes, step) -> None:
    found = listing_of(files).changed(changes).repeated(f"{step}/")
    names = [path.rpartition("/")[2] for path in applied(files, changes) if path.startswith(f"{step}/")]
    assert {name for name in names if names.count(name) > 1} <= found
    if not changes:
        assert {name for name in names if names.count(name) == 1}.isdisjoint(found)


@given(_FILES, _CHANGES, st.sampled_from(["a", "A.", "", "说"]))
def test_a_series_is_the_files_whose_name_begins_so(
    files: dict[str, Entry], changes: dict[str, Entry | None], beginning: str
) -> None:
    listing, every = listing_of(files).changed(changes), applied(files, changes)
    expected = [
        (path, entry)
        for path, entry in every.items()
        if path.startswith("cases/")
        and (not beginning or (path.count("/") > 1 and path.split("/", 2)[2].startswith(beginning)))
    ]
    assert sorted(listing.of_series("cases/", [beginning])) == sorted(expected)
    assert [*listing.of_series("cases/", [])] == []


@given(_FILES, _CHANGES, st.sets(_PATH))
def test_of_many_paths_those_are_yielded_that_are_listed(
    files: dict[str, Entry], changes: dict[str, Entry | None], paths: set[str]
) -> None:
    listing, every = listing_of(files).changed(changes), applied(files, changes)
    wanted = paths | set(list(files)[:3])
    for more in (set(), set(map(str, range(1000)))):
        found = sorted(listing.of(wanted | more))
        assert found == sorted((path, entry) for path, entry in every.items() if path in wanted | more)
