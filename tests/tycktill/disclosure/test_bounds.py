"""What sums rule out is in no world: nothing that could be proved is left unsought for what they say."""

from hypothesis import given
from hypothesis import strategies as st
from tests.tycktill.disclosure.every_world.tables import Numbers
from tests.tycktill.disclosure.test_edges_of_search import opened, table_of
from tests.tycktill.disclosure.test_search import NATIONS

from tycktill.disclosure.search.reference.follow import NodeBounds
from tycktill.disclosure.search.reference.table import State
from tycktill.disclosure.search.reference.table import Table as Lists


@given(NATIONS, st.data())
def test_every_set_may_be_as_it_is_in_a_world_that_fits(valid: Numbers, data: st.DataObject) -> None:
    own, arrays = opened(table_of(dict(valid), []))
    s = State(Lists(own), arrays)
    world = [data.draw(st.integers(0, number)) for number in s.t.valid]
    total = [sum(world[base] for base in bases) for bases in s.t.bases_of]
    for cell, positive in enumerate(total):
        s.least[cell] = data.draw(st.integers(0, positive))
        s.most[cell] = data.draw(st.integers(positive, s.most[cell]))
    bounds = NodeBounds(s)
    assert bounds.can_be
    for target in range(len(s.t.members)):
        value = s.value(target, world, total)
        assert bounds.may_be(target, value, value)


@given(NATIONS)
def test_what_one_exact_sum_leaves_no_room_for_is_ruled_out(valid: Numbers) -> None:
    own, arrays = opened(table_of(dict(valid), []))
    s = State(Lists(own), arrays)
    s.most[:] = [0] * len(s.most)
    bounds = NodeBounds(s)
    for base in {each for bases in s.t.bases_of for each in bases}:
        assert bounds.may_be(base, 0, 0)
        assert not bounds.may_be(base, 1, s.t.valid[base])
