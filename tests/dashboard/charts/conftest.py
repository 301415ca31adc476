"""Series for the tests of charts."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.dashboard.charts.invented import spread


@pytest.fixture
def weeks() -> pd.DataFrame:
    """Three topics over ten weeks from 1 Nov 2017 (a Wednesday): first and last week incomplete, the fifth a gap."""
    return spread(missing=(4,))
