from shoal.common.filters import one_of

from .models import State, Verdict

IMPORT_FILTERS = {"state": one_of("state", State.values, "By state.")}
ROW_FILTERS = {"verdict": one_of("verdict", Verdict.values, "By verdict.")}
